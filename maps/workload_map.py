"""The map of a week's work: circles for conversations, lines for travel by office, and tables per site and per person.

For the planner only. Not allowed here: rights, travel times, files.
"""

from dataclasses import dataclass

from maps import saying
from maps.anchors import anchor, distinct
from maps.layers import Base, Kind
from maps.offline import RenderedPage
from maps.page import ONE_FILE, Delivery, MapPage
from maps.palette import LineStyle, line_style
from maps.sites import SiteGroup, drawn_groups, mark, way
from maps.week_view import WorkloadWeek, WorkOffice, WorkPerson, WorkSite, WorkTrip
from planner.domain.spelling import week_name
from planner.domain.wording import either

SITES = "gesprekken"
MAX_ARROWS = 300
"""With more ways than this, arrows and white edges would only hide each other."""
_HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """A row of the table of sites; ``id`` is that of the circle too, with ``-rij`` behind it."""

    id: str
    site: WorkSite


@dataclass(frozen=True, slots=True, kw_only=True)
class TripRow:
    """A row of the table of trips of an office."""

    id: str
    trip: WorkTrip


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A row of the table of regievoerders of an office."""

    id: str
    person: WorkPerson
    travel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeBlock:
    """One office: its legend line and its two tables."""

    id: str
    style: LineStyle
    office: WorkOffice
    summary: str
    persons: tuple[PersonRow, ...]
    trips: tuple[TripRow, ...]


def render_workload_map(week: WorkloadWeek, delivery: Delivery = ONE_FILE) -> RenderedPage:
    """Return the page of a week; the same view-model gives the same bytes."""
    ids = distinct(anchor("locatie", site.place) for site in week.sites)
    sites = tuple(SiteRow(id=row_id, site=site) for row_id, site in zip(ids, week.sites, strict=True))
    office_ids = distinct(anchor("kantoor", office.name) for office in week.offices)
    offices = tuple(
        _office(index, office_id, office)
        for index, (office_id, office) in enumerate(zip(office_ids, week.offices, strict=True), start=1)
    )
    plain = sum(len(office.trips) for office in offices) > MAX_ARROWS
    groups = (_circles(sites), *(_lines(office, plain=plain) for office in offices))
    return MapPage(
        title=f"{week.title} {week_name(week.monday)}",
        template="workload_map.html",
        words={"week": week, "sites": sites, "offices": offices, "summary": _summary(week), "group": groups[0]},
        kind=Kind.SITES,
        base=Base.NETHERLANDS,
        data=drawn_groups(groups),
    ).render(delivery)


def duration(minutes: int) -> str:
    """Return ``3 u 05``."""
    return f"{minutes // _HOUR} {either('u', 'h')} {minutes % _HOUR:02d}"


def _travelled(minutes: int) -> str:
    return f"{duration(minutes)} {either('reizen', 'of travel')}"


def _summary(week: WorkloadWeek) -> str:
    return " · ".join(
        (
            saying.conversations(sum(site.conversations for site in week.sites)),
            saying.locations(len(week.sites)),
            saying.regievoerders(sum(len(office.persons) for office in week.offices)),
            _travelled(sum(one.minutes for office in week.offices for one in office.persons)),
        )
    )


def _office(index: int, office_id: str, office: WorkOffice) -> OfficeBlock:
    minutes = sum(person.minutes for person in office.persons)
    return OfficeBlock(
        id=office_id,
        style=line_style(index),
        office=office,
        summary=f"{saying.regievoerders(len(office.persons))}, {_travelled(minutes)}",
        persons=tuple(
            PersonRow(id=f"{office_id}-r{n}", person=person, travel=duration(person.minutes))
            for n, person in enumerate(office.persons, start=1)
        ),
        trips=tuple(TripRow(id=f"{office_id}-w{n}", trip=trip) for n, trip in enumerate(office.trips, start=1)),
    )


def _circles(sites: tuple[SiteRow, ...]) -> SiteGroup:
    marks = tuple(
        mark(
            row.id,
            row.site.at,
            amount=row.site.conversations,
            sign=str(row.site.conversations),
            rows=(f"{row.id}-rij",),
        )
        for row in sites
    )
    return SiteGroup(id=SITES, style=line_style(0), marks=marks)


def _lines(office: OfficeBlock, *, plain: bool) -> SiteGroup:
    ways = tuple(
        drawn
        for row in office.trips
        for drawn in way(
            f"{row.id}-w",
            row.trip.origin,
            row.trip.destination,
            times=row.trip.times,
            rows=(row.id,),
            plain=plain,
        )
    )
    return SiteGroup(id=office.id, style=office.style, ways=ways)
