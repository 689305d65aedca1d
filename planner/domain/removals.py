"""Which departures are escorted removals, as the inspectorate supervises them.

Not allowed here: what it is told of them.
"""

from collections.abc import Iterator

from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.flights import Flight
from planner.domain.ids import FlightId
from planner.domain.plan import Appointment
from planner.domain.release import Release
from planner.domain.resources import ResourceKind


def escorted_removals(release: Release) -> Iterator[tuple[Appointment, Activity, Flight]]:
    """Yield the forced departures with escorts on a flight of DT&V, in order of time."""
    activities = {activity.key: activity for activity in release.activities}
    flights = {flight.id: flight for flight in release.resources.flights}
    for item in sorted(release.appointments, key=lambda item: (item.start, item.activity)):
        activity = activities.get(item.activity)
        if activity is None or activity.kind is not ActivityKind.DEPARTURE:
            continue
        detail, number = activity.departure, item.resource(ResourceKind.FLIGHT)
        flight = None if number is None else flights.get(FlightId(number))
        if flight is None or not detail.escorted or detail.track.independent or detail.booked_by is not BookedBy.DTV:
            continue
        yield item, activity, flight
