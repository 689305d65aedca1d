"""Dutch words."""

from datetime import date

import pytest

from maps.wording import counted, long_date, numeric_date, short_date


def test_long_date_names_day_and_month() -> None:
    assert long_date(date(2026, 11, 26)) == "donderdag 26 november 2026"


@pytest.mark.parametrize(
    ("day", "text"),
    [(date(2026, 3, 1), "zo 1 mrt"), (date(2026, 5, 4), "ma 4 mei"), (date(2027, 1, 5), "di 5 jan")],
)
def test_short_date_uses_the_customary_abbreviations(day: date, text: str) -> None:
    assert short_date(day) == text


def test_numeric_date_is_day_first() -> None:
    assert numeric_date(date(2026, 1, 5)) == "05-01-2026"


@pytest.mark.parametrize(("number", "text"), [(0, "0 stops"), (1, "1 stop"), (2, "2 stops")])
def test_counted_chooses_the_form(number: int, text: str) -> None:
    assert counted(number, "stop", "stops") == text
