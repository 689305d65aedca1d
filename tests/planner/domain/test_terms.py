"""Counting terms, with dates taken from the Dutch calendar of 2026."""

from datetime import date

import pytest

from planner.domain.civil import at, day_start
from planner.domain.ids import CountryCode
from planner.domain.resources import ClosedDays
from planner.domain.settings import Unit
from planner.domain.terms import Roll, WorkCalendar, deadline, work_calendars

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
