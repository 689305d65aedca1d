"""Searching good diaries: place everything greedily, then anneal level after level until the budget is spent.

The same seed and number of steps give the same diaries on any machine; the clock and ``stopped`` are looked at between
chunks only. Not allowed here: what a week stands for.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from planner.domain.levels import Level
from solver.diary.anneal import anneal, restore
from solver.diary.fit import place_all
from solver.diary.packing import Packed, new_desk
from solver.diary.scale import Scale
from solver.diary.week import NONE, Ints, Week
from solver.kernel.budget import Budget, Pace

SHARES = {Level.TIMELY: 0.35, Level.STABLE: 0.2, Level.EFFICIENT: 0.45}
"""How much of the search goes to each level; what comes before it counts with the first."""
HEATS = {Level.TIMELY: (0.7, 0.03), Level.STABLE: (2.0, 0.2), Level.EFFICIENT: (50.0, 2.0)}
"""Temperature at the begin and end, in units of the level."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the search: until which share of the budget, and between which temperatures."""

    until: float
    heats: tuple[float, float]


def search_diary(
    packed: Packed,
    budget: Budget,
    *,
    seed: int,
    given: Ints,
    tell: Callable[[float, Ints], None] = lambda _share, _chosen: None,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Ints, int, bool]:
    """Return the best start of each activity, the number of steps made, and whether all steps were.

    ``given`` are the starts to begin with; ``tell`` hears the share of the budget that is spent, and the best so far.
    """
    week, desk = packed.week, packed.desk(seed)
    place_all(week, desk, _tightest_first(week), given)
    restore(week, desk, keep=True)
    pace = Pace(budget, stopped)
    tell(0.0, desk.best)
    since = 0.0
    for phase in phases(packed.scale) if len(given) else ():
        begun = since

        def chunk(begin: int, steps: int, total: float, phase: Phase = phase) -> None:
            anneal(week, desk, begin, steps, total, phase.heats)

        def heard(begun: float = begun, phase: Phase = phase) -> None:
            tell(min(phase.until, max(begun, pace.spent())), desk.best)

        pace.run(phase.until, chunk, heard)
        restore(week, desk, keep=False)
        since = phase.until
    return desk.best.copy(), pace.made, pace.finished()


def phases(scale: Scale) -> Iterator[Phase]:
    """Yield a phase for each level that anything depends on."""
    levels = [level for level in SHARES if scale.counts(level)] or [Level.EFFICIENT]
    whole = sum(SHARES[level] for level in levels)
    until = 0.0
    for level in levels:
        until += SHARES[level] / whole
        hot, cold = HEATS[level]
        heats = (hot * scale.weight(level), cold * scale.weight(level))
        yield Phase(1.0 if level is levels[-1] else until, heats)


def warm_up() -> None:
    """Compile the search, or load it when it was compiled before, so that the next search starts at once."""
    one, nothing = np.zeros(1, np.int64), np.zeros(0, np.int64)
    pair, square = np.array([0, 1], np.int64), np.zeros((1, 1), np.int64)
    fields = dict.fromkeys(Week._fields, one) | {"rival": nothing, "rival_at": np.zeros(2, np.int64)}
    fields |= dict.fromkeys(("option_at", "pool_at", "start_at", "pool_user_at"), pair)
    week = Week(**fields | {"until": one + 1, "amount": one + 1, "absent": one + 1, "car": square, "travel": square})
    desk = new_desk(week, square + 1, square.copy(), seed=1)
    place_all(week, desk, one, one + NONE)
    restore(week, desk, keep=True)
    anneal(week, desk, 0, 2, 2.0, (1.0, 1.0))


def _tightest_first(week: Week) -> Ints:
    """Return the activities by how few starts they have."""
    return np.argsort(np.diff(week.start_at[week.option_at]), kind="stable").astype(np.int64)
