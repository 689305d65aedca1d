"""Counting terms, with dates taken from the Dutch calendar of 2026."""

from datetime import date

import pytest

from planner.domain.civil import at, day_start
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import CountryCode, RuleId
from planner.domain.resources import ClosedDays
from planner.domain.settings import Setting, Settings, Unit
from planner.domain.terms import DAY_OFF, Roll, WorkCalendar, day_off, deadline, term_end, work_calendars

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 26)})
DUTCH = WorkCalendar(CHRISTMAS)


def test_ten_working_days_over_christmas_skip_weekends_and_the_holiday() -> None:
    # Mon 21 Dec + 10 working days: 22, 23, 24, (25 holiday), 28, 29, 30, 31, 1 (not listed here), 4, 5 January.
    assert DUTCH.add(date(2026, 12, 21), 10) == date(2027, 1, 5)


def test_working_days_backwards_skip_the_same_days() -> None:
    # Mon 28 Dec - 3 working days: 24, 23, 22 (25 is a holiday, 26 and 27 are a weekend).
    assert DUTCH.add(date(2026, 12, 28), -3) == date(2026, 12, 22)


def test_a_term_in_days_runs_to_the_end_of_its_last_day() -> None:
    assert deadline(date(2026, 11, 1), 14, Unit.DAYS, DUTCH) == day_start(date(2026, 11, 16))


def test_a_term_in_hours_counts_from_the_start_of_the_anchor_day() -> None:
    assert deadline(date(2026, 10, 25), 36, Unit.HOURS, DUTCH) == at(date(2026, 10, 26), 11)


@pytest.mark.parametrize(
    ("how", "last"),
    [(Roll.SAME, date(2026, 12, 26)), (Roll.NEXT, date(2026, 12, 28)), (Roll.PREVIOUS, date(2026, 12, 24))],
)
def test_a_term_that_ends_on_boxing_day_follows_its_setting(how: Roll, last: date) -> None:
    after = date.fromordinal(last.toordinal() + 1)

    assert deadline(date(2026, 12, 12), 14, Unit.DAYS, DUTCH, how) == day_start(after)


def test_a_term_counted_in_percent_is_refused() -> None:
    with pytest.raises(ValueError, match="working days"):
        deadline(date(2026, 1, 1), 3, Unit.PERCENT, DUTCH)


def test_every_country_with_closed_days_gets_a_calendar_and_the_netherlands_always() -> None:
    morocco = CountryCode("MA")
    calendars = work_calendars([ClosedDays(country=morocco, days=frozenset({date(2026, 11, 18)}))])

    assert not calendars[morocco].is_working(date(2026, 11, 18))
    assert calendars[CountryCode("NL")].is_working(date(2026, 11, 18))


@pytest.mark.parametrize(
    ("rule", "anchor", "last"),
    [
        # Sun 29 November 2026 is the last of 28 days: a term of the law moves to the Monday.
        ("R01", date(2026, 11, 1), date(2026, 11, 30)),
        ("R12", date(2026, 11, 1), date(2026, 11, 30)),
        # Boxing day is a Saturday: over the weekend to Monday 28 December.
        ("R12", date(2026, 11, 28), date(2026, 12, 28)),
        # On a working day nothing moves.
        ("R12", date(2026, 11, 2), date(2026, 11, 30)),
        # Deprivation of liberty and European regulations end on the day itself: Sun 15 Nov, Sun 16 May and Sun 15 Nov.
        ("R16", date(2026, 11, 1), date(2026, 11, 15)),
        ("R15", date(2026, 11, 17), date(2027, 5, 16)),
        ("R20", date(2026, 5, 19), date(2026, 11, 15)),
        # More than ninety days, and terms that no law sets.
        ("R14", date(2026, 11, 2), date(2027, 1, 16)),
        ("R03", date(2026, 10, 30), date(2026, 11, 29)),
    ],
)
def test_a_term_ends_on_a_day_off_as_the_law_of_its_rule_says(rule: str, anchor: date, last: date) -> None:
    settings = Settings(DEFAULT_SETTINGS)
    length = settings.get(rule, "term", on=anchor)

    assert term_end(length, anchor, settings, DUTCH) == day_start(date.fromordinal(last.toordinal() + 1))


def test_an_entered_value_sends_a_term_elsewhere_from_its_day_on() -> None:
    entered = Setting(rule=RuleId("R03"), key=DAY_OFF, value=2, unit=Unit.DAY_OFF, valid_from=date(2026, 12, 1))
    settings = Settings([entered])

    assert day_off(settings, "R03", on=date(2026, 11, 30)) is Roll.SAME
    assert day_off(settings, "R03", on=date(2026, 12, 1)) is Roll.PREVIOUS


def test_a_value_that_sends_a_term_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="volgende werkdag"):
        Setting(rule=RuleId("R03"), key=DAY_OFF, value=3, unit=Unit.DAY_OFF)
