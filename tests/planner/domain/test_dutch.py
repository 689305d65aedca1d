"""Dutch words for days and times."""

from datetime import date

import pytest

from planner.domain.civil import at
from planner.domain.dutch import (
    clock,
    clock_there,
    day,
    listed,
    long_date,
    moment,
    short_date,
    stamp,
    stretch,
    week_name,
    year_date,
)

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (long_date(THURSDAY), "donderdag 26 november 2026"),
        (short_date(date(2027, 3, 28)), "zo 28 mrt"),
        (week_name(date(2027, 1, 3)), "week 53"),
        (day(at(THURSDAY, 0)), "do 26 nov"),
        (clock(at(THURSDAY, 25), THURSDAY), "vr 27 nov 01:00"),
        (clock(at(THURSDAY, 13, 5), THURSDAY), "13:05"),
        (moment(at(THURSDAY, 13, 30)), "do 26 nov 13:30"),
        (stamp(at(THURSDAY, 13, 30)), "do 26 nov 2026 13:30"),
        (stretch(at(THURSDAY, 22), at(THURSDAY, 24)), "do 26 nov 22:00-00:00"),
        (stretch(at(THURSDAY, 22), at(THURSDAY, 30)), "do 26 nov 22:00-vr 27 nov 06:00"),
        (listed(["a", "b", "c"]), "a, b en c"),
        (listed(["a"]), "a"),
        (listed([]), ""),
    ],
)
def test_days_times_and_lists_are_written_in_dutch(words: str, expected: str) -> None:
    assert words == expected


@pytest.mark.parametrize(
    ("zone", "words"),
    [("Africa/Lagos", "23:30"), ("Asia/Yerevan", "vr 27 nov 02:30"), ("Europe/London", "22:30")],
)
def test_a_clock_elsewhere_names_the_day_only_when_it_is_another(zone: str, words: str) -> None:
    assert clock_there(at(date(2026, 11, 26), 23, 30), zone) == words


def test_a_date_may_have_its_year() -> None:
    assert year_date(date(2027, 3, 19)) == "vr 19 mrt 2027"
