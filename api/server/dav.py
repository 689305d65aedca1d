"""CalDAV below ``/dav/``: throttled sign-in with a device's leave, and the application of the extra ``dav``.

Not allowed here: what is in a collection.
"""

from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPStatus

from a2wsgi import WSGIMiddleware
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.server.feeds import basic_secret, wait_answer
from api.server.fetches import Fetches
from api.server.lockout import Lockout
from api.web.declare import asks
from calendars.dav.application import dav_application
from calendars.dav.books import collections
from planner.domain.access import Permission
from planner.domain.feeds import CalendarKind, CalendarRef, DetailLevel
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.agendas.feed_access import hash_of

PREFIX = "/dav"
WORKERS = 4
_LEVEL: ContextVar[DetailLevel] = ContextVar("level", default=DetailLevel.BUSY)
_AGENT: ContextVar[str] = ContextVar("agent", default="")


def dav_routes(store: Store, clock: Clock, fetches: Fetches) -> list[Mount | Route]:
    """Return the routes of CalDAV; who asked is noted with ``fetches``."""

    def signs_in(user: str, password: str) -> bool:
        opened = store.openings.opened(hash_of(password), CalendarRef(CalendarKind.PERSONAL, user))
        if opened is None or not opened.credential.valid(clock.now()) or opened.credential.owner != user:
            return False
        _LEVEL.set(opened.credential.level)
        fetches.note(opened.credential.id, _AGENT.get())
        return True

    application = dav_application(lambda user: collections(store, clock, user, _LEVEL.get()), signs_in)
    throttled = Throttled(WSGIMiddleware(application, workers=WORKERS))  # type: ignore[arg-type]
    return [
        Route("/.well-known/caldav", _found, methods=["GET", "PROPFIND"], include_in_schema=False),
        Mount(PREFIX, throttled),
    ]


@asks(Permission.CREDENTIAL)
def _found(_request: object) -> RedirectResponse:
    return RedirectResponse(f"{PREFIX}/", HTTPStatus.MOVED_PERMANENTLY)


@asks(Permission.CREDENTIAL)
class Throttled:
    """Lets guessers wait before they reach the application."""

    def __init__(self, app: ASGIApp, lockout: Callable[[], Lockout] = Lockout) -> None:
        self._app = app
        self._lockout = lockout()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = Headers(scope=scope)
        shown = basic_secret(headers.get("authorization", ""))
        _AGENT.set(headers.get("user-agent", ""))
        client = scope.get("client") or ("",)
        asker = (client[0], shown.user if shown else "")
        wait = self._lockout.wait(*asker)
        if wait:
            await wait_answer(wait)(scope, receive, send)
            return

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start" and shown is not None:
                wrong = message["status"] == HTTPStatus.UNAUTHORIZED
                (self._lockout.wrong if wrong else self._lockout.right)(*asker)
            if message["type"] == "http.response.start" and scope["method"] == "PUT":
                del MutableHeaders(scope=message)["ETag"]  # less is kept than was sent: a program has to read it again
            await send(message)

        await self._app(scope, receive, noted)
