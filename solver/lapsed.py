"""What new facts took from appointments as they were published: a means of theirs, or the times asked for a ride.

What only one activity by itself may do is the rules' to say. No plan, no search.
"""

from collections import defaultdict
from weakref import WeakKeyDictionary

from planner.domain.activities import Activity, MoveDetail
from planner.domain.ids import ActivityKey, EscortTeamId, OfficerId, VehicleId
from planner.domain.plan import Appointment, Participation
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from solver import steps
from solver.known import Known
from solver.steps import Steps
from solver.windows import move_windows

NAMED = (ResourceKind.VEHICLE, ResourceKind.ESCORT, ResourceKind.OFFICER)
"""Means that are away by name."""
COUNTED = (ResourceKind.ESCORT, ResourceKind.ROOM, ResourceKind.INTERPRETER)
"""Means that are offered as so many at a time."""


class _Kept:
    """What was worked out about one cut of the facts."""

    def __init__(self, known: Known) -> None:
        self.lapsed: dict[ActivityKey, bool] = {}
        self.left: dict[ResourceRef, Steps] = {}
        self.promised: defaultdict[ResourceRef, list[tuple[Minute, Minute, int]]] = defaultdict(list)
        due = (one for key, one in known.baseline.items() if key in known.activities and not one.all_day)
        for part in (part for one in due for part in one.participations):
            if part.resource.kind in COUNTED:
                self.promised[part.resource].append((part.start, part.end, part.amount))


_KEPT: WeakKeyDictionary[Known, _Kept] = WeakKeyDictionary()


def lapsed(known: Known, activity: Activity) -> bool:
    """Return whether it cannot be carried out as it was published, whatever else is planned anew."""
    kept = _kept(known).lapsed
    if activity.key not in kept:
        published = known.baseline[activity.key]
        short = any(_short(known, part) for part in published.participations)
        kept[activity.key] = short or _untimely(known, activity, published)
    return kept[activity.key]


def _kept(known: Known) -> _Kept:
    found = _KEPT.get(known)
    if found is None:
        found = _KEPT[known] = _Kept(known)
    return found


def _short(known: Known, part: Participation) -> bool:
    """Return whether a means is gone or away, or promised more often than there is of it now."""
    ref = part.resource
    if part.start >= part.end:
        return False
    if ref.kind in NAMED and any(away.overlaps(part.start, part.end) for away in known.absences(ref)):
        return True
    if ref.kind is ResourceKind.VEHICLE:
        return VehicleId(ref.id) not in known.vehicles
    if ref.kind is ResourceKind.OFFICER:
        return OfficerId(ref.id) not in known.escorts.officers
    if ref.kind in COUNTED:
        return steps.lowest(_left(known, ref), part.start, part.end) < 0
    return False


def _untimely(known: Known, activity: Activity, published: Appointment) -> bool:
    """Return whether a ride is no longer within the times asked, with what it serves where it was published."""
    if not isinstance(activity.detail, MoveDetail):
        return False
    serves = activity.detail.serves
    windows = move_windows(activity, None if serves is None else known.baseline.get(serves), known.settings)
    ride = next(iter(published.of_kind(ResourceKind.VEHICLE)), None)
    if windows is None or ride is None:
        return False
    both = zip(ride.stops, (windows.pickup, windows.delivery), strict=False)
    return any(not window.contains(stop.start) for stop, window in both)


def _left(known: Known, ref: ResourceRef) -> Steps:
    """Return from moment to moment how many of a means are left; below none where more were promised."""
    kept = _kept(known)
    if ref not in kept.left:
        kept.left[ref] = steps.less(_offered(known, ref), kept.promised[ref])
    return kept.left[ref]


def _offered(known: Known, ref: ResourceRef) -> Steps:
    if ref.kind is ResourceKind.ESCORT:
        return known.escorts.offered.get(EscortTeamId(ref.id), ((steps.FIRST, 0),))
    return steps.offers((fact.interval, fact.amount) for fact in known.capacities(ref))
