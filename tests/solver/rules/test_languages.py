"""Everything a rule says, it says in Dutch and in English."""

import ast
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import solver
from planner.domain.wording import Text
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from solver.rules.terms import TERMS
from tests.solver.rules.languages import DUTCH, ENGLISH, words
from tests.solver.rules.test_agreement import PAIRS

SOLVER = Path(solver.__path__[0])
EXAMPLES = Path(__file__).parents[1]
ASKING = frozenset({"found", "texts", "costs"})
"""Functions of the example tables; each looks at a rule in both languages."""
NO_REASONS = frozenset({"process.py", "document.py", "search.py", "cluster.py", "said_again.py"})
"""Files with words of their own: of errors, a page in one language, stages of the search, and what is recognised."""
by_id = pytest.mark.parametrize("rule", RULEBOOK, ids=lambda rule: rule.id)


def _texts(rule: Rule) -> dict[str, Text]:
    """Return the texts of a rule, of the shapes it is built on, and of its file."""
    named = dict(vars(sys.modules[type(rule).__module__]))
    for kind in reversed(inspect.getmro(type(rule))):
        named |= vars(kind)
    return {name: value for name, value in named.items() if isinstance(value, Text) and (value.nl or value.en)}


@by_id
def test_rule_speaks_both_languages(rule: Rule) -> None:
    """No text is empty in one language, or in the words of the other."""
    texts = _texts(rule)

    assert [name for name, text in texts.items() if not text.nl.strip(" ,;:") or not text.en.strip(" ,;:")] == []
    assert {name: words(text.nl) & ENGLISH for name, text in texts.items() if words(text.nl) & ENGLISH} == {}
    assert {name: words(text.en) & DUTCH for name, text in texts.items() if words(text.en) & DUTCH} == {}


def _asked() -> Iterator[str]:
    """Yield the rules that the example tables look at."""
    for path in EXAMPLES.rglob("test_*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ASKING:
                first = call.args[0]
                yield first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else path.stem


def test_every_rule_has_an_example_in_both_languages() -> None:
    """In a table of examples, or where check and encode are compared: both look at two languages."""
    compared = {rule for _, rule in PAIRS} | {rule.id for rule in TERMS}

    assert sorted({rule.id for rule in RULEBOOK} - compared - set(_asked())) == []


def _said(tree: ast.Module) -> Iterator[str]:
    """Yield the strings of a file that are no documentation and do not stand in a ``Text``."""
    silent: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            silent.add(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            silent |= set(ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
            yield node.value


@pytest.mark.parametrize("path", sorted(SOLVER.rglob("*.py")), ids=lambda path: path.stem)
def test_no_sentence_is_said_in_dutch_alone(path: Path) -> None:
    """Sentences stand in a ``Text``; a single word may be the value of something entered."""
    sentences = [said for said in _said(ast.parse(path.read_text(encoding="utf-8"))) if len(said.split()) > 1]

    assert path.name in NO_REASONS or [said for said in sentences if words(said) & DUTCH] == []
