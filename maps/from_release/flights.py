"""The flights of a release, for planner and KMar only: a destination gives away a nationality.

Not allowed here: drawing, files, who may open what.
"""

from collections import defaultdict
from datetime import date

from maps.airports import airport, is_known
from maps.from_release.words import release_name
from maps.view import Airport, FlightArc, FlightMap, MapPoint
from planner.domain.civil import day_of, local
from planner.domain.ids import FlightId, PlaceId
from planner.domain.plan import Appointment
from planner.domain.release import Release
from planner.domain.resources import ResourceKind


def flight_days(release: Release) -> tuple[date, ...]:
    """Return the days on which a flight with a planned departure leaves, in order."""
    flights = {flight.id: flight for flight in release.resources.flights}
    return tuple(sorted({day_of(flights[number].departs) for number in _on_board(release) if number in flights}))


def flight_map(release: Release, first_day: date, last_day: date) -> FlightMap:
    """Return the flights that leave within the days (both included) with a planned departure on board."""
    on_board = _on_board(release)
    cases = {activity.key: len(activity.cases) for activity in release.activities}
    flights = [
        FlightArc(
            number=flight.number,
            date=day_of(flight.departs),
            departs=f"{local(flight.departs):%H:%M}",
            airports=(_origin(release, flight.origin), *map(airport, (*flight.via, flight.destination))),
            persons=sum(cases.get(item.activity, 0) for item in on_board[flight.id]),
            escorts=sum(part.amount for item in on_board[flight.id] for part in item.of_kind(ResourceKind.ESCORT)),
        )
        for flight in release.resources.flights
        if flight.id in on_board and first_day <= day_of(flight.departs) <= last_day
    ]
    return FlightMap(first_day=first_day, last_day=last_day, release=release_name(release), flights=tuple(flights))


def _origin(release: Release, code: PlaceId) -> Airport:
    """Return where a flight leaves: an airport by its IATA code, or a place under a code of the source's own."""
    place = next((place for place in release.resources.places if place.id == code), None)
    if place is None or is_known(code):
        return airport(code)
    return Airport(code=code, name=place.city, at=MapPoint(lat=place.lat, lon=place.lon))


def _on_board(release: Release) -> dict[FlightId, list[Appointment]]:
    found: dict[FlightId, list[Appointment]] = defaultdict(list)
    for item in release.appointments:
        for part in item.of_kind(ResourceKind.FLIGHT):
            found[FlightId(part.resource.id)].append(item)
    return dict(found)
