"""Days, times and counts in the language spoken."""

from datetime import date

import pytest

from planner.domain.civil import at, day_start
from planner.domain.spelling import (
    clock,
    clock_there,
    day,
    days,
    latest,
    listed,
    long_date,
    moment,
    number,
    numeric_date,
    short_date,
    stamp,
    stretch,
    then,
    week_name,
    working_days,
    year_date,
)
from planner.domain.wording import Language, speaking

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
        (stretch(at(THURSDAY, 22), at(THURSDAY, 30)), "do 26 nov 22:00 - vr 27 nov 06:00"),
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


def test_days_times_and_lists_are_written_in_english_when_it_is_spoken() -> None:
    with speaking(Language.ENGLISH):
        said = [
            long_date(THURSDAY),
            short_date(date(2027, 3, 28)),
            year_date(date(2027, 5, 3)),
            numeric_date(THURSDAY),
            week_name(THURSDAY),
            stretch(at(THURSDAY, 22), at(THURSDAY, 30)),
            listed(["a", "b", "c"]),
            days(1),
            working_days(3),
            then(None),
            latest(at(THURSDAY, 24)),
            latest(at(THURSDAY, 13, 30)),
            number(1234.5),
        ]
    assert said == [
        "Thursday 26 November 2026",
        "Sun 28 Mar",
        "Mon 3 May 2027",
        "2026-11-26",
        "week 48",
        "Thu 26 Nov 22:00 - Fri 27 Nov 06:00",
        "a, b and c",
        "1 day",
        "3 working days",
        "in this period",
        "by Thu 26 Nov at the latest",
        "by Thu 26 Nov 13:30 at the latest",
        "1,234.5",
    ]


def test_counts_and_terms_in_dutch() -> None:
    said = [numeric_date(THURSDAY), days(1), working_days(3), then(None), latest(at(THURSDAY, 24)), number(1234.5)]
    assert said == ["26-11-2026", "1 dag", "3 werkdagen", "in deze periode", "uiterlijk do 26 nov", "1.234,5"]


def test_a_term_that_ends_in_another_year_says_which() -> None:
    now = at(date(2026, 11, 19), 16)

    assert latest(day_start(date(2026, 11, 22)), now) == "uiterlijk za 21 nov"
    assert latest(day_start(date(2027, 1, 1)), now) == "uiterlijk do 31 dec"
    assert latest(day_start(date(2027, 1, 2)), now) == "uiterlijk vr 1 jan 2027"
    assert latest(at(date(2025, 3, 3), 9, 30), now) == "uiterlijk ma 3 mrt 2025 09:30"
    assert latest(day_start(date(2027, 1, 2))) == "uiterlijk vr 1 jan"
