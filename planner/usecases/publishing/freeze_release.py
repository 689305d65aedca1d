"""Freezing a composed release: everything its readers may need, so that they never look elsewhere.

Pure functions. Not allowed here: which changes are taken over (``compose_release``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import Case, Ownership
from planner.domain.clearances import Override
from planner.domain.facts import Fact, fact_key
from planner.domain.ids import ActivityKey, CaseId, ParticipationId
from planner.domain.plan import Appointment, Assignment, Fallback
from planner.domain.problem import Problem
from planner.domain.release import CalendarEntry, Release, ReleaseScope, used_resources
from planner.domain.resources import ResourceKind, Resources
from planner.domain.time import Minute
from planner.usecases.agendas.calendar_entries import changed_entries, next_entries
from planner.usecases.publishing.compose_release import Composition

_F = TypeVar("_F", bound=Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a release is made from: a stored plan, the problem it answers, and the release before."""

    plan_id: int
    problem_hash: str
    problem: Problem
    earlier: Release | None
    secret: str
    upheld: frozenset[Override] = frozenset()
    """The exceptions of the problem that were made by somebody who may."""

    @property
    def activities(self) -> dict[ActivityKey, Activity]:
        """What was due when the earlier release was made."""
        return {activity.key: activity for activity in self.earlier.activities} if self.earlier else {}


def freeze_release(
    basis: Basis, composed: Composition, assignments: tuple[Assignment, ...], scope: ReleaseScope, at: Minute
) -> Release:
    """Return the next release as it would be published at ``at``."""
    problem, earlier = basis.problem, basis.earlier
    due = {**basis.activities, **{activity.key: activity for activity in problem.activities}}
    mentioned = {item.activity for item in composed.judged.unplanned}
    before = earlier.entries if earlier else ()
    entries = next_entries(before, composed.appointments, (basis.activities, due), at=at, now=problem.recorded_at)
    mentioned |= {entry.appointment.activity for entry in entries}
    fallbacks = _fallbacks(earlier, composed, scope)
    owners = _owners(basis, composed.appointments, due, assignments)
    return Release(
        number=earlier.number + 1 if earlier else 1,
        published_at=at,
        plan_id=basis.plan_id,
        problem_hash=basis.problem_hash,
        scope=scope,
        horizon=problem.horizon,
        appointments=composed.appointments,
        entries=entries,
        activities=tuple(due[key] for key in sorted(mentioned & due.keys())),
        unplanned=composed.judged.unplanned,
        assignments=assignments,
        changed=tuple(dict.fromkeys((*changed_entries(before, entries), *_reassigned(earlier, owners, entries)))),
        resources=_resources(basis, [entry.appointment for entry in entries], fallbacks),
        cases=_cases(basis, [entry.appointment for entry in entries]),
        owners=owners,
        settings=problem.settings,
        fallbacks=fallbacks,
        standbys=composed.judged.standbys,
        overrides=_overrides(basis.upheld, composed.appointments),
        simulation=composed.judged.simulation,
        travel_source=problem.travel.source,
        travel_made_on=problem.travel.made_on,
        secret=basis.secret,
    )


def _overrides(upheld: Iterable[Override], appointments: Iterable[Appointment]) -> tuple[Override, ...]:
    """Return the exceptions that hold for appointments, each when it starts."""
    starts = {item.activity: item.start for item in appointments}
    found = (o for o in upheld if o.activity in starts and o.valid.contains(starts[o.activity]))
    return tuple(sorted(found, key=lambda override: (override.activity, override.rule, override.valid.start)))


def merge_assignments(
    problem: Problem, new: Iterable[Assignment], earlier: Iterable[Assignment], at: Minute
) -> tuple[Assignment, ...]:
    """Return who got which case, and since when: the plan's, and the earlier ones the problem does not contradict.

    An assignment published after the problem was cut stands; the plan did not know of it.
    """
    owners = {
        ownership.case: ownership.regievoerder
        for ownership in problem.case_file.ownerships
        if ownership.valid.contains(problem.scope.start)
    }
    open_cases = {case.id for case in problem.case_file.cases}
    merged = {assignment.case: replace(assignment, since=at) for assignment in new}
    for assignment in earlier:
        owner = owners.get(assignment.case)
        reassigned = assignment.case in merged and owner is not None
        if assignment.case in open_cases and not reassigned and owner in (None, assignment.regievoerder):
            merged[assignment.case] = assignment
    return tuple(merged[case] for case in sorted(merged))


