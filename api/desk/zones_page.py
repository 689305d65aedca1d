"""The page of the zones: per kind from when it is frozen, what that holds now, and what moved all the same and why.

Not allowed here: reading the books (``zones_now``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.pages.steps import step_words
from api.v1.zones import WeekStands
from api.web.declare import asks
from api.web.frame import page
from api.web.people import called
from api.web.reads import Reads
from api.web.speech import _, language_of
from planner.domain.access import Permission
from planner.domain.civil import IsoWeek, day_of
from planner.domain.commitments import Zone
from planner.domain.settings import Settings
from planner.domain.spelling import stamp
from planner.domain.thawed import Thawed
from planner.domain.time import Minute
from planner.domain.vocabulary import word
from planner.domain.wording import speaking
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.access.reading_log import ReadLog
from planner.usecases.editing.zones_now import Border, Zones, read_zones
from planner.usecases.editing.zones_of_week import WeekStand, ZonedItem, counted, zones_of
from planner.usecases.norms.norms_in_force import norms_in_force

ZONES = "/zones"
SHOWN = 40
"""So many frozen items of a kind are named."""
NAMES: Mapping[Zone, str] = {
    Zone.HISTORY: "voorbij",
    Zone.FROZEN: "bevroren",
    Zone.PUBLISHED: "gepubliceerd",
    Zone.DRAFT: "concept",
}
PAGE = 100
"""So many items of a week are shown at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    kind: str
    hours: int
    mark: str
    until: str
    count: int
    items: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    what: str
    week: str
    before: str
    after: str
    how: str
    who: str
    at: str
    reason: str
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    what: str
    kind: str
    zone: str
    because: str
    start: str
    moved: _Moved | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Week:
    """The items of a week in one zone or in all, a page of them."""

    week: IsoWeek
    zone: str
    counts: tuple[tuple[str, str, int], ...]
    items: tuple[_Item, ...]
    number: int
    last: int
    cases: frozenset[str]


def add_zones(router: APIRouter, store: Store, clock: Clock) -> None:
    """Add the route."""
    seen, stands = Reads(ReadLog(store), clock), WeekStands(store)

    @router.get(ZONES)
    @asks(Permission.SEE_DESK)
    def zones(request: Request, week: str = "", zone: str = "", blad: str = "1") -> Response:
        norms, now = Settings(norms_in_force(store)), clock.now()
        with store.reading() as books:
            found = read_zones(books, norms, now)
        stand = stands.of(_asked(week, now))
        names = called(store, (one.actor for one in (*found.thawed, *stand.thawed.values())))
        with speaking(language_of(request)):
            shown = _week(stand, zones_of(stand, norms, now), zone, blad, names)
            seen(request, cases=shown.cases | _cases(found), purpose="zones bekijken")
            return page(
                request,
                "desk/zones.html",
                title=_("Zones"),
                at=stamp(found.at),
                release=found.release,
                rows=[_row(one) for one in found.borders],
                moved=[_moved(one, names) for one in found.thawed],
                shown=shown,
                zones=[("", _("alle zones")), *((one.value, _(name)) for one, name in NAMES.items())],
            )


def _asked(text: str, now: Minute) -> IsoWeek:
    """Return the week that is asked for, else that of now."""
    if not text:
        return IsoWeek.of(day_of(now))
    try:
        return IsoWeek.parse(text)
    except ValueError as error:
        raise HTTPException(404) from error


def _week(stand: WeekStand, items: tuple[ZonedItem, ...], zone: str, blad: str, names: Mapping[str, str]) -> _Week:
    wanted = [one for one in items if not zone or one.zone.value == zone]
    last = max(1, -(-len(wanted) // PAGE))
    number = min(max(int(blad), 1), last) if blad.isascii() and blad.isdecimal() else 1
    here = wanted[(number - 1) * PAGE : number * PAGE]
    return _Week(
        week=stand.week,
        zone=zone,
        counts=tuple((one.value, _(NAMES[one]), count) for one, count in counted(items).items()),
        items=tuple(_item(one, names) for one in here),
        number=number,
        last=last,
        cases=frozenset(case for one in here if one.activity in stand.activities for case in _cases_of(stand, one)),
    )


def _cases_of(stand: WeekStand, one: ZonedItem) -> Iterable[str]:
    return stand.activities[one.activity].cases


def _item(one: ZonedItem, names: Mapping[str, str]) -> _Item:
    return _Item(
        what=_told(one.activity),
        kind="" if one.kind is None else word(one.kind),
        zone=_(NAMES[one.zone]),
        because=one.because,
        start=stamp(one.start),
        moved=None if one.thawed is None else _moved(one.thawed, names),
    )


def _cases(found: Zones) -> set[str]:
    keys = [item.activity for border in found.borders for item in border.frozen[:SHOWN]]
    return {key.partition("/")[0] for key in (*keys, *(one.activity for one in found.thawed))}


def _row(one: Border) -> _Row:
    return _Row(
        kind=word(one.kind),
        hours=one.hours,
        mark=str(one.mark),
        until=stamp(one.until),
        count=len(one.frozen),
        items=tuple((stamp(item.start), _told(item.activity)) for item in one.frozen[:SHOWN]),
        more=max(0, len(one.frozen) - SHOWN),
    )


def _moved(one: Thawed, names: Mapping[str, str]) -> _Moved:
    return _Moved(
        what=_told(one.activity),
        week=str(one.week),
        before=_when(one.before),
        after=_when(one.after),
        how=word(one.kind),
        who=names.get(one.actor, one.actor),
        at=stamp(one.at),
        reason=one.reason or _("nieuwe gegevens"),
        undone=one.undone,
    )


def _told(key: str) -> str:
    """Return ``Voortgang, Z-26-00001``: the step before whom or what it is about."""
    about, _slash, rest = key.partition("/")
    step = rest.rpartition("/")[0]
    return f"{step_words(step)}, {about}" if step else key


def _when(minute: Minute | None) -> str:
    return _("niet gepland") if minute is None else stamp(minute)
