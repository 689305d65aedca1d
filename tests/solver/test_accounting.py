"""Why something is not planned; each reason can be read off the problem."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity
from planner.domain.plan import Appointment, Unplanned, UnplannedCode
from planner.domain.time import Interval
from solver.accounting import Accounting
from solver.occupancy import Occupancy
from solver.trial import Trials
from tests.solver import small
from tests.solver import world as w

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
