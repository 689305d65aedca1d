"""A second process of the server, that answers what needs no draft: cases, own weeks, partners, what is published.

In one process one thread at a time runs Python, so the desk and everybody else wait for each other; in two they do not.
A request goes over whole, and so does its answer; without the other process it is answered here, a little later.
Not allowed here: routes, and what the other process does besides (``neighbour``).
"""

import asyncio
import itertools
import logging
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass, field

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.server.problems import problem

GOES = re.compile(
    r"/(?:zaken|uitnodigingen|uitvoering|locatie|zittingen|aanvragen|vragen|capaciteit|publicaties|nieuwste|rapporten"
    r"|api/v1/(?:cases|plans|reports|releases))(?:/.*)?"
    r"|/mijn-week(?:/\d{4}-W\d\d)?"
)
"""What is asked of the other process."""
LARGEST = 64_000
"""Bytes of a form; what is larger is no form of these pages, and is refused here."""
_LENGTHS = 4
_KEPT_OF_SCOPE = ("http_version", "method", "scheme", "path", "root_path")
_SAFE = frozenset({"GET", "HEAD"})

logger = logging.getLogger("vertrekplanner")


class LinkLostError(ConnectionError):
    """The other process ended before it answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered with."""

    status: int
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""


async def write_frame(writer: asyncio.StreamWriter, head: object, body: bytes) -> None:
    """Send a head, as JSON, and bytes."""
    told = orjson.dumps(head)
    writer.write(len(told).to_bytes(_LENGTHS, "big") + len(body).to_bytes(_LENGTHS, "big") + told + body)
    await writer.drain()


async def read_frame(reader: asyncio.StreamReader) -> tuple[dict[str, object], bytes]:
    """Return the next head and its bytes; raise IncompleteReadError at the end."""
    sizes = await reader.readexactly(2 * _LENGTHS)
    head = await reader.readexactly(int.from_bytes(sizes[:_LENGTHS], "big"))
    found: dict[str, object] = orjson.loads(head)
    return found, await reader.readexactly(int.from_bytes(sizes[_LENGTHS:], "big"))


def head_of(scope: Scope, number: int) -> dict[str, object]:
    """Return what a request says, but for its body."""
    return {
        "number": number,
        **{name: scope[name] for name in _KEPT_OF_SCOPE},
        **{name: scope[name].decode("latin-1") for name in ("raw_path", "query_string")},
        "headers": texts_of(scope["headers"]),
        "client": scope.get("client"),
        "server": scope.get("server"),
    }


def texts_of(headers: list[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    """Return headers as texts."""
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers]


def bytes_of(headers: object) -> list[tuple[bytes, bytes]]:
    """Return headers from texts."""
    pairs: list[tuple[str, str]] = headers if isinstance(headers, list) else []
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in pairs]


class Link:
    """The way to the other process; many requests are on it at once."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._numbers = itertools.count()
        self._waiting: dict[int, asyncio.Future[Answer]] = {}
        self._listening = asyncio.create_task(self._listen())

    @property
    def lost(self) -> bool:
        """Return whether nothing comes from there any more."""
        return self._listening.done()

    async def ask(self, scope: Scope, body: bytes) -> Answer:
        """Return the answer to a request; raise LinkLostError."""
        number = next(self._numbers)
        answered: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answered
        try:
            if self.lost:
                raise LinkLostError
            await write_frame(self._writer, head_of(scope, number), body)
            return await answered
        except OSError as error:
            raise LinkLostError from error
        finally:
            self._waiting.pop(number, None)

    async def _listen(self) -> None:
        try:
            while True:
                head, body = await read_frame(self._reader)
                waiting = self._waiting.get(int(str(head["number"])))
                if waiting is not None and not waiting.done():
                    waiting.set_result(Answer(int(str(head["status"])), bytes_of(head["headers"]), body))
        except (asyncio.IncompleteReadError, OSError):
            pass
        finally:
            self._writer.close()
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_exception(LinkLostError())


class Beside:
    """The whole application: asks the other process what that one answers, and answers the rest itself."""

    def __init__(self, app: ASGIApp, way: Callable[[], socket.socket | None]) -> None:
        """Stand before an application; ``way`` gives a new way to the other process, None while there is none."""
        self._app, self._way = app, way
        self._link: Link | None = None
        self._linking = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        link = await self._linked() if _goes(scope) else None
        if link is None:
            await self._app(scope, receive, send)
            return
        body = await _whole(receive)
        try:
            answer = await link.ask(scope, body)
        except LinkLostError:
            logger.warning("the other process ended; it is answered here")
            if scope["method"] in _SAFE:
                await self._app(scope, _given(body, receive), send)
            else:
                await problem(503)(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _linked(self) -> Link | None:
        async with self._linking:
            if self._link is None or self._link.lost:
                way = self._way()
                self._link = None if way is None else Link(*await asyncio.open_connection(sock=way))
            return self._link


def _goes(scope: Scope) -> bool:
    if scope["type"] != "http" or GOES.fullmatch(scope["path"]) is None:
        return False
    headers = dict(scope["headers"])
    length = headers.get(b"content-length", b"0")
    return b"transfer-encoding" not in headers and length.isdigit() and int(length) <= LARGEST


async def _whole(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


def _given(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that was read already, and then whatever comes."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return left.pop() if left else await receive()

    return received
