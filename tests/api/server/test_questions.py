"""Asking why over HTTP: answers, languages, and what is refused."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.composition import SystemClock
from api.server.app import create_app
from planner.domain.access import Role
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.web.visiting import visiting
from tests.solver import world as w
from tests.solver.small import conversation

KEY = "A/gesprek/1"
JSON = "application/json"
PROBLEM = "application/problem+json"


@pytest.fixture
def planned_store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give a store with one plan, in which one conversation takes the only room all morning and one is left out."""
    first = conversation(w.A, 1, window=Interval(w.clock(9), w.clock(10)))
    second = conversation(w.B, 1, window=Interval(w.clock(9), w.clock(10)))
    problem = w.World(activities=(first, second)).problem()
    planned = w.mode(
        second,
        w.AZC,
        w.use(ResourceKind.REGIEVOERDER, w.R1),
        w.use(ResourceKind.ROOM, w.AZC),
    ).at(w.clock(9))
    opened = open_store(sqlite_url)
    with opened.transaction() as books:
        kept = books.problems.save(problem)
        plan = w.plan_of((first, second), [planned])
        books.plans.add(plan, problem_hash=kept, at=w.NOW, actor="planner")
    yield opened
    opened.close()


@pytest.fixture
def asker(planned_store: SqlStore) -> Iterator[TestClient]:
    """Give a planner who asks."""
    with visiting(create_app(planned_store, SystemClock()), planned_store, Role.PLANNER) as client:
        yield client


def test_why_answers_all_levels_and_is_not_kept(asker: TestClient) -> None:
    answer = asker.get(f"/api/why/{KEY}")
    data = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (200, JSON)
    assert answer.headers["cache-control"] == "no-store"
    assert data["activiteit"] == KEY
    assert [one["bewijs"] for one in data["niveau_2"]] == ["bewezen", "bewezen"]
    assert [one["soort"] for one in data["niveau_3"]][-1:] == ["in plaats van"]


def test_why_level_1_is_the_table_alone(asker: TestClient) -> None:
    data = asker.get(f"/api/why/{KEY}", params={"level": "1"}).json()
    assert data["niveau_1"]["vrij"] == 0
    assert (data["niveau_2"], data["niveau_3"]) == ([], [])


def test_why_speaks_english_when_asked(asker: TestClient) -> None:
    dutch = asker.get(f"/api/why/{KEY}").json()
    english = asker.get(f"/api/why/{KEY}", params={"language": "en"}).json()
    assert dutch["niveau_2"][0]["kader_in_woorden"].startswith("zolang al het andere")
    assert english["niveau_2"][0]["kader_in_woorden"].startswith("as long as everything else")


def test_why_not_looks_at_one_resource_and_one_time(asker: TestClient) -> None:
    answer = asker.get(f"/api/why-not/{KEY}", params={"resource": "R2", "time": "2026-11-23T09:00", "level": "1"})
    spots = answer.json()["niveau_1"]["plekken"]
    assert [spot["middel"]["code"] for spot in spots] == ["R2"]
    assert {one["regel"] for one in spots[0]["in_de_weg"]} == {"P05", "P07"}


def test_why_plan_says_where_the_cost_comes_from(asker: TestClient) -> None:
    shares = asker.get("/api/why/plan", params={"by": "persoon"}).json()["delen"]
    assert {"niveau", "wat", "kosten", "overtredingen", "grootste"} == set(shares[0])


def test_evaluate_puts_a_wish_into_the_plan(asker: TestClient) -> None:
    wish = {"wensen": [{"activiteit": KEY, "tijd": "2026-11-23T09:00"}]}
    data = asker.post("/api/evaluate", json=wish).json()
    assert data["wensen"] == [KEY]
    assert [one["activiteit"] for one in data["wijzigingen"]] == [KEY, "B/gesprek/1"]
    assert data["wijzigingen"][1]["wordt"] is None
    assert data["overtreedt"] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/why/onbekend", 404),
        ("/api/why-not/onbekend?time=2026-11-23T09:00", 404),
        (f"/api/why/{KEY}?plan=99", 404),
        (f"/api/why/{KEY}?level=4", 400),
        (f"/api/why/{KEY}?language=fr", 400),
        (f"/api/why/{KEY}?plan=x", 400),
        (f"/api/why-not/{KEY}?time=morgen", 400),
        ("/api/why/plan?by=naam", 400),
    ],
)
def test_what_does_not_exist_or_cannot_be_read_is_a_problem(asker: TestClient, path: str, status: int) -> None:
    answer = asker.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"wensen": []}', b'{"wensen": [{}]}', b'{"wensen": [{"activiteit": 3}]}']
)
def test_evaluate_refuses_what_is_no_wish(asker: TestClient, body: bytes) -> None:
    answer = asker.post("/api/evaluate", content=body, headers={"content-type": JSON})
    assert (answer.status_code, answer.headers["content-type"]) == (400, PROBLEM)


def test_evaluate_refuses_who_asks_from_another_page(asker: TestClient) -> None:
    wish = {"wensen": [{"activiteit": KEY, "tijd": "2026-11-23T09:00"}]}
    answer = asker.post("/api/evaluate", json=wish, headers={"origin": "http://elders.example"})
    assert answer.status_code == 403


def test_evaluate_of_an_unknown_activity_is_not_found(asker: TestClient) -> None:
    answer = asker.post("/api/evaluate", json={"wensen": [{"activiteit": "onbekend", "middel": "R1"}]})
    assert answer.status_code == 404


def test_without_a_plan_there_is_nothing_to_ask(sqlite_url: str) -> None:
    opened = open_store(sqlite_url)
    with visiting(create_app(opened, SystemClock()), opened, Role.PLANNER) as client:
        assert client.get(f"/api/why/{KEY}").status_code == 404
    opened.close()


def test_questions_do_not_exist_for_who_comes_from_outside(
    planned_store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERTREKPLANNER_ADRES", "https://rooster.example")
    app = create_app(planned_store, SystemClock(), proxy=8001)
    headers = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.5", "host": "rooster.example"}
    with TestClient(app, base_url="http://127.0.0.1:8001") as client:
        assert client.get(f"/api/why/{KEY}", headers=headers).status_code == 404
