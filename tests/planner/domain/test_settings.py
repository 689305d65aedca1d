"""Settings by rule, key, regime and date."""

from datetime import date

import pytest

from planner.domain.cases import Regime
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import RuleId
from planner.domain.settings import Setting, Settings, SettingsError, Unit

BEFORE, AFTER = date(2020, 9, 30), date(2020, 10, 1)


def hours(value: int, start: date, end: date | None = None, regime: Regime | None = None) -> Setting:
    return Setting(
        rule=RuleId("R11"), key="notice", value=value, unit=Unit.HOURS, valid_from=start, valid_to=end, regime=regime
    )


def test_the_notice_was_48_hours_before_october_2020_and_is_36_after() -> None:
    settings = Settings(DEFAULT_SETTINGS)

    assert settings.value("R11", "notice", on=BEFORE) == 48
    assert settings.value("R11", "notice", on=AFTER) == 36


def test_the_regime_s_own_value_goes_before_the_general_one() -> None:
    settings = Settings(DEFAULT_SETTINGS)

    assert settings.value("R02", "term", on=AFTER, regime=Regime.DETENTION) == 7
    assert settings.value("R02", "term", on=AFTER, regime=Regime.VBL) == 10


def test_two_values_on_one_day_are_refused() -> None:
    with pytest.raises(SettingsError, match="op 01-10-2020 gelden twee waarden"):
        Settings([hours(48, date(2020, 1, 1)), hours(36, AFTER)])


def test_values_that_follow_each_other_are_fine() -> None:
    settings = Settings([hours(36, AFTER), hours(48, date(2020, 1, 1), AFTER)])

    assert [settings.value("R11", "notice", on=day) for day in (BEFORE, AFTER)] == [48, 36]


def test_a_value_that_nobody_entered_is_an_error_that_says_so() -> None:
    with pytest.raises(SettingsError, match="Voer er een in die"):
        Settings([]).get("R11", "notice", on=AFTER)
