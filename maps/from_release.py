"""Builds the view-models of a release: what of it goes on a map, and under which words.

The day map is fit for drivers: buildings, times, head counts and the number of the operation. No case code, no country,
no flight; a mission is a "vertegenwoordiging". The flight map names destinations and is for planner and KMar only.

Not allowed here: drawing, files, who may open what.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from maps.airports import airport
from maps.travel import FittedGreatCircle, road_kilometres
from maps.view import DayMap, FlightArc, FlightMap, MapLeg, MapPoint, MapStop, StopTask, VehicleRoute
from planner.domain.activities import Activity, ActivityKind, MoveDetail
from planner.domain.civil import day_of, local
from planner.domain.dutch import numeric_date, short_date
from planner.domain.ids import ActivityKey, FlightId, PlaceId, VehicleId
from planner.domain.plan import Appointment, Stop
from planner.domain.release import Release
from planner.domain.resources import Place, PlaceKind, ResourceKind
from planner.domain.settings import Settings
from planner.domain.time import Minute
from planner.ports.surroundings import TravelTimes

_ESTIMATE = FittedGreatCircle()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """A vehicle is at a place for an operation, or at its depot."""

    place: Place
    start: Minute
    end: Minute
    task: StopTask
    persons: int = 0
    operations: tuple[str, ...] = ()
    latest: str = ""


def transport_days(release: Release) -> tuple[date, ...]:
    """Return the days on which a vehicle rides, in order."""
    parts = (part for item in release.appointments for part in item.of_kind(ResourceKind.VEHICLE))
    return tuple(sorted({day_of(part.start) for part in parts}))


def flight_days(release: Release) -> tuple[date, ...]:
    """Return the days on which a flight with a planned departure leaves, in order."""
    flights = {flight.id: flight for flight in release.resources.flights}
    return tuple(sorted({day_of(flights[number].departs) for number in _on_board(release) if number in flights}))


def day_map(release: Release, day: date, travel: TravelTimes = _ESTIMATE) -> DayMap:
    """Return the transports that start on a Dutch civil day; minutes and their source come from ``travel``."""
    visits = _Visits(release, day, travel)
    source = travel.table(())
    return DayMap(
        date=day,
        release=f"publicatie {release.number}",
        routes=tuple(_route(vehicle, visits.of(vehicle), day, travel) for vehicle in visits.vehicles),
        travel_source=f"{source.source}, {numeric_date(source.made_on)}",
        travel_is_estimate=source.source.startswith("schatting"),
    )


def flight_map(release: Release, first_day: date, last_day: date) -> FlightMap:
    """Return the flights that leave within the days (both included) with a planned departure on board.

    For planner and KMar only.
    """
    on_board = _on_board(release)
    teams = {str(team.id): team.size for team in release.resources.escort_teams}
    cases = {activity.key: len(activity.cases) for activity in release.activities}
    flights = [
        FlightArc(
            number=flight.number,
            date=day_of(flight.departs),
            departs=f"{local(flight.departs):%H:%M}",
            airports=tuple(airport(code) for code in (flight.origin, *flight.via, flight.destination)),
            persons=sum(cases.get(item.activity, 0) for item in on_board[flight.id]),
            escorts=sum(
                teams.get(part.resource.id, 0)
                for item in on_board[flight.id]
                for part in item.of_kind(ResourceKind.ESCORT)
            ),
        )
        for flight in release.resources.flights
        if flight.id in on_board and first_day <= day_of(flight.departs) <= last_day
    ]
    return FlightMap(
        first_day=first_day, last_day=last_day, release=f"publicatie {release.number}", flights=tuple(flights)
    )


def _on_board(release: Release) -> dict[FlightId, list[Appointment]]:
    found: dict[FlightId, list[Appointment]] = defaultdict(list)
    for item in release.appointments:
        for part in item.of_kind(ResourceKind.FLIGHT):
            found[FlightId(part.resource.id)].append(item)
    return dict(found)


class _Visits:
    """The visits of each vehicle that rides on a day, in order of time, from depot to depot."""

    def __init__(self, release: Release, day: date, travel: TravelTimes) -> None:
        self._day = day
        self._travel = travel
        self._activities: dict[ActivityKey, Activity] = {item.key: item for item in release.activities}
        self._places: dict[PlaceId, Place] = {place.id: place for place in release.resources.places}
        self._served = {item.activity: item for item in release.appointments}
        self._depots = {vehicle.id: vehicle.depot for vehicle in release.resources.vehicles}
        self._settings = Settings(release.settings)
        self._rides: dict[VehicleId, list[_Visit]] = defaultdict(list)
        for item in release.appointments:
            self._add(item)

    @property
    def vehicles(self) -> tuple[VehicleId, ...]:
        """The vehicles that ride, in order of code."""
        return tuple(sorted(self._rides))

    def of(self, vehicle: VehicleId) -> tuple[_Visit, ...]:
        """Return the visits; the depot is first and last where it is known."""
        visits = _together(sorted(self._rides[vehicle], key=lambda visit: (visit.start, visit.end, visit.operations)))
        depot = self._places.get(self._depots.get(vehicle, PlaceId("")))
        if depot is None:
            return visits
        first, last = visits[0], visits[-1]
        start = Minute(first.start - self._minutes(depot, first.place))
        end = Minute(last.end + self._minutes(last.place, depot))
        return (
            _Visit(place=depot, start=start, end=start, task=StopTask.START),
            *visits,
            _Visit(place=depot, start=end, end=end, task=StopTask.END),
        )

    def _minutes(self, start: Place, end: Place) -> int:
        return self._travel.table((start, end)).minutes[1]

    def _add(self, item: Appointment) -> None:
        activity = self._activities.get(item.activity)
        if activity is None or activity.kind is not ActivityKind.MOVE:
            return
        for part in item.of_kind(ResourceKind.VEHICLE):
            if day_of(part.start) == self._day:
                pickup, delivery = _ends(item, activity.move, part.stops)
                visits = self._rides[VehicleId(part.resource.id)]
                latest = self._latest(activity.move)
                visits.append(self._visit(item, pickup, StopTask.PICK_UP, activity.move.persons, ""))
                visits.append(self._visit(item, delivery, StopTask.DELIVER, activity.move.persons, latest))

    def _visit(self, item: Appointment, stop: Stop, task: StopTask, persons: int, latest: str) -> _Visit:
        return _Visit(
            place=self._places[stop.place],
            start=stop.start,
            end=stop.end,
            task=task,
            persons=persons,
            operations=(f"V-{item.id.hex[:6].upper()}",),
            latest=latest,
        )

    def _latest(self, move: MoveDetail) -> str:
        """When the persons must be there: before the flight, at the session, or as the request says."""
        served = self._served.get(move.serves) if move.serves else None
        activity = self._activities.get(served.activity) if served else None
        if served is not None and activity is not None and activity.kind is ActivityKind.DEPARTURE:
            before = self._settings.find("R29", "before", on=day_of(served.start))
            return _clock(Minute(served.start - before.value), self._day) if before else ""
        if served is not None and activity is not None and activity.kind is ActivityKind.PRESENTATION:
            return _clock(served.start, self._day) if day_of(served.start) == self._day else ""
        if move.delivery is not None and move.delivery.end is not None:
            return _clock(move.delivery.end, self._day)
        return ""


def _together(visits: Sequence[_Visit]) -> tuple[_Visit, ...]:
    """Make one stop of operations that are picked up or delivered at the same place and time."""
    joined: list[_Visit] = []
    for visit in visits:
        last = joined[-1] if joined else None
        if last and (last.place, last.task, last.start, last.latest) == (
            visit.place,
            visit.task,
            visit.start,
            visit.latest,
        ):
            joined[-1] = replace(
                last,
                end=max(last.end, visit.end),
                persons=last.persons + visit.persons,
                operations=(*last.operations, *visit.operations),
            )
        else:
            joined.append(visit)
    return tuple(joined)


def _ends(item: Appointment, move: MoveDetail, stops: tuple[Stop, ...]) -> tuple[Stop, Stop]:
    """Return the first and last stop; a ride without stops goes from its own place to its destination."""
    if stops:
        return stops[0], stops[-1]
    origin = item.place if item.place is not None else move.destination
    return (
        Stop(place=origin, start=item.start, end=item.start),
        Stop(place=move.destination, start=item.end, end=item.end),
    )


def _route(vehicle: VehicleId, visits: Sequence[_Visit], day: date, travel: TravelTimes) -> VehicleRoute:
    unique = tuple({visit.place.id: visit.place for visit in visits}.values())
    index = {place.id: number for number, place in enumerate(unique)}
    minutes = travel.table(unique).minutes
    kilometres = road_kilometres([(place.lat, place.lon) for place in unique])
    cells = [index[a.place.id] * len(unique) + index[b.place.id] for a, b in pairwise(visits)]
    depot = visits[0].place if visits[0].task is StopTask.START else None
    return VehicleRoute(
        vehicle=vehicle,
        depot=_building(depot) if depot else "",
        stops=tuple(_map_stop(visit, day) for visit in visits),
        legs=tuple(MapLeg(minutes=minutes[cell], kilometres=kilometres[cell]) for cell in cells),
    )


def _map_stop(visit: _Visit, day: date) -> MapStop:
    return MapStop(
        at=MapPoint(lat=visit.place.lat, lon=visit.place.lon),
        time=_clock(visit.start, day),
        place=_building(visit.place),
        task=visit.task,
        persons=visit.persons,
        codes=visit.operations,
        latest=visit.latest,
    )


def _building(place: Place) -> str:
    """Return a place at building level; the name of a mission would give away a country."""
    if place.kind is PlaceKind.MISSION:
        return f"vertegenwoordiging, {place.city}"
    return place.name if place.city in place.name else f"{place.name}, {place.city}"


def _clock(minute: Minute, day: date) -> str:
    """Return ``13:40``, with the day before it when that is another one."""
    text = f"{local(minute):%H:%M}"
    return text if day_of(minute) == day else f"{short_date(day_of(minute))} {text}"
