"""The appointment of a move in a vehicle. Not allowed here: when and in which vehicle."""

from planner.domain.activities import Activity
from planner.domain.ids import VehicleId, appointment_id
from planner.domain.plan import Appointment, Stop, part
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute


def ride(activity: Activity, vehicle: VehicleId, pickup: int, delivery: int) -> Appointment:
    """Return a move whose two stops start at these moments."""
    detail, identity = activity.move, appointment_id(activity.key)
    start, end = Minute(pickup), Minute(delivery + detail.delivery_service)
    stops = (
        Stop(place=activity.place or detail.destination, start=start, end=Minute(pickup + detail.pickup_service)),
        Stop(place=detail.destination, start=Minute(delivery), end=end),
    )
    used = ResourceRef(ResourceKind.VEHICLE, vehicle)
    cases = (part(identity, ResourceRef(ResourceKind.CASE, case), start, end) for case in activity.cases)
    return Appointment(
        id=identity,
        activity=activity.key,
        start=start,
        end=end,
        place=activity.place,
        participations=(part(identity, used, start, end, amount=detail.persons, stops=stops), *cases),
    )
