"""Who gets which case, on problems whose answer is plain."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.cases import Membership, Ownership, Specialism
from planner.domain.civil import at
from planner.domain.ids import CaseId, RegievoerderId
from planner.domain.plan import Assignment
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval
from solver.assignment import assign, to_assign
from solver.known import Known
from tests.solver import small
from tests.solver import world as w

AWAY = Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, w.R1), interval=w.SCOPE)


def _owned(*pairs: tuple[CaseId, str], marked: bool = False) -> tuple[Ownership, ...]:
    return tuple(
        Ownership(case=code, regievoerder=w.R1 if who == "R1" else w.R2, valid=w.EVER, marked=marked)
        for code, who in pairs
    )


def test_to_assign_names_new_and_marked_cases() -> None:
    world = w.World().with_cases(ownerships=(*_owned((w.A, "R1")), *_owned((w.B, "R1"), marked=True)))

    assert to_assign(Known(world.problem())) == (w.B, w.C)


def test_assign_gives_a_new_member_the_regievoerder_of_the_household() -> None:
    world = w.World().with_cases(ownerships=_owned((w.A, "R2"), (w.C, "R2")))

    result = assign(Known(world.problem()), small.ENOUGH)

    assert result.assignments == (Assignment(case=w.B, regievoerder=w.R2),)


def test_assign_keeps_a_household_together() -> None:
    world = w.World().with_cases(ownerships=_owned((w.C, "R2")))

    result = assign(Known(world.problem()), small.ENOUGH)

    assert {item.case for item in result.assignments} == {w.A, w.B}
    assert len({item.regievoerder for item in result.assignments}) == 1


def test_assign_asks_for_the_specialism() -> None:
    minor = replace(w.case(w.C), specialisms=frozenset({Specialism.MINORS}))
    world = w.World().with_cases(cases=(w.case(w.A), w.case(w.B), minor), ownerships=_owned((w.A, "R1"), (w.B, "R1")))

    assert assign(Known(world.problem()), small.ENOUGH).assignments == (Assignment(case=w.C, regievoerder=w.R2),)


def test_assign_passes_over_who_is_away_the_whole_scope() -> None:
    world = w.World().with_cases(ownerships=_owned((w.A, "R1"), (w.B, "R1"))).with_resources(absences=(AWAY,))

    assert assign(Known(world.problem()), small.ENOUGH).assignments == (Assignment(case=w.C, regievoerder=w.R2),)


@pytest.mark.parametrize("comes", [w.R1, w.R2])
def test_assign_takes_who_comes_where_the_case_is_anyway(comes: RegievoerderId) -> None:
    # one regievoerder has the household of A and B, the other has nobody; C is where A is, both speak as much
    people = (w.regievoerder(w.R1), w.regievoerder(w.R2))
    world = w.World(activities=[small.conversation(w.C)]).with_cases(ownerships=_owned((w.A, comes), (w.B, comes)))
    world = world.with_resources(regievoerders=people)
    elsewhere = replace(world, activities=[*world.activities, small.conversation(w.A, place=w.DC)])
    there = replace(world, activities=[*world.activities, small.conversation(w.A)])

    neither, far, near = (assign(Known(one.problem()), small.ENOUGH).assignments for one in (world, elsewhere, there))

    assert neither == far
    assert near == (Assignment(case=w.C, regievoerder=comes),)


def test_assign_takes_who_works_on_the_only_day_of_the_first_conversation() -> None:
    # case C must be spoken to on Monday; R2, who speaks the language and so would be preferred, is away that day
    away = Absence(
        resource=ResourceRef(ResourceKind.REGIEVOERDER, w.R2), interval=Interval(w.clock(0), at(date(2026, 11, 24), 0))
    )
    activity = small.conversation(w.C, window=Interval(w.clock(9), w.clock(17)))
    world = w.World(activities=[activity]).with_cases(ownerships=_owned((w.A, "R1"), (w.B, "R1")))

    free = assign(Known(world.problem()), small.ENOUGH)
    bound = assign(Known(world.with_resources(absences=(away,)).problem()), small.ENOUGH)

    assert free.assignments == (Assignment(case=w.C, regievoerder=w.R2),)
    assert bound.assignments == (Assignment(case=w.C, regievoerder=w.R1),)


def test_assign_stays_under_the_load_cap_and_says_so() -> None:
    # the cap is 10 * 110 % = 11 points; each regievoerder has a case of 10 points, so a third fits nowhere
    people = tuple(replace(person, load_cap=10) for person in w.default_resources().regievoerders)
    world = w.World().with_cases(memberships=(), ownerships=_owned((w.A, "R1"), (w.C, "R2")))

    result = assign(Known(world.with_resources(regievoerders=people).problem()), small.ENOUGH)

    assert result.assignments == ()
    assert [(case, reason.rule, reason.because) for case, reason in result.unassigned] == [
        (w.B, "P14", "2 geschikt, maar niemand heeft ruimte voor 10 punten (meeste: 1)")
    ]


def test_assign_shares_the_cap_between_new_cases() -> None:
    # room for one case of 10 points at each: two new households of one get one regievoerder each
    people = tuple(replace(person, load_cap=10) for person in w.default_resources().regievoerders)
    world = w.World().with_cases(cases=(w.case(w.A), w.case(w.B)), memberships=(), ownerships=())

    result = assign(Known(world.with_resources(regievoerders=people).problem()), small.ENOUGH)

    assert sorted(item.regievoerder for item in result.assignments) == [w.R1, w.R2]


def test_assign_says_which_specialism_nobody_has() -> None:
    special = replace(w.case(w.C), specialisms=frozenset({Specialism.MEDICAL}))
    world = w.World().with_cases(cases=(special,), memberships=(), ownerships=())

    (case, reason) = assign(Known(world.problem()), small.ENOUGH).unassigned[0]

    assert (case, reason.rule) == (w.C, "P26")
    assert reason.because == "geen regievoerder die deze periode werkt heeft specialisme medisch"


def test_household_left_apart_has_members_of_its_own_time() -> None:
    # the membership ended before the scope: A and B are two groups now
    ended = tuple(Membership(household=w.HOUSE, case=c, valid=Interval(w.EVER.start, w.clock(0))) for c in (w.A, w.B))
    world = w.World().with_cases(memberships=ended, ownerships=_owned((w.A, "R2"), (w.C, "R2")))

    result = assign(Known(world.with_resources(absences=()).problem()), small.ENOUGH)

    assert [item.case for item in result.assignments] == [w.B]


def test_household_that_grows_keeps_its_one_regievoerder() -> None:
    # A and B are R2's; C joins the household when the scope begins
    joined = tuple(Membership(household=w.HOUSE, case=code, valid=w.EVER) for code in (w.A, w.B))
    joined += (Membership(household=w.HOUSE, case=w.C, valid=Interval(w.SCOPE.start)),)
    world = w.World().with_cases(memberships=joined, ownerships=_owned((w.A, "R2"), (w.B, "R2")))
    full = tuple(replace(person, load_cap=20) for person in w.default_resources().regievoerders)

    # also when R2 is at the cap already: somebody else for one member is no choice
    assert assign(Known(world.problem()), small.ENOUGH).assignments == (Assignment(case=w.C, regievoerder=w.R2),)
    crowded = assign(Known(world.with_resources(regievoerders=full).problem()), small.ENOUGH)
    assert crowded.assignments == (Assignment(case=w.C, regievoerder=w.R2),)


def test_household_that_grows_later_is_not_yet_one() -> None:
    # C joins after the scope has begun: until then C is a case of its own, and goes to whom it suits
    later = (
        Membership(household=w.HOUSE, case=w.A, valid=w.EVER),
        Membership(household=w.HOUSE, case=w.C, valid=Interval(w.clock(12))),
    )
    world = w.World().with_cases(memberships=later, ownerships=_owned((w.A, "R1"), (w.B, "R1")))

    # R2 speaks the language
    assert assign(Known(world.problem()), small.ENOUGH).assignments == (Assignment(case=w.C, regievoerder=w.R2),)


def test_household_with_two_regievoerders_by_the_facts_gets_one_of_them() -> None:
    joined = tuple(Membership(household=w.HOUSE, case=code, valid=w.EVER) for code in (w.A, w.B, w.C))
    world = w.World().with_cases(memberships=joined, ownerships=_owned((w.A, "R1"), (w.B, "R2")))

    assert assign(Known(world.problem()), small.ENOUGH).assignments == (Assignment(case=w.C, regievoerder=w.R1),)


def test_case_with_a_regievoerder_keeps_it() -> None:
    # R2 speaks the language of A and B and has room; nobody asked for another regievoerder
    assert assign(Known(w.World().problem()), small.ENOUGH).assignments == ()


def test_case_that_comes_back_goes_to_who_had_it() -> None:
    # the language (30 minutes) says R2, knowing the case (120) says R1
    past = Ownership(case=w.C, regievoerder=w.R1, valid=Interval(w.EVER.start, at(date(2026, 9, 1), 0)))
    world = w.World().with_cases(ownerships=(*_owned((w.A, "R1"), (w.B, "R1")), past))
    away = world.with_resources(absences=(AWAY,))

    assert assign(Known(world.problem()), small.ENOUGH).assignments == (Assignment(case=w.C, regievoerder=w.R1),)
    assert assign(Known(away.problem()), small.ENOUGH).assignments == (Assignment(case=w.C, regievoerder=w.R2),)
