"""``check`` and ``export``: our plans and those of others, judged by the rulebook alone."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from planner.codec.canonical import to_bytes
from planner.domain.levels import Level
from planner.domain.plan import LevelValue, Plan
from planner.domain.time import Minute
from planner.store import open_store
from planner.usecases.planning.exchange import make_exchange, write_exchange
from solver.judge import RulebookJudge
from tests.api.cli.conftest import Run
from tests.solver import small
from tests.solver import world as w

SILENT = Plan()
"""Says nothing about any activity: a hard breach for each."""
WORLD = w.World(activities=[small.conversation(w.A), small.conversation(w.C)])
HONEST = w.plan_of(WORLD.activities, ())
"""Plans nothing and says why."""


@pytest.fixture
def problem_file(tmp_path: Path) -> Path:
    """Give an exchange file with a problem alone."""
    path = tmp_path / "P.json"
    path.write_bytes(write_exchange(make_exchange(WORLD.problem(), None, RulebookJudge())))
    return path


def stored(url: str, plan: Plan) -> None:
    """Put a plan of that little world into a store."""
    store = open_store(url)
    with store.transaction() as books:
        known = books.problems.save(WORLD.problem())
        books.plans.add(plan, problem_hash=known, at=Minute(1), actor="test")
    store.close()


def test_a_plan_that_drops_activities_breaks_a_hard_rule_and_ends_with_1(run: Run, problem_file: Path) -> None:
    plan = problem_file.with_name("Q.json")
    plan.write_bytes(to_bytes(SILENT))

    done = run("check", "--problem", problem_file, "--plan", plan, "--json")

    found = done.data()["overtredingen"]
    assert isinstance(found, list)
    assert done.code == 1
    assert {row["regel"] for row in found if row["niveau"] == 0} == {"P11"}


def test_a_plan_in_an_exchange_file_of_its_own_is_judged_the_same(run: Run, problem_file: Path) -> None:
    bare, wrapped = problem_file.with_name("Q.json"), problem_file.with_name("R.json")
    bare.write_bytes(to_bytes(SILENT))
    wrapped.write_bytes(write_exchange(make_exchange(WORLD.problem(), SILENT, RulebookJudge())))

    first = run("check", "--problem", problem_file, "--plan", bare, "--json").data()
    second = run("check", "--problem", wrapped, "--json").data()

    assert first["overtredingen"] == second["overtredingen"]


def test_breaches_are_shown_per_rule_in_words(run: Run, sqlite_url: str) -> None:
    stored(sqlite_url, SILENT)

    done = run("check")

    assert done.code == 1
    assert "P11 Niets valt weg" in done.out
    assert "overtredingen van harde regels" in done.out


def test_another_plan_than_the_newest_can_be_chosen(run: Run, sqlite_url: str) -> None:
    stored(sqlite_url, SILENT)
    stored(sqlite_url, HONEST)

    answers = [run("check", *choice, "--json").data()["plan"] for choice in ((), ("--plan", "1"))]

    assert answers == ["plan 2", "plan 1"]


@pytest.mark.parametrize(("number", "code"), [("3", 3), ("0", 3), ("99999999999999999999", 3), ("-1", 2), ("een", 2)])
def test_a_plan_that_does_not_exist_is_told(run: Run, sqlite_url: str, number: str, code: int) -> None:
    stored(sqlite_url, SILENT)

    assert run("check", "--plan", number).code == code


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"schema": "anders/9"}', b'{"schema": "vertrekplanner/1"}', b"\x00"]
)
def test_a_file_that_is_not_a_problem_is_refused_by_name(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "vreemd.json"
    path.write_bytes(content)

    done = run("check", "--problem", path)

    assert (done.code, done.out) == (2, "")
    assert "vreemd.json" in done.err


@pytest.mark.parametrize("content", [b"{", b'{"appointments": 5}'])
def test_a_file_that_is_not_a_plan_is_refused_by_name(run: Run, problem_file: Path, content: bytes) -> None:
    path = problem_file.with_name("vreemd.json")
    path.write_bytes(content)

    done = run("check", "--problem", problem_file, "--plan", path)

    assert (done.code, "vreemd.json" in done.err) == (2, True)


def test_a_changed_problem_is_noticed(run: Run, problem_file: Path) -> None:
    content = json.loads(problem_file.read_bytes())
    content["problem"]["recorded_at"] += 1
    problem_file.write_text(json.dumps(content), "utf-8")

    done = run("check", "--problem", problem_file)

    assert done.code == 2
    assert "het bestand is veranderd" in done.err


def test_an_export_goes_out_and_comes_back_once(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    stored(sqlite_url, HONEST)
    out = tmp_path / "uit" / "plan.json"
    elsewhere = f"sqlite:///{tmp_path / 'elders.sqlite'}"

    run("export", "--out", out)
    first = run("import", out, "--database", elsewhere, "--json").data()
    second = run("import", out, "--database", elsewhere, "--json").data()
    again = run("export", "--out", tmp_path / "terug.json", "--database", elsewhere)

    assert (first["plan"], second["plan"], again.code) == (1, 1, 0)
    assert (tmp_path / "terug.json").read_bytes() == out.read_bytes()
    assert [path.name for path in out.parent.iterdir()] == ["plan.json"]


def test_an_export_of_a_plan_that_does_not_exist_writes_nothing(run: Run, sqlite_url: str, tmp_path: Path) -> None:
    stored(sqlite_url, SILENT)

    done = run("export", "--plan", "7", "--out", tmp_path / "plan.json")

    assert (done.code, list(tmp_path.glob("*.json"))) == (3, [])


def test_a_plan_that_states_other_costs_than_the_rulebook_is_told_so(run: Run, problem_file: Path) -> None:
    stated = (LevelValue(level=Level.TIMELY, cost=-1),)
    plan = problem_file.with_name("Q.json")
    plan.write_bytes(to_bytes(replace(HONEST, levels=stated)))

    found = run("check", "--problem", problem_file, "--plan", plan, "--json").data()["kosten_anders_dan_opgegeven"]

    judge = RulebookJudge()
    cost = {value.level: value.cost for value in judge.levels(judge.judge(WORLD.problem(), HONEST))}[Level.TIMELY]
    assert found == [f"Op tijd: het plan geeft -1 op, het regelboek komt op {cost}"]
