"""Lets a request through to a route only when who asks may: looked at in one place, after the route is found.

Not allowed here: what routes ask (``declare``), and whose object is asked for (each route looks at that itself).
"""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from api.server.problems import problem
from api.web.declare import Asked, declared
from api.web.speech import language_of
from planner.domain.access import Permission, Visitor
from planner.domain.operation import Operation, operating
from planner.domain.wording import Language, speaking

COOKIE = "__Host-sessie"
SIGN_IN = "/aanmelden"
_OPEN = frozenset({Permission.PUBLIC, Permission.CREDENTIAL})
DATA = "/api/"
SECRETS = frozenset({"token", "secret", "handle"})
"""Parts of addresses that may be all digits by chance; each route looks at them itself, and counts guesses."""
LONGEST_NUMBER = 9
"""Digits of a number in an address: nothing is counted so far."""


class NotYoursError(Exception):
    """Something is asked for that is not there for who asks; whether it exists is not said."""


WhoAsks = Callable[[Request], Visitor | None]
"""Looks up who asks; may read the store."""
IsFresh = Callable[[Request], bool]
"""Returns whether who asks signed in within the last minutes."""


Refuse = Callable[[Request, int], Response]
"""Makes the answer for what somebody who signed in may not; may use the store."""
Behind = Callable[[Route | Mount], ASGIApp]
"""Returns what stands between the guard and a route."""


def guard(
    routes: Iterable[BaseRoute], who: WhoAsks, is_fresh: IsFresh, refuse: Refuse, behind: Behind | None = None
) -> None:
    """Put a guard before each route; raise UndeclaredRouteError."""
    for route, asked in declared(routes):
        app = route.app if behind is None else behind(route)
        route.app = _Guarded(app, asked, who, is_fresh, refuse)


def visitor_of(request: Request) -> Visitor:
    """Return who asks; only behind a route that asks for more than ``PUBLIC``."""
    found: object = getattr(request.state, "visitor", None)
    if not isinstance(found, Visitor):
        raise NotYoursError
    return found


class _Guarded:
    def __init__(self, app: ASGIApp, asked: Asked, who: WhoAsks, is_fresh: IsFresh, refuse: Refuse) -> None:
        self._app, self._asked, self._who, self._is_fresh, self._refuse = app, asked, who, is_fresh, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it; whatever it does is told of as one operation."""
        request = Request(scope)
        named = scope.get("path_params", {}).items()
        if any(_is_no_number_of_ours(value) for name, value in named if name not in SECRETS):
            raise NotYoursError
        if self._asked.permission in _OPEN:
            with operating(Operation(origin=_origin(request))):
                await self._app(scope, receive, send)
            return
        visitor = await run_in_threadpool(self._who, request)
        request.state.visitor = visitor
        told = Operation(actor="" if visitor is None else visitor.account, origin=_origin(request))
        with operating(told), speaking(_spoken(request)):
            refusal = await self._refused(request, visitor)
            await (refusal or self._app)(scope, receive, send)

    async def _refused(self, request: Request, visitor: Visitor | None) -> Response | None:
        if visitor is None:
            return _to_sign_in(request)
        if not visitor.may(self._asked.permission):
            return await run_in_threadpool(self._refuse, request, HTTPStatus.FORBIDDEN)
        if self._asked.fresh and not await run_in_threadpool(self._is_fresh, request):
            return _to_sign_in(request)
        return None


def _is_no_number_of_ours(value: object) -> bool:
    """Return whether something in an address is a number so large that no store can hold it."""
    text = str(value)
    return len(text) > LONGEST_NUMBER and text.lstrip("-").isdecimal()


def _spoken(request: Request) -> Language:
    """Return the language in which all of an answer is made: what is stored meanwhile is Dutch, whoever asks."""
    return language_of(request) if request.method in {"GET", "HEAD"} else Language.DUTCH


def _origin(request: Request) -> str:
    """Return where a request comes from, as the audit log tells it."""
    return f"web {request.client.host}" if request.client else "web"


def _to_sign_in(request: Request) -> Response:
    """Return the way to sign in: a page for who reads pages, an error for programs."""
    if request.url.path.startswith(DATA) or "text/html" not in request.headers.get("accept", "text/html"):
        return problem(HTTPStatus.UNAUTHORIZED)
    return to_sign_in(request)


def reads_pages(request: Request) -> bool:
    """Return whether a browser asks for a page, rather than a program or a script for data."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(DATA)


def to_sign_in(request: Request) -> Response:
    """Return what leads to signing in, and from there to the page that was asked for."""
    after = quote(request.url.path, safe="") if request.method == "GET" else ""
    address = f"{SIGN_IN}?verder={after}" if after else SIGN_IN
    return RedirectResponse(address, HTTPStatus.SEE_OTHER, headers={"Cache-Control": "no-store"})
