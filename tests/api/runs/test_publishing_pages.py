"""Comparing, proposing and publishing on the web: two people, four eyes, nothing published that breaks a hard rule."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from api.server.app import create_app
from planner.domain.access import Role
from planner.domain.audit import AuditQuery
from planner.domain.levels import Level
from planner.domain.plan import LevelValue, Plan
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.web.visiting import visiting
from tests.planner.usecases.fakes import HandClock
from tests.solver import world as w
from tests.solver.small import conversation

HERE = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}


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
            plan: Plan = w.plan_of((due, other), [w.mode(due, w.AZC, *uses).at(w.clock(hour))])
            books.plans.add(plan, problem_hash=kept, at=w.NOW, actor="planner", fingerprint=str(hour))
    yield opened
    opened.close()


@pytest.fixture
def app(store: SqlStore) -> Iterator[FastAPI]:
    """Give the application, on the day the plans were made."""
    made = create_app(store, HandClock(w.NOW))
    yield made
    made.state.jobs.close()


def signed_in(app: FastAPI, store: SqlStore, role: Role) -> TestClient:
    return visiting(app, store, role, clock=HandClock(w.NOW))


def post(client: TestClient, path: str, **fields: str) -> Response:
    answer: Response = client.post(path, data=fields, headers=HERE)
    return answer


def test_two_plans_are_compared_by_what_differs(app: FastAPI, store: SqlStore) -> None:
    text = signed_in(app, store, Role.PLANNER).get("/vergelijk?van=1&naar=2").text

    row = re.sub(r"<[^>]+>|\s+", " ", text.partition("<tbody>")[2].rpartition("<tbody>")[2])
    assert "Wijzigingen</h2>" not in text
    assert re.findall(r"Wijzigingen \((\d+)\)", text) == ["1"]
    assert (row.count("09:00"), row.count("10:00"), row.count("regievoerder R1")) == (1, 1, 1)


def test_an_unchanged_plan_costs_the_same_whatever_rules_were_in_force_when_it_was_made(
    app: FastAPI, store: SqlStore
) -> None:
    with store.transaction() as books:
        record, plan = books.plans.record(1), books.plans.load(1)
        older = replace(
            plan,
            levels=(LevelValue(level=Level.HARD, cost=16),),
            origin=replace(plan.origin, rulebook_version="van toen"),
        )
        number = books.plans.add(older, problem_hash=record.problem_hash, at=w.NOW, actor="planner", fingerprint="toen")

    text = signed_in(app, store, Role.PLANNER).get(f"/vergelijk?van={number}&naar=1").text

    table = text.partition("<tbody>")[2].partition("</tbody>")[0]
    lines = [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in table.split("</tr>") if "<td" in row]
    assert lines
    assert [(before, after, less) for before, after, less, _bound in lines] == [(one[0], one[0], "0") for one in lines]
    assert lines[0][0] == "0"


def test_looking_at_a_comparison_is_written_down_with_the_cases(app: FastAPI, store: SqlStore) -> None:
    signed_in(app, store, Role.PLANNER).get("/vergelijk?van=1&naar=2")

    with store.reading() as books:
        (line,) = books.audit.find(AuditQuery(action="read"))
        names = (books.audit.pseudonym(w.A),)
    assert (line.cases, line.purpose) == (names, "plannen vergelijken")


def test_a_plan_that_is_not_there_says_so(app: FastAPI, store: SqlStore) -> None:
    answer = signed_in(app, store, Role.PLANNER).get("/vergelijk?naar=99")

    assert (answer.status_code, "plan 99 bestaat niet" in answer.text.lower()) == (404, True)


def test_a_planner_proposes_and_somebody_else_publishes(app: FastAPI, store: SqlStore) -> None:
    planner, supervisor = signed_in(app, store, Role.PLANNER), signed_in(app, store, Role.SUPERVISOR)

    proposed = post(planner, "/publiceren", plan="1", reason="verzoek", note="rooster")
    forbidden = post(planner, "/publiceren/1/publiceer")
    published = post(supervisor, "/publiceren/1/publiceer")
    again = post(supervisor, "/publiceren/1/publiceer")

    assert [one.status_code for one in (proposed, forbidden, published, again)] == [303, 403, 303, 409]
    with store.reading() as books:
        release, decided = books.releases.newest(), books.proposals.find(1)
    assert release is not None
    assert decided is not None
    assert (release.number, release.plan_id, decided.state.value, decided.release) == (1, 1, "gepubliceerd", 1)


def test_nobody_publishes_the_own_proposal(app: FastAPI, store: SqlStore) -> None:
    supervisor = signed_in(app, store, Role.SUPERVISOR)
    post(supervisor, "/publiceren", plan="1")

    answer = post(supervisor, "/publiceren/1/publiceer")

    with store.reading() as books:
        assert books.releases.newest_number() == 0
    assert (answer.status_code, "een eigen voorstel publiceren kan niet" in answer.text.lower()) == (409, True)


def test_a_setting_lets_one_person_do_both(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERTREKPLANNER_VIER_OGEN", "nee")
    app = create_app(store, HandClock(w.NOW))
    supervisor = signed_in(app, store, Role.SUPERVISOR)
    post(supervisor, "/publiceren", plan="1")

    answer = post(supervisor, "/publiceren/1/publiceer")
    app.state.jobs.close()

    assert answer.status_code == 303


def test_a_proposal_is_withdrawn_by_who_made_it_and_rejected_only_by_who_may_publish(
    app: FastAPI, store: SqlStore
) -> None:
    one, other, supervisor = (signed_in(app, store, role) for role in (Role.PLANNER, Role.PLANNER, Role.SUPERVISOR))
    for _ in range(3):
        post(one, "/publiceren", plan="1")

    answers = [
        post(other, "/publiceren/1/wijs-af", remark="x"),
        post(one, "/publiceren/2/wijs-af", remark="te vroeg"),
        post(supervisor, "/publiceren/3/wijs-af", remark="eerst overleg"),
        post(supervisor, "/publiceren/9/wijs-af", remark=""),
    ]

    with store.reading() as books:
        states = [books.proposals.find(number).state.value for number in (1, 2, 3)]  # type: ignore[union-attr]
    assert [answer.status_code for answer in answers] == [409, 303, 303, 409]
    assert states == ["open", "ingetrokken", "afgewezen"]


def test_what_cannot_be_read_is_said_and_nothing_is_proposed(app: FastAPI, store: SqlStore) -> None:
    answer = post(signed_in(app, store, Role.PLANNER), "/publiceren", plan="1", kinds="feestje")

    with store.reading() as books:
        assert books.proposals.open() == ()
    assert answer.status_code == 400


def test_only_an_earlier_publication_is_turned_back_to(app: FastAPI, store: SqlStore) -> None:
    planner, supervisor = signed_in(app, store, Role.PLANNER), signed_in(app, store, Role.SUPERVISOR)
    post(planner, "/publiceren", plan="1")
    post(supervisor, "/publiceren/1/publiceer")

    newest, unknown = post(planner, "/publicaties/1/terug"), post(planner, "/publicaties/9/terug")

    assert (newest.status_code, "publicatie 1 is de nieuwste" in newest.text.lower()) == (409, True)
    assert unknown.status_code == 409
