"""``disruption`` and ``repair``: from what happened to a repaired draft, in the terminal."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.composition import opened
from tests.planner.usecases.editing.drafted import week_of
from tests.planner.usecases.editing.small_week import small_problem

WEEK, RIDE = str(week_of(small_problem())), "C/rit/1"
DOWN = ("voertuig-uitgevallen", "--voertuig", "V1", "--van", "23-11-2026 05:00")


@pytest.fixture
def database(database: str) -> str:
    """Give the address of a store with one solved week, and what reports refer to."""
    problem = small_problem()
    known = problem.resources
    with opened(database) as store, store.transaction() as books:
        books.facts.record((*known.places, *known.vehicles), source="bron", at=problem.recorded_at)
    return database


def run(database: str, *arguments: str) -> tuple[int, str]:
    """Run a command and return how it ended and what it said."""
    found = CliRunner().invoke(app, [*arguments, "--database", database])
    return found.exit_code, found.stdout


def report(database: str, *arguments: str) -> tuple[int, str]:
    """Report something."""
    return run(database, "disruption", "report", *arguments, "--actor", "PL-01")


def states(database: str) -> dict[int, str]:
    """Return how every disruption stands."""
    listed = json.loads(run(database, "disruption", "list", "--json")[1])
    return {one["nummer"]: one["stand"] for one in listed["verstoringen"]}


def test_reported_repaired_taken_back_and_withdrawn(database: str) -> None:
    made = report(database, *DOWN)
    impact = json.loads(run(database, "repair", "impact", "1", "--week", WEEK, "--json")[1])
    offered = json.loads(run(database, "repair", "options", "1", "--week", WEEK, "--json")[1])["voorstellen"]
    applied = run(database, "repair", "apply", "1", "--week", WEEK, "--choice", "1", "--actor", "PL-01")
    repaired = states(database)
    back = run(database, "edit", "undo", "--week", WEEK, "--actor", "PL-01")
    again = states(database)
    gone = run(database, "disruption", "withdraw", "1", "--actor", "PL-01", "--reason", "vergissing")

    assert (made[0], applied[0], back[0], gone[0]) == (0, 0, 0, 0)
    assert RIDE in {one["activity"] for one in impact["struck"]}
    assert RIDE in {one["activity"] for one in offered[0]["changes"]}
    assert (repaired, again, states(database)) == ({1: "hersteld"}, {1: "nieuw"}, {1: "ingetrokken"})


def test_accepted_with_a_reason(database: str) -> None:
    report(database, *DOWN)

    done = run(database, "disruption", "accept", "1", "--actor", "PL-01", "--reason", "volgende week weer")

    assert (done[0], states(database)) == (0, {1: "aanvaard"})


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("disruption", "report", "brand", "--actor", "PL-01"), 2),
        (("disruption", "report", "voertuig-uitgevallen", "--actor", "PL-01"), 2),
        (("disruption", "report", *DOWN[:2], "V9", *DOWN[3:], "--actor", "PL-01"), 2),
        (("disruption", "list", "--stand", "weg"), 2),
        (("repair", "impact", "7", "--week", WEEK), 3),
    ],
)
def test_what_cannot_be_done_ends_with_its_code(database: str, arguments: tuple[str, ...], code: int) -> None:
    assert run(database, *arguments)[0] == code


def test_an_unknown_choice_is_refused(database: str) -> None:
    report(database, *DOWN)

    assert run(database, "repair", "apply", "1", "--week", WEEK, "--choice", "99")[0] == 2


@pytest.mark.parametrize(
    ("second", "code", "recorded", "refused"), [("V1", 0, [1, 2], []), ("V9", 2, [], [(3, "voertuig")])]
)
def test_a_file_is_taken_as_a_whole_or_not_at_all(
    database: str, tmp_path: Path, second: str, code: int, recorded: list[int], refused: list[tuple[int, str]]
) -> None:
    path = tmp_path / "verstoringen.csv"
    path.write_text(
        "soort;voertuig;van;tot\n"
        "voertuig-uitgevallen;V1;23-11-2026 05:00;23-11-2026 09:00\n"
        f"voertuig-uitgevallen;{second};24-11-2026 05:00;24-11-2026 09:00\n",
        encoding="utf-8",
    )

    ended, said = run(database, "disruption", "import", str(path), "--actor", "DVO-07", "--json")
    found, kept = json.loads(said), json.loads(run(database, "disruption", "list", "--json")[1])

    assert ended == code
    assert [one["nummer"] for one in found["vastgelegd"]] == recorded
    assert [(one["row"], one["column"]) for one in found["weigeringen"]] == refused
    assert len(kept["verstoringen"]) == len(recorded)


def test_what_could_use_what_comes_free_is_told(database: str) -> None:
    report(database, *DOWN)

    code, said = run(database, "repair", "uses", "1", "--week", WEEK)
    data = json.loads(run(database, "repair", "uses", "1", "--week", WEEK, "--json")[1])

    assert code == 0
    assert data["vrij"] == [] or all(one["free"] in said for one in data["vrij"])
