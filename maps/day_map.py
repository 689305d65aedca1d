"""The map of one day's transports: a line per vehicle, numbered stops, a legend to choose from, and the same in tables.

Words go into the page's tables; the drawing gets positions, colours and the ids by which the page's script finds them.

Not allowed here: rights (the view-model holds only what the viewer may see), travel times, files.
"""

from dataclasses import dataclass

from maps.layers import Base, Json
from maps.lines import LatLon, arrow_at_middle, schematic_curve
from maps.offline import RenderedPage
from maps.page import ONE_FILE, Delivery, MapPage
from maps.palette import LineStyle, line_style
from maps.view import DayMap, MapLeg, MapPoint, MapStop, StopTask, VehicleRoute
from planner.domain.dutch import count, long_date

_BENDS = (0.05, 0.09, 0.13, 0.17)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRow:
    """A row of a vehicle's table."""

    id: str
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
    blocks = tuple(_block(index, route) for index, route in enumerate(day.routes))
    drawn: list[Json] = [_drawn_route(index, route) for index, route in enumerate(day.routes)]
    persons = sum(route.persons for route in day.routes)
    words = {
        "day": day,
        "blocks": blocks,
        "ride_word": "Rijtijd (schatting)" if day.travel_is_estimate else "Rijtijd",
        "schematic": any(not leg.path for route in day.routes for leg in route.legs),
        "summary": " · ".join(
            (
                count(len(day.routes), "voertuig", "voertuigen"),
                count(sum(len(route.stops) for route in day.routes), "stop", "stops"),
                count(persons, "persoon", "personen"),
            )
        ),
    }
    return MapPage(
        title=f"{day.title} {long_date(day.date)}",
        template="day_map.html",
        words=words,
        kind="day",
        base=Base.NETHERLANDS,
        data={"routes": drawn},
    ).render(delivery)


def _block(index: int, route: VehicleRoute) -> RouteBlock:
    rides: tuple[MapLeg | None, ...] = (None, *route.legs)
    rows = tuple(
        StopRow(
            id=_stop_id(index, number),
            number=number,
            stop=stop,
            ride=rides[number - 1],
            persons=count(stop.persons, "persoon", "personen") if stop.persons else "",
            strong=stop.task in (StopTask.PICK_UP, StopTask.DELIVER),
        )
        for number, stop in enumerate(route.stops, start=1)
    )
    return RouteBlock(
        id=f"r{index + 1}",
        style=line_style(index),
        route=route,
        hours=f"{route.stops[0].time} - {route.stops[-1].time}" if route.stops else "",
        summary=f"{count(len(route.stops), 'stop', 'stops')}, {count(route.persons, 'persoon', 'personen')}",
        rows=rows,
    )


def _stop_id(index: int, number: int) -> str:
    return f"r{index + 1}-s{number}"


def _drawn_route(index: int, route: VehicleRoute) -> Json:
    style = line_style(index)
    bend = _BENDS[index % len(_BENDS)]
    pairs = zip(route.stops, route.stops[1:], route.legs, strict=False)
    return {
        "id": f"r{index + 1}",
        "colour": style.colour,
        "dash": style.dash,
        "stops": [
            {"id": _stop_id(index, number), "n": number, "at": _latlon(stop.at)}
            for number, stop in enumerate(route.stops, start=1)
        ],
        "legs": [
            {"n": number, "line": line, "arrow": arrow_at_middle(line)}
            for number, (a, b, leg) in enumerate(pairs, start=1)
            if len(set(line := _line(a, b, leg, bend))) > 1
        ],
    }


def _line(start: MapStop, end: MapStop, leg: MapLeg, bend: float) -> tuple[LatLon, ...]:
    if leg.path:
        return tuple(_latlon(point) for point in leg.path)
    return schematic_curve(_latlon(start.at), _latlon(end.at), bend)


def _latlon(point: MapPoint) -> LatLon:
    return round(point.lat, 4), round(point.lon, 4)
