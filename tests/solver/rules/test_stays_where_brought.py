"""P29 in examples: A is brought to the airport for the flight of 12:00, or to the office and back."""

import pytest

from planner.domain.activities import MoveRole
from planner.domain.ids import PlaceId
from planner.domain.time import Minute
from tests.solver import world as w
from tests.solver.rules.cases import conversation, departure, flown, found, move, ridden, talk


@pytest.mark.parametrize(
    ("start", "breaches"),
    [
        pytest.param(w.clock(6), 0, id="before the ride"),
        pytest.param(Minute(w.clock(9, 10) - 1), 0, id="a minute before the ride is over"),
        pytest.param(w.clock(9, 10), 1, id="as the ride is over"),
        pytest.param(w.clock(10), 1, id="while waiting for the flight"),
        pytest.param(w.clock(12), 0, id="as the flight leaves: another rule's"),
    ],
)
def test_nothing_elsewhere_between_ride_and_flight(start: Minute, breaches: int) -> None:
    """Delivered from 9:00 to 9:10, A waits at the airport until 12:00; the conversation is in the azc."""
    leaves, speaks = departure(), conversation()
    ride = move(role=MoveRole.TO_DEPARTURE, cases=(w.A,), serves=leaves.key)
    world = w.World(activities=[leaves, speaks, ride])
    planned = flown(world, leaves), ridden(ride, w.clock(8), w.clock(9)), talk(speaks, start)

    assert len(found("P29", world, *planned)) == breaches
    assert found("P29", world, *planned[:1], planned[2]) == []


@pytest.mark.parametrize(("place", "breaches"), [(w.AZC, 1), (w.OFFICE, 0)])
def test_nothing_elsewhere_between_two_rides(place: PlaceId, breaches: int) -> None:
    """Brought to the office at 9:10 and fetched at 12:00: a conversation at 10 can be there only."""
    speaks = conversation(place=place)
    there = move("v1", MoveRole.COURT, cases=(w.A,), destination=w.OFFICE)
    back = move("v2", MoveRole.FROM_COURT, cases=(w.A,), place=w.OFFICE, destination=w.AZC, after=there.key)
    world = w.World(activities=[speaks, there, back])
    hearing = talk(speaks, w.clock(10), place=place)
    planned = ridden(there, w.clock(8), w.clock(9)), ridden(back, w.clock(12), w.clock(13)), hearing

    assert len(found("P29", world, *planned)) == breaches
