"""What is wrong with the facts is said in English to who reads English: an issue, and all of the source."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import planner.usecases.validation
from planner.domain.ids import CountryCode
from planner.domain.wording import Language, speaking
from planner.usecases.validation import validate
from tests.planner.usecases.validation.test_validate import FLIGHT, LEAVING, booked, problem

SOURCES = sorted(Path(planner.usecases.validation.__file__).parent.glob("*.py"))


def test_an_issue_is_said_in_the_language_spoken() -> None:
    elsewhere = problem(LEAVING, bookings=(booked(),), flights=(replace(FLIGHT, country=CountryCode("DE")),))

    (dutch,) = validate(elsewhere)
    with speaking(Language.ENGLISH):
        (english,) = validate(elsewhere)

    assert (dutch.code, dutch.table, dutch.subject) == (english.code, english.table, english.subject)
    assert dutch.remedy == "Annuleer de boeking of verbeter het land."
    assert english.remedy == "Cancel the booking or correct the country."
    assert dutch.what != english.what


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_nothing_is_said_in_one_language_alone(source: Path) -> None:
    nodes = list(ast.walk(ast.parse(source.read_text())))
    both = [node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) in {"either", "Text"}]
    said = {id(part) for call in both for part in ast.walk(call)}
    documented = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}

    bare = [ast.unparse(node) for node in nodes if id(node) not in said | documented and _is_sentence(node)]

    assert bare == []


def _is_sentence(node: ast.AST) -> bool:
    """Return whether a text holds two words or more."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    text = "|".join(
        part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "" for part in parts
    )
    return len([word for word in text.replace("|", " ").split() if word.isalpha()]) > 1
