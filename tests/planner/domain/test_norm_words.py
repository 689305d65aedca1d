"""Norms in words: how much, and that one is an assumption."""

import pytest

from planner.domain.ids import RuleId
from planner.domain.norm_words import amount, assumed, quoted
from planner.domain.settings import Mark, Setting, Unit
from planner.domain.wording import Language, speaking


def norm(value: int, unit: Unit, mark: Mark = Mark.ASSUMPTION) -> Setting:
    """Return a setting."""
    return Setting(rule=RuleId("R99"), key="k", value=value, unit=unit, mark=mark)


@pytest.mark.parametrize(
    ("setting", "dutch", "english"),
    [
        (norm(1, Unit.WORKING_DAYS), "1 werkdag (aanname)", "1 working day (assumption)"),
        (norm(3, Unit.WORKING_DAYS, Mark.FOUND), "3 werkdagen", "3 working days"),
        (norm(660, Unit.MINUTES), "11 uur (aanname)", "11 hours (assumption)"),
        (norm(270, Unit.MINUTES, Mark.SECONDARY), "270 minuten", "270 minutes"),
        (norm(4, Unit.COUNT, Mark.FOUND), "4", "4"),
    ],
)
def test_a_quoted_norm_says_that_it_is_an_assumption(setting: Setting, dutch: str, english: str) -> None:
    with speaking(Language.ENGLISH):
        spoken = quoted(setting)

    assert (quoted(setting), spoken) == (dutch, english)


def test_an_amount_is_as_it_was_entered() -> None:
    assert [amount(norm(660, Unit.MINUTES)), amount(norm(110, Unit.PERCENT))] == ["660 minuten", "110 %"]


def test_nothing_is_assumed_of_a_norm_that_is_not_there() -> None:
    assert (assumed(None), assumed(norm(1, Unit.DAYS))) == ("", " (aanname)")
