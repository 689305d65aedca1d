"""Scenarios for other programs: split off, suppose, solve, compare, take over, move on, put away."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from api.server.app import create_app
from planner.domain.access import Role
from planner.domain.audit import AuditQuery
from planner.domain.time import Minute
from planner.ports.store import Claim
from planner.usecases.scenarios.base import Tools
from planner.usecases.scenarios.solve import ScenarioSolve, solve_scenario
from tests.api.web.visiting import visiting
from tests.planner.usecases.editing.drafted import Drafted, drafted, week_of
from tests.planner.usecases.fakes import NamedWorker
from tests.planner.usecases.scenarios.test_life import LastPlaces

ALL = "/api/v1/scenarios"


@dataclass
class Desk:
    """A small week behind the application, with a planner who asks."""

    week: Drafted
    app: FastAPI
    client: TestClient

    def fork(self, **asked: object) -> Response:
        """Split a scenario off the draft of the week."""
        body = {"name": "Meer escorts", "week": str(week_of(self.week.problem)), **asked}
        return self.client.post(ALL, json=body)

    def post(self, what: str, body: object = None, *, match: str = "", number: int = 1) -> Response:
        """Ask something of a scenario, as it is seen at a tag."""
        headers = {"If-Match": match} if match else {}
        return self.client.post(f"{ALL}/{number}/{what}", json=body or {}, headers=headers)

    def tag(self, number: int = 1) -> str:
        """Return the tag of a scenario as it stands."""
        return str(self.client.get(f"{ALL}/{number}").headers["etag"])

    def solved(self, number: int = 1) -> int:
        """Solve a scenario with everything at its last free place."""
        tools = Tools(store=self.week.store, clock=self.week.clock, heads=self.week.tools.heads, worker=NamedWorker())
        asked = ScenarioSolve(scenario=number, actor="anne")
        return solve_scenario(tools, LastPlaces(), asked, report=lambda _: None, stopped=lambda: False)


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Desk]:
    """Give a planner at the small week."""
    week = drafted(sqlite_url)
    app = create_app(week.store, week.clock)
    yield Desk(week, app, visiting(app, week.store, Role.PLANNER, clock=week.clock))
    app.state.scenario_runs.close()
    week.store.close()


def held(desk: Desk, number: int = 1) -> None:
    """Let a process of another machine solve a scenario."""
    until = Minute(desk.week.clock.now() + 15)
    with desk.week.store.transaction() as books:
        books.claims.put(Claim(name=f"scenario {number}", holder="elders/1/1", expires=until))


def test_a_scenario_is_split_off_looked_at_and_listed(desk: Desk) -> None:
    team = str(desk.week.problem.resources.escort_teams[0].id)

    made = desk.fork(teams=[{"team": team, "count": 2}], days=3)
    again = desk.client.get(ALL + "/1", headers={"If-None-Match": made.headers["etag"]})
    listed = desk.client.get(ALL).json()

    shown = made.json()
    assert (made.status_code, made.headers["location"], made.headers["etag"]) == (201, f"{ALL}/1", '"1-1"')
    assert [one["what"] for one in shown["supposed"]] == [
        f"escortteam {team}-S1 erbij",
        f"escortteam {team}-S2 erbij",
    ]
    assert (shown["state"], shown["version"], shown["origin"]["version"]) == ("open", 1, 0)
    assert shown["expires"] == desk.week.clock.now() + 3 * 1440
    assert (again.status_code, again.content) == (304, b"")
    assert [one["number"] for one in listed["scenarios"]] == [1]


def test_a_list_is_leafed_through(desk: Desk) -> None:
    for name in ("een", "twee", "drie"):
        desk.fork(name=name)

    first = desk.client.get(f"{ALL}?limit=2").json()
    second = desk.client.get(f"{ALL}?limit=2&cursor={first['next']}").json()

    assert [one["name"] for one in first["scenarios"]] == ["drie", "twee"]
    assert [one["name"] for one in second["scenarios"]] == ["een"]
    assert "next" not in second


def test_the_same_key_splits_off_once_and_not_something_else(desk: Desk) -> None:
    body = {"name": "Een", "week": str(week_of(desk.week.problem))}
    key = {"Idempotency-Key": "k1"}

    numbers = [desk.client.post(ALL, json=body, headers=key).json()["number"] for _ in range(2)]
    other = desk.client.post(ALL, json={**body, "name": "Twee"}, headers=key)

    assert numbers == [1, 1]
    assert (other.status_code, other.json()["title"]) == (422, "Sleutel al gebruikt")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"week": None}, 422),
        ({"release": 1}, 422),
        ({"week": None, "release": 9}, 404),
        ({"version": 7}, 404),
        ({"teams": [{"team": "E-NIET"}]}, 422),
        ({"teams": [{"team": "E-1", "count": 21}]}, 400),
        ({"values": [{"rule": "R99", "key": "weight", "value": 1}]}, 422),
        ({"values": [{"rule": "R05", "key": "term", "value": 1, "regime": "anders"}]}, 422),
        ({"closures": [{"place": "X", "start": 20, "end": 10}]}, 422),
        ({"name": ""}, 400),
        ({"days": 0}, 400),
        ({"meer": 1}, 400),
    ],
)
def test_what_cannot_be_supposed_is_refused_in_words(desk: Desk, asked: dict[str, object], status: int) -> None:
    answer = desk.fork(**asked)

    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert desk.client.get(ALL).json()["scenarios"] == []


def test_supposing_asks_for_what_was_seen_and_refuses_what_is_past(desk: Desk) -> None:
    team = str(desk.week.problem.resources.escort_teams[0].id)
    seen = desk.fork().headers["etag"]

    without = desk.post("suppose", {"teams": [{"team": team}]})
    more = desk.post("suppose", {"teams": [{"team": team}]}, match=seen)
    stale = desk.post("suppose", {"teams": [{"team": team}]}, match=seen)
    less = desk.post("suppose", {"without": [0]}, match=more.headers["etag"])

    assert [one.status_code for one in (without, more, stale, less)] == [428, 200, 412, 200]
    assert [len(one.json()["supposed"]) for one in (more, less)] == [1, 0]
    assert [turn["deed"] for turn in less.json()["turns"]] == ["afgesplitst", "gewijzigd", "gewijzigd"]


def test_what_another_server_solves_is_neither_solved_nor_changed_nor_put_away(desk: Desk) -> None:
    seen = desk.fork().headers["etag"]
    held(desk)

    answers = [
        desk.post("solves"),
        desk.post("suppose", {"days": 5}, match=seen),
        desk.post("rebase", match=seen),
        desk.post("remove", match=seen),
    ]

    assert [one.status_code for one in answers[:2] + answers[3:]] == [409, 409, 409]
    assert answers[2].status_code == 409
    assert [one.json()["detail"].splitlines()[0] for one in answers[:2]] == ["scenario 1 wordt nu berekend"] * 2
    assert desk.tag() == seen


def test_a_scenario_is_solved_followed_and_the_real_draft_stays(desk: Desk) -> None:
    plan = desk.fork().json()["plan"]

    asked = desk.post("solves", {"seconds": 1})
    where = asked.headers["location"]
    with desk.client.stream("GET", f"{where}/events") as stream:
        lines = [line for line in stream.iter_lines() if line.startswith("data: ")]
    last = json.loads(lines[-1].removeprefix("data: "))
    stopped = desk.client.post(f"{where}/stop").json()
    found = desk.client.get(f"{ALL}/1").json()

    assert (asked.status_code, last["state"], last["note"]) == (202, "klaar", "")
    assert stopped == desk.client.get(where).json() == last | stopped
    assert desk.client.get(f"{ALL}/1/solves").json()["solves"] == [stopped]
    assert desk.client.get("/api/v1/solves").json()["solves"] == []
    assert found["plan"] > plan
    assert [turn["deed"] for turn in found["turns"]] == ["afgesplitst", "berekend"]
    assert desk.week.head.version == 0


def test_scenarios_are_compared_with_what_they_were_split_from(desk: Desk) -> None:
    desk.fork(name="een")
    desk.fork(name="twee")
    desk.solved(2)

    both = desk.client.get(f"{ALL}/comparison?scenario=2&scenario=1").json()["scenarios"]
    first = desk.client.get(f"{ALL}/2/comparison?limit=1").json()
    second = desk.client.get(f"{ALL}/2/comparison?limit=200&cursor={first['next']}").json()

    assert [(one["number"], one["name"]) for one in both] == [(2, "twee"), (1, "een")]
    assert both[1]["base"] == both[1]["figures"] | {"plan": both[1]["base"]["plan"]}
    assert (both[1]["changed"], both[0]["changed"]) == (0, first["changed"])
    assert len(first["changes"] + second["changes"]) == first["changed"] > 1
    assert first["changes"][0]["activity"] not in {one["activity"] for one in second["changes"]}
    with desk.week.store.reading() as books:
        reads = [one.purpose for one in books.audit.find(AuditQuery()) if one.purpose]
    assert reads == ["wat-als bekijken"] * 2


def test_parts_are_taken_over_as_one_step_of_the_real_draft(desk: Desk) -> None:
    desk.fork()
    desk.solved()
    change = desk.client.get(f"{ALL}/1/comparison").json()["changes"]
    moved = next(one["activity"] for one in change if one["turn"] == "verplaatst" and one["kind"] == "gesprek")

    neither = desk.post("take-over", match=desk.tag())
    taken = desk.post("take-over", {"activities": [moved], "version": 0}, match=desk.tag())
    stale = desk.post("take-over", {"activities": [moved]}, match='"1-2"')

    assert (neither.status_code, taken.status_code, stale.status_code) == (422, 200, 412)
    assert (taken.json()["version"], taken.json()["taken"], taken.json()["refused"]) == (1, [moved], [])
    assert desk.week.head.version == 1
    assert desk.client.get(f"{ALL}/1").json()["state"] == "samengevoegd"
    assert taken.headers["etag"] == desk.tag()


def test_what_only_the_scenario_has_is_told_as_refused(desk: Desk) -> None:
    desk.fork()

    answer = desk.post("take-over", {"activities": ["Z-99-99999/gesprek/1"]}, match=desk.tag())

    assert (answer.status_code, answer.json()["taken"], "version" in answer.json()) == (200, [], False)
    assert [one["because"] for one in answer.json()["refused"]] == ["dit onderdeel is er niet in het echte concept"]
    assert desk.week.head.version == 0


def test_what_is_put_away_can_be_looked_at_and_nothing_else(desk: Desk) -> None:
    seen = desk.fork().headers["etag"]

    gone = desk.post("remove", {"reason": "niet nodig"}, match=seen)
    after = [
        desk.post("suppose", {"days": 2}, match=gone.headers["etag"]),
        desk.post("solves"),
        desk.post("remove", match=gone.headers["etag"]),
    ]

    assert (gone.json()["state"], gone.json()["turns"][-1]["note"]) == ("verwijderd", "niet nodig")
    assert [one.status_code for one in after] == [409, 409, 409]
    assert desk.client.get(f"{ALL}/1").status_code == 200


@pytest.mark.parametrize("path", ["/9", "/9/comparison", "/9/solves", "/comparison?scenario=9", "/1/solves/x"])
def test_what_is_not_there_is_not_found(desk: Desk, path: str) -> None:
    desk.fork()

    assert desk.client.get(ALL + path).status_code == 404


def test_the_words_are_english_for_who_asks_in_english(desk: Desk) -> None:
    team = str(desk.week.problem.resources.escort_teams[0].id)
    english = {"Cookie": f"{desk.client.headers['cookie']}; taal=en"}
    desk.fork(teams=[{"team": team}])

    shown = desk.client.get(f"{ALL}/1", headers=english).json()
    refused = desk.client.post(f"{ALL}/1/suppose", json={}, headers=english)

    assert [one["what"] for one in shown["supposed"]] == [f"one more escort team, {team}-S1"]
    assert refused.json()["detail"].startswith("say with If-Match")
