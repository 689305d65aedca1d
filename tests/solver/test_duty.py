"""Escort duties and numbers of escorts by flight length, with the delivered settings."""

import pytest

from planner.domain.time import Interval
from solver.duty import duty, duty_interval, escorts_needed, needs_nurse, persons_of, rest_after
from solver.known import Known
from tests.solver import small
from tests.solver import world as w

KNOWN = Known(w.World().problem())


def test_duty_of_a_short_flight_is_out_and_back_with_a_short_layover() -> None:
    flight = w.flight(w.F1, w.clock(12), hours=3)

    # before 120; after arrival 60 + layover 120 + before 120 + 180 flight + 60
    assert duty(KNOWN, flight) == (120, 540)
    assert duty_interval(KNOWN, flight) == Interval(w.clock(10), w.clock(24))


def test_duty_of_a_flight_over_eight_hours_has_a_night_between() -> None:
    flight = w.flight(w.F2, w.clock(12), hours=9)

    # 60 + layover 660 + 120 + 540 + 60
    assert duty(KNOWN, flight) == (120, 1440)


def test_rest_after_a_duty_is_eleven_hours() -> None:
    assert rest_after(KNOWN, w.flight(w.F1, w.clock(12))) == 660


@pytest.mark.parametrize(("hours", "escorts"), [(3, 4), (4, 6), (8, 6), (9, 8)])
def test_escorts_needed_for_two_persons_grow_with_the_flight(hours: int, escorts: int) -> None:
    flight = w.flight(w.F1, w.clock(12), hours=hours)

    assert escorts_needed(KNOWN, small.departure(w.A, w.B), flight) == escorts


def test_persons_of_a_departure_are_its_cases() -> None:
    assert persons_of(small.departure(w.A, w.B)) == 2


def test_needs_nurse_when_one_case_does() -> None:
    world = w.World().with_cases(cases=(w.case(w.A), w.case(w.B, nurse=True), w.case(w.C)))
    known = Known(world.problem())

    assert needs_nurse(known, small.departure(w.A, w.B))
    assert not needs_nurse(known, small.departure(w.A))
