"""Where someone is at the start and at the end of a part in an appointment, and when somebody has left for good."""

from planner.domain.activities import ActivityKind, MoveDetail
from planner.domain.ids import PlaceId
from planner.domain.plan import Appointment, Participation
from planner.domain.time import Minute
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


def gone(known: Known, appointment: Appointment) -> Minute | None:
    """Return when nothing of the persons may begin any more: as they depart; None for anything but a departure.

    Of a departure of which only the day is known that is the end of the day.
    """
    activity = known.activities.get(appointment.activity)
    if activity is None or activity.kind is not ActivityKind.DEPARTURE:
        return None
    return appointment.end if appointment.all_day else appointment.start
