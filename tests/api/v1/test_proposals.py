"""Proposing and deciding by programs: on what was seen, by another than who proposed, and safe to repeat."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from api.composition import desks, explainer
from api.server.app import create_app
from api.v1.plans import Costs
from api.v1.stored import Stored
from planner.domain.access import Role
from planner.domain.explaining import Share
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.editing.heads import Heads
from planner.usecases.planning.exchange import export_exchange
from planner.usecases.planning.explain import Questions
from solver.judge import RulebookJudge
from tests.api.web.visiting import visiting
from tests.planner.usecases.fakes import HandClock
from tests.solver import world as w
from tests.solver.small import conversation

PROPOSALS = "/api/v1/proposals"


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give a store with two plans of one problem: with a conversation at nine, and at ten."""
    due = conversation(w.A, 1, window=Interval(w.clock(9), w.clock(12)))
    other = conversation(w.B, 1, window=Interval(w.clock(9), w.clock(12)))
    problem = w.World(activities=(due, other)).problem()
    uses = (w.use(ResourceKind.REGIEVOERDER, w.R1), w.use(ResourceKind.ROOM, w.AZC))
    opened = open_store(sqlite_url)
    with opened.transaction() as books:
        kept = books.problems.save(problem)
        for hour in (9, 10):
            plan = w.plan_of((due, other), [w.mode(due, w.AZC, *uses).at(w.clock(hour))])
            books.plans.add(plan, problem_hash=kept, at=w.NOW, actor="planner", fingerprint=str(hour))
    yield opened
    opened.close()


@pytest.fixture
def app(store: SqlStore) -> Iterator[FastAPI]:
    """Give the application, on the day the plans were made."""
    made = create_app(store, HandClock(w.NOW))
    yield made
    made.state.jobs.close()


def someone(app: FastAPI, store: SqlStore, role: Role) -> TestClient:
    return visiting(app, store, role, clock=HandClock(w.NOW))


def proposed(client: TestClient, key: str = "") -> Response:
    headers = {"Idempotency-Key": key} if key else {}
    answer: Response = client.post(PROPOSALS, json={"plan": 1, "note": "rooster"}, headers=headers)
    return answer


def decide(client: TestClient, what: str, tag: str) -> Response:
    answer: Response = client.post(
        f"{PROPOSALS}/1/{what}", json={"remark": ""}, headers={"If-Match": tag} if tag else {}
    )
    return answer


def test_a_program_proposes_and_another_publishes_what_it_saw(app: FastAPI, store: SqlStore) -> None:
    planner, supervisor = someone(app, store, Role.PLANNER), someone(app, store, Role.SUPERVISOR)
    made = proposed(planner)
    seen = supervisor.get(f"{PROPOSALS}/1").headers["etag"]

    answers = [decide(supervisor, "publish", tag) for tag in ("", '"1-afgewezen"', seen, seen)]

    assert (made.status_code, made.headers["location"], seen) == (201, f"{PROPOSALS}/1", '"1-open"')
    assert [one.status_code for one in answers] == [428, 412, 200, 200]
    assert [one.json()["release"] for one in answers[2:]] == [1, 1]
    assert supervisor.get("/api/v1/releases").json() == {"releases": [{"release": 1, "newest": True}]}


def test_the_same_key_makes_one_proposal(app: FastAPI, store: SqlStore) -> None:
    one, other = someone(app, store, Role.PLANNER), someone(app, store, Role.PLANNER)

    numbers = [proposed(client, "k").json()["proposal"] for client in (one, one, other)]

    assert numbers == [1, 1, 2]


def test_the_same_key_for_something_else_is_refused(app: FastAPI, store: SqlStore) -> None:
    planner = someone(app, store, Role.PLANNER)
    proposed(planner, "k")

    bodies = ({"plan": 2, "note": "rooster"}, {"plan": 1, "note": "anders"})
    answers = [planner.post(PROPOSALS, json=body, headers={"Idempotency-Key": "k"}) for body in bodies]

    assert [(one.status_code, one.headers["content-type"]) for one in answers] == [
        (422, "application/problem+json"),
        (422, "application/problem+json"),
    ]
    assert answers[0].json()["detail"].splitlines()[0] == "deze Idempotency-Key is al gebruikt voor iets anders"
    assert [one["proposal"] for one in planner.get(PROPOSALS).json()["proposals"]] == [1]


def test_nobody_publishes_the_own_proposal(app: FastAPI, store: SqlStore) -> None:
    supervisor = someone(app, store, Role.SUPERVISOR)
    proposed(supervisor)

    assert decide(supervisor, "publish", '"1-open"').status_code == 409


