"""Stretches and starts that fit."""

import pytest

from planner.domain.time import Interval, Minute
from solver.stretches import fits, starts_that_fit

STRETCHES = (Interval(Minute(10), Minute(20)), Interval(Minute(30)))


@pytest.mark.parametrize(
    ("start", "end", "inside"),
    [(10, 20, True), (9, 12, False), (15, 21, False), (20, 21, False), (19, 31, False), (30, 9999, True)],
)
def test_fits(start: int, end: int, inside: bool) -> None:  # noqa: FBT001 - a column of the table
    """Inside one stretch, from its first minute to its end."""
    assert fits(STRETCHES, Minute(start), Minute(end)) is inside


def test_nothing_fits_in_no_stretch() -> None:
    """An empty list allows nothing."""
    assert starts_that_fit((), (Minute(1),), 5) == []


def test_starts_that_fit_whole_or_with_their_start() -> None:
    """Five minutes from each start, or only the start."""
    starts = [Minute(start) for start in (5, 15, 16, 19, 30)]

    assert starts_that_fit(STRETCHES, starts, 5) == [15, 30]
    assert starts_that_fit(STRETCHES, starts, 5, whole=False) == [15, 16, 19, 30]
