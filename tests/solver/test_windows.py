"""Windows of moves, worked out by hand from the delivered settings."""

from dataclasses import replace

from planner.domain.activities import Activity, ActivityKind, MoveDetail, MoveRole
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import ActivityKey
from planner.domain.plan import appointment
from planner.domain.settings import Settings
from planner.domain.time import Interval, Minute
from solver.windows import MoveWindows, StartWindow, move_windows
from tests.solver.world import AIRPORT, AZC, TUESDAY, clock

SETTINGS = Settings(DEFAULT_SETTINGS)
SERVED = ActivityKey("served")
DETAIL = MoveDetail(destination=AIRPORT, role=MoveRole.CHAIN)
"""Stops of 15 and 10 minutes."""


def move(role: MoveRole, detail: MoveDetail = DETAIL) -> Activity:
    """Return a move of the Monday."""
    return Activity(
        key=ActivityKey("move"),
        kind=ActivityKind.MOVE,
        step=role,
        duration=60,
        window=Interval(clock(0), clock(24)),
        place=AZC,
        detail=replace(detail, role=role),
    )


def window(first: Minute, last: Minute) -> StartWindow:
    """Return a window of starts."""
    return StartWindow(first, last)


def test_window_to_a_departure_ends_three_hours_before_it_with_the_stop() -> None:
    served = appointment(SERVED, clock(14), clock(18), AIRPORT)
    activity = move(MoveRole.TO_DEPARTURE, replace(DETAIL, serves=SERVED))
    # Arrive between 5 and 3 hours before 14:00; the stop of 10 minutes is over at 11:00.
    assert move_windows(activity, served, SETTINGS) == MoveWindows(
        window(clock(0), clock(10, 35)), window(clock(9), clock(10, 50))
    )


def test_window_of_a_night_nearer_by_is_the_evening_before() -> None:
    served = appointment(SERVED, clock(10, 0, TUESDAY), clock(14, 0, TUESDAY), AIRPORT)
    activity = move(MoveRole.OVERNIGHT, replace(DETAIL, serves=SERVED))
    # Delivered between 12:00 and 22:00 on the Monday, the stop of 10 minutes included.
    found = move_windows(activity, served, SETTINGS)
    assert found is not None
    assert found.delivery == window(clock(12), clock(21, 50))


def test_window_to_a_presentation_leaves_twenty_minutes() -> None:
    served = appointment(SERVED, clock(14), clock(15), AIRPORT)
    activity = move(MoveRole.TO_PRESENTATION, replace(DETAIL, serves=SERVED))
    assert move_windows(activity, served, SETTINGS) == MoveWindows(
        window(clock(0), clock(13, 15)), window(clock(11, 30), clock(13, 30))
    )


def test_window_from_a_presentation_begins_when_it_ends() -> None:
    served = appointment(SERVED, clock(14), clock(15), AIRPORT)
    activity = move(MoveRole.FROM_PRESENTATION, replace(DETAIL, serves=SERVED))
    assert move_windows(activity, served, SETTINGS) == MoveWindows(
        window(clock(15), clock(17, 30)), window(clock(15, 15), clock(23, 50))
    )


def test_window_of_a_free_move_takes_starts_of_pickups_and_ends_of_deliveries() -> None:
    detail = replace(DETAIL, pickup=Interval(clock(8), clock(9)), delivery=Interval(clock(9), clock(10)))
    assert move_windows(move(MoveRole.CHAIN, detail), None, SETTINGS) == MoveWindows(
        window(clock(8), clock(8, 59)), window(clock(8, 50), clock(9, 50))
    )


def test_window_is_none_when_what_is_served_is_not_planned() -> None:
    assert move_windows(move(MoveRole.TO_DEPARTURE, replace(DETAIL, serves=SERVED)), None, SETTINGS) is None


def test_window_of_a_departure_known_by_the_day_is_that_day() -> None:
    served = appointment(SERVED, clock(0), clock(24), AIRPORT, all_day=True)
    activity = move(MoveRole.TO_DEPARTURE, replace(DETAIL, serves=SERVED))
    assert move_windows(activity, served, SETTINGS) == MoveWindows(
        window(clock(0), clock(23, 35)), window(clock(0, 15), clock(23, 50))
    )


def test_window_is_empty_when_the_served_lies_outside_the_window_of_the_move() -> None:
    served = appointment(SERVED, clock(2), clock(4), AIRPORT)  # to arrive before 23:00 on the day before
    found = move_windows(move(MoveRole.TO_DEPARTURE, replace(DETAIL, serves=SERVED)), served, SETTINGS)
    assert found is not None
    assert (found.pickup.empty, found.delivery.empty) == (True, True)
