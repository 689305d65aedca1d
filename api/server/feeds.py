"""Feeds of calendars: who asks, is it new, and the calendar itself, compressed once per revision.

A feed is either whole or an error: a reader that receives an empty calendar deletes everything it had.
Not allowed here: what entries say.
"""

import base64
import binascii
import gzip
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.feeds import addresses_allowed
from api.server.asking import client_of
from api.server.fetches import Fetches
from api.server.lockout import Lockout
from api.server.problems import problem
from api.web.declare import asks
from calendars.event import RENDERER
from calendars.feed import render_calendar
from planner.domain.access import Permission
from planner.domain.civil import to_utc
from planner.domain.feeds import CalendarRef, DetailLevel, calendar_ref
from planner.ports.calendars import Opened
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.agendas.feed_access import hash_of

MEDIA_TYPE = "text/calendar; charset=utf-8"
REALM = 'Basic realm="agenda", charset="UTF-8"'
KEPT_BYTES = 32 * 1024 * 1024
HEADERS = {
    "Content-Type": MEDIA_TYPE,
    "Content-Disposition": "inline",
    "Vary": "Authorization, Accept-Encoding",
    "X-Robots-Tag": "noindex",
}


@dataclass(frozen=True, slots=True)
class Secret:
    """What a reader showed: a user name (empty for an address) and a secret."""

    user: str
    secret: str


class Feeds:
    """Answers readers of calendars."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._lockout = Lockout()
        self._pool = ThreadPoolExecutor(1, "fetches")
        self.fetches = Fetches(store, clock, self._pool.submit)
        self._bodies = _Bodies()

    def routes(self) -> list[Route]:
        """Return the routes of feeds."""
        return [
            Route("/ical/a/{secret}.ics", self.by_address, methods=["GET"], include_in_schema=False),
            Route("/ical/{kind}/{owner}.ics", self.by_header, methods=["GET"], include_in_schema=False),
        ]

    def close(self) -> None:
        """Write what waits and stop."""
        self._pool.shutdown(wait=True)
        self.fetches.flush()

    @asks(Permission.CREDENTIAL)
    def by_header(self, request: Request) -> Response:
        """Answer a reader that sends a name and a password."""
        shown = basic_secret(request.headers.get("authorization", ""))
        if shown is None:
            return _ask()
        machine = client_of(request)
        wait = self._lockout.wait(machine, shown.user)
        if wait:
            return wait_answer(wait)
        try:
            calendar = calendar_ref(f"{request.path_params['kind']}/{request.path_params['owner']}")
        except ValueError:
            return problem(HTTPStatus.NOT_FOUND)
        opened = self._opened(shown, calendar)
        if opened is None:
            self._lockout.wrong(machine, shown.user)
            return _ask()
        self._lockout.right(machine, shown.user)
        return self._answer(request, opened)

    @asks(Permission.CREDENTIAL)
    def by_address(self, request: Request) -> Response:
        """Answer a reader that knows a secret address."""
        asker = client_of(request)
        wait = self._lockout.wait(asker)
        if wait:
            return wait_answer(wait)
        shown = Secret("", request.path_params["secret"])
        opened = self._opened(shown, None) if addresses_allowed() else None
        if opened is None:
            self._lockout.wrong(asker)
            return problem(HTTPStatus.NOT_FOUND)
        return self._answer(request, opened)

    def _opened(self, shown: Secret, calendar: CalendarRef | None) -> Opened | None:
        opened = self._store.openings.opened(hash_of(shown.secret), calendar)
        if opened is None or not opened.credential.valid(self._clock.now()):
            return None
        return opened if shown.user in ("", opened.credential.id) else None

    def _answer(self, request: Request, opened: Opened) -> Response:
        self.fetches.note(opened.credential.id, request.headers.get("user-agent", ""))
        level = opened.credential.level
        tag = f'W/"{opened.calendar.kind}-{opened.calendar.owner}.{opened.revision}.{RENDERER}.{level}"'
        modified = to_utc(opened.changed_at)
        headers = {**HEADERS, "ETag": tag, "Last-Modified": format_datetime(modified, usegmt=True)}
        if _has_it(request, tag, modified.timestamp()):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        body = self._bodies.get((opened.calendar, opened.revision, level)) or self._body(opened, level)
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(body, headers={**headers, "Content-Encoding": "gzip"})
        return Response(gzip.decompress(body), headers=headers)

    def _body(self, opened: Opened, level: DetailLevel) -> bytes:
        with self._store.reading() as books:
            state = books.calendars.state(opened.calendar)
            entries = books.calendars.entries(opened.calendar)
        body = gzip.compress(render_calendar(opened.calendar, entries, level), 6, mtime=0)
        revision = state.revision if state is not None else 0
        self._bodies.put((opened.calendar, revision, level), body)
        return body


class _Bodies:
    """Compressed calendars used last, up to a number of bytes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[CalendarRef, int, DetailLevel], bytes] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: tuple[CalendarRef, int, DetailLevel]) -> bytes | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: tuple[CalendarRef, int, DetailLevel], body: bytes) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = body
                self._size += len(body)
            while self._size > KEPT_BYTES and len(self._kept) > 1:
                self._size -= len(self._kept.popitem(last=False)[1])


def basic_secret(header: str) -> Secret | None:
    """Read a Basic header; anything else is as if nothing was sent, for some readers try other ways first."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, colon, secret = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return Secret(user, secret) if colon and user else None


def _has_it(request: Request, tag: str, modified: float) -> bool:
    known = request.headers.get("if-none-match")
    if known is not None:
        plain = tag.removeprefix("W/")
        return known.strip() == "*" or plain in (item.strip().removeprefix("W/") for item in known.split(","))
    try:
        since = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (TypeError, ValueError):
        return False
    return since.tzinfo is not None and modified <= since.timestamp()


def _ask() -> Response:
    answer = problem(HTTPStatus.UNAUTHORIZED)
    answer.headers["WWW-Authenticate"] = REALM
    return answer


def wait_answer(seconds: int) -> Response:
    """Return the answer for somebody who has to wait."""
    answer = problem(HTTPStatus.TOO_MANY_REQUESTS)
    answer.headers["Retry-After"] = str(seconds)
    return answer
