"""Rides of what was moved: they stay where they still fit, else get another place at once, else are left out.

Not allowed here: looking for more than one place for one ride; others are not moved for it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, UnplannedCode
from planner.domain.resources import ResourceKind
from planner.domain.spelling import moment
from solver.clock import Budget, OutOfTimeError
from solver.editing import wording
from solver.editing.work import Work
from solver.why.free_spots import free_spots
from solver.why.obstacles import checked_obstacles
from solver.why.prices import rides_of
from solver.why.repairs import cheapest, in_place
from solver.why.ways import EVERYTHING, Question

NONE: Mapping[ActivityKey, Appointment] = MappingProxyType({})
SECONDS = 0.5
"""Time to look for another place for one ride."""


def ride_keys(work: Work, key: ActivityKey) -> tuple[ActivityKey, ...]:
    """Return the rides of an activity, those that others follow on first."""
    known = work.known
    found = [ride for ride in rides_of(work.ground, key) if ride in known.activities]
    mine = [ride for ride in found if known.activities[ride].move.serves in (key, None)]
    depth = {ride: _depth(work, ride, mine) for ride in mine}
    return tuple(sorted(mine, key=lambda ride: (depth[ride], ride)))


def replan_rides(
    work: Work, served: ActivityKey, rides: tuple[ActivityKey, ...], stood: Mapping[ActivityKey, Appointment] = NONE
) -> None:
    """Give the rides of an activity that was moved a place, and say what becomes of each.

    ``stood``: where rides stood that are not looked at now.
    """
    before = {ride: stood.get(ride) or work.now(ride) for ride in rides}
    work.forget(set(rides))
    for ride in rides:
        activity = work.activity(ride)
        was = before[ride]
        if was is not None and was.start < work.known.now:
            work.put(was)
            continue
        found = was if was is not None and _fits(work, was) else _another(work, activity, was)
        if found is None:
            _leave_out(work, activity, served)
            continue
        work.put(found)
        if found != was:
            vehicle = found.resource(ResourceKind.VEHICLE) or ""
            text = wording.RIDE_MOVES.say(moment=moment(found.start), vehicle=vehicle)
            work.follow(ride, text, planned=True)


def drop_rides(
    work: Work, served: ActivityKey, rides: tuple[ActivityKey, ...], stood: Mapping[ActivityKey, Appointment] = NONE
) -> None:
    """Take the rides of an activity that is no longer planned out of the plan, and say so."""
    because = wording.SERVES_NOTHING.say(served=served)
    for ride in rides:
        was = stood.get(ride) or work.now(ride)
        if was is not None and was.start < work.known.now:
            if work.now(ride) is None:
                work.put(was)
            continue
        if was is not None:
            work.follow(ride, wording.RIDE_LOST.say(because=because), planned=False)
        work.leave_out(ride, UnplannedCode.DEPENDS, "P15", because)


def _leave_out(work: Work, activity: Activity, served: ActivityKey) -> None:
    leans = [key for key in (activity.move.serves, activity.move.after) if key is not None]
    lost = next((key for key in leans if key in work.known.activities and work.now(key) is None), None)
    if lost is not None:
        because, code = wording.SERVES_NOTHING.say(served=lost), UnplannedCode.DEPENDS
    else:
        because, code = wording.NO_RIDE.say(served=served), UnplannedCode.CAPACITY
    work.leave_out(activity.key, code, "P15", because)
    work.follow(activity.key, wording.RIDE_LOST.say(because=because), planned=False)


def _fits(work: Work, ride: Appointment) -> bool:
    return not checked_obstacles(work.ground, (ride,))


def _another(work: Work, activity: Activity, was: Appointment | None) -> Appointment | None:
    """Return the cheapest free place of a ride: in the vehicle it had, else in any."""
    vehicle = None if was is None else was.resource(ResourceKind.VEHICLE)
    for question in (*(() if vehicle is None else (Question(resource=vehicle),)), EVERYTHING):
        free = list(free_spots(work.ground, activity, question))
        try:
            best = cheapest(in_place(work.ground, free, Budget.of(SECONDS)))
        except OutOfTimeError:
            best = None
        if best is not None:
            return best.appointments[0]
    return None


def _depth(work: Work, ride: ActivityKey, rides: list[ActivityKey]) -> int:
    first = work.known.activities[ride].move.after
    return 0 if first is None or first not in rides else 1 + _depth(work, first, rides)
