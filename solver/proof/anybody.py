"""A regievoerder who could be any of them: works when anyone works, speaks and is able to do what anyone does.

Whatever a case's regievoerder may do, so may this one; so nothing about assignment is decided in a proof.
Not allowed here: planning with somebody who does not exist.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from planner.domain.cases import Specialism
from planner.domain.ids import RegievoerderId
from planner.domain.people import Regievoerder, WorkingHours
from planner.domain.plan import Assignment
from planner.domain.problem import Problem
from solver.known import Known

ANYBODY = RegievoerderId("*")


def with_anybody(problem: Problem) -> Known:
    """Return what is known, with every case that is still to be assigned in the hands of anybody."""
    people = problem.resources.regievoerders
    if not people:
        return Known(problem)
    resources = replace(problem.resources, regievoerders=(*people, _anybody(people)))
    known = Known(replace(problem, resources=resources))
    open_ = [case.id for case in problem.case_file.cases if known.needs_owner(case.id)]
    return known.assigned([Assignment(case=case, regievoerder=ANYBODY) for case in open_])


def _anybody(people: Iterable[Regievoerder]) -> Regievoerder:
    people = tuple(people)
    slots = [slot for person in people for slot in person.hours]
    days = sorted({slot.weekday for slot in slots})
    hours = (
        WorkingHours(
            weekday=day,
            start=min(slot.start for slot in slots if slot.weekday == day),
            end=max(slot.end for slot in slots if slot.weekday == day),
        )
        for day in days
    )
    return Regievoerder(
        id=ANYBODY,
        office=people[0].office,
        hours=tuple(hours),
        specialisms=frozenset(Specialism),
        languages=frozenset(chain.from_iterable(person.languages for person in people)),
    )
