"""At the right place, in a room, in examples."""

import pytest

from planner.domain.cases import Stay
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from tests.solver import world as w
from tests.solver.rules.cases import conversation, found, presentation, talk, texts


@pytest.mark.parametrize(("start", "breaches"), [(w.clock(11), 0), (w.clock(11, 1), 1), (w.clock(12), 1)])
def test_conversation_is_where_the_person_stays(start: int, breaches: int) -> None:
    """A stays at the azc until 12; a conversation without a place of its own ends there by then."""
    stays = (Stay(case=w.A, place=w.AZC, valid=Interval(Minute(0), w.clock(12))),)
    activity = conversation(place=None)

    assert (
        len(found("P23", w.World(activities=[activity]).with_cases(stays=stays), talk(activity, Minute(start))))
        == breaches
    )


def test_conversation_needs_a_room_at_its_own_place() -> None:
    """A room elsewhere does not count."""
    activity = conversation()
    elsewhere = w.mode(activity, w.AZC, w.use(ResourceKind.REGIEVOERDER, w.R1), w.use(ResourceKind.ROOM, w.DC))

    said = texts("P23", w.World(activities=[activity]), elsewhere.at(w.clock(10)))

    assert said == ["er is geen gesprekskamer in azc X bij"]


def test_presentation_is_at_its_mission() -> None:
    """Not at the office."""
    activity = presentation()
    wrong = w.mode(activity, w.OFFICE, w.use(ResourceKind.SESSION, w.SESSION)).at(w.clock(10))

    assert texts("P23", w.World(activities=[activity]), wrong) == [
        "de presentatie hoort in ambassade X te zijn, niet in kantoor X"
    ]
