"""The page of the zones: per kind from when it is frozen, what that holds now, and what moved all the same and why.

Not allowed here: reading the books (``zones_now``).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.web.declare import asks
from api.web.frame import page
from api.web.reads import Reads
from api.web.speech import _, language_of
from planner.domain.access import Permission
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
from planner.usecases.norms.norms_in_force import norms_in_force

ZONES = "/zones"
SHOWN = 40
"""So many frozen items of a kind are named."""


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


def add_zones(router: APIRouter, store: Store, clock: Clock) -> None:
    """Add the route."""
    seen = Reads(ReadLog(store), clock)

    @router.get(ZONES)
    @asks(Permission.SEE_DESK)
    def zones(request: Request) -> Response:
        norms = Settings(norms_in_force(store))
        with store.reading() as books:
            found = read_zones(books, norms, clock.now())
        seen(request, cases=_cases(found), purpose="zones bekijken")
        with speaking(language_of(request)):
            return page(
                request,
                "desk/zones.html",
                title=_("Zones"),
                at=stamp(found.at),
                release=found.release,
                rows=[_row(one) for one in found.borders],
                moved=[_moved(one) for one in found.thawed],
            )


def _cases(found: Zones) -> Iterable[str]:
    keys = [item.activity for border in found.borders for item in border.frozen[:SHOWN]]
    return {key.partition("/")[0] for key in (*keys, *(one.activity for one in found.thawed))}


def _row(one: Border) -> _Row:
    return _Row(
        kind=word(one.kind),
        hours=one.hours,
        mark=str(one.mark),
        until=stamp(one.until),
        count=len(one.frozen),
        items=tuple((stamp(item.start), str(item.activity)) for item in one.frozen[:SHOWN]),
        more=max(0, len(one.frozen) - SHOWN),
    )


def _moved(one: Thawed) -> _Moved:
    return _Moved(
        what=one.activity,
        week=str(one.week),
        before=_when(one.before),
        after=_when(one.after),
        how=word(one.kind),
        who=one.actor,
        at=stamp(one.at),
        reason=one.reason or _("nieuwe gegevens"),
        undone=one.undone,
    )


def _when(minute: Minute | None) -> str:
    return _("niet gepland") if minute is None else stamp(minute)
