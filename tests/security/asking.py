"""Asks an application in this process: one event loop for all tests, no client and no thread per request.

A browser of another test may already run a loop in this thread, so ours runs in one of its own. Not allowed here: who
asks, and what is expected.
"""

import asyncio
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from itertools import count
from urllib.parse import unquote_to_bytes

from httpx2 import Request, Response
from starlette.types import ASGIApp, Message

HERE = "http://127.0.0.1"
_MACHINES = count()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request of one visitor."""

    visitor: str
    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""


def asked(app: ASGIApp, asks: Iterable[tuple[Ask, Mapping[str, str]]]) -> list[Response]:
    """Return the answers to requests, asked one after another, with what each shows of who asks."""

    async def one_by_one() -> list[Response]:
        return [await _answered(app, ask, shown) for ask, shown in asks]

    return asyncio.run_coroutine_threadsafe(one_by_one(), _loop()).result()


@lru_cache(maxsize=1)
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return loop


def _machine() -> str:
    """Return an address that nobody asked from before, so that nobody waits for another's wrong guesses."""
    number = next(_MACHINES)
    return f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"


async def _answered(app: ASGIApp, ask: Ask, shown: Mapping[str, str]) -> Response:
    headers = {"host": "127.0.0.1", "accept": "*/*", **_low(shown), **_low(ask.headers)}
    if ask.content or ask.method not in ("GET", "PROPFIND"):
        headers.setdefault("content-length", str(len(ask.content)))
    path, _, query = ask.path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": ask.method,
        "scheme": "http",
        "path": unquote_to_bytes(path).decode("utf-8", "replace"),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
        "server": ("127.0.0.1", 80),
        "client": (_machine(), 1),
    }
    said: list[Message] = []
    waiting: list[Message] = [{"type": "http.request", "body": ask.content, "more_body": False}]

    async def receive() -> Message:
        if not waiting:
            await asyncio.Event().wait()
        return waiting.pop()

    async def send(message: Message) -> None:
        said.append(message)

    with suppress(Exception):
        await app(scope, receive, send)
    broken: Message = {"type": "http.response.start", "status": 500, "headers": []}
    start = next((message for message in said if message["type"] == "http.response.start"), broken)
    body = b"".join(message.get("body", b"") for message in said if message["type"] == "http.response.body")
    request = Request(ask.method, HERE + ask.path, headers=headers)
    answer = Response(int(start["status"]), headers=start["headers"], content=body, request=request)
    answer.elapsed = timedelta()  # who reads answers may want to know, and nobody measures here
    return answer


def _low(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
