"""Time a person must be left free around a flight or presentation, for the ride that is planned later.

Not allowed here: planning the ride. Generous on purpose, so that the ride is not made impossible.
"""

from collections.abc import Iterable

from planner.domain.activities import Activity, ActivityKind
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.known import Known
from solver.windows import BACK, move_windows

SLACK = 60
"""Minutes a shared ride may take longer than the direct one."""


def reserved(known: Known, planned: Iterable[Appointment]) -> dict[ResourceRef, list[Interval]]:
    """Return per case the stretches that rides to and from planned commitments may need."""
    found: dict[ResourceRef, list[Interval]] = {}
    appointments = {a.activity: a for a in planned}
    for activity in known.problem.activities:
        if activity.kind is not ActivityKind.MOVE or activity.move.serves not in appointments:
            continue
        stretch = _ride(known, activity, appointments[activity.move.serves])
        for case in activity.cases if stretch else ():
            found.setdefault(ResourceRef(ResourceKind.CASE, case), []).append(stretch) if stretch else None
    return found


def _ride(known: Known, activity: Activity, served: Appointment) -> Interval | None:
    """Return from the earliest pick-up of a ride there until what it serves, or to the latest delivery of one back."""
    windows = move_windows(activity, served, known.settings)
    if windows is None or windows.pickup.empty or windows.delivery.empty:
        return None
    detail = activity.move
    drive = known.slowest(activity.place, detail.destination) + SLACK
    if detail.role in BACK:
        start = windows.pickup.first
        return Interval(start, Minute(windows.pickup.last + detail.pickup_service + drive + detail.delivery_service))
    end = windows.delivery.last + detail.delivery_service
    return Interval(Minute(windows.delivery.first - drive - detail.pickup_service), max(Minute(end), served.start))
