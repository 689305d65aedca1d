"""P28 in examples: A flies on Monday 23 November at 12:00, or on that day with a flight of her own."""

import pytest

from planner.domain.civil import day_interval
from planner.domain.time import Minute
from tests.solver import world as w
from tests.solver.rules.cases import conversation, departure, flown, on_day, talk, texts


@pytest.mark.parametrize(
    ("start", "because"),
    [
        pytest.param(w.clock(11), [], id="ends as the flight leaves"),
        pytest.param(w.clock(11, 45), [], id="begins before: overlap is another rule's"),
        pytest.param(
            w.clock(12), ["A vertrekt ma 23 nov 12:00; dit begint ma 23 nov 12:00"], id="begins as the flight leaves"
        ),
        pytest.param(
            w.clock(9, 0, w.TUESDAY), ["A vertrekt ma 23 nov 12:00; dit begint di 24 nov 09:00"], id="the day after"
        ),
    ],
)
def test_nothing_after_the_flight(start: Minute, because: list[str]) -> None:
    """A conversation and a flight of the same person."""
    leaves, speaks = departure(), conversation()
    world = w.World(activities=[leaves, speaks])

    assert texts("P28", world, flown(world, leaves), talk(speaks, start)) == because


@pytest.mark.parametrize(("start", "breaches"), [(w.clock(15), 0), (w.clock(0, 0, w.TUESDAY), 1)])
def test_nothing_after_the_day_of_a_journey_of_her_own(start: Minute, breaches: int) -> None:
    """Nobody knows at what time of that day she leaves."""
    leaves, speaks = departure(), conversation()
    world = w.World(activities=[leaves, speaks])

    assert len(texts("P28", world, on_day(leaves, day_interval(w.MONDAY)), talk(speaks, start))) == breaches


def test_what_was_published_for_after_the_scope_is_left_alone() -> None:
    """The departure of this week does not wait for a conversation of next week."""
    later = talk(conversation(), Minute((w.SCOPE.end or 0) + 600))
    leaves, speaks = departure(), conversation()
    world = w.World(activities=[leaves, speaks])
    published = w.World(activities=[leaves, speaks], baseline=[later])

    assert len(texts("P28", world, flown(world, leaves), later)) == 1
    assert texts("P28", published, flown(published, leaves), later) == []
