"""Which moves without a vehicle could ride with one that came free."""

from collections.abc import Sequence
from functools import partial

from planner.domain.activities import Activity, ActivityKind
from planner.domain.freed import Freed
from planner.domain.ids import VehicleId
from planner.domain.plan import Appointment
from planner.domain.time import Minute
from solver.backfill.options import Option, state_words
from solver.idle_vehicles import Idle, idle_vehicles
from solver.known import Known
from solver.ride import ride
from solver.view import View
from solver.windows import MoveWindows, move_windows

GRID = 5


def for_vehicle(view: View, freed: Freed) -> Sequence[Option]:
    """Return the moves that are not planned and could ride while the vehicle is empty."""
    stretches = [
        idle
        for idle in idle_vehicles(view.known, view.plan.appointments).get(VehicleId(freed.resource.id), ())
        if freed.when is None or freed.when.overlaps(idle.start, idle.end)
    ]
    return [
        Option(activity, state_words(view, activity), partial(_ways, view, activity, stretches, freed))
        for activity in view.known.problem.activities
        if activity.kind is ActivityKind.MOVE and view.planned(activity) is None
    ]


def _ways(view: View, activity: Activity, stretches: Sequence[Idle], freed: Freed) -> Sequence[Appointment]:
    served = view.appointments.get(activity.move.serves) if activity.move.serves else None
    windows = move_windows(activity, served, view.known.settings)
    if windows is None:
        return ()
    found = (_way(view, activity, windows, idle, freed) for idle in stretches)
    return [way for way in found if way is not None]


def _way(view: View, activity: Activity, windows: MoveWindows, idle: Idle, freed: Freed) -> Appointment | None:
    """Return the latest ride in an idle stretch, without waiting on the way; None when none is in time."""
    known, detail = view.known, activity.move
    whole = freed.when or idle.work
    least = known.quickest(activity.place, detail.destination) + detail.pickup_service
    home = known.slowest(detail.destination, idle.then)
    last = min(idle.end - home, idle.end if whole.end is None else whole.end) - detail.delivery_service
    delivery = min(windows.delivery.last, windows.pickup.last + least, last) // GRID * GRID
    pickup = (delivery - least) // GRID * GRID
    arrives = idle.start + known.drive(idle.place, activity.place, idle.start)
    first = max(windows.pickup.first, arrives, whole.start, known.now)
    while pickup >= first and pickup + _ride(known, activity, pickup) > delivery:
        pickup -= GRID
    if pickup < first or delivery < windows.delivery.first:
        return None
    return ride(activity, idle.vehicle.id, pickup, delivery)


def _ride(known: Known, activity: Activity, pickup: int) -> int:
    """Return the minutes from the beginning of the pick-up to the arrival."""
    service = activity.move.pickup_service
    return service + known.drive(activity.place, activity.move.destination, Minute(pickup + service))
