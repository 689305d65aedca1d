"""A day's transports, and one vehicle's sheet, as pictures on A4.

Not allowed here: rights, travel times, files.
"""

from collections.abc import Sequence

from maps import saying
from maps.day_map import drawn_how, route_block
from maps.main_roads import MainRoads
from maps.paper.routes import drawn
from maps.paper.sheet import MARGIN, SOFT, WIDTH, Column, Entry, Sheet
from maps.view import DayMap, SiteInfo, VehicleRoute, VehicleSheet
from planner.domain.spelling import long_date
from planner.domain.wording import Text, either

_COLUMNS = (
    Column(heading=Text(nl="Stop", en="Stop"), width=50),
    Column(heading=Text(nl="Tijd", en="Time"), width=100),
    Column(heading=Text(nl="Uiterlijk", en="By"), width=190),
    Column(heading=Text(nl="Plaats", en="Place"), width=350),
    Column(heading=Text(nl="Wat", en="What"), width=130),
    Column(heading=Text(nl="Personen", en="Persons"), width=180),
    Column(heading=Text(nl="Rijtijd", en="Driving time"), width=100),
)
_SITE_COLUMNS = (
    Column(heading=Text(nl="Plaats", en="Place"), width=290),
    Column(heading=Text(nl="Open", en="Open"), width=320),
    Column(heading=Text(nl="Toegang", en="Access"), width=290),
    Column(heading=Text(nl="Contact", en="Contact"), width=200),
)
_ENTRY, _TIMES, _PER_ROW = 27, 18, 12
"""Pixels for a vehicle in the legend, for a line of times, and so many times stand beside each other on the page."""
_LOWEST = 600
"""A map of a day is at least so high; on a very busy day not all times fit, and the picture says so."""


def paper_day(day: DayMap, roads: MainRoads | None = None) -> bytes:
    """Return the picture of a day as PNG; the same view-model gives the same bytes."""
    sheet = Sheet()
    sheet.say(f"{day.title} {long_date(day.date)}", 34, bold=True)
    stops = sum(len(route.stops) for route in day.routes)
    persons = sum(route.persons for route in day.routes)
    counted = (
        saying.vehicles(len(day.routes)),
        saying.stops(stops),
        saying.persons(persons),
    )
    sheet.say(" · ".join((day.release, *counted)), 19, colour=SOFT)
    _draw(sheet, day.routes, max(_LOWEST, 1390 - _ENTRY * len(day.routes) // 3 - _TIMES * -(-stops // _PER_ROW)), roads)
    sheet.legend(
        Entry(
            style=block.style,
            name=block.route.vehicle,
            words=f"{block.hours}, {len(block.rows)} stops",
            pieces=tuple(f"{row.number} {row.stop.time}" for row in block.rows),
        )
        for block in (route_block(index, route) for index, route in enumerate(day.routes))
    )
    _foot(sheet, day.routes, day, roads.attribution if roads else "")
    return sheet.png()


def paper_vehicle(view: VehicleSheet, roads: MainRoads | None = None) -> bytes:
    """Return the picture of one vehicle's sheet as PNG."""
    sheet, block = Sheet(), route_block(0, view.route)
    sheet.say(f"{view.title} {view.route.vehicle} {long_date(view.date)}", 34, bold=True)
    words = (view.release, block.hours, block.summary, view.route.depot)
    sheet.say(" · ".join(word for word in words if word), 19, colour=SOFT)
    rows = len(view.route.stops) + len(_known_sites(view.route))
    _draw(sheet, (view.route,), max(500, 1350 - 25 * rows), roads)
    sheet.table(
        _COLUMNS,
        (
            (
                str(row.number),
                row.stop.time,
                "; ".join(text for text in (row.stop.latest, row.stop.closed) if text),
                row.stop.place,
                row.stop.task.words,
                " ".join((row.persons, *row.stop.codes)),
                f"{row.ride.minutes} min" if row.ride else "",
            )
            for row in block.rows
        ),
    )
    _sites(sheet, view.route)
    _foot(sheet, (view.route,), view, roads.attribution if roads else "")
    return sheet.png()


def _known_sites(route: VehicleRoute) -> tuple[tuple[str, ...], ...]:
    """Return hours, way in and contacts of the places where any of those is known, each once."""
    found = {
        stop.place: (stop.place, stop.site.hours, stop.site.access, ", ".join(stop.site.contacts))
        for stop in route.stops
        if stop.site != SiteInfo()
    }
    return tuple(found.values())


def _sites(sheet: Sheet, route: VehicleRoute) -> None:
    sites = _known_sites(route)
    if sites:
        sheet.top += 10
        sheet.table(_SITE_COLUMNS, sites)


def _draw(sheet: Sheet, routes: Sequence[VehicleRoute], height: int, roads: MainRoads | None) -> None:
    sheet.put(drawn(routes, (WIDTH - 2 * MARGIN, height), roads))


def _foot(sheet: Sheet, routes: Sequence[VehicleRoute], view: DayMap | VehicleSheet, roads_by: str) -> None:
    attribution = view.attribution or roads_by
    roads = either(f"; wegen {attribution}", f"; roads {attribution}") if attribution else ""
    how = drawn_how(routes, estimate=view.travel_is_estimate)
    ground = either(
        f"± vóór een plaats: ligging onzeker. Kaartondergrond: Natural Earth{roads}",
        f"± before a place: its position is uncertain. Base map: Natural Earth{roads}",
    )
    sheet.foot(f"{how} {either('Rijtijden', 'Driving times')}: {view.travel_source}.", ground)
