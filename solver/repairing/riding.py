"""Another place for one ride: in any vehicle, the smallest change first; at last by giving one affected ride another.

Not allowed here: which rides look for a place.
"""

import copy
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey, VehicleId
from planner.domain.plan import Appointment
from solver.clock import Budget
from solver.repairing.change_cost import ChangeCost
from solver.repairing.spots import PRICED, best_spot, stands_at, weight_of
from solver.ride import ride
from solver.transport_problem import vehicle_part
from solver.why.ejection import moving_one_ride
from solver.why.examined import Examined, examined
from solver.why.free_rides import free_rides
from solver.why.ground import Ground
from solver.why.ways import EVERYTHING, Question


@dataclass(frozen=True, slots=True)
class Riding:
    """What looking for places of rides needs beside the plan."""

    cost: ChangeCost
    movable: Collection[ActivityKey]
    clock: Budget


def put_ride(
    ground: Ground,
    riding: Riding,
    activity: Activity,
    was: Appointment | None,
    avoid: Sequence[Appointment] = (),
) -> tuple[Appointment, ...]:
    """Return the ride at its new place, with the one that made room for it if there is one; nothing when none fits."""
    cost, keys = riding.cost, (activity.key,)
    if was is not None:
        best = best_spot(ground, cost, _lightest(ground, cost, activity, avoid, Question(start=was.start)), keys)
        if best is not None and cost.weight(activity.key, best[0]) < cost.weight(activity.key, None):
            return best
    best = best_spot(ground, cost, _lightest(ground, cost, activity, avoid), keys)
    if best is not None:
        return best
    if riding.clock.over or not riding.movable:
        return ()
    near = [spot for spot in examined(ground, activity) if _in_the_way(spot, riding.movable)]
    if not near or riding.clock.over:
        return ()
    found = moving_one_ride(_where_all_may_move(ground), activity, near, riding.clock)
    return () if found is None else found.appointments


def _lightest(
    ground: Ground,
    cost: ChangeCost,
    activity: Activity,
    avoid: Sequence[Appointment],
    question: Question = EVERYTHING,
) -> list[Examined]:
    """Return the first few free spots that weigh least, are new to fewest and nearest in time."""
    found: list[Examined] = []
    least: tuple[int, int, int] | None = None
    for spot in free_rides(ground, activity, _Weigh(cost, activity), question):
        if stands_at(spot, avoid):
            continue
        mine = weight_of(cost, spot.place().appointments, (activity.key,))
        if len(found) == PRICED or (least is not None and mine > least):
            break
        least = mine
        found.append(spot)
    return found


class _Weigh:
    """Weighs a ride by vehicle and moments: all that matters is what stays as it was, and how far it moves."""

    def __init__(self, cost: ChangeCost, activity: Activity) -> None:
        self._cost, self._activity = cost, activity
        self._before = cost.before(activity.key)
        part = None if self._before is None else vehicle_part(self._before)
        self._was = () if part is None else (part.resource.id, *(stop.start for stop in part.stops))
        self._known: dict[tuple[bool, ...], tuple[int, int]] = {}

    def __call__(self, vehicle: VehicleId, pickup: int, delivery: int) -> tuple[int, int, int]:
        """Return weight, how many parts are new, and how far it is from where it was."""
        kept = tuple(one == other for one, other in zip(self._was, (vehicle, pickup, delivery), strict=False))
        if kept not in self._known:
            weight, new, _ = weight_of(
                self._cost, (ride(self._activity, vehicle, pickup, delivery),), (self._activity.key,)
            )
            self._known[kept] = weight, new
        return (*self._known[kept], 0 if self._before is None else abs(pickup - self._before.start))


def _where_all_may_move(ground: Ground) -> Ground:
    """Return the ground on which nothing is settled: only what may move was asked about."""
    other = copy.copy(ground)
    vars(other)["settled"] = frozenset[ActivityKey]()
    return other


def _in_the_way(spot: Examined, movable: Collection[ActivityKey]) -> bool:
    """Return whether what is in the way of a spot may move, all of it."""
    others = {key for obstacle in spot.obstacles for key in obstacle.others}
    return bool(others) and all(key in movable for key in others)
