"""The map of one day's transports: a line per vehicle, numbered stops, a clock that moves the vehicles, and tables.

Words go into the page's tables; the drawing gets positions, colours and the ids by which the page's scripts find them.

Element ids last as long as what they name (see ``anchors``): ``rit-1f2e3d4c`` is a vehicle's table, ``…-s3`` the row of
its third stop and ``…-l3`` the cell of the ride from there to the fourth; rows name their operations in
``data-verwijzing``. A page that holds the map, or the parent of its frame on the same origin, points at any of them on
the map's ``document`` with
``new CustomEvent('vertrekkaart:wijs', {detail: {ids: ['rit-1f2e3d4c-l3'], aan: true}})``
and hears ``vertrekkaart:aangewezen``, with the same detail, when the user points at a row, a line or a number.

Not allowed here: rights (the view-model holds only what the viewer may see), travel times, files.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from maps import saying
from maps.anchors import leg_anchor, route_anchor, stop_anchor
from maps.layers import Base, Json, Kind
from maps.lines import LatLon, arrow_at_middle, schematic_curve
from maps.offline import RenderedPage
from maps.page import ONE_FILE, Delivery, MapPage
from maps.palette import LineStyle, line_style
from maps.roads.osm import OSM_UNITS
from maps.roads.simplify import simplified
from maps.view import DayMap, MapLeg, MapPoint, MapStop, StopTask, VehicleRoute
from planner.domain.spelling import long_date
from planner.domain.wording import either

_BENDS = (0.05, 0.09, 0.13, 0.17)
_BESIDE, _BESIDES = 3, 5
_SEEN = 40.0
"""Metres: two pixels at the nearest zoom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRow:
    """A row of a vehicle's table."""

    id: str
    ride_id: str
    number: int
    stop: MapStop
    ride: MapLeg | None
    persons: str
    strong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteBlock:
    """One vehicle: its legend line and its table."""

    id: str
    style: LineStyle
    route: VehicleRoute
    hours: str
    summary: str
    rows: tuple[StopRow, ...]


def render_day_map(day: DayMap, delivery: Delivery = ONE_FILE) -> RenderedPage:
    """Return the page of one day; the same view-model gives the same bytes."""
    blocks = tuple(route_block(index, route) for index, route in enumerate(day.routes))
    words = {
        "day": day,
        "blocks": blocks,
        "ride_word": ride_word(day.travel_is_estimate),
        "drawn_how": drawn_how(day.routes, estimate=day.travel_is_estimate),
        **roads_by(day.attribution),
        "summary": " · ".join(
            (
                saying.vehicles(len(day.routes)),
                saying.stops(sum(len(route.stops) for route in day.routes)),
                saying.persons(sum(route.persons for route in day.routes)),
            )
        ),
    }
    return MapPage(
        title=f"{day.title} {long_date(day.date)}",
        template="day_map.html",
        words=words,
        kind=Kind.DAY,
        base=Base.NETHERLANDS,
        data=drawn_routes(day.routes),
    ).render(delivery)


def ride_word(estimate: bool) -> str:  # noqa: FBT001 - a fact of the view, not an option
    """Return the heading of riding times."""
    return either("Rijtijd (schatting)", "Driving time (estimate)") if estimate else either("Rijtijd", "Driving time")


def drawn_how(routes: Sequence[VehicleRoute], *, estimate: bool) -> str:
    """Return in words whether lines follow roads, and why not where the times are those of roads."""
    ways = [
        (leg.path, a, b)
        for route in routes
        for leg, a, b in zip(route.legs, route.stops, route.stops[1:], strict=False)
    ]
    known = [bool(path) for path, a, b in ways if a.at != b.at]
    if all(known):
        return either("Pijlen geven de richting.", "Arrows show the direction.")
    if any(known):
        return either(
            "Dunne bogen zijn schematisch: daar is de weg niet bekend; pijlen geven de richting.",
            "Thin arcs are schematic: the road is not known there; arrows show the direction.",
        )
    why = either(
        "Het wegennet van de planning is hier niet in gebruik. ", "The roads of the planning are not in use here. "
    )
    lines = either(
        "Lijnen zijn schematisch en geen rijroute; pijlen geven de richting.",
        "Lines are schematic and no route to drive; arrows show the direction.",
    )
    return lines if estimate else why + lines


