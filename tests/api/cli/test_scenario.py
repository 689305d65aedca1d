"""``scenario``: from splitting off to putting away, in the terminal."""

import json

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from tests.planner.usecases.editing.drafted import week_of
from tests.planner.usecases.editing.small_week import small_problem

WEEK = str(week_of(small_problem()))
BY = ("--actor", "PL-01")


def run(database: str, *arguments: str) -> tuple[int, str]:
    """Run a command and return how it ended and what it said."""
    found = CliRunner().invoke(app, ["scenario", *arguments, "--database", database])
    return found.exit_code, found.stdout


def test_split_off_supposed_compared_and_put_away(database: str) -> None:
    site = small_problem().resources.capacities[0].resource.id
    closed = f"{site};23-11-2026 00:00;30-11-2026 00:00"

    made = run(database, "fork", "Dicht", "--week", WEEK, "--key", "k", *BY, "--json")
    again = run(database, "fork", "Dicht", "--week", WEEK, "--key", "k", *BY, "--json")
    more = run(database, "suppose", "1", "--dicht", closed, *BY, "--json")
    less = run(database, "suppose", "1", "--zonder", "1", *BY, "--json")
    compared = json.loads(run(database, "compare", "1", "--json")[1])
    gone = run(database, "remove", "1", *BY)
    late = run(database, "suppose", "1", *BY)
    listed = json.loads(run(database, "list", "--json")[1])["scenarios"]

    assert (made[0], again, more[0], less[0], gone[0], late[0]) == (0, made, 0, 0, 0, 2)
    assert len(json.loads(more[1])["veronderstelt"]) > len(json.loads(less[1])["veronderstelt"])
    assert [one["naam"] for one in compared["scenarios"]] == ["Dicht"]
    assert {len(row["waarden"]) for row in compared["rijen"]} == {2}
    assert [(one["nummer"], one["stand"]) for one in listed] == [(1, "verwijderd")]


@pytest.mark.parametrize(
    "arguments",
    [
        ("fork", "Zonder begin", *BY),
        ("fork", "", "--week", WEEK, *BY),
        ("fork", "Team", "--week", WEEK, "--team", "E-NIET*2", *BY),
        ("fork", "Norm", "--week", WEEK, "--norm", "onleesbaar", *BY),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_split_off(database: str, arguments: tuple[str, ...]) -> None:
    refused = run(database, *arguments)

    listed = json.loads(run(database, "list", "--json")[1])["scenarios"]
    assert (refused[0], listed) == (2, [])


def test_merging_what_is_the_same_takes_nothing_over_and_says_so(database: str) -> None:
    run(database, "fork", "Gelijk", "--week", WEEK, *BY)

    code, said = run(database, "merge", "1", "--alles", *BY, "--json")

    assert (code, json.loads(said)["overgenomen"]) == (2, [])
