"""Every rule in words: all that it carries, in both languages."""

from datetime import date

import pytest

from planner.domain.cases import Regime
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import RuleId
from planner.domain.settings import Mark, Setting, Unit
from planner.domain.wording import Language, speaking
from solver.description import describe, norm_of, unread
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from tests.solver.rules.languages import DUTCH, words

LAW = frozenset({"vreemdelingenwet", "vreemdelingencirculaire", "arbeidstijdenwet", "arbeidstijdenbesluit", "vervoer"})
"""Dutch names of laws, which stand between brackets after the English."""
by_id = pytest.mark.parametrize("rule", RULEBOOK, ids=lambda rule: rule.id)


@by_id
def test_a_rule_says_level_override_source_mark_scope_and_words(rule: Rule) -> None:
    """An anchor and a unit only where something is counted."""
    said = [what for what, _ in describe(rule, DEFAULT_SETTINGS).facts()]

    counted = [what for what in said if what in ("Termijn telt vanaf", "Telt in")]
    assert [what for what in said if what not in counted] == [
        "Niveau",
        "Uitzondering door",
        "Bron",
        "Zekerheid",
        "Bekeken per",
        "Woorden van de zoeker",
    ]


@by_id
def test_a_rule_is_described_in_english_alone_when_it_is_spoken(rule: Rule) -> None:
    """Names of Dutch laws apart."""
    with speaking(Language.ENGLISH):
        english = describe(rule, DEFAULT_SETTINGS)
        facts = english.facts()

    said = words(" ".join((english.title, english.why, *(f"{what} {value}" for what, value in facts))))
    assert (said & DUTCH) - LAW == set()
    assert facts[0][0] == "Level"


@by_id
def test_a_rule_with_an_assumption_says_so(rule: Rule) -> None:
    """In its mark, or in that of one of its values."""
    said = describe(rule, DEFAULT_SETTINGS)
    marks = (said.mark, *(norm.mark for norm in said.norms))

    assert said.assumed == any("[A] aanname" in mark for mark in marks)


def test_a_value_says_regime_amount_validity_and_where_it_is_from() -> None:
    entered = Setting(
        rule=RuleId("R42"),
        key="notice",
        value=1,
        unit=Unit.WORKING_DAYS,
        regime=Regime.DETENTION,
        valid_from=date(2026, 1, 1),
        valid_to=date(2027, 1, 1),
        mark=Mark.SECONDARY,
        source="werkinstructie",
    )

    assert norm_of(entered).cells() == (
        "R42 notice",
        "bewaring",
        "1 werkdag",
        "vanaf 01-01-2026 tot 01-01-2027",
        "[S] gevonden in een andere bron",
        "werkinstructie",
    )
    with speaking(Language.ENGLISH):
        assert norm_of(entered).cells()[1:5] == (
            "detention",
            "1 working day",
            "from 2026-01-01 until 2027-01-01",
            "[S] found in another source",
        )


def test_a_length_of_another_level_than_its_rule_says_which() -> None:
    """In detention the first conversation is late after a week, and the limit is a legal one."""
    said = describe(next(rule for rule in RULEBOOK if rule.id == "R02"), DEFAULT_SETTINGS)

    assert {norm.name: norm.amount for norm in said.norms if norm.regime == "bewaring"} == {
        "R02 term": "7 dagen",
        "R02 limit": "14 dagen, L1 wettelijke termijn",
    }


def test_settings_that_no_rule_reads_are_those_of_models() -> None:
    assert {str(setting.rule)[0] for setting in unread(RULEBOOK, DEFAULT_SETTINGS)} == {"T"}
