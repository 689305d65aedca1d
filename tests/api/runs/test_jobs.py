"""Solves asked for from the web, with the real solver over a small world."""

import json
import time
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.server.app import create_app
from api.web.speech import COOKIE
from planner.domain.access import Role
from tests.api.web.visiting import visiting
from tests.planner.usecases.world import WEEK, Desk, open_desk, world_facts

ASKED = {"week": str(WEEK), "seconds": 2}
SOLVES = "/api/v1/solves"


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Desk]:
    """Give a desk with the small world."""
    with open_desk(sqlite_url) as opened:
        opened.deliver(world_facts())
        yield opened


@pytest.fixture
def app(desk: Desk) -> Iterator[FastAPI]:
    """Give the application over that world."""
    made = create_app(desk.store, desk.clock)
    yield made
    made.state.jobs.close()


def planner(app: FastAPI, desk: Desk, role: Role = Role.PLANNER) -> TestClient:
    return visiting(app, desk.store, role, clock=desk.clock)


def ended(client: TestClient, identity: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for _ in range(600):
        found = client.get(f"{SOLVES}/{identity}").json()
        if found["state"] in ("klaar", "mislukt"):
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def test_a_solve_is_queued_followed_and_gives_a_plan(app: FastAPI, desk: Desk) -> None:
    client = planner(app, desk)

    asked = client.post(SOLVES, json=ASKED)
    where = asked.headers["location"]
    with client.stream("GET", f"{where}/events") as stream:
        lines = [line for line in stream.iter_lines() if line.startswith("data: ")]
    told = [json.loads(line.removeprefix("data: ")) for line in lines]
    last = client.get(where).json()

    assert (asked.status_code, asked.json()["state"], where) == (202, "wacht", f"{SOLVES}/{asked.json()['id']}")
    assert (last["state"], last["plan"], last["note"]) == ("klaar", 1, "")
    assert told[-1] == last
    assert [one["version"] for one in told] == sorted({one["version"] for one in told})
    with desk.store.reading() as books:
        plan, answered = books.plans.load(1), books.problems.load(books.plans.record(1).problem_hash)
    assert len(plan.appointments) + len(plan.unplanned) == len(answered.activities)


def test_the_draft_of_the_week_takes_the_solve_over(app: FastAPI, desk: Desk) -> None:
    client = planner(app, desk)
    draft = client.post("/api/v1/drafts", json={"week": str(WEEK)}).json()

    solve = ended(client, client.post(SOLVES, json=ASKED).json()["id"])
    after = client.get(f"/api/v1/drafts/{draft['id']}").json()

    assert (solve["state"], solve["note"]) == ("klaar", f"Het concept van week {WEEK} is nu versie 1.")
    assert (draft["version"], after["version"]) == (0, 1)


def test_where_the_time_went_is_told_and_kept(app: FastAPI, desk: Desk) -> None:
    client = planner(app, desk)

    solve = ended(client, client.post(SOLVES, json=ASKED).json()["id"])
    app.state.jobs.close()
    later = create_app(desk.store, desk.clock)
    later.state.jobs.resume()
    visitor = planner(later, desk)
    kept = visitor.get(f"{SOLVES}/{solve['id']}").json()
    page = visitor.get("/berekeningen").text
    in_english = {"Cookie": f"{visitor.headers['Cookie']}; {COOKIE}=en"}
    english = visitor.get("/berekeningen", headers=in_english).text
    later.state.jobs.close()

    names = [stage["name"] for stage in kept["stages"]]
    assert names[0] == "toewijzing"
    assert names[-1] == "bewijzen"
    assert kept["stages"] == solve["stages"]
    assert sum(stage["seconds"] for stage in kept["stages"]) > 0
    assert '<caption class="unseen">Tijd per stap</caption>' in page
    assert [name in page for name in ("agenda&#39;s", "bewijzen")] == [True, True]
    assert [name in english for name in ("Time per stage", "diaries", "proofs")] == [True, True, True]


def test_the_same_key_asks_for_one_solve(app: FastAPI, desk: Desk) -> None:
    client = planner(app, desk)

    answers = [client.post(SOLVES, json=ASKED, headers={"Idempotency-Key": "een"}).json()["id"] for _ in range(3)]
    other = client.post(SOLVES, json=ASKED, headers={"Idempotency-Key": "twee"}).json()["id"]
    listed = client.get(SOLVES).json()["solves"]

    assert len({*answers}) == 1
    assert [one["id"] for one in listed] == [other, answers[0]]


def test_the_same_key_for_another_solve_is_refused(app: FastAPI, desk: Desk) -> None:
    client = planner(app, desk)
    headers = {"Idempotency-Key": "een"}
    client.post(SOLVES, json=ASKED, headers=headers)

    other = client.post(SOLVES, json={**ASKED, "seed": 7}, headers=headers)

    assert (other.status_code, other.json()["title"]) == (422, "Sleutel al gebruikt")
    assert len(client.get(SOLVES).json()["solves"]) == 1


def test_a_solve_that_waits_or_runs_is_stopped_and_keeps_the_best(app: FastAPI, desk: Desk) -> None:
    client = planner(app, desk)
    first = client.post(SOLVES, json={**ASKED, "seconds": 600}).json()["id"]

    stopping = client.post(f"{SOLVES}/{first}/stop").json()
    last = ended(client, first)

    assert stopping["state"] in ("stopt", "klaar")
    assert (last["state"], last["plan"]) == ("klaar", 1)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"week": "2026-W99"}, 400),
        ({"week": "2020-W10"}, 400),
        ({"week": "morgen"}, 400),
        ({"week": "2026-W48", "seconds": 0}, 400),
        ({"week": "2026-W48", "seconds": 999999}, 400),
        ({"week": "2026-W48", "harder": True}, 400),
        ({}, 400),
    ],
)
def test_what_cannot_be_solved_is_refused(app: FastAPI, desk: Desk, asked: dict[str, object], status: int) -> None:
    assert planner(app, desk).post(SOLVES, json=asked).status_code == status


def test_more_than_a_few_at_once_are_refused(app: FastAPI, desk: Desk) -> None:
    client = planner(app, desk)

    found = [client.post(SOLVES, json={**ASKED, "seconds": 600}).status_code for _ in range(10)]

    assert found == [202] * 8 + [429] * 2


@pytest.mark.parametrize("role", [Role.KMAR, Role.DJI, Role.AUDITOR, Role.ADMINISTRATOR, Role.MISSION_DESK])
def test_who_does_not_plan_may_not_ask_nor_look(app: FastAPI, desk: Desk, role: Role) -> None:
    mine = planner(app, desk).post(SOLVES, json=ASKED).json()["id"]
    other = planner(app, desk, role)

    answers = [other.post(SOLVES, json=ASKED), other.get(SOLVES), other.get(f"{SOLVES}/{mine}/events")]

    assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_the_page_asks_for_a_solve_and_shows_it(app: FastAPI, desk: Desk) -> None:
    client = planner(app, desk)
    here = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}

    sent = client.post("/berekeningen", data={"week": str(WEEK), "seconds": "2"}, headers=here)
    wrong = client.post("/berekeningen", data={"week": "2020-W01", "seconds": "2"}, headers=here)
    shown = client.get("/berekeningen").text

    assert (sent.status_code, sent.headers["location"], wrong.status_code) == (303, "/berekeningen", 400)
    assert f"Week {WEEK} · 2 seconden" in shown
    assert "kies een week die nog niet voorbij is" in wrong.text
