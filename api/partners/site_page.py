"""A site's own day and week: who has an appointment there, who is collected and brought when, who leaves on what day.

Only what happens at the site itself. Not allowed here: where somebody goes to, flights, missions and other sites.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.casework.tools import show
from api.pages.lookup import Lookup
from api.partners.tools import Partners, day_asked
from api.web.declare import asks
from api.web.guard import visitor_of
from api.web.speech import _, ngettext
from planner.domain.access import Field, Permission, Reach, Visitor
from planner.domain.activities import ActivityKind
from planner.domain.cases import Stay
from planner.domain.civil import IsoWeek, day_of
from planner.domain.ids import CaseId, PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import Stop
from planner.domain.resources import ResourceKind
from planner.domain.spelling import clock, long_date, short_date, week_name
from planner.domain.time import Minute

PURPOSE = "locatiedag"
_SITES = frozenset({PlaceKind.AZC, PlaceKind.GLO, PlaceKind.VBL, PlaceKind.HTL, PlaceKind.DETENTION, PlaceKind.OFFICE})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that happens at the site. ``at`` orders; ``time`` is empty where only the day is told."""

    at: Minute
    time: str
    kind: str
    tag: str
    what: str
    codes: tuple[CaseId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDay:
    """One day at the site."""

    day: date
    title: str
    rows: tuple[Row, ...]


def site_routes(work: Partners) -> APIRouter:
    """Return the routes."""
    router = APIRouter(include_in_schema=False)

    @router.get("/locatie")
    @asks(Permission.SEE_SITE)
    def today(request: Request) -> Response:
        return _answer(work, request, whole_week=request.query_params.get("toon") == "week")

    return router


def _answer(work: Partners, request: Request, *, whole_week: bool) -> Response:
    visitor, lookup = visitor_of(request), work.newest()
    day = day_asked(request, work.clock.now())
    sites = sites_of(work, visitor)
    asked = request.query_params.get("plaats", "")
    place = next((one for one in sites if one.id == asked), sites[0] if len(sites) == 1 else None)
    days = IsoWeek.of(day).days() if whole_week else (day,)

    def values() -> Mapping[str, object]:
        rows = {} if lookup is None or place is None else site_rows(work, lookup, visitor, place.id, days)
        shown = tuple(
            SiteDay(day=one, title=long_date(one), rows=tuple(sorted(rows.get(one, ()), key=_when))) for one in days
        )
        work.seen(request, cases=[code for one in shown for row in one.rows for code in row.codes], purpose=PURPOSE)
        step = 7 * _DAY if whole_week else _DAY
        return {
            "place": place,
            "sites": [("", _("Kies een locatie")), *((str(one.id), one.building) for one in sites)],
            "days": shown,
            "day": day,
            "around": (day - step, day + step),
            "whole_week": whole_week,
            "named": f"{week_name(day)}" if whole_week else short_date(day),
            "release": 0 if lookup is None else lookup.release.number,
        }

    return show(request, "partners/locatie.html", "Locatie", values)


def sites_of(work: Partners, visitor: Visitor) -> list[Place]:
    """Return the sites whose days somebody may see: the own one, every one for who plans."""
    with work.store.reading() as books:
        places = books.facts.in_force(Place)
    if visitor.grant.reach is Reach.SITE:
        return [one for one in places if visitor.code and one.id == visitor.code]
    found = [one for one in places if one.kind in _SITES and visitor.grant.reach is Reach.ALL]
    return sorted(found, key=lambda one: one.name)


def site_rows(
    work: Partners, lookup: Lookup, visitor: Visitor, place: PlaceId, days: Collection[date]
) -> Mapping[date, list[Row]]:
    """Return what happens at a site on some days, as the newest release says it."""
    rows: dict[date, list[Row]] = defaultdict(list)
    for row in (*_appointments(lookup, place), *_rides(lookup, place), *_leaving(work, lookup, place, days)):
        if visitor.sees(Field.TIMES) and visitor.sees(Field.CASE_CODE):
            rows[day_of(row.at)].append(row)
    return rows


def _when(row: Row) -> tuple[bool, int, tuple[CaseId, ...]]:
    return bool(row.time), row.at, row.codes


def _appointments(lookup: Lookup, place: PlaceId) -> Iterator[Row]:
    for kind, said in ((ActivityKind.CONVERSATION, _("Gesprek")), (ActivityKind.MEETING, _("Overleg"))):
        for item, activity in lookup.of_kind(kind):
            if item.place != place:
                continue
            interpreter = bool(item.of_kind(ResourceKind.INTERPRETER))
            yield Row(
                at=item.start,
                time=f"{clock(item.start)}–{clock(item.end)}",  # noqa: RUF001 - from and to
                kind=said,
                tag="g" if kind is ActivityKind.CONVERSATION else "o",
                what=_("kamer nodig, tolk belt mee") if interpreter else _("kamer nodig"),
                codes=activity.cases,
            )


def _rides(lookup: Lookup, place: PlaceId) -> Iterator[Row]:
    for item, move in lookup.of_kind(ActivityKind.MOVE):
        for part in item.of_kind(ResourceKind.VEHICLE):
            persons = ngettext("%(num)s persoon", "%(num)s personen", move.move.persons)
            if part.stops and part.stops[0].place == place:
                said = _("%(vehicle)s haalt op, %(persons)s", vehicle=part.resource.id, persons=persons)
                yield _ride(part.stops[0], _("Ophalen"), said, move.cases)
            if part.stops and part.stops[-1].place == place:
                said = _("%(vehicle)s brengt, %(persons)s", vehicle=part.resource.id, persons=persons)
                yield _ride(part.stops[-1], _("Aankomst"), said, move.cases)


def _ride(stop: Stop, kind: str, what: str, codes: tuple[CaseId, ...]) -> Row:
    return Row(at=stop.start, time=clock(stop.start), kind=kind, tag="w", what=what, codes=codes)


def _leaving(work: Partners, lookup: Lookup, place: PlaceId, days: Collection[date]) -> Iterator[Row]:
    """Yield on which day somebody who stays at the site leaves; the day alone."""
    leaving = [pair for pair in lookup.of_kind(ActivityKind.DEPARTURE) if day_of(pair[0].start) in days]
    with work.store.reading() as books:
        stays = {case: books.facts.beginning(Stay, case) for _item, one in leaving for case in one.cases}
    for item, activity in leaving:
        here = tuple(
            case
            for case in activity.cases
            if any(stay.place == place and stay.valid.contains(item.start) for stay in stays[case])
        )
        if here:
            yield Row(at=item.start, time="", kind=_("Vertrek"), tag="v", what=_("vertrekt deze dag"), codes=here)
