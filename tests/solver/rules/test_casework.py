"""Rules R08, R13, R26a, R26b and R39a: copies, court dates, minors, and days in detention without an act."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity
from planner.domain.cases import DocumentState, Specialism, Stay, TravelDocument
from planner.domain.casework import Act, ActKind, LegalMoment, LegalMomentKind
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.levels import Level
from planner.domain.time import Interval, Minute
from solver.proof.items import ledger_of
from tests.solver import world as w
from tests.solver.rules.cases import conversation, costs, departure, heard, presentation, talk, texts

ORDER, TOLD, APPEAL, HEARING, RULING = (
    LegalMomentKind.DETENTION_ORDER,
    LegalMomentKind.COURT_NOTIFIED,
    LegalMomentKind.APPEAL,
    LegalMomentKind.HEARING,
    LegalMomentKind.DETENTION_RULING,
)


def _minors(world: w.World) -> w.World:
    alone = frozenset({Specialism.MINORS})
    return world.with_cases(cases=tuple(replace(case, specialisms=alone) for case in world.cases.cases))


@pytest.mark.parametrize(
    ("day", "applied", "given", "cost"),
    [
        pytest.param(23, date(2026, 11, 2), None, {}, id="the copy can still be given"),
        pytest.param(20, date(2026, 11, 2), None, {}, id="tomorrow is in time"),
        pytest.param(19, date(2026, 11, 2), None, {Level.LEGAL: 1}, id="today is not"),
        pytest.param(19, date(2026, 11, 2), date(2026, 11, 19), {}, id="given on the day"),
        pytest.param(19, date(2026, 11, 2), date(2026, 11, 20), {Level.LEGAL: 1}, id="given after it"),
        pytest.param(19, None, None, {}, id="nothing was applied for"),
    ],
)
def test_copy_is_given_before_the_presentation(
    day: int, applied: date | None, given: date | None, cost: dict[Level, int]
) -> None:
    """Seen from Thursday the 19th at 16:00."""
    document = TravelDocument(case=w.A, kind="lp", state=DocumentState.APPLIED, applied_on=applied, copy_given_on=given)
    activity = presentation()
    world = w.World(activities=[activity]).with_cases(documents=(document,))

    assert costs("R08", world, heard(activity, w.clock(17, 0, date(2026, 11, day)))) == cost


@pytest.mark.parametrize(
    ("moments", "said"),
    [
        pytest.param(((ORDER, 2), (TOLD, 4)), ["de zitting", "wo 18 nov"], id="the hearing fourteen days later"),
        pytest.param(((ORDER, 2), (TOLD, 5)), [], id="the last day is not over"),
        pytest.param(((ORDER, 2), (TOLD, 4), (HEARING, 24)), [], id="the hearing has its day"),
        pytest.param(((ORDER, 2), (APPEAL, 3), (HEARING, 11)), ["de uitspraak", "wo 18 nov"], id="seven days later"),
        pytest.param(((ORDER, 2), (TOLD, 3), (HEARING, 11), (RULING, 18)), [], id="ruled"),
        pytest.param(((ORDER, 2),), [], id="the court does not know yet"),
        pytest.param(((TOLD, 4), (ORDER, 9)), [], id="told of another detention"),
    ],
)
def test_court_dates_are_said_and_cost_nothing(moments: Sequence[tuple[LegalMomentKind, int]], said: list[str]) -> None:
    facts = tuple(LegalMoment(case=w.A, kind=kind, on=date(2026, 11, day)) for kind, day in moments)
    world = w.World().with_cases(moments=facts)

    words = [f"A: {said[0]} was te verwachten uiterlijk {said[1]}, en is niet vastgelegd"] if said else []
    assert texts("R13", world) == words
    assert sum(costs("R13", world).values()) == 0


@pytest.mark.parametrize(("who", "cost"), [(w.R1, {Level.HARD: 1}), (w.R2, {})])
def test_only_a_special_regievoerder_speaks_with_a_minor_alone(who: str, cost: dict[Level, int]) -> None:
    """R2 has the specialism."""
    activity = conversation()

    assert costs("R26a", _minors(w.World(activities=[activity])), talk(activity, w.clock(10), who=who)) == cost
    assert costs("R26a", w.World(activities=[activity]), talk(activity, w.clock(10), who=who)) == {}


def test_an_lp_officer_may_go_along_with_a_minor() -> None:
    activity = presentation()
    officer = replace(w.regievoerder(w.R1), lp_officer=True)
    world = _minors(w.World(activities=[activity])).with_resources(regievoerders=(officer,))

    assert costs("R26a", world, heard(activity, w.clock(10))) == {}


@pytest.mark.parametrize(
    ("day", "state", "cost"),
    [
        pytest.param(24, None, {}, id="three working days: the guardian can still come"),
        pytest.param(23, None, {Level.HARD: 1}, id="two"),
        pytest.param(23, ClearanceState.YES, {}, id="invited"),
        pytest.param(24, ClearanceState.NO, {Level.HARD: 1}, id="the guardian does not agree"),
    ],
)
def test_guardian_is_invited_in_time(day: int, state: ClearanceState | None, cost: dict[Level, int]) -> None:
    """Seen from Thursday the 19th."""
    answers = () if state is None else (Clearance(case=w.A, kind=ClearanceKind.GUARDIAN, state=state, valid=w.EVER),)
    activity = conversation()
    world = _minors(w.World(activities=[activity])).with_cases(clearances=answers)

    assert costs("R26b", world, talk(activity, w.clock(10, 0, date(2026, 11, day)))) == cost


def _detained(*activities: Activity, act: int | None, until: Minute | None = None) -> w.World:
    """Return a week in which A is in detention since 2 November, the last act being on a day of November."""
    acts = () if act is None else (Act(case=w.A, kind=ActKind.CONTACT, on=date(2026, 11, act)),)
    stay = Stay(case=w.A, place=w.DC, valid=Interval(w.clock(12, 0, date(2026, 11, 2)), until))
    return w.World(activities=activities).with_cases(stays=(stay,), acts=acts)


@pytest.mark.parametrize(
    ("day", "act", "cost"),
    [
        pytest.param(23, 15, 0, id="Monday: the eighth day has just begun"),
        pytest.param(25, 15, 2, id="Wednesday: Monday and Tuesday passed without an act"),
        pytest.param(25, 17, 0, id="seven days are free"),
        pytest.param(26, 17, 1, id="and the eighth is not"),
        pytest.param(25, None, 2, id="nothing was ever done: what lies before the week is not counted"),
        pytest.param(None, 15, 7, id="left out: the whole week"),
        pytest.param(None, 20, 2, id="left out: Saturday and Sunday"),
    ],
)
def test_days_without_an_act_cost_until_the_next(day: int | None, act: int | None, cost: int) -> None:
    activity = conversation(place=w.DC)
    world = _detained(activity, act=act)
    planned = [] if day is None else [talk(activity, w.clock(10, 0, date(2026, 11, day)), place=w.DC)]

    assert costs("R39a", world, *planned) == ({Level.TIMELY: cost} if cost else {})


def test_only_the_act_that_is_due_first_counts() -> None:
    """The other comes after it, and neither counts for who is not in detention."""
    later = conversation("h", place=w.DC, window=Interval(w.clock(0, 0, w.TUESDAY), w.SCOPE.end))
    first = conversation("i", place=w.DC)

    assert costs("R39a", _detained(later, first, act=15)) == {Level.TIMELY: 7}
    assert costs("R39a", w.World(activities=[later, first])) == {}


def test_who_is_in_detention_while_nothing_is_due_counts_as_well() -> None:
    """From Monday to Sunday; a departure that is due counts its own days, and nothing counts for who is free."""
    nobody = _detained(act=15)
    leaves = departure()

    assert texts("R39a", nobody) == [
        "A is in bewaring en er staat geen gesprek, presentatie of vertrek: 7 dagen zonder handeling"
    ]
    assert costs("R39a", nobody) == {Level.TIMELY: 7}
    assert costs("R39a", _detained(leaves, act=15)) == {}
    assert costs("R39a", w.World()) == {}


def test_the_proof_knows_the_days_of_who_has_nothing_due() -> None:
    """They are in every plan, so also in the bound."""
    (item,) = ledger_of(_detained(act=15).problem()).items

    assert [column.costs[Level.TIMELY] for column in item.columns] == [7]


def test_days_end_where_detention_ends() -> None:
    world = _detained(conversation(place=w.DC), act=15, until=w.clock(12, 0, date(2026, 11, 26)))

    assert costs("R39a", world) == {Level.TIMELY: 3}


def test_sentence_says_since_when() -> None:
    assert texts("R39a", _detained(conversation(place=w.DC), act=15)) == [
        "A is in bewaring, de laatste handeling was zo 15 nov: 7 dagen zonder handeling in deze periode"
    ]
