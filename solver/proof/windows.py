"""What fits in a half-day of a pool or person: minutes, and measures that know that lengths do not mix freely.

Three talks of 90 minutes do not fit in a room of four hours though 270 is little more than 240: a measure that counts
what lasts longer than a third of the stretch as half of it says so. These are the dual feasible functions of Fekete and
Schepers (2001): whatever fits one after another in a stretch measures no more than the whole of it.
Not allowed here: who uses the pool.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from planner.domain.time import Minute

FINEST = 4
"""Measures cut a stretch into up to so many parts."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A length measured in whole units; all that fits in the window measures ``most`` at the most.

    ``parts`` 0 counts minutes. Otherwise what lasts a multiple of ``length`` / (parts + 1) counts as it is, and
    anything else as so many whole parts, rounded down.
    """

    most: int
    length: int
    parts: int = 0

    def of(self, minutes: int) -> int:
        """Return what a length measures."""
        if self.parts == 0:
            return minutes
        cut, rest = divmod((self.parts + 1) * minutes, self.length)
        return minutes * self.parts if rest == 0 else cut * self.length


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the scope, with how many of something there are from moment to moment in it."""

    number: int
    first: Minute
    until: Minute
    steps: tuple[tuple[Minute, Minute, int], ...]
    """(From, until, so many), in order; at least one of something."""

    @property
    def minutes(self) -> int:
        """What is offered all together."""
        return sum((until - start) * amount for start, until, amount in self.steps)

    def between(self, first: Minute, until: Minute) -> "Window":
        """Return the window with only what is offered between two moments."""
        steps = ((max(start, first), min(end, until), amount) for start, end, amount in self.steps)
        return replace(self, steps=tuple(step for step in steps if step[0] < step[1]))

    def measures(self) -> Iterator[Measure]:
        """Yield minutes, and further measures where as many are offered during one stretch."""
        yield Measure(self.minutes, 0)
        amounts = {amount for _, _, amount in self.steps}
        joined = all(before[1] == after[0] for before, after in pairwise(self.steps))
        if len(amounts) == 1 and joined:
            length = self.steps[-1][1] - self.steps[0][0]
            for parts in range(1, FINEST + 1):
                yield Measure(self.steps[0][2] * parts * length, length, parts)


def windows(steps: Sequence[tuple[Minute, int]], half_days: Sequence[tuple[Minute, Minute]]) -> Iterator[Window]:
    """Yield the half-days in which something is offered."""
    stretches = [(start, until, free) for (start, free), (until, _) in pairwise(steps) if free > 0]
    for number, (first, until) in enumerate(half_days):
        inside = tuple(
            (max(start, first), min(end, until), free)
            for start, end, free in stretches
            if start < until and first < end
        )
        yield Window(number, first, until, inside)
