"""Time inside the program: whole UTC minutes on one endless line.

Not allowed here: time zones, civil dates, the clock (see ``civil``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NewType

Minute = NewType("Minute", int)
"""Whole minutes since 2020-01-01T00:00Z; never a wall-clock reading."""

MINUTES_PER_HOUR = 60
MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Half-open stretch of time ``[start, end)``; ``end=None`` means open-ended."""

    start: Minute
    end: Minute | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            msg = f"interval ends at {self.end}, not after its start {self.start}\nSwap the two or leave the end open."
            raise ValueError(msg)

    def contains(self, moment: Minute) -> bool:
        """Return whether the moment lies inside."""
        return self.start <= moment and (self.end is None or moment < self.end)

    def covers(self, start: Minute, end: Minute) -> bool:
        """Return whether ``[start, end)`` lies wholly inside."""
        return self.start <= start and (self.end is None or end <= self.end)

    def overlaps(self, start: Minute, end: Minute | None) -> bool:
        """Return whether the interval shares at least one minute with ``[start, end)``."""
        return (end is None or self.start < end) and (self.end is None or start < self.end)

    def intersect(self, other: "Interval") -> "Interval | None":
        """Return the shared part, or None when there is none."""
        if not self.overlaps(other.start, other.end):
            return None
        return Interval(max(self.start, other.start), _earliest(self.end, other.end))


def intersection(groups: Iterable[Iterable[Interval]]) -> tuple[Interval, ...]:
    """Return the moments that lie in some interval of *every* group, in order of time.

    Intervals of one group may overlap or touch; they are merged first.
    """
    result: tuple[Interval, ...] | None = None
    for group in groups:
        merged = union(group)
        if result is None:
            result = merged
            continue
        result = tuple(_shared(result, merged))
    return result or ()


def _shared(ones: tuple[Interval, ...], others: tuple[Interval, ...]) -> Iterator[Interval]:
    """Yield what two rows share; neither has intervals that overlap, and both are in order of time."""
    i = j = 0
    while i < len(ones) and j < len(others):
        one, other = ones[i], others[j]
        if one.overlaps(other.start, other.end):
            yield Interval(max(one.start, other.start), _earliest(one.end, other.end))
        if other.end is None or (one.end is not None and one.end < other.end):
            i += 1
        else:
            j += 1


def _earliest(one: Minute | None, other: Minute | None) -> Minute | None:
    """Return the earlier end; None has no end."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Merge overlapping and touching intervals; the result is in order of time."""
    merged: list[Interval] = []
    for interval in sorted(intervals, key=lambda i: i.start):
        last = merged[-1] if merged else None
        if last is None or (last.end is not None and last.end < interval.start):
            merged.append(interval)
        elif last.end is not None and (interval.end is None or interval.end > last.end):
            merged[-1] = Interval(last.start, interval.end)
    return tuple(merged)


def subtract(intervals: Iterable[Interval], holes: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the union of ``intervals`` without the ``holes``."""
    left = list(union(intervals))
    for hole in holes:
        cut: list[Interval] = []
        for part in left:
            if not part.overlaps(hole.start, hole.end):
                cut.append(part)
                continue
            if part.start < hole.start:
                cut.append(Interval(part.start, hole.start))
            if hole.end is not None and (part.end is None or hole.end < part.end):
                cut.append(Interval(hole.end, part.end))
        left = cut
    return tuple(left)
