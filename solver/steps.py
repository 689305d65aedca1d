"""How many of something there are from moment to moment, as steps in order of time. No plan, no facts, no ortools."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from planner.domain.time import Interval, Minute

FIRST, LAST = Minute(-(10**7)), Minute(10**8)
"""Before and after everything the program knows."""
Steps = Sequence[tuple[Minute, int]]
"""(From this moment on, so many)."""


def offers(amounts: Iterable[tuple[Interval, int]]) -> list[tuple[Minute, int]]:
    """Return the steps of what is offered during stretches; overlapping offers add up."""
    return less([(FIRST, 0), (LAST, 0)], [(when.start, when.end, -amount) for when, amount in amounts])


def less(steps: Steps, taken: Iterable[tuple[Minute, Minute | None, int]]) -> list[tuple[Minute, int]]:
    """Return the steps when amounts are taken during ``[start, end)``."""
    changes: dict[Minute, int] = {}
    before = 0
    for moment, free in steps:
        changes[moment] = changes.get(moment, 0) + free - before
        before = free
    for start, end, amount in taken:
        stop = LAST if end is None else end
        changes[start] = changes.get(start, 0) - amount
        changes[stop] = changes.get(stop, 0) + amount
    result, free = [], 0
    for moment in sorted(changes):
        free += changes[moment]
        result.append((moment, free))
    return result


def fewest(one: Steps, other: Steps) -> list[tuple[Minute, int]]:
    """Return from moment to moment the smaller of the two."""
    moments = sorted({moment for moment, _ in (*one, *other)})
    return [(moment, min(at(one, moment), at(other, moment))) for moment in moments]


def together(groups: Iterable[Steps]) -> list[tuple[Minute, int]]:
    """Return the sum of all."""
    taken = [(moment, until, -free) for steps in groups for (moment, free), (until, _) in pairwise(steps)]
    return less([(FIRST, 0), (LAST, 0)], taken)


def at(steps: Steps, moment: Minute) -> int:
    """Return how many there are at a moment."""
    found = position(steps, moment) - 1
    return steps[found][1] if found >= 0 else 0


def position(steps: Steps, moment: Minute) -> int:
    """Return how many of the steps are at or before a moment."""
    return bisect_right(steps, moment, key=_moment)


def lowest(steps: Steps, start: Minute, end: Minute) -> int:
    """Return how many there are at least during ``[start, end)``."""
    return min((at(steps, start), *(free for moment, free in steps if start < moment < end)))


def highest(steps: Steps) -> int:
    """Return how many there are at most."""
    return max((free for _, free in steps), default=0)


def _moment(step: tuple[Minute, int]) -> Minute:
    return step[0]
