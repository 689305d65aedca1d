"""Days late."""

from datetime import date

import pytest

from planner.domain.civil import at
from planner.domain.time import Minute
from solver.lateness import days_late

END = at(date(2026, 10, 25), 0)
"""A term that ends with 24 October; the next day has 25 hours."""


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (END, 0),
        (Minute(END + 1), 1),
        (at(date(2026, 10, 25), 24), 1),
        (Minute(at(date(2026, 10, 25), 24) + 1), 2),
        (at(date(2026, 10, 24), 12), 0),
    ],
)
def test_days_late_are_civil_days(moment: Minute, days: int) -> None:
    """The long day counts as one."""
    assert days_late(moment, END) == days


def test_term_that_ends_in_a_day_is_late_on_that_day() -> None:
    """Hours may end a term at noon: a minute later is a day late, and so is the next day."""
    noon = at(date(2026, 11, 23), 12)

    assert days_late(Minute(noon + 1), noon) == 1
    assert days_late(at(date(2026, 11, 24), 12), noon) == 1
