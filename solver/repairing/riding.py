"""Another place for one ride: in any vehicle, the smallest change first; at last by giving one affected ride another.

Not allowed here: which rides look for a place.
"""

import copy
from collections.abc import Collection
from dataclasses import dataclass

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from solver.clock import Budget
from solver.equipment import equipped
from solver.idle_vehicles import carries
from solver.repairing.change_cost import ChangeCost
from solver.repairing.spots import best_spot, stands_at
from solver.vehicle_days import stretches_of
from solver.why.ejection import moving_one_ride
from solver.why.examined import Examined, examined
from solver.why.ground import Ground
from solver.why.ways import Question

FEW = 3
"""Vehicles that are free at the same time and compared."""


@dataclass(frozen=True, slots=True)
class Riding:
    """What looking for places of rides needs beside the plan."""

    cost: ChangeCost
    movable: Collection[ActivityKey]
    clock: Budget


def put_ride(
    ground: Ground, riding: Riding, activity: Activity, was: Appointment | None, avoid: Appointment | None
) -> tuple[Appointment, ...]:
    """Return the ride at its new place, with the one that made room for it if there is one; nothing when none fits."""
    keys, whole = (activity.key,), riding.cost.weight(activity.key, None)
    if was is not None and avoid is None:
        best = best_spot(ground, riding.cost, _at_its_time(ground, activity, was), keys)
        if best is not None and riding.cost.weight(activity.key, best[0]) < whole:
            return best
    spots = examined(ground, activity)
    free = [spot for spot in spots if not spot.obstacles and not stands_at(spot, avoid)]
    best = best_spot(ground, riding.cost, free, keys)
    if best is not None:
        return best
    near = [spot for spot in spots if _in_the_way(spot, riding.movable)]
    if not near or riding.clock.over:
        return ()
    found = moving_one_ride(_where_all_may_move(ground), activity, near, riding.clock)
    return () if found is None else found.appointments


def _at_its_time(ground: Ground, activity: Activity, was: Appointment) -> list[Examined]:
    """Return the first few vehicles that are free for a ride at the time that it had."""
    known, found = ground.known, list[Examined]()
    for vehicle in sorted(known.vehicles.values(), key=lambda one: one.id):
        works = any(stretch.covers(was.start, was.end) for stretch in stretches_of(known, vehicle))
        able = equipped(known, vehicle, activity) and carries(known, vehicle, (activity,))
        if works and able and not vehicle.standby:
            spots = examined(ground, activity, Question(resource=vehicle.id, start=was.start))
            found += [spot for spot in spots if not spot.obstacles]
        if len(found) >= FEW:
            break
    return found


def _where_all_may_move(ground: Ground) -> Ground:
    """Return the ground on which nothing is settled: only what may move was asked about."""
    other = copy.copy(ground)
    vars(other)["settled"] = frozenset[ActivityKey]()
    return other


def _in_the_way(spot: Examined, movable: Collection[ActivityKey]) -> bool:
    """Return whether what is in the way of a spot may move, all of it."""
    others = {key for obstacle in spot.obstacles for key in obstacle.others}
    return bool(others) and all(key in movable for key in others)
