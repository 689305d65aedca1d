"""A hundred thousand guesses, each with another name and secret: nothing is found, and the books are hardly asked."""

import asyncio
import base64
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import Message

from api.feeds import ADDRESSES
from api.server.agendas import Agendas
from api.server.dav import dav_routes
from api.server.feeds import Feeds
from api.server.lockout import FREE, FREE_PER_MACHINE
from api.server.messages import Messages
from api.server.proposals import Proposals
from planner.domain.feeds import CalendarKind, CalendarRef, DetailLevel
from planner.store.credentials import SqlOpenings
from planner.store.transactions import SqlStore
from planner.usecases.partners.partner_links import Invitation
from tests.api.privacy.planted import CLOCK, granted

GUESSES = 100_000


def scope(path: str, **params: str | int) -> Request:
    """Return a request as the gate lets it through."""
    pair = base64.b64encode(f"t{params.get('user', 0)}:guess{params.get('user', 0)}".encode())
    headers = [(b"authorization", b"Basic " + pair), (b"host", b"127.0.0.1")]
    kept = {name: value for name, value in params.items() if name != "user"}
    found = {
        "type": "http",
        "method": "GET",
        "path": path,
        "headers": headers,
        "query_string": b"",
        "path_params": kept,
    }
    return Request({**found, "client": ("10.0.0.9", 1)})


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often the books are asked what a secret opens."""
    monkeypatch.setenv(ADDRESSES, "ja")
    counted: Counter[str] = Counter()
    opened = SqlOpenings.opened

    def counting(self: SqlOpenings, secret: str, calendar: CalendarRef | None) -> object:
        counted["asked"] += 1
        return opened(self, secret, calendar)

    monkeypatch.setattr(SqlOpenings, "opened", counting)
    return counted


def ways(store: SqlStore, feeds: Feeds, link: Invitation) -> dict[str, Callable[[int], Response]]:
    """Return every way to guess; the number makes each guess another one."""
    messages, proposals = Messages(store, CLOCK), Proposals(store, CLOCK)
    agendas = Agendas(store, CLOCK, caldav=True)
    return {
        "header": lambda n: feeds.by_header(scope("/ical", user=n, kind="regievoerder", owner="RV-0001")),
        "address": lambda n: feeds.by_address(scope("/ical/a", secret=f"guess{n}")),
        "message": lambda n: messages.show(scope("/bericht", number=1, token=f"{n:032x}")),
        "proposal": lambda n: proposals.show(scope("/voorstel", number=link.number, token=f"{n:032x}")),
        "proposal number": lambda n: proposals.event(scope("/voorstel", number=n, token=f"{n:032x}")),
        "agenda": lambda n: agendas.show(scope("/agenda", owner="RV-0001", until=2**31, token=f"{n:032x}")),
    }


@pytest.mark.parametrize("way", ["header", "address", "message", "proposal", "proposal number", "agenda"])
def test_a_hundred_thousand_guesses_get_nothing_and_hardly_reach_the_books(
    store: SqlStore, asked: Counter[str], link: Invitation, way: str
) -> None:
    feeds = Feeds(store, CLOCK)
    guess = ways(store, feeds, link)[way]

    statuses = Counter(guess(number).status_code for number in range(GUESSES))
    feeds.close()

    tried = (FREE_PER_MACHINE if way == "header" else FREE) + 1
    refused = HTTPStatus.UNAUTHORIZED if way == "header" else HTTPStatus.NOT_FOUND
    assert statuses == {refused: tried, HTTPStatus.TOO_MANY_REQUESTS: GUESSES - tried}
    assert asked["asked"] == (tried if way in ("header", "address") else 0)


def test_a_hundred_thousand_guesses_at_caldav_get_nothing(store: SqlStore, asked: Counter[str]) -> None:
    feeds = Feeds(store, CLOCK)
    (mount,) = (route for route in dav_routes(store, CLOCK, feeds.fetches) if isinstance(route, Mount))

    with ThreadPoolExecutor(1) as apart:  # the browser of other tests may keep a loop running in this thread
        statuses = apart.submit(asyncio.run, _guessed(mount)).result()
    feeds.close()

    tried = FREE_PER_MACHINE + 1
    assert statuses == {HTTPStatus.UNAUTHORIZED: tried, HTTPStatus.TOO_MANY_REQUESTS: GUESSES - tried}
    assert asked["asked"] == tried


async def _guessed(mount: Mount) -> Counter[int]:
    """Ask the application itself, another name and password each time; return how often it answered what."""
    statuses: Counter[int] = Counter()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses[message["status"]] += 1

    for number in range(GUESSES):
        found = scope("/dav/RV-0001/", user=number).scope
        method = {"method": "PROPFIND", "root_path": "/dav", "server": ("127.0.0.1", 80), "scheme": "http"}
        await mount.app({**found, **method, "http_version": "1.1"}, receive, send)
    return statuses


def test_guessing_at_caldav_is_locked_out(reader: TestClient, store: SqlStore) -> None:
    leave = granted(store, CalendarKind.PERSONAL, DetailLevel.FULL)
    guesses = [
        reader.request("PROPFIND", "/dav/RV-0001/", auth=("RV-0001", f"guess{number}")).status_code
        for number in range(FREE + 20)
    ]

    right = reader.request("PROPFIND", "/dav/RV-0001/", auth=("RV-0001", leave.secret)).status_code

    assert guesses == [401] * (FREE + 1) + [429] * 19
    assert right == 429
