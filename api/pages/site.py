"""Everything one viewer can open of one release: path → page. Files on disk and the server both use this list."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from api.pages.lookup import Lookup
from api.pages.maps import MapShelf
from api.pages.operations import TransportOperation, escort_operations, transport_operations
from api.pages.page import CSS, HTML, Page, later
from api.pages.roads import Rides
from api.pages.robustness import has_robustness, render_robustness
from api.pages.steps import KINDS
from api.pages.templating import STYLE, render
from api.pages.viewer import Role, Viewer
from api.pages.week import render_week
from calendars.feed import CalendarFile, render_calendars
from maps.tiles import Tiles
from planner.domain.activities import ActivityKind
from planner.domain.civil import IsoWeek, day_of
from planner.domain.dutch import long_date, short_date
from planner.domain.feeds import CalendarKind
from planner.domain.release import Release
from planner.domain.resources import ResourceKind

CALENDAR = "text/calendar; charset=utf-8"
CALENDARS_SEEN = {
    Role.PLANNER: frozenset(),
    Role.KMAR: frozenset({CalendarKind.ESCORT}),
    Role.DJI: frozenset({CalendarKind.VEHICLE}),
    Role.REGIEVOERDER: frozenset({CalendarKind.PERSONAL}),
}


def viewers(release: Release) -> tuple[Viewer, ...]:
    """Return every viewer that has something to see in a release."""
    people = sorted(
        {
            entry.participation.resource.id
            for entry in release.entries
            if entry.participation.resource.kind is ResourceKind.REGIEVOERDER
        }
    )
    parties = (Viewer(Role.PLANNER), Viewer(Role.KMAR), Viewer(Role.DJI))
    return (*parties, *(Viewer(Role.REGIEVOERDER, person) for person in people))


def pages(
    release: Release,
    viewer: Viewer,
    rides: Rides | None = None,
    previous: Release | None = None,
    tiles: Tiles | None = None,
    *,
    served: bool = False,
) -> Mapping[str, Page]:
    """Return the viewer's pages by path; the index names them all.

    ``rides`` are those of the release, which all its viewers can share; ``previous`` is the release before, for what
    changed; ``tiles`` is a tile server that maps may use; ``served`` adds what is only made when somebody asks.
    """
    lookup = Lookup(release)
    found: dict[str, Page] = {"stijl.css": Page("", "", CSS, STYLE.read_bytes)}
    match viewer.role:
        case Role.PLANNER:
            found.update(_week_pages(lookup))
            found.update(_robustness_page(lookup))
        case Role.KMAR:
            found.update(_escort_pages(lookup))
        case Role.DJI:
            found.update(_transport_pages(lookup))
        case Role.REGIEVOERDER:
            pass  # the own calendar, added below, is all there is to see
    maps = MapShelf(release=release, rides=rides or Rides(release), previous=previous, tiles=tiles, served=served)
    found.update(maps.pages(viewer.role))
    found.update(_calendar_pages(release, viewer))
    listed = dict(found)
    found["index.html"] = Page("", "Overzicht", HTML, lambda: _index(lookup, viewer, listed))
    return found


def _week_pages(lookup: Lookup) -> Iterator[tuple[str, Page]]:
    weeks = sorted({IsoWeek.of(day_of(item.start)) for item in lookup.release.appointments})
    for week in weeks:
        path = f"week-{week}.html"
        yield path, Page("Weken", f"Week {week.week} van {week.year}", HTML, later(render_week, lookup, week))


def _robustness_page(lookup: Lookup) -> Iterator[tuple[str, Page]]:
    if has_robustness(lookup):
        page = Page("Uitval", "Als er iets uitvalt", HTML, later(render_robustness, lookup))
        yield "robuustheid.html", page


def _escort_pages(lookup: Lookup) -> Iterator[tuple[str, Page]]:
    for day in lookup.days_with(ActivityKind.DEPARTURE):
        if escort_operations(lookup, day):
            path = f"escortbladen/{day.isoformat()}.html"
            yield path, Page("Escortbladen", short_date(day), HTML, later(_escort_sheet, lookup, day))


def _transport_pages(lookup: Lookup) -> Iterator[tuple[str, Page]]:
    for day in lookup.days_with(ActivityKind.MOVE):
        if transport_operations(lookup, day):
            path = f"vervoersbladen/{day.isoformat()}.html"
            yield path, Page("Vervoersbladen", short_date(day), HTML, later(_transport_sheet, lookup, day))


def _calendar_pages(release: Release, viewer: Viewer) -> Iterator[tuple[str, Page]]:
    kinds = CALENDARS_SEEN[viewer.role]
    for file in render_calendars(release, kinds, of=viewer.code or None):
        path = "rooster.ics" if viewer.code else f"kalenders/{file.calendar.owner}.ics"
        yield path, Page("Kalenders", file.calendar.owner, CALENDAR, later(_content, file))


def _content(file: CalendarFile) -> bytes:
    return file.content


def _escort_sheet(lookup: Lookup, day: date) -> bytes:
    return render(
        "escortblad.html",
        lookup.release,
        Role.KMAR,
        title=f"Escortbladen {long_date(day)}",
        depth=1,
        day=long_date(day),
        operations=escort_operations(lookup, day),
    )


@dataclass(frozen=True, slots=True)
class _VehicleSheet:
    name: str
    operations: tuple[TransportOperation, ...]


def _transport_sheet(lookup: Lookup, day: date) -> bytes:
    by_vehicle: dict[str, list[TransportOperation]] = defaultdict(list)
    for operation in transport_operations(lookup, day):
        by_vehicle[operation.vehicle].append(operation)
    return render(
        "vervoersblad.html",
        lookup.release,
        Role.DJI,
        title=f"Vervoersbladen {long_date(day)}",
        depth=1,
        day=long_date(day),
        vehicles=[_VehicleSheet(name, tuple(found)) for name, found in sorted(by_vehicle.items())],
    )


@dataclass(frozen=True, slots=True)
class _Link:
    path: str
    title: str


@dataclass(frozen=True, slots=True)
class _Group:
    title: str
    links: tuple[_Link, ...]
    note: str = ""


def _index(lookup: Lookup, viewer: Viewer, listed: Mapping[str, Page]) -> bytes:
    groups: dict[str, list[_Link]] = defaultdict(list)
    for path, page in listed.items():
        if page.group:
            groups[page.group].append(_Link(path, page.title))
    figures = [(title, str(len(lookup.of_kind(kind)))) for kind, title in KINDS.items()]
    figures.append(("Niet gepland", str(len(lookup.release.unplanned))))
    return render(
        "index.html",
        lookup.release,
        viewer.role,
        title=f"Publicatie {lookup.release.number}",
        figures=figures if viewer.role is Role.PLANNER else [],
        groups=[_Group(title, tuple(links)) for title, links in groups.items()],
    )
