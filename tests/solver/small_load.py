"""Small random problems of who gets which cases, and every answer to them. Not allowed here: tests."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from planner.domain.cases import Membership, Ownership
from planner.domain.civil import day_interval, day_start
from planner.domain.ids import CaseId, HouseholdId, RegievoerderId
from planner.domain.people import Substitute
from planner.domain.plan import Assignment
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.assignment import to_assign
from solver.known import Known
from tests.solver import world as w
from tests.solver.rules.cases import departure, on_day

_PEOPLE = (RegievoerderId("R1"), RegievoerderId("R2"), RegievoerderId("R3"))


def drawn(seed: int) -> w.World:
    """Return two or three regievoerders with some cases, and up to four cases to assign."""
    dice = Random(seed)  # noqa: S311 - nothing secret
    staff = _PEOPLE[: dice.randint(2, 3)]
    people = tuple(replace(w.regievoerder(who), load_cap=dice.choice((8, 10, 15, 20))) for who in staff)
    codes = [CaseId(f"Z{number}") for number in range(dice.randint(3, 7))]
    new = codes[: dice.randint(1, 4)]
    cases = tuple(
        replace(
            w.case(code),
            load_points=dice.randint(2, 9),
            closed_on=dice.choice((None, None, w.MONDAY + timedelta(days=dice.randint(1, 30)))),
        )
        for code in codes
    )
    owned = [Ownership(case=c, regievoerder=dice.choice(staff), valid=w.EVER) for c in codes if c not in new]
    owned += [
        Ownership(case=c, regievoerder=dice.choice(staff), valid=w.EVER, marked=True)
        for c in new
        if dice.random() < 0.3
    ]
    first = dice.randint(-3, 20)
    when = Interval(_day(first), _day(first + dice.randint(2, 14)))
    owner, other = dice.sample(staff, 2)
    home = dice.sample(codes, 2) if dice.random() < 0.5 else []
    world = w.World().with_resources(
        regievoerders=people,
        absences=(Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, owner), interval=when),),
        substitutes=(Substitute(owner=owner, substitute=other, interval=when),) if dice.random() < 0.7 else (),
    )
    leaving = departure(codes[-1])
    published = (
        [on_day(leaving, day_interval(w.MONDAY + timedelta(days=dice.randint(0, 20))))] if dice.random() < 0.4 else []
    )
    world = replace(world, activities=[leaving], baseline=published)
    members = tuple(Membership(household=HouseholdId("H"), case=code, valid=w.EVER) for code in home)
    return world.with_cases(cases=cases, ownerships=tuple(owned), memberships=members)


def _day(number: int) -> Minute:
    return day_start(w.MONDAY + timedelta(days=number))


def every(world: w.World) -> Iterator[tuple[Assignment, ...]]:
    """Yield every way of giving the cases to somebody or nobody."""
    moving = to_assign(Known(world.problem()))
    people = [None, *(person.id for person in world.resources.regievoerders)]
    for choice in itertools.product(people, repeat=len(moving)):
        yield tuple(Assignment(case=c, regievoerder=who) for c, who in zip(moving, choice, strict=True) if who)
