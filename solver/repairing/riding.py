"""Another place for one ride: in any vehicle, the smallest change first; at last by giving one affected ride another.

Not allowed here: which rides look for a place.
"""

from collections.abc import Collection, Sequence

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from solver.clock import Budget
from solver.repairing.change_cost import ChangeCost
from solver.repairing.spots import best_spot, stands_at
from solver.why.ejection import moving_one_ride
from solver.why.examined import Examined, examined
from solver.why.ground import Ground


def put_ride(
    ground: Ground,
    cost: ChangeCost,
    activity: Activity,
    avoid: Appointment | None,
    movable: Collection[ActivityKey],
    clock: Budget,
) -> tuple[Appointment, ...]:
    """Return the ride at its new place, with the one that made room for it if there is one; nothing when none fits."""
    spots = examined(ground, activity)
    free = [spot for spot in spots if not spot.obstacles and not stands_at(spot, avoid)]
    best = best_spot(ground, cost, free, (activity.key,))
    if best is not None:
        return best
    near = [spot for spot in spots if _in_the_way(spot, movable)]
    if not near or clock.over:
        return ()
    found = moving_one_ride(ground, activity, near, clock)
    return () if found is None else found.appointments


def _in_the_way(spot: Examined, movable: Collection[ActivityKey]) -> Sequence[ActivityKey]:
    """Return what is in the way of a spot when all of it may move."""
    others = {key for obstacle in spot.obstacles for key in obstacle.others}
    return tuple(others) if others and others <= set(movable) else ()