def unowned(problem: Problem, assignments: Iterable[Assignment], new: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """Return the assignments that the problem does not already hold as ownership."""
    owned = {o.case for o in problem.case_file.ownerships if o.valid.contains(problem.scope.start)}
    fresh = {assignment.case for assignment in new}
    return tuple(a for a in assignments if a.case in fresh or a.case not in owned)


def _fallbacks(earlier: Release | None, composed: Composition, scope: ReleaseScope) -> tuple[Fallback, ...]:
    """Return what happens when published departures fail: as the plan says, of what stayed out of it as published."""
    whole = scope.kinds is None and scope.days is None
    planned, before = composed.judged.fallbacks, earlier.fallbacks if earlier else ()
    stays = {fallback.activity for fallback in before} - composed.chosen
    if whole:
        stays -= {fallback.activity for fallback in planned}
    published = {item.activity for item in composed.appointments}
    found = (*(f for f in before if f.activity in stays), *(f for f in planned if f.activity not in stays))
    return tuple(sorted((f for f in found if f.activity in published), key=lambda f: (f.known_at, f.activity)))


def _resources(basis: Basis, appointments: list[Appointment], fallbacks: tuple[Fallback, ...]) -> Resources:
    new, old = basis.problem.resources, basis.earlier.resources if basis.earlier else Resources()
    joined = Resources(
        places=_joined(new.places, old.places),
        regievoerders=_joined(new.regievoerders, old.regievoerders),
        missions=_joined(new.missions, old.missions),
        sessions=_joined(new.sessions, old.sessions),
        carriers=_joined(new.carriers, old.carriers),
        flights=_joined(new.flights, old.flights),
        escort_teams=_joined(new.escort_teams, old.escort_teams),
        officers=_joined(new.officers, old.officers),
        vehicles=_joined(new.vehicles, old.vehicles),
    )
    return used_resources(joined, appointments, fallbacks)


def _owners(
    basis: Basis,
    appointments: tuple[Appointment, ...],
    due: Mapping[ActivityKey, Activity],
    assignments: tuple[Assignment, ...],
) -> tuple[Assignment, ...]:
    """Return who is responsible for each case that leaves, on the day it leaves."""
    given = {assignment.case: assignment.regievoerder for assignment in assignments}
    found = {owner.case: owner.regievoerder for owner in (basis.earlier.owners if basis.earlier else ())}
    ownerships: dict[CaseId, list[Ownership]] = defaultdict(list)
    for ownership in basis.problem.case_file.ownerships:
        ownerships[ownership.case].append(ownership)
    leaving: set[CaseId] = set()
    for item in appointments:
        activity = due.get(item.activity)
        for case in activity.cases if activity is not None and activity.kind is ActivityKind.DEPARTURE else ():
            leaving.add(case)
            found |= {o.case: o.regievoerder for o in ownerships[case] if o.valid.contains(item.start)}
    owners = {case: given.get(case, found.get(case)) for case in sorted(leaving)}
    return tuple(Assignment(case=case, regievoerder=who) for case, who in owners.items() if who is not None)


def _reassigned(
    earlier: Release | None, owners: tuple[Assignment, ...], entries: Iterable[CalendarEntry]
) -> tuple[ParticipationId, ...]:
    """Return the entries of cases that leave and got another regievoerder: they move to another calendar."""
    before = {owner.case: owner.regievoerder for owner in (earlier.owners if earlier else ())}
    moved = {str(owner.case) for owner in owners if before.get(owner.case, owner.regievoerder) != owner.regievoerder}
    return tuple(
        entry.id
        for entry in entries
        if entry.participation.resource.kind is ResourceKind.CASE and entry.participation.resource.id in moved
    )


def _cases(basis: Basis, appointments: list[Appointment]) -> tuple[Case, ...]:
    taking_part = {part.resource.id for item in appointments for part in item.of_kind(ResourceKind.CASE)}
    known = _joined(basis.problem.case_file.cases, basis.earlier.cases if basis.earlier else ())
    return tuple(case for case in known if case.id in taking_part)


def _joined(new: tuple[_F, ...], old: tuple[_F, ...]) -> tuple[_F, ...]:
    """Return both without doubles, in the order of their keys; the new value wins."""
    by_key = {fact_key(fact): fact for fact in (*old, *new)}
    return tuple(by_key[key] for key in sorted(by_key))
