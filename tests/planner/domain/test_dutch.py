"""Dutch words for days and times."""

from datetime import date

import pytest

from planner.domain.civil import at
from planner.domain.dutch import clock, day, listed, long_date, moment, short_date, stamp, stretch, week_name

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
