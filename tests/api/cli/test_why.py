"""``why``, ``why-not`` and ``why-not-mine`` on a plan of the office week."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from tests.api.cli.conftest import Ran, Run

AS_OF = "2026-11-19T16:00"


@pytest.fixture(scope="session")
def solved_office(tmp_path_factory: pytest.TempPathFactory, office: Path) -> Path:
    """Give a database with a plan of the office week."""
    path = tmp_path_factory.mktemp("opgelost") / "db.sqlite"
    database = ("--database", f"sqlite:///{path}")
    runner = CliRunner()
    for command in (
        ["import", str(office), *database],
        ["solve", "--from", "2026-W48", "--as-of", AS_OF, "--seconds", "6", *database],
    ):
        result = runner.invoke(app, command)
        assert result.exit_code == 0, result.output
    return path


@pytest.fixture
def ask(run: Run, solved_office: Path, sqlite_url: str) -> Run:
    """Give a way to run commands on a copy of that database."""
    shutil.copy(solved_office, sqlite_url.removeprefix("sqlite:///"))
    return run


def plan_of(ask: Run, tmp_path: Path) -> Mapping[str, object]:
    """Return the stored plan as data."""
    done = ask("export", "--out", tmp_path / "plan.json")
    assert done.code == 0, done.err
    data: dict[str, object] = json.loads((tmp_path / "plan.json").read_text())
    return cast("Mapping[str, object]", data["plan"])


def first(plan: Mapping[str, object], where: str, ending: str = "") -> str:
    """Return the key of the first activity that is planned or not, and what its key contains."""
    items = cast("list[dict[str, str]]", plan[where])
    return next(item["activity"] for item in items if ending in item["activity"])


def test_why_of_something_left_out_answers_in_three_levels(ask: Run, tmp_path: Path) -> None:
    key = first(plan_of(ask, tmp_path), "unplanned")
    done = ask("why", key)
    assert done.code == 0, done.err
    assert done.out.startswith(f"{key} is niet gepland\n")
    assert [line[0] for line in done.out.splitlines() if line[:2] in ("1.", "2.", "3.")] == ["1", "2", "3"]


def test_why_answers_in_english_when_asked(ask: Run, tmp_path: Path) -> None:
    key = first(plan_of(ask, tmp_path), "unplanned")
    done = ask("why", key, "--language", "en")
    assert done.out.startswith(f"{key} is not planned\n")
    assert "niet" not in done.out.split()


def test_why_as_data_is_verified_and_says_how_long_it_took(ask: Run, tmp_path: Path) -> None:
    key = first(plan_of(ask, tmp_path), "unplanned")
    data = ask("why", key, "--json").data()
    conflicts = cast("list[dict[str, object]]", data["niveau_2"])
    assert [one["bewijs"] for one in conflicts[:1]] == ["bewezen"]
    assert len(cast("list[int]", data["milliseconden"])) == 3
    assert data["gepland"] is None


def test_why_level_1_gives_the_table_alone(ask: Run, tmp_path: Path) -> None:
    key = first(plan_of(ask, tmp_path), "unplanned")
    data = ask("why", key, "--level", "1", "--json").data()
    assert (data["niveau_2"], data["niveau_3"]) == ([], [])


def test_why_of_something_planned_gives_its_runners_up(ask: Run, tmp_path: Path) -> None:
    key = first(plan_of(ask, tmp_path), "appointments", "/voortgang/")
    done = ask("why", key)
    assert done.code == 0, done.err
    assert done.out.startswith(f"{key} staat op ")
    assert "De beste andere plekken" in done.out.splitlines()


def test_why_plan_adds_up_to_the_cost_of_each_level(ask: Run, tmp_path: Path) -> None:
    plan = plan_of(ask, tmp_path)
    shares = cast("list[dict[str, int]]", ask("why", "plan", "--by", "regel", "--json").data()["delen"])
    sums = {level: sum(one["kosten"] for one in shares if one["niveau"] == level) for level in range(6)}
    levels = cast("list[dict[str, int]]", plan["levels"])
    assert {one["level"]: one["cost"] for one in levels} == sums


@pytest.mark.parametrize("by", ["middel", "persoon"])
def test_why_plan_tells_other_parts(ask: Run, by: str) -> None:
    done = ask("why", "plan", "--by", by)
    assert done.code == 0, done.err
    assert done.out.startswith("Waar de kosten vandaan komen\n  niveau ")


def test_why_refuses_other_parts(ask: Run) -> None:
    assert _lost(ask("why", "plan", "--by", "naam")) == (2, "'naam' kan niet")


def test_why_of_an_unknown_item_says_so(ask: Run) -> None:
    assert _lost(ask("why", "bestaat-niet")) == (3, "bestaat-niet is geen activiteit van deze planvraag")


def test_why_of_a_case_that_was_assigned_names_who_else_could_have_it(ask: Run, tmp_path: Path) -> None:
    given = cast("list[dict[str, str]]", plan_of(ask, tmp_path)["assignments"])[0]
    data = ask("why", given["case"], "--json").data()
    candidates = cast("list[dict[str, object]]", data["kandidaten"])
    assert data["regievoerder"] == given["regievoerder"]
    mine = next(one for one in candidates if one["regievoerder"] == given["regievoerder"])
    assert mine["in_de_weg"] == []


def test_why_not_looks_at_one_moment_and_one_person(ask: Run, tmp_path: Path) -> None:
    key = first(plan_of(ask, tmp_path), "appointments", "/voortgang/")
    data = ask("why-not", key, "--time", "2026-11-22T03:00", "--json").data()
    table = cast("dict[str, object]", data["niveau_1"])
    rules = {row["regel"] for row in cast("list[dict[str, str]]", table["telling"])}
    assert {"P03", "P06"} <= rules
    assert table["vrij"] == 0


def test_why_not_of_something_that_cannot_be_used_says_so(ask: Run, tmp_path: Path) -> None:
    key = first(plan_of(ask, tmp_path), "appointments", "/voortgang/")
    code, words = _lost(ask("why-not", key, "--resource", "niemand"))
    assert (code, words) == (3, f"voor {key} bestaat die mogelijkheid niet")


def test_why_not_standby_names_what_is_in_the_way_per_flight(ask: Run, tmp_path: Path) -> None:
    plan = plan_of(ask, tmp_path)
    keys = [key for key in _keys(plan) if "/vertrek/" in key]
    done = ask("why-not", keys[0], "--standby", "--json")
    assert done.code == 0, done.err
    flights = cast("list[dict[str, object]]", done.data()["vluchten"])
    assert all(one["in_de_weg"] or one["reserve"] or one["goedgekeurd"] for one in flights)


def test_why_not_mine_puts_an_item_elsewhere_and_tells_the_difference(ask: Run, tmp_path: Path) -> None:
    key = first(plan_of(ask, tmp_path), "appointments", "/voortgang/")
    data = ask("why-not-mine", "--item", key, "--time", "2026-11-24T10:00", "--json").data()
    changes = cast("list[dict[str, object]]", data["wijzigingen"])
    assert changes[0]["activiteit"] == key
    assert cast("dict[str, str]", changes[0]["wordt"])["begin"] == "2026-11-24T09:00:00+00:00"


def test_why_not_mine_of_the_same_plan_changes_nothing(ask: Run, tmp_path: Path) -> None:
    plan_of(ask, tmp_path)
    data = ask("why-not-mine", tmp_path / "plan.json", "--json").data()
    assert (data["wijzigingen"], data["verschil"]) == ([], [])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [((), "geef een bestand of --item"), (("--item", "x"), "er is niet gezegd wat er anders moet")],
)
def test_why_not_mine_asks_what_should_be_different(ask: Run, arguments: tuple[str, ...], words: str) -> None:
    assert _lost(ask("why-not-mine", *arguments)) == (2, words)


def _lost(done: Ran) -> tuple[int, str]:
    """Return the exit code and the message of a command that failed."""
    lines = [line.strip("│ ").strip() for line in done.err.splitlines() if line.startswith("│")]
    return done.code, lines[0]


def _keys(plan: Mapping[str, object]) -> list[str]:
    groups = (cast("list[dict[str, str]]", plan[where]) for where in ("appointments", "unplanned"))
    return [item["activity"] for items in groups for item in items]
