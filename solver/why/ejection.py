"""Making room for a move by giving one other ride another place, every other ride staying where it is.

Not allowed here: activities that need no vehicle (see ``shifting``).
"""

from collections.abc import Sequence

from planner.domain.activities import Activity, ActivityKind
from planner.domain.explaining import Proof, Repair, RepairKind
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from solver.clock import Budget, OutOfTimeError
from solver.why import wording
from solver.why.examined import Examined
from solver.why.free_spots import free_spots
from solver.why.ground import Ground
from solver.why.obstacles import checked_obstacles
from solver.why.prices import difference, total
from solver.why.repairs import said, without_planned

MOST_TRIED = 12
"""Rides that are tried, those that stand in the way of most spots first."""


def moving_one_ride(ground: Ground, activity: Activity, spots: Sequence[Examined], clock: Budget) -> Repair | None:
    """Return the cheapest way found to give another ride another place; that none is cheaper is not proven."""
    if activity.kind is not ActivityKind.MOVE:
        return None
    best: tuple[tuple[int, ...], Repair] | None = None
    try:
        for other, spot in _in_the_way(ground, spots):
            clock.check()
            found = _ejected(ground, activity, other, spot)
            if found is not None and (best is None or total(found.price) < best[0]):
                best = total(found.price), found
    except OutOfTimeError:
        pass
    return None if best is None else best[1]


def _in_the_way(ground: Ground, spots: Sequence[Examined]) -> list[tuple[ActivityKey, Examined]]:
    """Return the rides that alone are in the way of spots; what else forbids those is seen when they are tried."""
    found: dict[ActivityKey, list[Examined]] = {}
    for spot in spots:
        others = {key for obstacle in spot.obstacles for key in obstacle.others}
        if len(others) == 1 and all(obstacle.others for obstacle in spot.obstacles):
            found.setdefault(others.pop(), []).append(spot)
    able = {key: mine for key, mine in found.items() if _is_ride(ground, key)}
    order = sorted(able, key=lambda key: (-len(able[key]), key))
    return [(key, able[key][0]) for key in order[:MOST_TRIED]]


def _is_ride(ground: Ground, key: ActivityKey) -> bool:
    activity = ground.known.activities.get(key)
    planned = key in ground.view.appointments and key not in ground.settled
    return planned and activity is not None and activity.kind is ActivityKind.MOVE


def _ejected(ground: Ground, activity: Activity, other: ActivityKey, spot: Examined) -> Repair | None:
    """Return what becomes of the plan when the activity takes its spot and the other looks for a new one."""
    mine = spot.place().appointments[0]
    without = without_planned(ground, other)
    if checked_obstacles(without, (mine,)):
        return None
    beside = without.over((*without.plan.appointments, mine))
    free = list(free_spots(beside, ground.known.activities[other]))
    if not free:
        return None
    best = min(free, key=lambda s: (abs(s.start - ground.view.appointments[other].start), str(s.resource)))
    theirs: Appointment = best.place().appointments[0]
    if checked_obstacles(ground, (mine, theirs)):
        return None
    return Repair(
        kind=RepairKind.MOVE,
        what=said(ground, activity, wording.MOVES, mine, others=other, spot=spot),
        appointments=(mine, theirs),
        price=difference(ground, {activity.key: mine, other: theirs}),
        bound=Proof.NOT_PROVEN,
    )
