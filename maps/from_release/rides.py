"""The transports of a release, fit for drivers: buildings, times, head counts and the number of the operation.

No case code, no country, no flight; a mission is a "vertegenwoordiging".

Not allowed here: drawing, files, who may open what.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from maps.from_release.words import building, closed_note, place_note, point, release_name, site_info, wall_minute
from maps.routes import Routes
from maps.saying import source_words
from maps.travel import FittedGreatCircle, road_kilometres
from maps.view import DayMap, MapLeg, MapPoint, MapStop, StopTask, VehicleRoute, VehicleSheet
from planner.domain.activities import Activity, ActivityKind, MoveDetail
from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey, PlaceId, VehicleId
from planner.domain.places import Place
from planner.domain.plan import Appointment, Stop
from planner.domain.release import Release, operation_number
from planner.domain.resources import ResourceKind
from planner.domain.settings import Settings
from planner.domain.spelling import clock, numeric_date
from planner.domain.time import Minute
from planner.ports.surroundings import TravelTimes

_ESTIMATE = FittedGreatCircle()
_VEHICLE = ResourceKind.VEHICLE
_AT_DEPOT = (StopTask.START, StopTask.END)


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


def riding_vehicles(release: Release, day: date) -> tuple[VehicleId, ...]:
    """Return the vehicles that ride on a day, in order of code."""
    moves = {activity.key for activity in release.activities if activity.kind is ActivityKind.MOVE}
    parts = (part for item in release.appointments if item.activity in moves for part in item.of_kind(_VEHICLE))
    return tuple(sorted({VehicleId(part.resource.id) for part in parts if day_of(part.start) == day}))


def day_map(release: Release, day: date, travel: TravelTimes = _ESTIMATE, routes: Routes | None = None) -> DayMap:
    """Return the transports that start on a Dutch civil day.

    Minutes and their source come from ``travel``; the lines from ``routes``, and are schematic where it knows no way.
    """
    visits = _Visits(release, day, travel)
    source = travel.table(())
    drive = _Drive(day, travel, routes)
    return DayMap(
        date=day,
        release=release_name(release),
        routes=tuple(drive.route(vehicle, visits.of(vehicle)) for vehicle in visits.vehicles),
        travel_source=f"{source_words(source.source)}, {numeric_date(source.made_on)}",
        travel_is_estimate=source.source.startswith("schatting"),
        attribution=drive.attribution,
    )


def vehicle_sheet(day: DayMap, vehicle: str) -> VehicleSheet:
    """Return the part of a day that is one vehicle's; raise LookupError when it does not ride."""
    found = next((route for route in day.routes if route.vehicle == vehicle), None)
    if found is None:
        raise LookupError(f"{vehicle} does not ride on {day.date}\nAsk for one of the routes of the day map.")
    return VehicleSheet(
        date=day.date,
        release=day.release,
        route=found,
        travel_source=day.travel_source,
        travel_is_estimate=day.travel_is_estimate,
        attribution=day.attribution,
    )


class _Visits:
    """The visits of each vehicle that rides on a day, in order of time, from depot to depot."""

    def __init__(self, release: Release, day: date, travel: TravelTimes) -> None:
        self._release = release
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
            operations=(operation_number(self._release, item),),
            latest=latest,
        )

    def _latest(self, move: MoveDetail) -> str:
        """When the persons must be there: before the flight, at the session, or as the request says."""
        served = self._served.get(move.serves) if move.serves else None
        activity = self._activities.get(served.activity) if served else None
        if served is not None and activity is not None and activity.kind is ActivityKind.DEPARTURE:
            before = self._settings.find("R29", "before", on=day_of(served.start))
            return clock(Minute(served.start - before.value), self._day) if before else ""
        if served is not None and activity is not None and activity.kind is ActivityKind.PRESENTATION:
            return clock(served.start, self._day) if day_of(served.start) == self._day else ""
        if move.delivery is not None and move.delivery.end is not None:
            return clock(move.delivery.end, self._day)
        return ""


def _together(visits: Sequence[_Visit]) -> tuple[_Visit, ...]:
    """Make one stop of operations that are picked up or delivered at the same place and time."""
    joined: list[_Visit] = []
    for visit in visits:
        last = joined[-1] if joined else None
        if last and (last.place.id, last.task, last.start, last.latest) == (
            visit.place.id,
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


class _Drive:
    """Makes routes of visits: minutes from a table, lines from the road network where there is one."""

    def __init__(self, day: date, travel: TravelTimes, routes: Routes | None) -> None:
        self._day = day
        self._travel = travel
        self._routes = routes
        self.attribution = ""

    def route(self, vehicle: VehicleId, visits: Sequence[_Visit]) -> VehicleRoute:
        """Return the stops and legs of a vehicle."""
        depot = visits[0].place if visits[0].task is StopTask.START else None
        return VehicleRoute(
            vehicle=vehicle,
            depot=building(depot) if depot else "",
            stops=tuple(self._stop(visit) for visit in visits),
            legs=self._legs(visits),
        )

    def _stop(self, visit: _Visit) -> MapStop:
        return MapStop(
            at=point(visit.place),
            time=clock(visit.start, self._day),
            place=building(visit.place),
            task=visit.task,
            persons=visit.persons,
            codes=visit.operations,
            latest=visit.latest,
            note=place_note(visit.place),
            closed="" if visit.task in _AT_DEPOT else closed_note(visit.place, visit.start, visit.end),
            site=site_info(visit.place),
            arrives=wall_minute(visit.start, self._day),
            leaves=wall_minute(visit.end, self._day),
        )

    def _legs(self, visits: Sequence[_Visit]) -> tuple[MapLeg, ...]:
        unique = tuple({visit.place.id: visit.place for visit in visits}.values())
        index = {place.id: number for number, place in enumerate(unique)}
        minutes = self._travel.table(unique).minutes
        kilometres = road_kilometres([(place.lat, place.lon) for place in unique])
        legs = []
        for a, b in pairwise(visits):
            cell = index[a.place.id] * len(unique) + index[b.place.id]
            legs.append(self._leg(a.place, b.place, minutes[cell], kilometres[cell]))
        return tuple(legs)

    def _leg(self, start: Place, end: Place, minutes: int, estimate: int) -> MapLeg:
        found = self._routes.route(start, end) if self._routes is not None else None
        if found is None:
            return MapLeg(minutes=minutes, kilometres=estimate)
        self.attribution = found.attribution
        return MapLeg(
            minutes=minutes,
            kilometres=round(found.kilometres),
            path=tuple(MapPoint(lat=lat, lon=lon) for lat, lon in found.line),
        )
