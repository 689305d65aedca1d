"""What goes to the other process of the server, and what becomes of it without that process."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.server.beside import GOES, LARGEST, Beside
from api.server.neighbour import answer_all
from api.web.guard import COOKIE
from planner.domain.access import Role
from planner.store.transactions import SqlStore
from tests.api.web.visiting import token_for

PAGE = "/zaken/abcdefgh"
PATIENCE = 90.0
"""Seconds that a process may take to start."""


def _named(name: str, wait: float = 0.0) -> ASGIApp:
    """Return an application that tells who answered what."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = (await request.body()).decode()
        await asyncio.sleep(wait)
        told = {
            "by": name,
            "method": request.method,
            "path": request.url.path,
            "query": request.url.query,
            "said": request.headers.getlist("x-said"),
            "body": body,
            "from": list(scope["client"] or ()),
            "at": list(scope["server"] or ()),
        }
        answer: Response = JSONResponse(told, 201)
        answer.headers.append("set-cookie", "a=1")
        answer.headers.append("set-cookie", "b=2")
        await answer(scope, receive, send)

    return app


def _asked(asks: Callable[[httpx2.AsyncClient], Awaitable[None]], *, wait: float = 0.0, lost: bool = False) -> None:
    """Ask an application with another one beside it, that waits; ``lost``: it is gone before it answers."""

    async def all_of_it() -> None:
        ours, theirs = socket.socketpair()
        ways = [ours]
        serving = asyncio.create_task(answer_all(_named("there", wait), theirs))
        whole = Beside(_named("here"), lambda: ways.pop() if ways else None)
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(whole), base_url="http://127.0.0.1") as client:
            if lost:
                asyncio.get_running_loop().call_later(0.2, lambda: theirs.shutdown(socket.SHUT_RDWR))
            await asks(client)
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
        await asyncio.sleep(0.05)  # until both ends are closed
        for way in (*ways, theirs):
            way.close()

    with ThreadPoolExecutor(1) as other:  # a browser that a test before this one used keeps a loop in this thread
        other.submit(lambda: asyncio.run(all_of_it())).result()


def test_a_request_goes_over_whole_and_so_does_its_answer() -> None:
    async def asks(client: httpx2.AsyncClient) -> None:
        headers = [("x-said", "een"), ("x-said", "twee")]
        answer = await client.post(f"{PAGE}?soort=a%20b", content="inhoud=é", headers=headers)
        assert answer.status_code == 201
        assert answer.headers.get_list("set-cookie") == ["a=1", "b=2"]
        told = answer.json()
        assert (told["by"], told["method"], told["path"], told["query"]) == ("there", "POST", PAGE, "soort=a%20b")
        assert (told["body"], told["from"][0], told["at"][0]) == ("inhoud=é", "127.0.0.1", "127.0.0.1")
        assert told["said"] == ["een", "twee"]

    _asked(asks)


def test_many_are_on_the_way_at_once_and_each_gets_its_own_answer() -> None:
    async def asks(client: httpx2.AsyncClient) -> None:
        answers = await asyncio.gather(*(client.get(f"/zaken?pagina={number}") for number in range(40)))
        assert [answer.json()["query"] for answer in answers] == [f"pagina={number}" for number in range(40)]

    _asked(asks, wait=0.05)


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/zaken", True),
        ("/mijn-week", True),
        ("/mijn-week/2026-W48", True),
        ("/mijn-week/2026-W48/verzetten", False),
        ("/bureau/2026-W48", False),
        ("/api/v1/drafts/1/check", False),
        ("/api/v1/plans/3", True),
        ("/zakenlijst", False),
        ("/aanmelden", False),
    ],
)
def test_the_desk_is_answered_here_and_the_rest_there(path: str, *, there: bool) -> None:
    async def asks(client: httpx2.AsyncClient) -> None:
        assert (await client.get(path)).json()["by"] == ("there" if there else "here")

    _asked(asks)
    assert (GOES.fullmatch(path) is not None) == there


def test_what_is_too_large_for_a_form_is_looked_at_here() -> None:
    async def asks(client: httpx2.AsyncClient) -> None:
        assert (await client.post(PAGE, content="x" * (LARGEST + 1))).json()["by"] == "here"

    _asked(asks)


def test_without_the_other_process_a_page_is_answered_here_and_a_deed_is_not_done_twice() -> None:
    async def asks(client: httpx2.AsyncClient) -> None:
        page, deed = await asyncio.gather(client.get(PAGE), client.post(PAGE, content="x"))
        assert (page.status_code, page.json()["by"]) == (201, "here")
        assert deed.status_code == 503
        assert (await client.post(PAGE, content="x")).json()["by"] == "here"

    _asked(asks, wait=30, lost=True)


@pytest.fixture
def server(store: SqlStore, sqlite_url: str, tmp_path: Path) -> Iterator[tuple[int, int, str]]:
    """Give a server as people start it: its port, its process and the session of a planner."""
    session = token_for(store, Role.PLANNER)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [str(Path(sys.executable).with_name("vertrekplanner")), "serve", "--port", str(port), "--no-clock"]
    environment = {**os.environ, "VERTREKPLANNER_DATABASE": sqlite_url}
    with (tmp_path / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
    try:
        yield port, process.pid, session
    finally:
        beside = _children(process.pid)
        process.terminate()
        process.wait(60)
        _until(lambda: not any(Path(f"/proc/{one}").exists() for one in beside))


def test_the_other_process_is_started_again_when_it_falls_and_ends_with_the_server(
    server: tuple[int, int, str],
) -> None:
    port, process, session = server
    cookie = {"Cookie": f"{COOKIE}={session}"}
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", headers=cookie, timeout=PATIENCE) as client:
        _until(lambda: client.get("/gezondheid").status_code == 200)
        _until(lambda: client.get("/uitvoering").status_code == 200)
        (first,) = _until(lambda: _children(process))
        os.kill(first, signal.SIGKILL)

        assert client.get("/uitvoering").status_code == 200
        _until(lambda: _children(process) not in ([], [first]))
        assert client.get("/uitvoering").status_code == 200


def _children(process: int) -> list[int]:
    """Return the processes like the server itself that it started: not the one that counts what they share."""
    tasks = Path(f"/proc/{process}/task")
    listed = [one for task in tasks.iterdir() for one in (task / "children").read_text().split()]
    return [int(one) for one in listed if "spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes().decode()]


def _until(good: Callable[[], object], seconds: float = PATIENCE) -> list[int]:
    """Wait until something is so, and return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(httpx2.TransportError):
            found = good()
            if found:
                return found if isinstance(found, list) else []
        time.sleep(0.2)
    raise TimeoutError
