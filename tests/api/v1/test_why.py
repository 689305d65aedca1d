"""Asking why over HTTP: answers, languages, and what is refused."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.composition import SystemClock
from api.server.app import create_app
from planner.domain.access import Role
from planner.domain.audit import AuditQuery
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


def ask(client: TestClient, what: str, **asked: object) -> Response:
    answer: Response = client.post(f"/api/v1/{what}", json={"activity": KEY, **asked})
    return answer


def test_why_answers_all_levels_and_is_not_kept(asker: TestClient) -> None:
    answer = ask(asker, "why")
    data = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (200, JSON)
    assert answer.headers["cache-control"] == "no-store"
    assert data["activiteit"] == KEY
    assert [one["bewijs"] for one in data["niveau_2"]] == ["bewezen", "bewezen"]
    assert [one["soort"] for one in data["niveau_3"]][-1:] == ["in plaats van"]


def test_why_level_1_is_the_table_alone(asker: TestClient) -> None:
    data = ask(asker, "why", level=1).json()
    assert data["niveau_1"]["vrij"] == 0
    assert (data["niveau_2"], data["niveau_3"]) == ([], [])


def test_why_speaks_english_when_asked(asker: TestClient) -> None:
    dutch = ask(asker, "why").json()
    english = asker.post("/api/v1/why", json={"activity": KEY}, headers=in_english(asker)).json()
    assert dutch["niveau_2"][0]["kader_in_woorden"].startswith("zolang al het andere")
    assert english["niveau_2"][0]["kader_in_woorden"].startswith("as long as everything else")


def in_english(asker: TestClient) -> dict[str, str]:
    return {"Cookie": f"{asker.headers['cookie']}; taal=en"}


def test_why_not_looks_at_one_resource_and_one_time(asker: TestClient) -> None:
    answer = ask(asker, "why-not", resource="R2", start=w.clock(9))
    spots = answer.json()["niveau_1"]["plekken"]
    assert [spot["middel"]["code"] for spot in spots] == ["R2"]
    assert {one["regel"] for one in spots[0]["in_de_weg"]} == {"P05", "P07"}


def test_shares_say_where_the_cost_comes_from(asker: TestClient) -> None:
    shares = asker.get("/api/v1/plans/1/shares", params={"by": "persoon"}).json()["shares"]
    assert set(shares[0]) == {"level", "what", "cost", "breaches", "largest"}


def test_evaluate_puts_a_wish_into_the_plan(asker: TestClient) -> None:
    data = asker.post("/api/v1/evaluate", json={"wishes": [{"activity": KEY, "start": w.clock(9)}]}).json()
    assert data["wensen"] == [KEY]
    assert [one["activiteit"] for one in data["wijzigingen"]] == [KEY, "B/gesprek/1"]
    assert data["wijzigingen"][1]["wordt"] is None
    assert data["overtreedt"] == []


def test_who_asks_is_written_down_with_every_case_that_the_answer_names(
    asker: TestClient, planned_store: SqlStore
) -> None:
    ask(asker, "why")

    with planned_store.reading() as books:
        (line,) = books.audit.find(AuditQuery(action="read"))
        named = tuple(sorted(books.audit.pseudonym(case) for case in (w.A, w.B)))
    assert (tuple(sorted(line.cases)), line.purpose) == (named, "waarom")


@pytest.mark.parametrize(
    ("what", "asked", "status"),
    [
        ("why", {"activity": "onbekend"}, 404),
        ("why-not", {"activity": "onbekend", "start": 1}, 404),
        ("why", {"activity": KEY, "plan": 99}, 404),
        ("why", {"activity": KEY, "level": 4}, 400),
        ("why", {"activity": KEY, "plan": "1"}, 400),
        ("why", {"activity": KEY, "nog": 1}, 400),
        ("why-not", {"activity": KEY, "start": "2026-11-23T09:00"}, 400),
        ("why-not", {"activity": KEY, "start": 1.5}, 400),
        ("why-not", {"activity": KEY, "start": True}, 400),
        ("why-case", {"case": "onbekend"}, 404),
        ("evaluate", {"wishes": []}, 400),
        ("evaluate", {"wishes": [{}]}, 400),
        ("evaluate", {"wishes": [{"activity": 3}]}, 400),
        ("evaluate", {"wishes": [{"activity": "onbekend", "resource": "R1"}]}, 404),
    ],
)
def test_what_does_not_exist_or_cannot_be_read_is_a_problem(
    asker: TestClient, what: str, asked: dict[str, object], status: int
) -> None:
    answer = asker.post(f"/api/v1/{what}", json=asked)
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)


def test_what_cannot_be_read_is_named_and_not_repeated(asker: TestClient) -> None:
    answer = asker.post("/api/v1/why", json={"activity": KEY, "level": "geheim"})
    assert answer.json()["detail"] == "Controleer body.level."


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff"])
def test_evaluate_refuses_what_is_no_json(asker: TestClient, body: bytes) -> None:
    answer = asker.post("/api/v1/evaluate", content=body, headers={"content-type": JSON})
    assert (answer.status_code, answer.headers["content-type"]) == (400, PROBLEM)


def test_questions_from_another_page_are_refused(asker: TestClient) -> None:
    answer = asker.post("/api/v1/why", json={"activity": KEY}, headers={"origin": "http://elders.example"})
    assert answer.status_code == 403


def test_without_a_plan_there_is_nothing_to_ask(sqlite_url: str) -> None:
    opened = open_store(sqlite_url)
    with visiting(create_app(opened, SystemClock()), opened, Role.PLANNER) as client:
        assert ask(client, "why").status_code == 404
    opened.close()


def test_questions_do_not_exist_for_who_comes_from_outside(
    planned_store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERTREKPLANNER_ADRES", "https://rooster.example")
    app = create_app(planned_store, SystemClock(), proxy=8001)
    headers = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.5", "host": "rooster.example"}
    with TestClient(app, base_url="http://127.0.0.1:8001") as client:
        assert client.post("/api/v1/why", json={"activity": KEY}, headers=headers).status_code == 404
