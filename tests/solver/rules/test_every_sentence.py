"""Every sentence of every rule is said in some example, and was read as it comes out."""

import re
from collections.abc import Iterator
from string import Formatter

import pytest

from planner.domain.wording import Text
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from tests.solver.rules import said

ABOUT_THE_RULE = frozenset({"title", "why", "source", "anchor", "exception_by", "obligation"})
"""What describes a rule, and is no sentence about a plan."""


def _unsaid(rule: Rule) -> Iterator[str]:
    """Yield the names of sentences that are nowhere said; those of a shape may be said by any rule of it."""
    lines = said.every_line()
    for shape in type(rule).__mro__:
        spoken = [line for line in lines if "id" not in vars(shape) or line.startswith(f"{rule.id} ")]
        for name, text in vars(shape).items():
            if isinstance(text, Text) and name not in ABOUT_THE_RULE and text.nl:
                says = re.compile(_pattern(text.nl)).search
                if not any(map(says, spoken)):
                    yield name


def _pattern(template: str) -> str:
    """Return what a sentence looks like with any values; a text within a text has values of its own."""
    pieces = Formatter().parse(template.replace("{{", "{").replace("}}", "}"))
    return "".join(re.escape(literal) + (".+" if name else "") for literal, name, _, _ in pieces)


@pytest.mark.parametrize("rule", RULEBOOK, ids=lambda rule: rule.id)
def test_every_sentence_is_said_in_an_example(rule: Rule) -> None:
    """No sentence can be written that nobody has read as it comes out."""
    assert list(_unsaid(rule)) == []