def roads_by(attribution: str) -> dict[str, str]:
    """Return whose roads the lines follow, where they follow any; otherwise the ground says whose its roads are."""
    return {"roads_by": attribution} if attribution else {}


def drawn_routes(routes: Sequence[VehicleRoute]) -> dict[str, Json]:
    """Return the numbers, colours and ids of routes."""
    return {"routes": [_drawn_route(index, route) for index, route in enumerate(routes)]}


def route_block(index: int, route: VehicleRoute) -> RouteBlock:
    """Return the words of one vehicle, in the colours of the ``index``-th."""
    rides: tuple[MapLeg | None, ...] = (None, *route.legs)
    anchor = route_anchor(route.vehicle)
    rows = tuple(
        StopRow(
            id=stop_anchor(anchor, number),
            ride_id=leg_anchor(anchor, number - 1),
            number=number,
            stop=stop,
            ride=rides[number - 1],
            persons=saying.persons(stop.persons) if stop.persons else "",
            strong=stop.task in (StopTask.PICK_UP, StopTask.DELIVER),
        )
        for number, stop in enumerate(route.stops, start=1)
    )
    return RouteBlock(
        id=anchor,
        style=line_style(index),
        route=route,
        hours=f"{route.stops[0].time} - {route.stops[-1].time}" if route.stops else "",
        summary=f"{saying.stops(len(route.stops))}, {saying.persons(route.persons)}",
        rows=rows,
    )


def route_line(start: MapStop, end: MapStop, leg: MapLeg, index: int) -> tuple[LatLon, ...]:
    """Return the line of a ride: the road where it is known, otherwise a curve that no other vehicle has."""
    if leg.path:
        return _road(leg.path)
    return schematic_curve(_latlon(start.at), _latlon(end.at), _BENDS[index % len(_BENDS)])


def beside(index: int) -> int:
    """Return how many pixels to the right of a road a vehicle's line is drawn, so that others on it stay in sight."""
    return _BESIDE * (index % _BESIDES)


@lru_cache(maxsize=4096)
def _road(path: tuple[MapPoint, ...]) -> tuple[LatLon, ...]:
    """Return a way with no more points than can be seen at the nearest zoom."""
    units = [(round(point.lat * OSM_UNITS), round(point.lon * OSM_UNITS)) for point in path]
    return tuple((round(lat / OSM_UNITS, 4), round(lon / OSM_UNITS, 4)) for lat, lon in simplified(units, _SEEN))


def _drawn_route(index: int, route: VehicleRoute) -> Json:
    style, anchor = line_style(index), route_anchor(route.vehicle)
    pairs = zip(route.stops, route.stops[1:], route.legs, strict=False)
    return {
        "id": anchor,
        "colour": style.colour,
        "dash": style.dash,
        "beside": beside(index),
        "stops": [_drawn_stop(stop_anchor(anchor, n), n, stop) for n, stop in enumerate(route.stops, start=1)],
        "legs": [
            {
                "n": number,
                "id": leg_anchor(anchor, number),
                "line": line,
                "arrow": arrow_at_middle(line),
                "road": bool(leg.path),
            }
            for number, (a, b, leg) in enumerate(pairs, start=1)
            if len(set(line := route_line(a, b, leg, index))) > 1
        ],
    }


def _drawn_stop(stop_id: str, number: int, stop: MapStop) -> Json:
    times = None if stop.arrives is None or stop.leaves is None else (stop.arrives, stop.leaves)
    return {"id": stop_id, "n": number, "at": _latlon(stop.at), "t": times}


def _latlon(point: MapPoint) -> LatLon:
    return round(point.lat, 4), round(point.lon, 4)
