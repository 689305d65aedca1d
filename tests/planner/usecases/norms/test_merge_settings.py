"""Entered settings win from the delivered norms, on exactly the days they hold."""

from dataclasses import replace
from datetime import date

from planner.domain.cases import Regime
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import RuleId
from planner.domain.settings import Setting, Settings, Unit
from planner.usecases.norms.merge_settings import settings_in_force

DEFAULT = Setting(rule=RuleId("R03"), key="term", value=30, unit=Unit.DAYS)
YEAR = replace(DEFAULT, value=21, valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1))


def test_without_entered_settings_the_delivered_norms_hold() -> None:
    assert set(settings_in_force(())) == set(DEFAULT_SETTINGS)


def test_a_default_holds_before_and_after_an_entered_value() -> None:
    assert settings_in_force((YEAR,), (DEFAULT,)) == (
        replace(DEFAULT, valid_to=date(2026, 1, 1)),
        YEAR,
        replace(DEFAULT, valid_from=date(2027, 1, 1)),
    )


def test_an_entered_value_without_dates_replaces_the_default_wholly() -> None:
    always = replace(DEFAULT, value=21)

    assert settings_in_force((always,), (DEFAULT,)) == (always,)


def test_a_value_for_one_regime_leaves_the_general_one() -> None:
    own = replace(YEAR, regime=Regime.VBL)

    assert settings_in_force((own,), (DEFAULT,)) == (DEFAULT, own)


def test_a_default_outside_the_entered_days_is_left_whole() -> None:
    old = replace(DEFAULT, valid_to=date(2020, 10, 1))

    assert settings_in_force((YEAR,), (old,)) == (old, YEAR)


def test_a_plan_across_a_change_date_finds_both_values() -> None:
    settings = Settings(settings_in_force((YEAR,)))

    found = [settings.value("R03", "term", on=date(year, 12, 31)) for year in (2025, 2026, 2027)]
    assert found == [30, 21, 30]
