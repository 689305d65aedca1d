"""Rooms and interpreters, in examples."""

import pytest

from planner.domain.resources import Capacity
from planner.domain.time import Interval, Minute
from tests.solver import world as w
from tests.solver.rules.cases import conversation, talk, texts

ONE = (w.rooms(w.AZC, 1),)
TWO_OFFERS = (w.rooms(w.AZC, 1), w.rooms(w.AZC, 1, Interval(w.clock(10), w.clock(11))))
UNTIL_ELEVEN = (w.rooms(w.AZC, 1, Interval(w.clock(9), w.clock(11))),)


@pytest.mark.parametrize(
    ("offers", "starts", "said"),
    [
        pytest.param(ONE, [w.clock(10), w.clock(11)], [], id="one after another"),
        pytest.param(
            ONE,
            [w.clock(10), w.clock(10, 59)],
            ["ma 23 nov 10:59: 2 keer gesprekskamer in azc X nodig, 1 beschikbaar"],
            id="one shared minute",
        ),
        pytest.param(TWO_OFFERS, [w.clock(10), w.clock(10)], [], id="offers add up"),
        pytest.param(
            TWO_OFFERS,
            [w.clock(10), w.clock(10, 30)],
            [],
            id="the first ends when the second offer does",
        ),
        pytest.param(UNTIL_ELEVEN, [w.clock(10)], [], id="up to the end of the offer"),
        pytest.param(
            UNTIL_ELEVEN,
            [w.clock(10, 1)],
            ["ma 23 nov 11:00: 1 keer gesprekskamer in azc X nodig, 0 beschikbaar"],
            id="a minute beyond the offer",
        ),
        pytest.param(
            UNTIL_ELEVEN,
            [w.clock(8)],
            ["ma 23 nov 08:00: 1 keer gesprekskamer in azc X nodig, 0 beschikbaar"],
            id="before the offer",
        ),
    ],
)
def test_rooms(offers: tuple[Capacity, ...], starts: list[Minute], said: list[str]) -> None:
    """Conversations of an hour at the azc, each with someone else."""
    activities = [conversation(f"g{i}", cases=(case,)) for i, case in zip(range(len(starts)), (w.A, w.B), strict=False)]
    world = w.World(activities=activities).with_resources(capacities=offers)

    planned = [talk(activity, start) for activity, start in zip(activities, starts, strict=True)]

    assert texts("P05", world, *planned) == said
