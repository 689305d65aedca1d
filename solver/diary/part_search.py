"""Improving one part of the diaries: what a worker does. It loads no rules and no facts.

The same part and number of steps give the same answer anywhere. Not allowed here: cutting (``parts``).
"""

from dataclasses import dataclass

import numpy as np

from solver.diary.anneal import anneal, restore
from solver.diary.desk import new_desk
from solver.diary.fit import place_all
from solver.diary.parts import Part
from solver.diary.week import BEST, CURRENT, NONE, Ints
from solver.kernel.budget import Budget, Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A part, how many steps at most and how long to search, and between which temperatures."""

    part: Part
    steps: int
    seconds: float
    heats: tuple[float, float]
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Improved:
    """The starts as the search left them and the best it saw, what both weigh, and the processor time it took."""

    now: Ints
    best: Ints
    weight: int
    best_weight: int
    steps: int
    finished: bool


def improve(task: Task) -> Improved:
    """Search a part."""
    part = task.part
    week, desk = part.week, new_desk(part.week, part.free.copy(), part.visits.copy(), seed=task.seed)
    place_all(week, desk, np.argsort(part.given == NONE, kind="stable"), part.given)
    restore(week, desk, True)  # noqa: FBT003 - compiled functions take no keywords
    pace = Pace(Budget(iterations=task.steps, seconds=task.seconds), lambda: False)

    def chunk(begin: int, steps: int, total: float) -> None:
        anneal(week, desk, begin, steps, total, task.heats)

    pace.run(1.0, chunk, lambda: None)
    return Improved(
        now=desk.chosen,
        best=desk.best,
        weight=int(desk.numbers[CURRENT]),
        best_weight=int(desk.numbers[BEST]),
        steps=pace.made,
        finished=pace.finished(),
    )