def test_lists_are_read_page_by_page(app: FastAPI, store: SqlStore) -> None:
    planner = someone(app, store, Role.PLANNER)

    first = planner.get("/api/v1/plans", params={"limit": 1}).json()
    second = planner.get("/api/v1/plans", params={"limit": 1, "cursor": first["next"]}).json()
    wrong = planner.get("/api/v1/plans", params={"cursor": "nergens"})

    assert ([one["plan"] for one in first["plans"]], [one["plan"] for one in second["plans"]]) == ([2], [1])
    assert ("next" in second, wrong.status_code) == (False, 400)


def test_a_plan_is_sent_once_to_who_has_it(app: FastAPI, store: SqlStore) -> None:
    planner = someone(app, store, Role.PLANNER)
    first = planner.get("/api/v1/plans/1")

    again = planner.get("/api/v1/plans/1", headers={"If-None-Match": first.headers["etag"]})

    assert (len(first.json()["appointments"]), len(first.json()["unplanned"]), again.status_code) == (1, 1, 304)


def test_two_plans_differ_by_what_was_moved(app: FastAPI, store: SqlStore) -> None:
    found = someone(app, store, Role.PLANNER).get("/api/v1/comparison", params={"before": 1, "after": 2}).json()

    (change,) = found["changes"]
    assert (change["turn"], change["before"]["start"], change["after"]["start"]) == (
        "verplaatst",
        w.clock(9),
        w.clock(10),
    )


def test_the_best_places_are_free_ones(app: FastAPI, store: SqlStore) -> None:
    asked = {"activity": "B/gesprek/1", "plan": 1, "count": 3}

    found = someone(app, store, Role.PLANNER).post("/api/v1/recommend", json=asked).json()

    assert (found["version"], len(found["alternatives"])) == (1, 3)


def test_an_exported_plan_is_judged_as_it_is_here(app: FastAPI, store: SqlStore) -> None:
    planner = someone(app, store, Role.PLANNER)
    sent = export_exchange(store, RulebookJudge(), 1)

    whole = planner.post("/api/v1/check", content=sent)
    against = planner.post("/api/v1/check", params={"plan": 2}, content=sent)

    assert (whole.status_code, whole.json()["allowed"]) == (200, True)
    assert against.json() == whole.json()


def test_a_free_stretch_is_offered_what_gains_by_it(app: FastAPI, store: SqlStore) -> None:
    asked = {"resource": f"regievoerder:{w.R1}", "start": w.clock(8), "end": w.clock(18), "plan": 1}
    planner = someone(app, store, Role.PLANNER)

    found = planner.post("/api/v1/fill", json=asked).json()
    together = planner.post("/api/v1/fill", json={**asked, "together": True}).json()

    assert [one["activity"] for one in found["fillers"]] == ["B/gesprek/1"]
    assert together == found


def test_a_stretch_that_ends_before_it_begins_is_refused(app: FastAPI, store: SqlStore) -> None:
    asked = {"resource": f"regievoerder:{w.R2}", "start": w.clock(9), "end": w.clock(8), "plan": 1}

    answer = someone(app, store, Role.PLANNER).post("/api/v1/fill", json=asked)

    assert (answer.status_code, answer.json()["detail"].split(".")[0].splitlines()[0]) == (
        422,
        "het einde ligt niet na het begin",
    )


def test_who_proposed_and_decided_is_told_by_what_colleagues_are_called(app: FastAPI, store: SqlStore) -> None:
    planner, supervisor = (someone(app, store, role) for role in (Role.PLANNER, Role.SUPERVISOR))
    made = planner.post(PROPOSALS, json={"plan": 1})

    match = {"If-Match": made.headers["etag"]}
    gone = supervisor.post(f"{made.headers['location']}/reject", json={"remark": ""}, headers=match)

    assert (made.json()["by"], made.json()["decided_by"]) == ("toets planner", "")
    assert (gone.json()["by"], gone.json()["decided_by"]) == ("toets planner", "toets leidinggevende")


def test_costs_of_the_newest_plan_are_made_once_before_anybody_asks(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = list[int]()
    real = Questions.shares

    def counted(questions: Questions, by: str, plan: int | None) -> tuple[Share, ...]:
        made.append(plan or 0)
        return real(questions, by, plan)

    monkeypatch.setattr(Questions, "shares", counted)
    stored = Stored(store, explainer, desks, lambda: Heads(store, desks()))
    costs = Costs(stored)
    costs.ready()
    before = list(made)
    costs.ready()
    found = costs.of("regel", 2)

    assert (before, made, bool(found)) == ([2], [2], True)
