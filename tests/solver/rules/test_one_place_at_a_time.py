"""One place at a time, in examples."""

import pytest

from planner.domain.activities import BookedBy
from planner.domain.civil import day_interval
from planner.domain.time import Minute
from tests.solver import world as w
from tests.solver.rules.cases import conversation, departure, found, on_day, talk


@pytest.mark.parametrize(
    ("second", "breaches"),
    [
        pytest.param(w.clock(11), 0, id="back to back is fine"),
        pytest.param(w.clock(10, 59), 2, id="one shared minute: the regievoerder and the person"),
        pytest.param(w.clock(10), 2, id="the same hour"),
        pytest.param(w.clock(9), 0, id="ends when the other begins"),
    ],
)
def test_two_conversations(second: int, breaches: int) -> None:
    """Both are with R1 and A, from 10 to 11 and from the moment given."""
    one, other = conversation("een"), conversation("twee")
    world = w.World(activities=[one, other])

    said = found("P01", world, talk(one, w.clock(10)), talk(other, Minute(second)))

    assert len(said) == breaches


def test_journey_of_which_only_the_day_is_known_takes_no_time() -> None:
    """A conversation in the morning of the day that IOM books is possible."""
    talked, leaves = conversation(), departure(booked_by=BookedBy.IOM)
    world = w.World(activities=[talked, leaves])

    assert found("P01", world, talk(talked, w.clock(9)), on_day(leaves, day_interval(w.MONDAY))) == []
