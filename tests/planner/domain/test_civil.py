"""Civil time: the Netherlands has a missing hour in spring and a doubled one in autumn."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.civil import (
    IsoWeek,
    at,
    day_interval,
    day_of,
    day_start,
    days_between,
    from_utc,
    local,
    moments,
    to_utc,
)
from planner.domain.time import Minute

AUTUMN = date(2026, 10, 25)
SPRING = date(2027, 3, 28)


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 11, 23), 24), (AUTUMN, 25), (SPRING, 23), (date(2027, 10, 31), 25)],
    ids=["ordinary", "autumn 2026", "spring 2027", "autumn 2027"],
)
def test_a_civil_day_lasts_as_long_as_it_lasts(day: date, hours: int) -> None:
    interval = day_interval(day)

    assert interval.end is not None
    assert interval.end - interval.start == hours * 60


def test_a_night_duty_over_the_autumn_change_takes_nine_hours() -> None:
    start, end = at(date(2026, 10, 24), 22), at(AUTUMN, 6)

    assert end - start == 9 * 60


def test_a_night_duty_over_the_spring_change_takes_seven_hours() -> None:
    start, end = at(date(2027, 3, 27), 22), at(SPRING, 6)

    assert end - start == 7 * 60


def test_a_time_that_does_not_exist_moves_forward_by_the_gap() -> None:
    assert at(SPRING, 2, 30) == at(SPRING, 3, 30)


def test_a_time_that_exists_twice_is_the_first_one() -> None:
    assert to_utc(at(AUTUMN, 2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hour", "hours_utc"),
    [(SPRING, 1, [0]), (SPRING, 2, []), (SPRING, 3, [1]), (AUTUMN, 1, [-1]), (AUTUMN, 2, [0, 1]), (AUTUMN, 3, [2])],
)
def test_moments_at_which_clocks_show_a_time(day: date, hour: int, hours_utc: list[int]) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)

    assert [to_utc(one) for one in moments(day, hour, 30)] == [
        midnight + timedelta(hours=utc, minutes=30) for utc in hours_utc
    ]


def test_hours_past_midnight_count_into_the_next_day() -> None:
    assert at(date(2026, 11, 22), 25, 15) == at(date(2026, 11, 23), 1, 15)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        from_utc(datetime(2026, 11, 23, 12, 0))  # noqa: DTZ001 - that is the point


@given(st.integers(0, 10_000_000).map(Minute))
def test_every_minute_survives_conversion_and_lies_in_its_day(minute: Minute) -> None:
    assert from_utc(local(minute).astimezone(UTC)) == minute
    assert day_interval(day_of(minute)).contains(minute)
    assert day_of(minute) == local(minute).date()


def test_days_between_counts_a_day_that_is_touched_and_not_the_one_it_ends_on() -> None:
    sunday, monday = date(2026, 11, 22), date(2026, 11, 23)

    assert days_between(at(sunday, 22), at(monday, 6)) == (sunday, monday)
    assert days_between(at(sunday, 22), day_start(monday)) == (sunday,)


def test_2026_has_a_week_53_and_2027_has_not() -> None:
    week = IsoWeek.parse("2026-W53")

    assert week.monday == date(2026, 12, 28)
    assert week.plus(1) == IsoWeek(2027, 1)
    with pytest.raises(ValueError, match="geen week 53"):
        IsoWeek.parse("2027-W53")


@pytest.mark.parametrize("text", ["2026-48", "week 48", "2026-W4", ""])
def test_a_week_written_otherwise_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(ValueError, match="Schrijf hem als 2026-W48"):
        IsoWeek.parse(text)


@pytest.mark.parametrize("text", ["1999-W52", "2100-W01", "0380-W30"])
def test_a_week_far_away_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ligt te ver weg"):
        IsoWeek.parse(text)


def test_a_week_runs_from_monday_to_sunday() -> None:
    week = IsoWeek(2026, 43)

    assert week.days()[-1] == AUTUMN
    interval = week.interval()
    assert interval.end is not None
    assert interval.end - interval.start == (7 * 24 + 1) * 60
    assert IsoWeek.of(week.monday + timedelta(days=6)) == week
