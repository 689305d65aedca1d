"""Which maps and pictures of a release each role can open: path → page.

The day map, the vehicles' sheets and the pictures of a day are at building level and fit for drivers. Flights are for
planner and KMar, to whom no ride and no flight is shown but those of its own departures; workload, differences and
presentations in full are the planner's.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from api.pages.page import CSS, HTML, PNG, SCRIPT, Page, later
from api.pages.roads import Rides
from api.pages.viewer import Role
from api.web.speech import _
from maps.anchors import anchor
from maps.day_map import render_day_map
from maps.difference_map import render_difference_map
from maps.exports import day_geojson, vehicle_gpx
from maps.flight_map import render_flight_map
from maps.from_release import (
    difference_map,
    escorted_part,
    flight_days,
    flight_map,
    presentation_weeks,
    riding_vehicles,
    transport_days,
    vehicle_sheet,
    workload_week,
    workload_weeks,
)
from maps.offline import Mode, RenderedPage
from maps.page import Delivery, linked_files
from maps.paper import paper_day, paper_flights, paper_vehicle
from maps.presentation_map import render_presentation_map
from maps.tiles import Tiles
from maps.vehicle_sheet import render_vehicle_sheet
from maps.view import without_sites
from maps.workload_map import render_workload_map
from planner.domain.civil import IsoWeek
from planner.domain.release import Release
from planner.domain.spelling import short_date

GEOJSON = "application/geo+json"
GPX = "application/gpx+xml"
FOLDER, PARTS = "kaarten", "onderdelen"
MAPS, SHEETS, PAPER, EXCHANGE, NAVIGATION = (
    "Kaarten",
    "Ritbladen",
    "Voor papier",
    "Voor andere programma's",
    "Navigatie",
)
LINKED = Delivery(mode=Mode.LINKED, static_url=PARTS, script_url=PARTS)
_DRIVING = frozenset({Role.PLANNER, Role.DJI})
_WITHOUT = frozenset({Role.REGIEVOERDER, Role.INSPECTORATE})
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")

# Two viewers of one release open the same views; what they hold is compared, so that nobody gets another's.
_day_page = lru_cache(maxsize=16)(render_day_map)
_day_picture = lru_cache(maxsize=64)(paper_day)
_vehicle_picture = lru_cache(maxsize=64)(paper_vehicle)
_flight_picture = lru_cache(maxsize=4)(paper_flights)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapShelf:
    """The maps of one release: its rides, the release before it, and the tile server where there is one.

    ``served``: made when somebody asks, so that there is also a picture of each vehicle; writing hundreds of those to
    disk would take a minute.
    """

    release: Release
    rides: Rides
    previous: Release | None = None
    tiles: Tiles | None = None
    served: bool = False

    def pages(self, role: Role) -> dict[str, Page]:
        """Return what a role can open."""
        found = dict(self._listed(role))
        if found:
            found.update(_parts())
        return found

    def _listed(self, role: Role) -> Iterator[tuple[str, Page]]:
        if role in _WITHOUT:
            return
        if role is Role.KMAR:
            yield from self._escorted()
        if role in _DRIVING:
            yield from self._days(self.release, self._day)
            yield from self._sheets()
            yield from self._files()
            yield from self._presentations(detailed=role is Role.PLANNER)
        if role is Role.PLANNER:
            yield from self._flights(self.release)
            yield from self._workload()
            yield from self._difference()

    def _escorted(self) -> Iterator[tuple[str, Page]]:
        """Yield the maps of KMar: what it does not carry out is not on them, nor how to get into buildings."""
        part = escorted_part(self.release)
        rides = self.rides.of(part)
        yield from self._days(part, lambda day, how: _day_page(without_sites(rides.on(day)), how))
        yield from self._flights(part)

    def _days(self, release: Release, draw: Callable[[date, Delivery], RenderedPage]) -> Iterator[tuple[str, Page]]:
        for day in transport_days(release):
            title, name = f"{_('Vervoer')} {short_date(day)}", f"{FOLDER}/vervoer-{day.isoformat()}"
            yield f"{name}.html", self._map(title, partial(draw, day))

    def _sheets(self) -> Iterator[tuple[str, Page]]:
        for day in transport_days(self.release):
            for vehicle in riding_vehicles(self.release, day):
                path = f"{FOLDER}/rit-{_file_name(vehicle)}-{day.isoformat()}.html"
                yield path, Page(SHEETS, f"{vehicle} {short_date(day)}", HTML, later(self._sheet, day, vehicle))

    def _files(self) -> Iterator[tuple[str, Page]]:
        for day in transport_days(self.release):
            name, shown = f"{FOLDER}/vervoer-{day.isoformat()}", f"{_('Vervoer')} {short_date(day)}"
            yield f"{name}.png", Page(PAPER, f"{shown} (PNG)", PNG, later(self._picture, day))
            yield f"{name}.geojson", Page(EXCHANGE, f"{shown} (GeoJSON)", GEOJSON, later(self._geojson, day))
            for vehicle in riding_vehicles(self.release, day):
                title = f"{vehicle} {short_date(day)} (GPX)"
                path = f"{FOLDER}/{_file_name(vehicle)}-{day.isoformat()}.gpx"
                yield path, Page(NAVIGATION, title, GPX, later(self._gpx, day, vehicle))
                if self.served:
                    path = f"{FOLDER}/rit-{_file_name(vehicle)}-{day.isoformat()}.png"
                    title = f"{vehicle} {short_date(day)} (PNG)"
                    yield path, Page(PAPER, title, PNG, later(self._sheet_picture, day, vehicle))

    def _flights(self, release: Release) -> Iterator[tuple[str, Page]]:
        days = flight_days(release)
        if days:
            view = flight_map(release, days[0], days[-1])
            yield f"{FOLDER}/vluchten.html", self._map(_("Vluchten"), partial(render_flight_map, view))
            yield f"{FOLDER}/vluchten.png", Page(PAPER, f"{_('Vluchten')} (PNG)", PNG, later(_flight_picture, view))

    def _presentations(self, *, detailed: bool) -> Iterator[tuple[str, Page]]:
        for view in presentation_weeks(self.release, detailed=detailed):
            week = IsoWeek.of(view.monday)
            path = f"{FOLDER}/presentaties-{week}.html"
            yield (
                path,
                self._map(_("Presentaties week %(number)s", number=week.week), partial(render_presentation_map, view)),
            )

    def _workload(self) -> Iterator[tuple[str, Page]]:
        for week in workload_weeks(self.release):
            title = _("Werklast week %(number)s", number=week.week)
            yield f"{FOLDER}/werklast-{week}.html", self._map(title, partial(self._work, week))

    def _difference(self) -> Iterator[tuple[str, Page]]:
        before = self.previous
        if before is not None:
            title = _("Verschil met publicatie %(number)s", number=before.number)
            yield f"{FOLDER}/verschil.html", self._map(title, partial(self._changed, before))

    def _map(self, title: str, draw: Callable[[Delivery], RenderedPage]) -> Page:
        """Return a map page: one file, or linked to its parts where a tile server is set."""
        if self.tiles is None:
            return Page(MAPS, title, HTML, later(_content, draw, Delivery(roads=self.rides.main)))
        how = Delivery(mode=Mode.LINKED, static_url=PARTS, script_url=PARTS, tiles=self.tiles)
        return Page(MAPS, title, HTML, later(_content, draw, how), self.tiles.origin)

    def _day(self, day: date, how: Delivery) -> RenderedPage:
        return _day_page(self.rides.on(day), how)

    def _changed(self, before: Release, how: Delivery) -> RenderedPage:
        return render_difference_map(difference_map(before, self.release), how)

    def _sheet(self, day: date, vehicle: str) -> bytes:
        return render_vehicle_sheet(
            vehicle_sheet(self.rides.on(day), vehicle), replace(LINKED, roads=self.rides.main)
        ).html.encode()

    def _picture(self, day: date) -> bytes:
        return _day_picture(self.rides.on(day), self.rides.main)

    def _sheet_picture(self, day: date, vehicle: str) -> bytes:
        return _vehicle_picture(vehicle_sheet(self.rides.on(day), vehicle), self.rides.main)

    def _geojson(self, day: date) -> bytes:
        return day_geojson(self.rides.on(day))

    def _gpx(self, day: date, vehicle: str) -> bytes:
        return vehicle_gpx(self.rides.on(day), vehicle)

    def _work(self, week: IsoWeek, how: Delivery) -> RenderedPage:
        return render_workload_map(workload_week(self.release, week, self.rides.travel), how)


@lru_cache(maxsize=1)
def _parts() -> Mapping[str, Page]:
    """Return the scripts and styles that linked pages refer to; not listed on the index."""
    return {
        f"{FOLDER}/{PARTS}/{name}": Page("", "", CSS if name.endswith(".css") else SCRIPT, later(bytes, content))
        for name, content in linked_files().items()
    }


def _content(draw: Callable[[Delivery], RenderedPage], how: Delivery) -> bytes:
    return draw(how).html.encode()


def _file_name(vehicle: str) -> str:
    """Return a vehicle's code as it can stand in a file name beside those of others."""
    return vehicle if _PLAIN.fullmatch(vehicle) else anchor("voertuig", vehicle)
