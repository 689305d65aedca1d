"""Stretches of time in order: does a start fit? No plan, no facts, no ortools."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from planner.domain.time import Interval, Minute

ALWAYS = Interval(Minute(0))
"""From the first minute the program knows, without end."""


def fits(allowed: Sequence[Interval], start: Minute, end: Minute) -> bool:
    """Return whether ``[start, end)`` lies inside one of the stretches (in order, not overlapping)."""
    at = bisect_right(allowed, start, key=_start) - 1
    return at >= 0 and allowed[at].covers(start, end)


def starts_that_fit(
    allowed: Sequence[Interval], starts: Sequence[Minute], duration: int, *, whole: bool = True
) -> list[Minute]:
    """Return the starts, in order, from which ``duration`` minutes (``whole``) or one lie inside a stretch."""
    left: list[Minute] = []
    if not starts:
        return left
    length = duration if whole else 1
    at = max(0, bisect_right(allowed, starts[0], key=_start) - 1)
    first = bisect_left(starts, allowed[at].start) if allowed else 0
    while at < len(allowed) and first < len(starts):
        last = len(starts) if at + 1 == len(allowed) else bisect_left(starts, allowed[at + 1].start, first)
        end = allowed[at].end
        left += starts[first : last if end is None else bisect_right(starts, end - length, first, last)]
        at, first = at + 1, last
    return left


def _start(stretch: Interval) -> Minute:
    return stretch.start
