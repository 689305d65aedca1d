"""The spots of an activity that nothing forbids: the same as among all spots, without what forbids the others.

A spot is left as soon as one rule is in its way, and a later one is looked at when it is asked for. Not allowed here:
obstacles of the others, words, and putting them in another order (see ``free_rides`` for that).
"""

from collections.abc import Iterator

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import VehicleId
from solver.why.examined import Examined, Place
from solver.why.free_rides import free_rides
from solver.why.ground import Ground
from solver.why.obstacles import nothing_between, own_obstacles
from solver.why.ways import EVERYTHING, Question, main_resource, ways


def free_spots(ground: Ground, activity: Activity, question: Question = EVERYTHING) -> Iterator[Examined]:
    """Yield the free spots, in the order in which ``examined`` has them."""
    if activity.kind is ActivityKind.MOVE:
        yield from free_rides(ground, activity, _as_they_come, question)
        return
    for way in ways(ground, activity, question):
        resource = main_resource(activity, way.mode)
        own = own_obstacles(ground, activity, way.mode, way.starts)
        for start in way.starts:
            if own[start]:
                continue
            place = Place(ground, activity, way.mode, start)
            if _is_free(ground, place):
                yield Examined(activity, way.mode, start, resource, (), whole=True, place=place)


def _is_free(ground: Ground, place: Place) -> bool:
    if place.of_companions():
        return False
    placed = place()
    return placed.lacking is None and nothing_between(ground, placed.appointments)


def _as_they_come(_: VehicleId, __: int, ___: int) -> tuple[int, ...]:
    return ()
