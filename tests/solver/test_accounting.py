"""Why something is not planned; each reason can be read off the problem."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.domain.activities import Activity
from planner.domain.ids import RuleId
from planner.domain.plan import Appointment, Reason, Unplanned, UnplannedCode
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval
from solver.accounting import Accounting, Blocker, capacity_reasons
from solver.clock import Budget
from solver.occupancy import Occupancy
from solver.trial import Trials
from tests.solver import small
from tests.solver import world as w
from tests.solver.rules.cases import flown

HOUR = Interval(w.clock(9), w.clock(10))


def _settle(world: w.World, activity: Activity, planned: Sequence[Appointment] = (), seconds: float = 60) -> object:
    found = small.candidates(replace(world, activities=[*world.activities, activity]))
    known = found.known
    accounting = Accounting(found, Trials(known, planned), Occupancy(known, planned), small.budget(seconds))
    return accounting.settle(activity)


def _said(result: object) -> tuple[UnplannedCode, list[tuple[str, str]]]:
    assert isinstance(result, Unplanned)
    return result.code, [(reason.rule, reason.because) for reason in result.reasons]


def _planned(activity: Activity) -> Appointment:
    result = _settle(w.World(), activity)
    assert isinstance(result, Appointment)
    return result


def test_settle_places_what_fits_after_all() -> None:
    assert _planned(small.conversation(w.A, window=HOUR)).start == w.clock(9)


def test_settle_names_the_room_that_is_taken() -> None:
    taken = _planned(small.conversation(w.C, window=HOUR))

    code, reasons = _said(_settle(w.World(), small.conversation(w.A, window=HOUR), [taken]))

    assert code is UnplannedCode.CAPACITY
    assert reasons == [("P05", "de enige mogelijkheid valt af: gesprekskamer in azc X (1)")]


def test_settle_counts_what_takes_the_moments() -> None:
    # starts 9:00 to 10:00: the room is taken until 9:30; R1 meets at the office from 10:30 on, half an hour away
    window = Interval(w.clock(9), w.clock(11))
    taken = _planned(small.conversation(w.C, window=Interval(w.clock(9), w.clock(9, 30)), minutes=30))
    meeting = _planned(small.meeting(w.R1, w.clock(10, 30)))

    code, reasons = _said(_settle(w.World(), small.conversation(w.A, window=window), [taken, meeting]))

    # 9:00 and 9:15: the room; 9:30: too little time for the drive; 9:45 and 10:00: R1 meets
    assert code is UnplannedCode.CAPACITY
    assert [rule for rule, _ in reasons] == ["P05"]
    assert reasons[0][1].startswith(
        "alle 5 mogelijke momenten vallen af: gesprekskamer in azc X (2), regievoerder R1 (2) en R1 is ma 23 nov 10:30"
    )


@pytest.mark.parametrize(("day", "code"), [(25, UnplannedCode.CAPACITY), (31, UnplannedCode.LATER)])
def test_settle_lets_wait_what_is_due_and_possible_later(day: int, code: UnplannedCode) -> None:
    until = Interval(w.clock(9), w.clock(10, 0, date(2026, 12, 20)))
    term = small.due(date(2026, 11, day) if day < 31 else date(2026, 12, 10))
    closed = w.World().with_resources(capacities=(w.rooms(w.AZC, 1, HOUR),))
    taken = _planned(small.conversation(w.C, window=HOUR))

    assert _said(_settle(closed, small.conversation(w.A, window=until, terms=[term]), [taken]))[0] is code


def test_settle_says_later_when_the_window_begins_after_the_scope() -> None:
    after = Interval(w.clock(9, 0, date(2026, 12, 7)), w.clock(17, 0, date(2026, 12, 7)))

    assert _said(_settle(w.World(), small.conversation(w.A, window=after))) == (
        UnplannedCode.LATER,
        [("P06", "mag pas vanaf ma 7 dec 09:00, na deze planperiode")],
    )


def test_settle_names_what_nobody_offers() -> None:
    world = w.World().with_resources(capacities=(w.interpreters(1),))

    assert _said(_settle(world, small.conversation(w.A, window=HOUR))) == (
        UnplannedCode.NO_OPTION,
        [("P05", "gesprekskamer in azc X is er op 1 van de 1 toegestane momenten niet (lang genoeg)")],
    )


def test_settle_names_what_is_missing_most_often() -> None:
    """A room is there from ten on, and an interpreter until a quarter to eleven; the conversation takes an hour."""
    offered = (
        w.rooms(w.AZC, 1, Interval(w.clock(10), w.clock(11))),
        w.interpreters(1, Interval(w.clock(9), w.clock(10, 45))),
    )
    activity = small.conversation(w.A, window=Interval(w.clock(9), w.clock(11)), interpreter=True)

    assert _said(_settle(w.World().with_resources(capacities=offered), activity)) == (
        UnplannedCode.NO_OPTION,
        [("P05", "gesprekskamer in azc X is er op 4 van de 5 toegestane momenten niet (lang genoeg)")],
    )


def test_settle_calls_a_missing_condition_a_fact() -> None:
    activity = small.departure(w.C)
    world = small.leaving_world().with_cases(conditions=())

    assert _said(_settle(world, activity))[0] is UnplannedCode.FACT


def test_settle_gives_a_departure_its_escorts_or_says_they_are_missing() -> None:
    activity = small.departure(w.C)
    world = small.leaving_world()

    placed = _settle(world, activity)
    code, reasons = _said(_settle(world.with_resources(escort_teams=()), activity))

    assert isinstance(placed, Appointment)
    assert len(placed.participations) == 3
    assert code is UnplannedCode.CAPACITY
    assert [rule for rule, _ in reasons] == ["R27"]


def test_settle_out_of_time_says_so() -> None:
    result = _settle(w.World(), small.conversation(w.A, window=HOUR), seconds=0)

    assert _said(result) == (
        UnplannedCode.TIME_OUT,
        [("P11", "de zoektijd was op voordat dit geprobeerd was")],
    )


def test_settle_names_the_interpreter_before_the_room() -> None:
    """No interpreter at all, and no room after 9:45: at every start the interpreter is what lacks."""
    rooms = w.rooms(w.AZC, 1, Interval(w.clock(9), w.clock(9, 45)))
    activity = small.conversation(w.A, window=Interval(w.clock(9), w.clock(11)), interpreter=True)

    assert _said(_settle(w.World().with_resources(capacities=(rooms,)), activity)) == (
        UnplannedCode.NO_OPTION,
        [("P05", "tolk Tigrinya is er op 5 van de 5 toegestane momenten niet (lang genoeg)")],
    )


def test_settle_names_three_causes_the_most_frequent_first() -> None:
    """The room is taken until 9:30, and R1 meets from 10:30 to 11:30, half an hour away."""
    room = [_planned(small.conversation(w.C, window=Interval(w.clock(9), w.clock(9, 30)), minutes=30))]
    meeting = _planned(small.meeting(w.R1, w.clock(10, 30)))
    activity = small.conversation(w.A, window=Interval(w.clock(9), w.clock(11, 45)))

    drive = "R1 is ma 23 nov 10:30 klaar en moet 10:30 in kantoor X zijn; de rit duurt 30 minuten"
    named = f"regievoerder R1 (5), gesprekskamer in azc X (2) en {drive}"
    assert _said(_settle(w.World(), activity, [*room, meeting])) == (
        UnplannedCode.CAPACITY,
        [("P01", f"alle 8 mogelijke momenten vallen af: {named} (1)")],
    )


def test_capacity_reasons_name_three_and_count_the_others() -> None:
    """The most frequent first, then by their words; what is left over is a number."""
    blockers = Counter(
        {
            Blocker(RuleId("P01"), "een"): 1,
            Blocker(RuleId("P05"), "drie"): 3,
            Blocker(RuleId("P02"), "andere drie"): 3,
            Blocker(RuleId("P03"), "twee"): 2,
            Blocker(RuleId("P04"), "nog een"): 1,
        }
    )

    (on_ground,) = capacity_reasons(small.conversation(w.A), blockers)
    (in_air,) = capacity_reasons(small.departure(w.A), blockers)

    named = "andere drie (3), drie (3) en twee (2), en 2 door andere oorzaken"
    assert on_ground == Reason(rule=RuleId("P02"), because=f"alle 10 mogelijke momenten vallen af: {named}")
    assert in_air == Reason(rule=RuleId("P02"), because=f"alle 10 mogelijke vluchten vallen af: {named}")


def test_settle_says_which_escorts_are_taken() -> None:
    """Both teams fly with B on Monday at 12:00; C could go then or on Tuesday, while they rest."""
    other, activity = small.departure(w.B), small.departure(w.C)
    world = small.leaving_world(other)
    teams = (w.use(ResourceKind.ESCORT, team, lead=120, tail=540, amount=2) for team in (w.T1, w.T2))

    said = _said(_settle(world, activity, [flown(world, other, w.F1, *teams)]))

    none = (
        "0 vrij: T1 0 (2 op dienst of in rust tot di 24 nov 11:00) en T2 0 (2 op dienst of in rust tot di 24 nov 11:00)"
    )
    first = f"vlucht KL F1 (ma 23 nov 12:00): 2 escorts nodig van ma 23 nov 10:00 tot di 24 nov 00:00; {none} (1)"
    second = f"vlucht KL F2 (di 24 nov 12:00): 4 escorts nodig van di 24 nov 10:00 tot wo 25 nov 21:00; {none} (1)"
    assert said == (
        UnplannedCode.CAPACITY,
        [("R27", f"alle 2 mogelijke vluchten vallen af: {first} en {second}")],
    )


def test_what_is_settled_stands_for_what_comes_next() -> None:
    """The first conversation takes the room; the same accounting finds none for the second."""
    first, second = small.conversation(w.A, window=HOUR), small.conversation(w.C, window=HOUR)
    found = small.candidates(w.World(activities=[first, second]))
    trials, occupancy = Trials(found.known, ()), Occupancy(found.known, ())
    accounting = Accounting(found, trials, occupancy, small.budget())

    placed, left_out = accounting.settle(first), accounting.settle(second)

    assert isinstance(placed, Appointment)
    assert trials.appointments == {first.key: placed}
    assert left_out == Unplanned(
        activity=second.key,
        code=UnplannedCode.CAPACITY,
        reasons=(Reason(rule=RuleId("P05"), because="de enige mogelijkheid valt af: gesprekskamer in azc X (1)"),),
    )


def test_settle_stops_between_two_moments_when_time_is_over() -> None:
    """Stopped after the first look: the second start is not tried."""
    activity = small.conversation(w.A, window=Interval(w.clock(9), w.clock(11)))
    taken = _planned(small.conversation(w.C, window=HOUR))
    found = small.candidates(w.World(activities=[activity]))
    looks = iter((False, False, True))
    clock = Budget.of(60.0, lambda: next(looks))
    accounting = Accounting(found, Trials(found.known, [taken]), Occupancy(found.known, [taken]), clock)

    assert _said(accounting.settle(activity)) == (
        UnplannedCode.TIME_OUT,
        [("P11", "de zoektijd was op voordat dit geprobeerd was")],
    )


@pytest.mark.parametrize(
    ("window_ends", "due", "key", "code"),
    [
        pytest.param(30, 10, "term", UnplannedCode.CAPACITY, id="possible until the scope ends, not later"),
        pytest.param(31, 10, "term", UnplannedCode.LATER, id="possible and due a day later"),
        pytest.param(31, -1, "term", UnplannedCode.CAPACITY, id="due on the last day of the scope"),
        pytest.param(31, 0, "term", UnplannedCode.LATER, id="due on the first day after it"),
        pytest.param(31, -5, "aim", UnplannedCode.LATER, id="aimed at within the scope, due never"),
    ],
)
def test_settle_lets_wait_only_what_can_wait(window_ends: int, due: int, key: str, code: UnplannedCode) -> None:
    """The scope ends with Sunday 29 November; the window runs from Monday to the day given, 31 is 1 December."""
    last = date(2026, 11, 30) if window_ends == 30 else date(2026, 12, 1)
    until = Interval(w.clock(9), w.clock(0, 0, last))
    term = replace(small.due(date(2026, 11, 30) + timedelta(days=due)), key=key)
    if key == "aim":
        term = replace(small.due(date(2026, 11, 25)), key=key)
    closed = w.World().with_resources(capacities=(w.rooms(w.AZC, 1, HOUR),))
    taken = _planned(small.conversation(w.C, window=HOUR))

    assert _said(_settle(closed, small.conversation(w.A, window=until, terms=[term]), [taken]))[0] is code


@pytest.mark.parametrize(
    ("day", "code"),
    [
        pytest.param(date(2026, 11, 29), UnplannedCode.NO_OPTION, id="a Sunday in the scope"),
        pytest.param(date(2026, 11, 30), UnplannedCode.LATER, id="the first day after it"),
    ],
)
def test_settle_says_later_from_the_end_of_the_scope_on(day: date, code: UnplannedCode) -> None:
    window = Interval(w.clock(0, 0, day), w.clock(0, 0, day + timedelta(days=1)))

    assert _said(_settle(w.World(), small.conversation(w.A, window=window)))[0] is code


def test_settle_says_of_a_presentation_what_stands_in_the_way() -> None:
    """Presentations are judged by the rules themselves, not by what is on offer."""
    code, reasons = _said(_settle(w.World(), small.presentation(w.A)))

    assert code is UnplannedCode.CAPACITY
    check = "de presentabiliteitstoets is 3 werkdagen vooraf: presenteren kan vanaf di 24 nov"
    assert reasons == [("R07", f"alle 19 mogelijke momenten vallen af: {check} (19)")]
