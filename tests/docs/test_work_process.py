"""The table of the work process: what it names exists, and no row of the rulebook is left out."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.usecases.protocols.protocols_in_force import protocols_in_force
from solver.rulebook import RULEBOOK

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "WERKPROCES.md"
RESERVED = {"R09", "R18", "R31", "R33"}
_QUOTED = re.compile(r"`([^`]+)`")
_RULE = re.compile(r"[RPT]\d\d[a-z]?")
WORDS = {"geen", "wigk"}
"""What stands between quotes and is neither a file, nor a rule, nor a step: words of the screen."""


@cache
def rows() -> tuple[tuple[str, str, str], ...]:
    """Return the rows of all tables of the page."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert {len(row) for row in cells} == {3}
    return tuple((what, where, test) for what, where, test in cells if what != "wat")


@cache
def named(column: int) -> tuple[str, ...]:
    """Return what the rows name in a column, each once."""
    return tuple(dict.fromkeys(word for row in rows() for word in _QUOTED.findall(row[column])))


@cache
def names_in(file: str) -> frozenset[str]:
    """Return the names of the tests in a file, without running it."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@cache
def known() -> frozenset[str]:
    """Return every rule, setting and step there is, as the page writes them."""
    settings = {f"{setting.rule}:{setting.key}" for setting in DEFAULT_SETTINGS}
    steps = {f"{protocol.id}:{step.code}" for protocol in protocols_in_force(()).all for step in protocol.steps}
    return frozenset({str(rule.id) for rule in RULEBOOK} | settings | steps)


@pytest.mark.parametrize("name", named(1))
def test_where_a_row_says_it_lives_exists(name: str) -> None:
    assert name in WORDS or name in known() or (ROOT / name).is_file()


@pytest.mark.parametrize("name", named(2))
def test_every_test_that_is_named_exists(name: str) -> None:
    file, _, test = name.partition("::")

    assert (ROOT / file).is_file()
    assert test in names_in(file)
    assert test.startswith("test_")


def test_every_row_says_where_it_lives_and_which_test_shows_it() -> None:
    assert [what for what, where, _ in rows() if not _QUOTED.search(where)] == []
    assert [what for what, _, test in rows() if not _QUOTED.search(test)] == []


def test_every_row_of_the_rulebook_is_in_the_table() -> None:
    told = {what.split()[0] for what, _, _ in rows() if _RULE.fullmatch(what.split()[0])}

    assert told == {f"R{number:02}" for number in range(1, 44)} - RESERVED


def test_every_rule_of_the_work_is_named() -> None:
    assert {str(rule.id) for rule in RULEBOOK if str(rule.id).startswith("R")} - set(named(1)) == set()


def test_every_row_names_a_place_and_a_test() -> None:
    assert [what for what, where, test in rows() if not (_QUOTED.findall(where) and _QUOTED.findall(test))] == []
