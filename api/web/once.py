"""What programs ask under an Idempotency-Key is done once; who asks it again gets the first answer, word for word.

Every route that takes the header is answered so, by the guard; the routes themselves know nothing of it. What was not
taken up (no right, not readable, no server) is not kept, nor what says to come back later.
Not allowed here: what is asked, and keeping (``planner.ports.kept_answers``).
"""

import asyncio
import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus

from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.server.problems import problem
from api.web.reads import Reads, noted
from api.web.speech import _, language_of
from planner.domain.access import Visitor
from planner.domain.ids import CaseId
from planner.domain.once import KeptAnswer, KeyUsedError, Taken
from planner.domain.wording import Language, speaking
from planner.ports.store import Store, StoreConflictError, StoreError

HEADER = "Idempotency-Key"
LONGEST = 100
LOOK_AGAIN, LOOKS = 0.1, 300
"""Seconds between two looks at what another server is doing under the same key, and how many."""
_TRIES = 5
_REFUSALS = frozenset({HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED, HTTPStatus.UNPROCESSABLE_ENTITY})
_LATER = "retry-after"


def takes_key(route: BaseRoute) -> bool:
    """Return whether a route takes the header."""
    if not isinstance(route, APIRoute):
        return False
    return any(field.alias == HEADER for field in route.dependant.header_params)


def key_used(spoken: Language) -> Response:
    """Return the refusal of a key that was used for something else, in a language."""
    with speaking(spoken):
        detail = str(KeyUsedError())
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, title=_("Sleutel al gebruikt"), detail=detail)


@dataclass(frozen=True, slots=True)
class Once:
    """Answers under keys, in the store, so that it holds for every server on it."""

    store: Store
    reads: Reads

    def __call__(self, route: Route | Mount) -> ASGIApp:
        """Return what passes a request on to a route, or gives the first answer to it."""
        app = route.app
        if not takes_key(route):
            return app

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            await self._answer(app, scope, receive, send)

        return answer

    async def _answer(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        key, visitor = request.headers.get(HEADER, ""), getattr(request.state, "visitor", None)
        if not key or len(key) > LONGEST or not isinstance(visitor, Visitor):
            await app(scope, receive, send)
            return
        body = await request.body()
        asked = _Asked(under=_digest(visitor.account, key), what=_what(request, body), holder=secrets.token_hex(8))
        taken = await self._taken(asked, language_of(request))
        if taken is Taken.OURS:
            await self._done(app, asked, scope, _again(body, receive), send)
            return
        if isinstance(taken, KeptAnswer):
            taken = await run_in_threadpool(self._given, request, taken)
        elif isinstance(taken, Taken):
            taken = _busy(language_of(request))
        await taken(scope, receive, send)

    async def _taken(self, asked: "_Asked", spoken: Language) -> KeptAnswer | Taken | Response:
        """Return the answer, wait for it while another server works on it, or take the key up."""
        for _look in range(LOOKS):
            try:
                taken = await run_in_threadpool(self._take, asked)
            except KeyUsedError:
                return key_used(spoken)
            except StoreConflictError:
                taken = Taken.BUSY
            if taken is not Taken.BUSY:
                return taken
            await asyncio.sleep(LOOK_AGAIN)
        return Taken.BUSY

    def _take(self, asked: "_Asked") -> KeptAnswer | Taken:
        with self.store.transaction() as books:
            return books.kept_answers.take(asked.under, asked.what, holder=asked.holder, now=books.clock.now())

    async def _done(self, app: ASGIApp, asked: "_Asked", scope: Scope, receive: Receive, send: Send) -> None:
        heard = _Heard()
        try:
            await app(scope, receive, heard)
        except BaseException:
            await run_in_threadpool(self._kept, asked, None)
            raise
        await run_in_threadpool(self._kept, asked, heard.answer(noted(Request(scope))))
        for message in heard.messages:
            await send(message)

    def _kept(self, asked: "_Asked", answer: KeptAnswer | None) -> None:
        """Keep an answer, or let the key go; without a store the deed itself still knows its key."""
        for _try in range(_TRIES):
            try:
                with self.store.transaction() as books:
                    if answer is None:
                        books.kept_answers.let_go(asked.under, holder=asked.holder)
                    else:
                        books.kept_answers.keep(asked.under, answer, holder=asked.holder)
            except StoreConflictError:
                continue
            except StoreError:
                return
            return

    def _given(self, request: Request, answer: KeptAnswer) -> Response:
        for purpose, cases in answer.shown:
            self.reads(request, cases=cases, purpose=purpose)
        made = Response(answer.body, answer.status)
        made.raw_headers = [(name.encode(), value.encode()) for name, value in answer.headers]
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Who asked under which key and what was asked, as digests."""

    under: str
    what: str
    holder: str


class _Heard:
    """What a route answers, held until it is kept."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def __call__(self, message: Message) -> None:
        """Take what would be sent."""
        self.messages.append(message)

    def answer(self, shown: tuple[tuple[str, tuple[CaseId, ...]], ...]) -> KeptAnswer | None:
        """Return the answer, None for one that is not kept."""
        start = next((one for one in self.messages if one["type"] == "http.response.start"), None)
        if start is None:
            return None
        status: int = start["status"]
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in start.get("headers", ()))
        done = status < HTTPStatus.MULTIPLE_CHOICES or status in _REFUSALS
        if not done or any(name.lower() == _LATER for name, _value in headers):
            return None
        body = b"".join(one.get("body", b"") for one in self.messages if one["type"] == "http.response.body")
        return KeptAnswer(status=status, headers=headers, body=body.decode(), shown=shown)


def _again(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that was read already, and then whatever comes."""
    left = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return left.pop() if left else await receive()

    return received


def _what(request: Request, body: bytes) -> str:
    """Return what is asked as a digest; how the JSON is laid out does not matter."""
    try:
        plain = json.dumps(json.loads(body), sort_keys=True, ensure_ascii=False)
    except (ValueError, RecursionError):
        plain = body.hex()
    return _digest(request.method, request.url.path, request.url.query, plain)


def _digest(*parts: str) -> str:
    return sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _busy(spoken: Language) -> Response:
    with speaking(spoken):
        title, detail = (
            _("Nog bezig"),
            _("dit wordt op dit moment gedaan\nVraag het straks opnieuw, met dezelfde sleutel."),
        )
        answer = problem(HTTPStatus.CONFLICT, title=title, detail=detail)
    answer.headers["Retry-After"] = "5"
    return answer
