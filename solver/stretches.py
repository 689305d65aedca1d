"""Stretches of time in order: does a start fit? No plan, no facts, no ortools."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from planner.domain.time import Interval, Minute

ALWAYS = Interval(Minute(0))
"""From the first minute the program knows, without end."""


def fits(allowed: Sequence[Interval], start: Minute, end: Minute) -> bool:
    """Return whether ``[start, end)`` lies inside one of the stretches (in order, not overlapping)."""
    at = bisect_right(allowed, start, key=_start) - 1
    return at >= 0 and allowed[at].covers(start, end)


def starts_that_fit(
    allowed: Sequence[Interval], starts: Iterable[Minute], duration: int, *, whole: bool = True
) -> list[Minute]:
    """Return the starts from which ``duration`` minutes (``whole``) or the first minute lie inside a stretch."""
    length = duration if whole else 1
    return [start for start in starts if fits(allowed, start, Minute(start + length))]


def _start(stretch: Interval) -> Minute:
    return stretch.start
