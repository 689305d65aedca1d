"""Travel between places, in examples: any drive takes 30 minutes."""

from dataclasses import replace

import pytest

from planner.domain.activities import MoveRole
from planner.domain.ids import PlaceId
from planner.domain.time import Minute
from tests.solver import world as w
from tests.solver.rules.cases import conversation, found, move, ridden, talk, texts


@pytest.mark.parametrize(
    ("second", "place", "breaches"),
    [
        pytest.param(w.clock(11, 30), w.DC, 0, id="exactly the drive"),
        pytest.param(w.clock(11, 29), w.DC, 1, id="one minute too soon"),
        pytest.param(w.clock(11), w.AZC, 0, id="no drive within a site"),
        pytest.param(w.clock(8, 30), w.DC, 0, id="exactly the drive before"),
        pytest.param(w.clock(8, 31), w.DC, 1, id="one minute too late before"),
    ],
)
def test_drive_between_conversations(second: int, place: PlaceId, breaches: int) -> None:
    """R1 is at the azc from 10 to 11 with A, and elsewhere with B."""
    one, other = conversation("een"), conversation("twee", cases=(w.B,), place=place)
    world = w.World(activities=[one, other])

    said = found("P02", world, talk(one, w.clock(10)), talk(other, Minute(second), place=place))

    assert len(said) == breaches


def test_sentence_gives_times_and_minutes() -> None:
    """An officer reads who, when, where to, and how long the drive is."""
    one, other = conversation("een"), conversation("twee", cases=(w.B,), place=w.DC)
    world = w.World(activities=[one, other])

    said = texts("P02", world, talk(one, w.clock(10)), talk(other, w.clock(11, 10), place=w.DC))

    assert said == ["R1 is ma 23 nov 11:00 klaar en moet 11:10 in dc X zijn; de rit duurt 30 minuten"]


@pytest.mark.parametrize(("hour", "breaches"), [(11, 1), (12, 0)])
def test_after_a_ride_a_person_is_where_it_ended(hour: int, breaches: int) -> None:
    """A is brought to the dc at 10:30; at 11 at the azc needs a drive that ends at 11:00 exactly or is too short.

    The delivery lasts until 10:40, the drive back until 11:10: 11:00 is too early, 12:00 is not.
    """
    ride, talked = move(cases=(w.A,), destination=w.DC, role=MoveRole.CHAIN), conversation()
    world = w.World(activities=[ride, talked])

    said = found("P02", world, ridden(ride, w.clock(9), w.clock(10, 30)), talk(talked, w.clock(hour)))

    assert len(said) == breaches


@pytest.mark.parametrize(("start", "breaches"), [(w.clock(11, 36), 0), (w.clock(11, 35), 1)])
def test_who_drives_needs_time_to_park(start: int, breaches: int) -> None:
    """With a margin of 20 %, the drive of 30 minutes takes a regievoerder 36."""
    one, other = conversation("een"), conversation("twee", cases=(w.B,), place=w.DC)
    settings = (replace(w.NO_MARGIN, value=20), *w.EVEN_ROADS[1:])
    world = w.World(activities=[one, other], settings=settings)

    assert len(found("P02", world, talk(one, w.clock(10)), talk(other, Minute(start), place=w.DC))) == breaches
