"""The gate every request passes: who may ask, what is never accepted, and the headers of every answer.

Not allowed here: routes. The access log holds the route and never the address that was asked for.
"""

import logging
import re
import time
import uuid
from collections.abc import Callable
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.address import configured_address, host_of
from api.server.outside import ONLY_ENCRYPTED, Outside, machine_of, tells_of_a_way, without_the_way
from api.server.policy import STRICT
from api.server.problems import problem
from api.web.guard import COOKIE, reads_pages, to_sign_in
from api.web.speech import language_of
from planner.domain.wording import speaking
from planner.ports.store import StoreError

SignedIn = Callable[[Request], bool]
"""Returns whether who asks signed in; may read the store."""
ACCESS = logging.getLogger("vertrekplanner.toegang")
ERRORS = logging.getLogger("vertrekplanner.fouten")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}
KEPT = "private, no-cache"
NOT_KEPT = "no-store"
OPEN_TO_NETWORK = ("/blad/", "/static/thema.css", "/static/kader/", "/static/buiten/", "/taal")
"""What may be asked for under the address of the installation: whether a sheet still holds, and nothing of a case."""
MAX_PATH = 512
CALENDARS = ("/dav/", "/.well-known/caldav")
"""Where programs with calendars of their own may write; what they write is looked at there."""
DATA = "/api/v1/"
"""Where programs write, by other methods than forms have."""
LARGEST = (
    ("/bericht/", 1000),
    ("/agenda/", 1000),
    ("/voorstel/", 1000),
    ("/invoer", 64_000_000),
    (DATA + "check", 64_000_000),
    (DATA, 1_000_000),
    ("/", 64_000),
)
"""Most bytes that may be sent to a path that begins so; the first that fits counts."""
WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
CALENDAR_METHODS = ("GET", "HEAD", "OPTIONS", "PROPFIND", "REPORT", "PUT", "DELETE", "PROPPATCH")
LARGEST_CALENDAR = 100_000
_LOCAL = re.compile(r"(?:127\.0\.0\.1|localhost)(?::\d{1,5})?")


