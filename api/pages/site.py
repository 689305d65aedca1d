"""Everything one viewer can open of one release: path → page. Files on disk and the server both use this list."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.pages.lookup import Lookup
from api.pages.maps import MapShelf
from api.pages.page import CSS, HTML, Page, later
from api.pages.roads import Rides
from api.pages.robustness import has_robustness, render_robustness
from api.pages.rulebook import release_pages
from api.pages.schedule import schedule_pages
from api.pages.sheets.shelf import SheetShelf
from api.pages.steps import KINDS
from api.pages.templating import render, style
from api.pages.viewer import Role, Viewer
from api.pages.week import render_week
from api.web.speech import _
from calendars.feed import calendars_of
from maps.tiles import Tiles
from planner.domain.civil import IsoWeek, day_of
from planner.domain.feeds import CalendarKind
from planner.domain.release import Release
from planner.domain.resources import ResourceKind

CALENDAR = "text/calendar; charset=utf-8"
CALENDARS_SEEN = {
    Role.PLANNER: frozenset(),
    Role.KMAR: frozenset({CalendarKind.ESCORT}),
    Role.DJI: frozenset({CalendarKind.VEHICLE}),
    Role.REGIEVOERDER: frozenset({CalendarKind.PERSONAL}),
    Role.INSPECTORATE: frozenset(),
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
    parties = (Viewer(Role.PLANNER), Viewer(Role.KMAR), Viewer(Role.DJI), Viewer(Role.INSPECTORATE))
    return (*parties, *(Viewer(Role.REGIEVOERDER, person) for person in people))


def pages(  # noqa: PLR0913 - what a release is shown with
    release: Release,
    viewer: Viewer,
    rides: Rides | None = None,
    previous: Release | None = None,
    tiles: Tiles | None = None,
    *,
    served: bool = False,
    address: str = "",
    reports: Mapping[str, Page] | None = None,
    names: Mapping[str, str] | None = None,
) -> Mapping[str, Page]:
    """Return the viewer's pages by path; the index names them all.

    ``rides`` are those of the release, which all its viewers can share; ``previous`` is the release before, for what
    changed; ``tiles`` is a tile server that maps may use; ``served`` adds what is only made when somebody asks;
    ``address`` is where the server is reached from, for the codes on sheets; ``reports`` are shown to
    planning; ``names`` says what people who approved something are called.
    """
    lookup = Lookup(release)
    found: dict[str, Page] = {"stijl.css": Page("", "", CSS, style)}
    match viewer.role:
        case Role.PLANNER:
            found.update(_week_pages(lookup))
            found.update(_robustness_page(lookup, names))
            found.update(reports or {})
            found.update(release_pages(lookup))
        case Role.INSPECTORATE:
            found.update(schedule_pages(lookup))
        case Role.KMAR | Role.DJI | Role.REGIEVOERDER:
            pass  # sheets and the own calendar, added below
    rides = rides or Rides(release)
    shelf = MapShelf(release=release, rides=rides, previous=previous, tiles=tiles, served=served)
    maps = shelf.pages(viewer.role)
    found.update(SheetShelf(lookup=lookup, rides=rides, address=address).pages(viewer.role, maps.keys()))
    found.update(maps)
    found.update(_calendar_pages(release, viewer))
    listed = dict(found)
    found["index.html"] = Page("", _("Overzicht"), HTML, lambda: _index(lookup, viewer, listed, served=served))
    return found


def _week_pages(lookup: Lookup) -> Iterator[tuple[str, Page]]:
    weeks = sorted({IsoWeek.of(day_of(item.start)) for item in lookup.release.appointments})
    for week in weeks:
        title = _("Week %(number)s van %(year)s", number=week.week, year=week.year)
        yield f"week-{week}.html", Page(_("Weken"), title, HTML, later(render_week, lookup, week))


def _robustness_page(lookup: Lookup, names: Mapping[str, str] | None) -> Iterator[tuple[str, Page]]:
    if has_robustness(lookup):
        page = Page(_("Uitval"), _("Als er iets uitvalt"), HTML, later(render_robustness, lookup, names))
        yield "robuustheid.html", page


def _calendar_pages(release: Release, viewer: Viewer) -> Iterator[tuple[str, Page]]:
    kinds = CALENDARS_SEEN[viewer.role]
    for calendar, make in calendars_of(release, kinds, of=viewer.code or None).items():
        path = "rooster.ics" if viewer.code else f"kalenders/{calendar.owner}.ics"
        yield path, Page(_("Kalenders"), calendar.owner, CALENDAR, later(make))


@dataclass(frozen=True, slots=True)
class _Link:
    path: str
    title: str


@dataclass(frozen=True, slots=True)
class _Group:
    title: str
    links: tuple[_Link, ...]
    note: str = ""


def _index(lookup: Lookup, viewer: Viewer, listed: Mapping[str, Page], *, served: bool) -> bytes:
    groups: dict[str, list[_Link]] = defaultdict(list)
    for path, page in listed.items():
        if page.group:
            groups[page.group].append(_Link(path, page.title))
    if served and viewer.role is Role.PLANNER:
        groups[_("Weken")].append(_Link("/rapporten", _("Rapporten over weken en half jaren")))
    if served and viewer.code:
        groups[_("Kalenders")].append(_Link(f"/agenda/{viewer.code}", _("In uw eigen agenda zetten")))
    figures = [(_(title), str(len(lookup.of_kind(kind)))) for kind, title in KINDS.items()]
    figures.append((_("Niet gepland"), str(len(lookup.release.unplanned))))
    return render(
        "index.html",
        lookup.release,
        viewer.role,
        title=_("Publicatie %(number)s", number=lookup.release.number),
        figures=figures if viewer.role is Role.PLANNER else [],
        groups=[_Group(_(title), tuple(links)) for title, links in groups.items()],
    )
