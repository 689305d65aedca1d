"""Opening hours as people write them."""

from datetime import date

import pytest

from planner.domain.civil import at
from planner.domain.opening import (
    EXAMPLE,
    OpeningHoursError,
    OpenStretch,
    is_open,
    opening_hours_text,
    parse_opening_hours,
)

MONDAY, SATURDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 28), date(2026, 11, 29)
EIGHT, NOON, ONE, FIVE = 480, 720, 780, 1020


def test_weekdays_and_stretches_are_read_in_order_of_the_week() -> None:
    found = parse_opening_hours("za 10:00-16:00; ma-di 08:00-12:00|13:00-17:00")
    assert found == (
        OpenStretch(0, EIGHT, NOON),
        OpenStretch(0, ONE, FIVE),
        OpenStretch(1, EIGHT, NOON),
        OpenStretch(1, ONE, FIVE),
        OpenStretch(5, 600, 960),
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param(EXAMPLE, EXAMPLE, id="the example"),
        pytest.param("MA,wo 8.00 tot 17.00", "ma 08:00-17:00; wo 08:00-17:00", id="a list, points and tot"),
        pytest.param("ma-zo 00:00-24:00", "altijd", id="always"),
        pytest.param("altijd", "altijd", id="the word for always"),
        pytest.param("vr 08:00-12:00|12:00-17:00", "vr 08:00-17:00", id="touching stretches"),
        pytest.param("", "", id="not known"),
    ],
)
def test_the_notation_is_made_even(written: str, shown: str) -> None:
    assert opening_hours_text(parse_opening_hours(written)) == shown
    assert opening_hours_text(parse_opening_hours(shown)) == shown


@pytest.mark.parametrize(
    "text",
    [
        "op werkdagen",
        "ma-vr",
        "maandag 08:00-17:00",
        "xx 08:00-17:00",
        "vr-ma 08:00-17:00",
        "ma 17:00-08:00",
        "ma 08:00-24:30",
        "ma 08:60-09:00",
        "ma 08:00-12:00|11:00-13:00",
        "ma 08:00-17:00; anders bellen",
    ],
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(OpeningHoursError, match=r"\nSchrijf openingstijden als ma-vr 08:00"):
        parse_opening_hours(text)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param((MONDAY, 8), (MONDAY, 12), True, id="from opening to closing"),
        pytest.param((MONDAY, 7, 59), (MONDAY, 9), False, id="a minute early"),
        pytest.param((MONDAY, 11), (MONDAY, 14), False, id="over the closing at noon"),
        pytest.param((MONDAY, 17), (MONDAY, 17), True, id="at closing time"),
        pytest.param((SATURDAY, 11), (SATURDAY, 12), True, id="another weekday"),
        pytest.param((SUNDAY, 11), (SUNDAY, 12), False, id="a day that is not named"),
    ],
)
def test_a_place_is_open_within_a_stretch(
    start: tuple[date, int] | tuple[date, int, int],
    end: tuple[date, int],
    expected: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert is_open(parse_opening_hours(EXAMPLE), at(*start), at(*end)) == expected


def test_a_place_that_is_always_open_is_so_over_midnight_and_when_the_clock_goes_back() -> None:
    always = parse_opening_hours("altijd")
    assert is_open(always, at(SUNDAY, 23), at(SUNDAY, 26))
    assert is_open(always, at(date(2026, 10, 25), 1), at(date(2026, 10, 25), 4))


def test_ending_at_midnight_asks_nothing_of_the_next_day() -> None:
    assert is_open(parse_opening_hours("ma 20:00-24:00"), at(MONDAY, 22), at(MONDAY, 24))
    assert not is_open(parse_opening_hours("ma 20:00-24:00"), at(MONDAY, 22), at(MONDAY, 25))