class Gate:
    """Pure ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, proxy: int = 0, signed_in: SignedIn | None = None) -> None:
        """Guard an application; ``proxy`` is the port for who comes from outside, 0 for none.

        ``signed_in`` lets people from outside sign in, and come to the pages of their role then; without it they
        do not come to the desk.
        """
        self._app = app
        self._proxy = proxy
        self._signed_in = signed_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        outside = Outside(self._proxy, host_of(configured_address()), desk=self._signed_in is not None)
        far = outside.is_from(scope)
        answer = _Answer(send, head=scope["method"] == "HEAD", far=far)
        began = time.perf_counter()
        refusal = (outside.refused(scope) if far else _not_here(scope)) or refused(scope, far=far)
        if refusal is not None:
            with speaking(language_of(Request(scope))):
                await problem(refusal)(scope, receive, answer)
        else:
            machine = machine_of(Headers(scope=scope)) if far else None
            inner = without_the_way(scope, machine) if far or tells_of_a_way(scope) else scope
            if far and outside.wants_account(scope) and not await self._is_signed_in(inner):
                await _to_the_door(Request(inner))(scope, receive, answer)
            else:
                await self._pass(inner, receive, answer)
                scope["route"] = inner.get("route")
        milliseconds = (time.perf_counter() - began) * 1000
        ACCESS.info("%s %s %s %.0f ms", _method(scope), _route(scope), answer.status, milliseconds)

    async def _is_signed_in(self, scope: Scope) -> bool:
        request = Request(scope)
        if self._signed_in is None or not ({"cookie", "authorization"} & set(request.headers)):
            return False
        try:
            return await run_in_threadpool(self._signed_in, request)
        except StoreError:
            return False

    async def _pass(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        dav = scope["path"].startswith(CALENDARS)
        inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" and not dav else scope
        try:
            await self._app(inner, receive, answer)
        except Exception as error:  # noqa: BLE001 - the last place; the text may hold codes, so only its type is logged
            reference = uuid.uuid4().hex[:12]
            ERRORS.error("%s %s %s", reference, type(error).__name__, _place(error))
            if answer.status is None:
                unreachable = isinstance(error, StoreError)
                status = HTTPStatus.SERVICE_UNAVAILABLE if unreachable else HTTPStatus.INTERNAL_SERVER_ERROR
                with speaking(language_of(Request(scope))):
                    await problem(status, reference=reference)(scope, receive, answer)
        scope["route"] = inner.get("route")


class _Answer:
    """Sends on, with our headers and, for HEAD, without the content."""

    def __init__(self, send: Send, *, head: bool, far: bool) -> None:
        self._send = send
        self._head = head
        self._far = far
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = int(message["status"])
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Content-Security-Policy", STRICT)
            if self._far:
                headers["Strict-Transport-Security"] = ONLY_ENCRYPTED
            once = self.status >= HTTPStatus.BAD_REQUEST or headers.get("Cache-Control") == NOT_KEPT
            headers["Cache-Control"] = NOT_KEPT if once else KEPT
        elif self._head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


def _not_here(scope: Scope) -> HTTPStatus | None:
    """Return why a request is not for this machine's own port, or None when it is.

    A proxy in front of this port would show the desk to everybody: whatever came through one is refused.
    """
    hosts = Headers(scope=scope).getlist("host")
    if len(hosts) == 1 and _asks_for_sheet(scope, hosts[0]):
        return None
    here = len(hosts) == 1 and _LOCAL.fullmatch(hosts[0]) is not None
    return None if here and not tells_of_a_way(scope) else HTTPStatus.MISDIRECTED_REQUEST


def _to_the_door(request: Request) -> Response:
    """Return the answer to who did not sign in, from outside: the same whatever is asked for, there or not."""
    if reads_pages(request) and request.method in ("GET", "HEAD"):
        return to_sign_in(request)
    return problem(HTTPStatus.UNAUTHORIZED if COOKIE in request.cookies else HTTPStatus.NOT_FOUND)


def refused(scope: Scope, *, far: bool = False) -> HTTPStatus | None:
    """Return why a request is not let in wherever it came from (``far``: outside), or None when it is."""
    headers = Headers(scope=scope)
    if len(scope["path"]) > MAX_PATH:
        return HTTPStatus.REQUEST_URI_TOO_LONG
    if scope["method"] not in _methods(scope["path"]):
        return HTTPStatus.METHOD_NOT_ALLOWED
    length = headers.get("content-length", "0")
    if "transfer-encoding" in headers or not length.isdecimal() or int(length) > _largest(scope):
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if (
        scope["method"] in WRITING
        and not scope["path"].startswith(CALENDARS)
        and _pressed_elsewhere(headers, headers.get("host", ""), far=far)
    ):
        return HTTPStatus.FORBIDDEN
    return None


def _largest(scope: Scope) -> int:
    if scope["path"].startswith(CALENDARS):
        return LARGEST_CALENDAR
    if scope["method"] not in WRITING:
        return 0
    return next(most for beginning, most in LARGEST if scope["path"].startswith(beginning))


def _pressed_elsewhere(headers: Headers, host: str, *, far: bool) -> bool:
    """Return whether a button was pressed on somebody else's page: browsers tell, and nothing else may press.

    Our pages send no referrer, and browsers then call the origin ``null``; where the page came from says the rest.
    """
    site = headers.get("sec-fetch-site", "")
    origin = headers.get("origin", "")
    if site not in ("", "same-origin", "none"):
        return True
    if origin in ("", f"https://{host}") or (origin == f"http://{host}" and not far):
        return False
    return not (origin == "null" and site == "same-origin")


def _methods(path: str) -> tuple[str, ...]:
    if path.startswith(CALENDARS):
        return CALENDAR_METHODS
    return ("GET", "HEAD", *sorted(WRITING)) if path.startswith(DATA) else ("GET", "HEAD", "POST")


def _asks_for_sheet(scope: Scope, host: str) -> bool:
    """Return whether somebody in the network asks, at the address that stands on sheets, whether one still holds."""
    own = host_of(configured_address())
    return bool(own) and host.lower() == own and scope["path"].startswith(OPEN_TO_NETWORK)


def _method(scope: Scope) -> str:
    known = {*CALENDAR_METHODS, "POST", "PATCH"}
    return scope["method"] if scope["method"] in known else "-"


def _route(scope: Scope) -> str:
    route = scope.get("route")
    return str(getattr(route, "path", "-")) if isinstance(route, BaseRoute) else "-"


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
