"""Keys that make repeating safe: one deed and one answer, also with two servers on one database at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier, Event

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from pydantic import BaseModel
from starlette.responses import Response as Answer

from api.composition import SystemClock
from api.server.problems import problem
from api.v1.tools import Key
from api.web.declare import asks
from api.web.guard import COOKIE, guard
from api.web.once import Once
from api.web.reads import Reads
from api.web.refusals import refusal
from api.web.who import is_fresh, who_asks
from planner.domain.access import Permission, Role
from planner.domain.once import KEPT_DAYS, LEASE_SECONDS, KeyUsedError, Taken
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.access.reading_log import ReadLog
from tests.api.web.visiting import HERE, token_for

ROUNDS, AT_ONCE = 5, 4
COUNTED = "/api/v1/geteld"


class Asked(BaseModel):
    """What is asked: how much to add, and what to answer with."""

    add: int
    status: int = 200


class Counting:
    """A server on a store of its own, whose one deed is counted."""

    def __init__(self, url: str, done: list[int]) -> None:
        self.store, self.done, clock = open_store(url), done, SystemClock()
        self.app, self.went, self.go = FastAPI(), Event(), Event()
        self.go.set()

        @self.app.post(COUNTED)
        @asks(Permission.SEE_DESK)
        def count(asked: Asked, _key: Key = "") -> Answer:
            self.went.set()
            self.go.wait(20)
            done.append(asked.add)
            return problem(asked.status, detail=f"{len(done)}")

        who, fresh = partial(who_asks, self.store, clock), partial(is_fresh, self.store, clock)
        guard(self.app.routes[-1:], who, fresh, refusal, Once(self.store, Reads(ReadLog(self.store), clock)))

    def ask(self, token: str, key: str, **asked: int) -> Response:
        """Ask with a session under a key."""
        headers = {"Cookie": f"{COOKIE}={token}", "Idempotency-Key": key}
        client = TestClient(self.app, base_url=HERE, headers=headers, raise_server_exceptions=False)
        return client.post(COUNTED, json=asked)


@pytest.fixture
def two(database_url: str) -> Iterator[tuple[Counting, Counting]]:
    """Give two servers on one database, with one count of what both did."""
    done: list[int] = []
    both = Counting(database_url, done), Counting(database_url, done)
    yield both
    for one in both:
        one.store.close()


def test_of_many_at_once_on_two_servers_one_is_done_and_all_get_its_answer(two: tuple[Counting, Counting]) -> None:
    token, begin = token_for(two[0].store, Role.PLANNER), Barrier(AT_ONCE)

    def ask(number: int, turn: int) -> tuple[int, bytes]:
        begin.wait()
        found = two[number % 2].ask(token, f"k{turn}", add=turn)
        return found.status_code, found.content

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = [set(threads.map(ask, range(AT_ONCE), [turn] * AT_ONCE)) for turn in range(ROUNDS)]

    assert two[0].done == [*range(ROUNDS)]
    assert [{status for status, _body in given} for given in answers] == [{200}] * ROUNDS
    assert [len(given) for given in answers] == [1] * ROUNDS


def test_the_other_server_waits_for_the_answer(two: tuple[Counting, Counting]) -> None:
    one, other = two
    token = token_for(one.store, Role.PLANNER)
    one.go.clear()

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(one.ask, token, "k", add=1)
        one.went.wait(20)
        second = threads.submit(other.ask, token, "k", add=1)
        one.go.set()

    assert second.result().content == first.result().content
    assert (one.done, other.went.is_set()) == ([1], False)


@pytest.mark.parametrize(("status", "done"), [(200, 1), (409, 1), (412, 1), (422, 1), (404, 2), (429, 2), (503, 2)])
def test_what_was_decided_is_kept_and_what_was_not_is_asked_again(sqlite_url: str, status: int, done: int) -> None:
    server = Counting(sqlite_url, [])
    token = token_for(server.store, Role.PLANNER)

    answers = [server.ask(token, "k", add=1, status=status).status_code for _ in range(2)]

    assert (answers, len(server.done)) == ([status] * 2, done)
    server.store.close()


def test_another_body_is_refused_and_its_layout_does_not_matter(sqlite_url: str) -> None:
    server = Counting(sqlite_url, [])
    token = token_for(server.store, Role.PLANNER)
    first = server.ask(token, "k", add=1, status=200)

    turned = server.ask(token, "k", status=200, add=1)
    other = server.ask(token, "k", add=2, status=200)

    assert turned.content == first.content
    assert (other.status_code, other.json()["title"], server.done) == (422, "Sleutel al gebruikt", [1])
    server.store.close()


def test_who_may_not_asks_no_key_and_gets_no_answer(sqlite_url: str) -> None:
    server = Counting(sqlite_url, [])
    planner, site = token_for(server.store, Role.PLANNER), token_for(server.store, Role.LAWYER)
    server.ask(planner, "k", add=1)

    refused = server.ask(site, "k", add=1)

    assert (refused.status_code, server.done) == (403, [1])
    server.store.close()


def test_a_key_whose_holder_stopped_is_taken_over_and_forgotten_after_its_term(store: SqlStore) -> None:
    def take(asked: str, now: float, holder: str) -> object:
        with store.transaction() as books:
            return books.kept_answers.take("u", asked, holder=holder, now=now)

    first, busy = take("a", 0.0, "een"), take("a", LEASE_SECONDS, "twee")
    with pytest.raises(KeyUsedError):
        take("b", LEASE_SECONDS, "twee")
    over = take("a", LEASE_SECONDS + 1.0, "twee")
    later = take("b", LEASE_SECONDS + 2.0 + KEPT_DAYS * 86_400, "drie")
    with store.transaction() as books:
        gone = [books.kept_answers.forget(before=before) for before in (1.0, 1e9)]

    assert [first, busy, over, later] == [Taken.OURS, Taken.BUSY, Taken.OURS, Taken.OURS]
    assert gone == [0, 1]


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """Give an empty store."""
    opened = open_store(database_url)
    yield opened
    opened.close()
