"""The grid of starts, in examples."""

import pytest

from planner.domain.time import Interval
from tests.solver import world as w
from tests.solver.rules.cases import conversation, departure, flown, found, heard, presentation, talk


@pytest.mark.parametrize(("minute", "breaches"), [(0, 0), (15, 0), (5, 1), (14, 1)])
def test_conversation_starts_on_a_quarter(minute: int, breaches: int) -> None:
    """Minutes past ten."""
    activity = conversation()

    assert len(found("P06a", w.World(activities=[activity]), talk(activity, w.clock(10, minute)))) == breaches


@pytest.mark.parametrize(("minute", "breaches"), [(20, 0), (5, 0), (23, 1)])
def test_presentation_starts_on_five_minutes(minute: int, breaches: int) -> None:
    """Minutes past ten."""
    activity = presentation()

    assert len(found("P06a", w.World(activities=[activity]), heard(activity, w.clock(10, minute)))) == breaches


def test_window_with_room_for_one_start_may_be_off_the_grid() -> None:
    """A meeting that others fixed at 10:05."""
    fixed = conversation(window=Interval(w.clock(10, 5), w.clock(11, 5)))

    assert found("P06a", w.World(activities=[fixed]), talk(fixed, w.clock(10, 5))) == []


def test_flight_leaves_when_it_leaves() -> None:
    """Departures have no grid."""
    activity = departure()
    world = w.World(activities=[activity]).with_resources(flights=(w.flight(w.F1, w.clock(12, 7)),))

    assert found("P06a", world, flown(world, activity)) == []
