"""Searching good diaries: place everything greedily, then anneal level after level until the budget is spent.

The same seed and number of steps give the same diaries on any machine; the clock and ``stopped`` are looked at between
chunks only. Not allowed here: what a week stands for.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from solver.diary.anneal import anneal, restore
from solver.diary.desk import new_desk
from solver.diary.fit import place_all
from solver.diary.packing import Packed
from solver.diary.parts import Cutter, parts_for
from solver.diary.phases import Phase, phases
from solver.diary.rounds import InParts
from solver.diary.week import NONE, Desk, Ints, Week
from solver.kernel.budget import Budget, Pace
from solver.parallel.workers import Workers

FEWEST = 2
"""With fewer parts than this a week is searched as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDiary:
    """The best start of each activity, the steps made, whether all were, and how many parts no worker brought back."""

    chosen: Ints
    steps: int
    finished: bool
    lost: int = 0


Tell = Callable[[float, Ints], None]
"""Hears the share of the budget that is spent, and the best starts so far."""


def search_diary(  # noqa: PLR0913 - the problem, how long, with whom, and who is told
    packed: Packed,
    budget: Budget,
    *,
    seed: int,
    given: Ints,
    tell: Tell = lambda _share, _chosen: None,
    stopped: Callable[[], bool] = lambda: False,
    workers: Workers | None = None,
) -> FoundDiary:
    """Return the best that is found, beginning with the given starts.

    A week that is large enough is searched in parts by the workers, if there are any; else as a whole, here.
    """
    week, desk = packed.week, packed.desk(seed)
    parts = 1 if workers is None else parts_for(len(desk.chosen), workers.count)
    cutter = Cutter(week, desk.free.copy(), desk.visits.copy()) if parts >= FEWEST else None
    place_all(week, desk, _tightest_first(week), given)
    restore(week, desk, keep=True)
    tell(0.0, desk.best)
    if workers is None or cutter is None:
        return _as_a_whole(packed, desk, Pace(budget, stopped), tell)
    rounds = InParts(cutter, workers, budget, parts=parts, seed=seed, stopped=stopped)
    chosen = rounds.run(tuple(phases(packed.scale)), desk.best.copy(), tell)
    return FoundDiary(chosen=chosen, steps=rounds.made, finished=rounds.whole, lost=rounds.lost)


def _as_a_whole(packed: Packed, desk: Desk, pace: Pace, tell: Tell) -> FoundDiary:
    since = 0.0
    for phase in phases(packed.scale) if len(desk.chosen) else ():
        begun = since

        def chunk(begin: int, steps: int, total: float, phase: Phase = phase) -> None:
            anneal(packed.week, desk, begin, steps, total, phase.heats)

        def heard(begun: float = begun, phase: Phase = phase) -> None:
            tell(min(phase.until, max(begun, pace.spent())), desk.best)

        pace.run(phase.until, chunk, heard)
        restore(packed.week, desk, keep=False)
        since = phase.until
    return FoundDiary(chosen=desk.best.copy(), steps=pace.made, finished=pace.finished())


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
