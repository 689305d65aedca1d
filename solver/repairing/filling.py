"""Who takes what came free: somebody who stands by for a seat, or one of what is not planned and could use it.

Nobody is compared by who they are: those who stand by go in the order in which they do, others by legal term, days in
detention and key. Nothing that stands changes for it. Not allowed here: what is struck.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import ActivityKey, FlightId
from planner.domain.plan import Appointment, Participation, UnplannedCode
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval
from solver.editing.rides import ride_keys
from solver.editing.work import Work
from solver.repairing import wording
from solver.repairing.fact_reach import about
from solver.repairing.happened import Happened
from solver.repairing.riding import Riding, put_ride
from solver.standby import rank
from solver.why.examined import Examined
from solver.why.free_spots import free_spots
from solver.why.ways import EVERYTHING, Question

USED_BY = {
    ResourceKind.FLIGHT: ActivityKind.DEPARTURE,
    ResourceKind.ESCORT: ActivityKind.DEPARTURE,
    ResourceKind.SESSION: ActivityKind.PRESENTATION,
    ResourceKind.REGIEVOERDER: ActivityKind.CONVERSATION,
    ResourceKind.ROOM: ActivityKind.CONVERSATION,
    ResourceKind.VEHICLE: ActivityKind.MOVE,
}
"""What can come free, and what kind of activity is looked for to use it."""
ASKED_BY_NAME = (ResourceKind.FLIGHT, ResourceKind.SESSION, ResourceKind.REGIEVOERDER, ResourceKind.VEHICLE)
"""Means of which spots can be looked for by name."""
MOST = 8
"""So many activities are tried for each means that came free, the most urgent."""


@dataclass(frozen=True, slots=True)
class Free:
    """A means came free: a flight or session with its place, others from one moment until another."""

    resource: ResourceRef
    when: Interval


def freed(happened: Happened, work: Work, keys: Iterable[ActivityKey]) -> list[Free]:
    """Return what items no longer use, as far as the facts leave it and it is still to come."""
    struck = {ref for ref, _ in about(happened.steps, happened.known).uses}
    found: dict[Free, None] = {}
    for key in keys:
        before, now = happened.view.appointments.get(key), work.now(key)
        kept = set() if now is None else {(part.resource, part.start) for part in now.participations}
        for part in () if before is None else before.participations:
            usable = part.resource.kind in USED_BY and part.resource not in struck and part.start > work.known.now
            if usable and (part.resource, part.start) not in kept and _exists(work, part):
                found[Free(part.resource, Interval(part.start, part.end))] = None
    return sorted(found, key=lambda one: (tuple(USED_BY).index(one.resource.kind), one.when.start, one.resource.id))


def stand_in(happened: Happened, work: Work, free: Iterable[Free], riding: Riding) -> list[ActivityKey]:
    """Give each free seat to who stands by for it; return everything that changed for that."""
    changed: list[ActivityKey] = []
    known = happened.known
    for one in free:
        for standby in happened.version.state.plan.standbys if one.resource.kind is ResourceKind.FLIGHT else ():
            activity = known.activities.get(standby.activity)
            if standby.flight == one.resource.id and activity is not None and not happened.begun(activity.key):
                placed = _placed(work, activity, one, riding)
                changed += placed
                if placed:
                    break
    return changed


def take_up(
    happened: Happened, work: Work, free: Iterable[Free], riding: Riding, apart: Collection[ActivityKey]
) -> list[ActivityKey]:
    """Let what is not planned use each means that came free, one for each; ``apart`` is not taken into account."""
    changed: list[ActivityKey] = []
    waiting = _waiting(happened, work, apart)
    for one in free:
        able = [a for a in waiting.get(USED_BY[one.resource.kind], ()) if work.now(a.key) is None and _at_all(a, one)]
        for activity in able[:MOST]:
            if riding.clock.over:
                return changed
            placed = _placed(work, activity, one, riding)
            changed += placed
            if placed:
                break
    return changed


def _exists(work: Work, part: Participation) -> bool:
    """Return whether a means is still there; a flight that was cancelled is nobody's to use."""
    return part.resource.kind is not ResourceKind.FLIGHT or FlightId(part.resource.id) in work.known.flights


def _waiting(happened: Happened, work: Work, apart: Collection[ActivityKey]) -> dict[ActivityKind, list[Activity]]:
    """Return what is not planned and was not struck, the most urgent first."""
    known, out = happened.known, {*apart, *(one.activity for one in happened.struck)}
    found: dict[ActivityKind, list[Activity]] = {}
    for item in happened.version.state.plan.unplanned:
        activity = known.activities.get(item.activity)
        if activity is not None and activity.key not in out and work.now(activity.key) is None:
            found.setdefault(activity.kind, []).append(activity)
    return {kind: sorted(mine, key=lambda activity: rank(known, activity)) for kind, mine in found.items()}


def _at_all(activity: Activity, free: Free) -> bool:
    return Interval(activity.window.start, activity.latest_end).intersect(free.when) is not None


def _placed(work: Work, activity: Activity, free: Free, riding: Riding) -> list[ActivityKey]:
    """Put somebody where they use what is free, with who comes along and the rides; nothing when it is full."""
    was = work.now(activity.key)
    before = {ride: work.now(ride) for ride in ride_keys(work, activity.key)}
    work.forget({activity.key, *before})
    question = Question(resource=free.resource.id) if free.resource.kind in ASKED_BY_NAME else EVERYTHING
    spots = (spot for spot in free_spots(work.ground, activity, question) if _uses(spot, free))
    first = next(spots, None)
    placed = () if first is None else first.place().appointments
    for appointment in placed or (*(() if was is None else (was,)), *(a for a in before.values() if a is not None)):
        work.put(appointment)
    return [] if not placed else [appointment.activity for appointment in placed] + _rides(work, before, riding)


def _uses(spot: Examined, free: Free) -> bool:
    """Return whether a spot uses the very means, and lies in the time that it came free."""
    parts = (part for one in spot.place().appointments for part in one.participations)
    return any(part.resource == free.resource and free.when.overlaps(part.start, part.end) for part in parts)


def _rides(work: Work, before: dict[ActivityKey, Appointment | None], riding: Riding) -> list[ActivityKey]:
    found: list[ActivityKey] = []
    for ride, had in before.items():
        rides = put_ride(work.ground, riding, work.activity(ride), None)
        for appointment in rides:
            work.put(appointment)
        found += [appointment.activity for appointment in rides]
        if not rides and had is not None:
            work.leave_out(ride, UnplannedCode.CAPACITY, "P15", str(wording.NO_PLACE))
            found.append(ride)
    return found
