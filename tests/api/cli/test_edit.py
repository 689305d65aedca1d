"""``edit``: the draft of a week from the terminal."""

import json

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from planner.domain.spelling import moment
from tests.planner.usecases.editing.drafted import week_of
from tests.planner.usecases.editing.small_week import THURSDAY, small_problem
from tests.solver import world as w

TALK, WEEK = "A/gesprek/1", str(week_of(small_problem()))


def _edit(database: str, *arguments: str) -> tuple[int, str]:
    found = CliRunner().invoke(app, ["edit", *arguments, "--week", WEEK, "--database", database, "--actor", "P-1"])
    return found.exit_code, found.stdout


def test_moved_undone_and_logged(database: str) -> None:
    moved = _edit(database, "move", TALK, "--start", f"{THURSDAY}T15:00")
    back = _edit(database, "undo")
    log = json.loads(_edit(database, "log", "--json")[1])

    assert moved[0] == 0
    assert f"{TALK}: {moment(w.clock(15, 0, THURSDAY))}" in moved[1]
    assert back[0] == 0
    assert [(line["what"], line["who"], line["undone"]) for line in log["lines"]] == [
        ("ongedaan", "P-1", False),
        ("verplaats", "P-1", True),
    ]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("swap", TALK, "A/gesprek/2"), "ruil"),
        (("assign", "N", "R2"), "wijs-toe"),
        (("cancel", TALK, "--code", "niet-meer-nodig"), "annuleer"),
        (("pin", TALK, "--grade", "dag", "--reason", "afgesproken"), "zet-vast"),
        (("add", "gesprek", "extra", "--case", "A", "--start", "2026-11-24T14:00"), "voeg-toe"),
    ],
)
def test_every_edit_is_carried_out(database: str, arguments: tuple[str, ...], what: str) -> None:
    code, _ = _edit(database, *arguments)

    log = json.loads(_edit(database, "log", "--json")[1])
    assert (code, [line["what"] for line in log["lines"]]) == (0, [what])


def test_refused_edit_ends_with_its_own_code(database: str) -> None:
    assert _edit(database, "move", TALK, "--start", f"{THURSDAY}T03:00")[0] == 1
    assert _edit(database, "unpin", TALK)[0] == 2
    assert _edit(database, "redo")[0] == 3
