"""The flight and the persons of a departure, seen from its mode. No plan, no search."""

from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.cases import Track
from planner.domain.flights import Flight
from planner.domain.ids import FlightId
from planner.domain.resources import ResourceKind
from solver.duty import escorts_needed
from solver.known import Known
from solver.mode import Mode


def flight_of(known: Known, mode: Mode) -> Flight | None:
    """Return the known flight that a mode uses."""
    return known.flights.get(FlightId(mode.resource(ResourceKind.FLIGHT) or ""))


def flies(activity: Activity) -> bool:
    """Return whether the activity is a departure that DT&V books on a flight."""
    return activity.kind is ActivityKind.DEPARTURE and activity.departure.booked_by is BookedBy.DTV


def forced(activity: Activity) -> bool:
    """Return whether the activity is a forced departure on a flight."""
    return flies(activity) and activity.departure.track is Track.FORCED


def escorts_of(known: Known, activity: Activity, flight: Flight) -> int:
    """Return how many escorts a departure needs on the flight; 0 when it is not escorted."""
    if not flies(activity) or not activity.departure.escorted:
        return 0
    return escorts_needed(known, activity, flight)


def escorts_in(mode: Mode) -> int:
    """Return how many escorts the teams of a mode send together."""
    return sum(use.amount for use in mode.uses if use.resource.kind is ResourceKind.ESCORT)
