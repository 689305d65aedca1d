"""What the pages of partners work with, and what every one of them does.

Not allowed here: content of pages.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.casework.tools import Seen
from api.kept import Kept
from api.pages.lookup import Lookup
from api.web.guard import visitor_of
from api.web.handles import Handles
from api.web.speech import _
from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of
from planner.domain.release import Release
from planner.domain.time import Interval, Minute
from planner.intake.moments import CellError, parse_moment
from planner.ports.store import Store
from planner.ports.surroundings import Clock

KEPT = 2
"""Releases whose index is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partners:
    """The store, the clock, the publications, and what stands for a request in an address."""

    store: Store
    clock: Clock
    lookup: Callable[[int], Lookup | None]
    handles: Handles
    seen: Seen

    def newest(self) -> Lookup | None:
        """Return the newest publication, indexed; None before the first."""
        with self.store.reading() as books:
            number = books.releases.newest_number()
        return self.lookup(number) if number else None

    def ready(self) -> None:
        """Index the newest publication, and each kind of appointment in it, before anybody asks."""
        found = self.newest()
        if found is not None:
            for kind in ActivityKind:
                found.of_kind(kind)


def partners_over(
    store: Store, clock: Clock, release: Callable[[int], Release | None], handles: Handles, seen: Seen
) -> Partners:
    """Return what the pages work with; ``release`` gives a release by its number, kept in memory."""

    def lookup(number: int) -> Lookup | None:
        found = release(number)
        return None if found is None else Lookup(found)

    return Partners(store=store, clock=clock, lookup=Kept(lookup, KEPT), handles=handles, seen=seen)


def day_asked(request: Request, now: Minute, name: str = "dag") -> date:
    """Return the day that an address asks for, today where it asks for none or for what is no day."""
    try:
        return date.fromisoformat(request.query_params.get(name, ""))
    except ValueError:
        return day_of(now)


def actor_of(request: Request) -> str:
    """Return under what number somebody is written down: the account, for a partner's code may be an organisation."""
    return visitor_of(request).account


def span_of(given: Mapping[str, str], start: str = "van", end: str = "tot") -> Interval:
    """Return the stretch that was filled in; raise ValueError in words."""
    first, last = parse_moment(given.get(start, "")), parse_moment(given.get(end, ""))
    if last <= first:
        raise CellError(_("het eind ligt niet na het begin"), _("Verbeter een van beide."))
    return Interval(first, last)


def number_in(given: Mapping[str, str], name: str) -> int:
    """Return a whole number that was filled in; raise ValueError in words."""
    text = given.get(name, "").strip()
    if not text.isascii() or not text.isdecimal() or len(text) > 5:  # noqa: PLR2004 - nothing here is so large
        raise CellError(_("dit is geen aantal"), _("Geef een heel getal."))
    return int(text)


def bad_request() -> HTTPException:
    """Return the refusal of a form that our own pages never send."""
    return HTTPException(HTTPStatus.BAD_REQUEST)
