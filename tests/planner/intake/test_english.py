"""What is wrong with a delivery is said in English to who reads English: each refusal, and every text in the source."""

import ast
from pathlib import Path

import pytest

import planner.intake
from planner.domain.wording import Language, speaking
from tests.planner.intake.broken import Broken
from tests.planner.intake.test_broken_files import FILES, deliver, read

SOURCES = sorted(Path(planner.intake.__file__).parent.rglob("*.py"))
SAYING = frozenset(
    {"CellError", "Problem", "Refusal", "Note", "Fault", "refuse_file", "refusal", "_refuse", "_refusal", "_merged"}
)
PLACES = frozenset({"f'{path.name}, facts'"})
"""Where in a file something stands: names of the format itself."""


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: entry.name)
def test_a_refusal_is_said_in_english(entry: Broken, tmp_path: Path) -> None:
    path = deliver(tmp_path / "levering", entry.files)

    with speaking(Language.ENGLISH):
        (refusal,) = read(path).refusals

    dutch = entry.refusal
    assert (refusal.row, refusal.column, refusal.value) == (dutch.row, dutch.column, dutch.value)
    assert {refusal.problem, refusal.remedy}.isdisjoint({dutch.problem, dutch.remedy})


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_nothing_is_said_in_one_language_alone(source: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(source.read_text())) if isinstance(node, ast.Call)]
    given = [(call, value) for call in calls for value in (*call.args, *(word.value for word in call.keywords))]

    bare = [ast.unparse(value) for call, value in given if _named(call.func) in SAYING and _is_sentence(value)]
    bare = [text for text in bare if text not in PLACES]

    assert bare == []


def _named(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


def _is_sentence(value: ast.expr) -> bool:
    text = value.value if isinstance(value, ast.Constant) else None
    if isinstance(value, ast.JoinedStr):
        text = "".join(str(part.value) for part in value.values if isinstance(part, ast.Constant))
    return isinstance(text, str) and " " in text.strip()
