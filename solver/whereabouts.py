"""Where someone is at the start and at the end of a part in an appointment."""

from planner.domain.activities import MoveDetail
from planner.domain.ids import PlaceId
from planner.domain.plan import Appointment, Participation
from solver.known import Known


def whereabouts(
    known: Known, appointment: Appointment, participation: Participation
) -> tuple[PlaceId | None, PlaceId | None]:
    """Return the places where a part begins and ends: its stops, a ride's two ends, else the appointment's place."""
    if participation.stops:
        return participation.stops[0].place, participation.stops[-1].place
    activity = known.activities.get(appointment.activity)
    if activity is not None and isinstance(activity.detail, MoveDetail):
        return appointment.place, activity.detail.destination
    return appointment.place, appointment.place
