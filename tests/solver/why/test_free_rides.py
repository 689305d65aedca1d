"""Free spots of a move, best first, against those of all spots that nothing forbids."""

import pytest

from planner.domain.activities import Activity
from planner.domain.ids import VehicleId
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from solver.why.examined import examined
from solver.why.free_rides import free_rides
from solver.why.ground import Ground
from solver.why.ways import EVERYTHING, Question
from tests.solver import world as w
from tests.solver.why.riding import BUS, bus, free_move, rides, riding

EIGHT, NOON = w.clock(8), w.clock(12)
FLEET = [BUS, bus("V2", Interval(w.clock(10), w.clock(15))), bus("V3", standby=True), bus("V4", wheelchair=False)]

CHANGES: tuple[dict[str, object], ...] = ({}, {"persons": 3}, {"wheelchair": True}, {"persons": 9}, {"security": 5})


def _about(**changes: object) -> tuple[Ground, Activity]:
    others = [free_move("eerst", EIGHT, NOON, "B"), free_move("later", EIGHT, w.clock(15), "C")]
    planned = [rides(others[0], w.clock(9, 5), w.clock(10)), rides(others[1], w.clock(11, 10), w.clock(12, 5))]
    activity = free_move("rit", w.clock(8, 30), NOON, **changes)  # type: ignore[arg-type]
    return riding(activity, planned, others, FLEET), activity


@pytest.mark.parametrize(
    "changes", [{}, {"persons": 3}, {"wheelchair": True}, {"persons": 9}, {"security": 5}], ids=str
)
@pytest.mark.parametrize("question", [EVERYTHING, Question(resource="V2"), Question(start=w.clock(9, 30))], ids=str)
def test_the_same_spots_are_free(changes: dict[str, object], question: Question) -> None:
    """In one order or another."""
    ground, activity = _about(**changes)

    whole = [(s.start, s.place().appointments) for s in examined(ground, activity, question) if not s.obstacles]
    found = [(s.start, s.place().appointments) for s in free_rides(ground, activity, lambda *_: (), question)]

    assert found == whole


def test_the_best_come_first_and_equal_ones_in_order_of_vehicles() -> None:
    """Asked for the latest pick-up."""
    ground, activity = _about()

    def late(_: VehicleId, pickup: int, __: int) -> tuple[int, ...]:
        return (-pickup,)

    found = [(spot.start, spot.mode.resource(ResourceKind.VEHICLE)) for spot in free_rides(ground, activity, late)]

    assert len(found) > 3
    assert found == sorted(found, key=lambda one: (-one[0], one[1] or ""))


def test_a_ride_that_may_wait_has_no_spot() -> None:
    """As among all spots."""
    after = w.SCOPE.end or EIGHT
    activity = free_move("rit", after, Minute(after + 600))

    assert examined(riding(activity), activity) == []
    assert list(free_rides(riding(activity), activity, lambda *_: ())) == []
