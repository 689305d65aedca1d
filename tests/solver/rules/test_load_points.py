"""The rolling load cap in examples: who carries what over which four weeks (P14), and who knew the case (P32).

R1 may carry ten points; the cap is eleven. A weighs ten and is R1's; C is new. A stretch has 28 days, the scope seven.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.domain.cases import Membership, Ownership
from planner.domain.civil import at, day_interval, day_start
from planner.domain.ids import CaseId, RegievoerderId
from planner.domain.levels import Level
from planner.domain.people import Substitute
from planner.domain.plan import Assignment, Plan
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.known import Known
from solver.rules.continuity import familiar
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown, found, on_day

NEW = w.C


def _days(first: int, count: int) -> Interval:
    """Return whole days, counted from the Monday of the scope."""
    begins = w.MONDAY + timedelta(days=first)
    return Interval(day_start(begins), day_start(begins + timedelta(days=count)))


def _world(*, cap: int = 10, points: int = 1, **of_a: object) -> w.World:
    """Return R1 with case A of ten points, R2 without a case, and C, new, of so many points."""
    people = tuple(replace(person, load_cap=cap) for person in w.default_resources().regievoerders)
    cases = (replace(w.case(w.A), **of_a), replace(w.case(NEW), load_points=points))  # type: ignore[arg-type]
    owned = (Ownership(case=w.A, regievoerder=w.R1, valid=w.EVER),)
    return w.World().with_resources(regievoerders=people).with_cases(cases=cases, ownerships=owned, memberships=())


def _away(who: RegievoerderId, when: Interval, other: RegievoerderId | None) -> dict[str, object]:
    absence = Absence(resource=ResourceRef(ResourceKind.REGIEVOERDER, who), interval=when)
    turns = () if other is None else (Substitute(owner=who, substitute=other, interval=when),)
    return {"absences": (absence,), "substitutes": turns}


def _said(world: w.World, who: RegievoerderId = w.R1) -> dict[Level, int]:
    plan = Plan(assignments=(Assignment(case=NEW, regievoerder=who),))
    return {breach.level: breach.cost for breach in found("P14", world, plan=plan)}


@pytest.mark.parametrize(
    ("points", "closed", "said"),
    [
        pytest.param(1, None, {Level.EFFICIENT: 1}, id="10 + 1 = 11: the cap, one above the norm"),
        pytest.param(2, None, {Level.HARD: 1}, id="10 + 2 = 12: over"),
        # A is closed on the Monday of week 3: in the stretch from the first day it weighs 14 of 28 days, 5 on average
        pytest.param(5, 14, {}, id="5 + 5 = 10: the norm"),
        pytest.param(6, 14, {Level.EFFICIENT: 1}, id="5 + 6 = 11: the cap"),
        pytest.param(7, 14, {Level.HARD: 1}, id="5 + 7 = 12: over"),
        pytest.param(11, 0, {Level.EFFICIENT: 1}, id="closed before the scope: A weighs nothing"),
        # closed on day 27: 27 days of ten points are 9.6; with one 10.6
        pytest.param(1, 27, {Level.EFFICIENT: 1}, id="one day less is hardly less"),
    ],
)
def test_closing(points: int, closed: int | None, said: dict[Level, int]) -> None:
    """A case that closes in the four weeks weighs for the days until then."""
    closed_on = None if closed is None else w.MONDAY + timedelta(days=closed)

    assert _said(_world(points=points, closed_on=closed_on)) == said


def test_stretch_that_begins_last_counts_too() -> None:
    """B is R1's from day 28 on: only stretches that begin after the first day meet it, the last for six days."""
    later = Ownership(case=w.B, regievoerder=w.R1, valid=Interval(day_start(w.MONDAY + timedelta(days=28))))
    world = _world()
    cases = (*world.cases.cases, replace(w.case(w.B), load_points=10))
    world = world.with_cases(cases=cases, ownerships=(*world.cases.ownerships, later))
    plan = Plan(assignments=(Assignment(case=NEW, regievoerder=w.R1),))

    # the stretch from Sunday 29 November: (28 * (10 + 1) + 6 * 10) / 28 = 13.14
    assert [breach.because for breach in found("P14", world, plan=plan)] == [
        "R1 draagt met de nieuwe zaken in de 28 dagen vanaf zo 29 nov gemiddeld 13,1 belastingpunten, ten hoogste 11,0"
    ]


def test_published_departure_lightens_the_load_by_half() -> None:
    """A leaves on the Monday: from Tuesday on, 27 of 28 days, it weighs half of its ten points."""
    leaving = departure(w.A)
    world = replace(_world(points=6, cap=10), activities=[leaving])
    planned = replace(world, baseline=[flown(world, leaving)])
    by_iom = replace(world, baseline=[on_day(leaving, day_interval(w.MONDAY))])

    # (10 + 27 * 5) / 28 = 5.2, and in the stretch from Tuesday on 5; with six 11.2 and 11
    assert _said(world) == {Level.HARD: 1}
    assert _said(planned) == {Level.HARD: 1}
    assert _said(by_iom) == {Level.HARD: 1}
    assert _said(planned.with_cases(cases=(w.case(w.A), replace(w.case(NEW), load_points=5)))) == {Level.EFFICIENT: 1}


