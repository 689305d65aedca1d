"""The operations of a day as a role sees them, with what waits for its answer and what it has.

Not allowed here: routes, and what each role sees of one operation.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from weakref import WeakKeyDictionary

from starlette.requests import Request
from starlette.responses import Response

from api.casework.tools import show
from api.pages.lookup import Lookup
from api.partners.capacity import capacity
from api.partners.clients import client_appointments
from api.partners.departures import departures
from api.partners.operation import Operation, ViewOf, ordered
from api.partners.requests import DECLINES, SHOWN, waiting
from api.partners.rides import rides
from api.partners.stand import cards
from api.partners.tools import Partners, day_asked
from api.web.guard import visitor_of
from api.web.speech import _
from api.web.viewing import viewer_of
from planner.domain.access import Permission, Reach, Visitor
from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.spelling import long_date, short_date
from planner.domain.wording import Language, language
from planner.usecases.partners.client_ties import tied_activities

PURPOSE = "uitvoering"
_TEMPLATE = "partners/uitvoering.html"
_REFUSED = 422
_DAY = timedelta(days=1)
DAYS_KEPT = 64
"""Days of a publication that are kept as they were made, each for one role and in one language."""
AHEAD = 14
"""Days in which the next thing to do is looked for, where a day has none."""
_Asked = tuple[ViewOf, date, Language]
_MADE: WeakKeyDictionary[Lookup, dict[_Asked, tuple[Operation, ...]]] = WeakKeyDictionary()
_LOCK = threading.Lock()


def pages_of(visitor: Visitor) -> str:
    """Return the address of the role's own pages of the newest release, empty for who has none."""
    viewer = viewer_of(visitor) if visitor.may(Permission.SEE_RELEASES) else None
    return "" if viewer is None else f"/nieuwste/{viewer}"


def operations_on(work: Partners, lookup: Lookup, visitor: Visitor, day: date) -> tuple[Operation, ...]:
    """Return the operations of a day as who asks sees them."""
    view = ViewOf(visitor=visitor, pages=pages_of(visitor))
    if visitor.grant.reach is Reach.CLIENTS:
        with work.store.reading() as books:
            return _made(lookup, view, day, tied_activities(books, lookup.release, visitor, work.clock.now()))
    asked = replace(view, visitor=replace(visitor, account="")), day, language()
    with _LOCK:
        kept = _MADE.setdefault(lookup, {})
        found = kept.get(asked)
    if found is None:
        found = _made(lookup, view, day)
        with _LOCK:
            if len(kept) >= DAYS_KEPT:
                kept.clear()
            kept[asked] = found
    return found


def _made(lookup: Lookup, view: ViewOf, day: date, tied: frozenset[ActivityKey] = frozenset()) -> tuple[Operation, ...]:
    return ordered(
        [
            *departures(lookup, view, day),
            *rides(lookup, view, day),
            *client_appointments(lookup, view, day, tied),
        ]
    )


def day_answer(
    work: Partners, request: Request, *, problem: str = "", given: Mapping[str, str] | None = None
) -> Response:
    """Return the page; after a refusal with what was wrong."""
    visitor, now = visitor_of(request), work.clock.now()
    day, today, lookup = day_asked(request, now), day_of(now), work.newest()

    def values() -> Mapping[str, object]:
        found = () if lookup is None else operations_on(work, lookup, visitor, day)
        answers = visitor.may(Permission.ANSWER_REQUESTS)
        asked, requests = waiting(work, lookup, visitor) if answers else ([], [])
        work.seen(request, cases=_codes(found), purpose=PURPOSE)
        with work.store.reading() as books:
            shown = () if lookup is None else cards(books, lookup, found, visitor.role)
        return {
            "cards": shown,
            "day": day,
            "following": None if lookup is None or shown else _following(work, lookup, visitor, day),
            "title_of_day": long_date(day),
            "days": [(one.isoformat(), name, one == day) for one, name in _days(today)],
            "around": (day - _DAY, day + _DAY),
            "requests": requests,
            "more": max(0, len(asked) - SHOWN),
            "declines": [("", ""), *((code.value, _(text)) for code, text in DECLINES.items())],
            "capacity": capacity(work, visitor),
            "narrow": not visitor.grant.fields or visitor.grant.reach is Reach.CLIENTS,
            "release": 0 if lookup is None else lookup.release.number,
            "problem": problem,
            "given": given or {},
            "now": now,
        }

    return show(request, _TEMPLATE, "Uitvoering", values, status=_REFUSED if problem else 200)


def _following(work: Partners, lookup: Lookup, visitor: Visitor, day: date) -> tuple[str, str] | None:
    """Return the next day on which somebody has something to do, as address and in words; None within two weeks."""
    later = (day + number * _DAY for number in range(1, AHEAD + 1))
    found = next((one for one in later if operations_on(work, lookup, visitor, one)), None)
    return None if found is None else (found.isoformat(), short_date(found))


def _days(today: date) -> Sequence[tuple[date, str]]:
    tomorrow = today + _DAY
    return (
        (today, _("Vandaag, %(day)s", day=short_date(today))),
        (tomorrow, _("Morgen, %(day)s", day=short_date(tomorrow))),
    )


def _codes(found: Sequence[Operation]) -> list[CaseId]:
    return [code for one in found for code in one.codes]