def test_substitute_carries_the_cases_of_who_is_away() -> None:
    """R2, with ten points of B, stands in for R1 for seven days: 10 + 10 * 7 / 28 = 12.5 already."""
    world = _world(points=1)
    owned = (*world.cases.ownerships, Ownership(case=w.B, regievoerder=w.R2, valid=w.EVER))
    world = world.with_cases(cases=(*world.cases.cases, w.case(w.B)), ownerships=owned)
    week = world.with_resources(**_away(w.R1, _days(0, 7), w.R2))

    assert _said(world, w.R2) == {Level.EFFICIENT: 1}
    assert _said(week, w.R2) == {Level.HARD: 1}
    # and what R1 gets is carried by R2 in that week, who is over the cap as it is
    assert _said(week, w.R1) == {Level.HARD: 1, Level.EFFICIENT: 1}


def test_days_handed_to_a_substitute_count_for_neither_load_nor_norm() -> None:
    """R1 is away for two weeks: ten points on the other fourteen days are ten on average, leave makes no room."""
    world = _world(points=1).with_resources(**_away(w.R1, _days(0, 14), w.R2))

    assert _said(world) == {Level.EFFICIENT: 1}
    assert _said(_world(points=2).with_resources(**_away(w.R1, _days(0, 14), w.R2))) == {Level.HARD: 1}


def test_absence_without_a_substitute_leaves_the_load_where_it_is() -> None:
    """Nobody does the work meanwhile."""
    assert _said(_world(points=1).with_resources(**_away(w.R1, _days(0, 14), None))) == {Level.EFFICIENT: 1}


def test_part_of_a_day_away_changes_nothing() -> None:
    """A morning off is no day for a substitute."""
    morning = Interval(at(w.MONDAY, 0), at(w.MONDAY, 13))

    assert _said(_world(points=1).with_resources(**_away(w.R1, morning, w.R2))) == {Level.EFFICIENT: 1}


def test_new_member_of_a_household_is_never_too_much() -> None:
    """The household of A is R1's, so C goes there whatever R1 carries; a stranger would be too much."""
    household = tuple(Membership(household=w.HOUSE, case=code, valid=w.EVER) for code in (w.A, NEW))
    world = _world(points=9)

    assert _said(world) == {Level.HARD: 1}
    assert _said(world.with_cases(memberships=household)) == {}


def test_taking_a_case_away_makes_room() -> None:
    """A is marked and goes to R2: R1 has room for C; without that R1 has not."""
    marked = (Ownership(case=w.A, regievoerder=w.R1, valid=w.EVER, marked=True),)
    world = _world(points=9).with_cases(ownerships=marked)
    both = Plan(assignments=(Assignment(case=w.A, regievoerder=w.R2), Assignment(case=NEW, regievoerder=w.R1)))

    assert found("P14", world, plan=both) == []
    assert _said(world) == {Level.HARD: 1}


def test_who_gets_nothing_is_not_looked_at() -> None:
    """R1 is over the cap by the facts; that is no fault of a plan that gives R1 nothing."""
    world = _world(cap=5)

    assert found("P14", world, plan=Plan(assignments=())) == []
    assert [breach.level for breach in found("P14", world, plan=Plan(assignments=(_to(w.R2),)))] == []


def test_unknown_regievoerder_is_told() -> None:
    plan = Plan(assignments=(_to(RegievoerderId("R9")),))

    assert [breach.because for breach in found("P14", _world(), plan=plan)] == ["regievoerder R9 is niet bekend"]


def _to(who: RegievoerderId, case: CaseId = NEW) -> Assignment:
    return Assignment(case=case, regievoerder=who)


def _ended(case: CaseId, who: RegievoerderId, last: date) -> Ownership:
    return Ownership(case=case, regievoerder=who, valid=Interval(w.EVER.start, day_start(last)))


@pytest.mark.parametrize(
    ("earlier", "who", "cost"),
    [
        pytest.param((), w.R1, None, id="nobody had it"),
        pytest.param((_ended(NEW, w.R1, date(2026, 9, 1)),), w.R1, None, id="back to R1"),
        pytest.param((_ended(NEW, w.R1, date(2026, 9, 1)),), w.R2, 120, id="to somebody else"),
        pytest.param((_ended(NEW, RegievoerderId("R0"), date(2026, 9, 1)),), w.R2, None, id="R0 has left"),
    ],
)
def test_case_goes_back_to_who_had_it(earlier: tuple[Ownership, ...], who: RegievoerderId, cost: int | None) -> None:
    """A preference: it costs as much as two hours of travel."""
    world = _world()
    world = world.with_cases(ownerships=(*world.cases.ownerships, *earlier))
    said = found("P32", world, plan=Plan(assignments=(_to(who),)))

    assert [(breach.level, breach.cost) for breach in said] == ([] if cost is None else [(Level.EFFICIENT, cost)])


def test_marked_case_does_not_go_back_to_whom_it_is_taken_from() -> None:
    """The officer who marked it wants somebody else; who had it before that one is no longer asked either."""
    marked = Ownership(case=NEW, regievoerder=w.R1, valid=w.EVER, marked=True)
    world = _world().with_cases(ownerships=(marked, _ended(NEW, w.R1, date(2026, 9, 1))))

    assert found("P32", world, plan=Plan(assignments=(_to(w.R2),))) == []


def test_nobody_is_familiar_to_a_case_whose_household_has_an_owner() -> None:
    """A was R1's until the scope begins; B, of the same household, is R2's, or nobody's."""
    past = Ownership(case=w.A, regievoerder=w.R1, valid=Interval(Minute(0), w.SCOPE.start))
    theirs = Ownership(case=w.B, regievoerder=w.R2, valid=w.EVER)
    world = w.World()

    assert familiar(Known(world.with_cases(ownerships=(past,)).problem()), w.A) == w.R1
    assert familiar(Known(world.with_cases(ownerships=(past, theirs)).problem()), w.A) is None
