"""Searching the diaries in parts beside each other: round after round, cut elsewhere each time.

The plan depends on the seed and the number of steps, not on who works a part out. A part that is lost stays as it is.
Not allowed here: cutting and annealing, and what a week stands for.
"""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from planner.ports.search import Stopped
from solver.diary.part_search import Task, improve
from solver.diary.parts import Cutter, Draw, Piece
from solver.diary.phases import Phase
from solver.diary.week import Ints
from solver.kernel.budget import Budget
from solver.parallel.rounds import Round
from solver.parallel.workers import Workers

ROUNDS = 20
"""In how many rounds the whole budget is spent."""
LATE_SECONDS = 5.0
"""How long after its time a part may still be on its way."""
ENDLESS = 1e8
LARGEST = 1 << 62


class InParts:
    """A search of one week by workers; ``made`` are the steps, ``whole`` whether all of them were."""

    def __init__(
        self, cutter: Cutter, workers: Workers, budget: Budget, *, parts: int, seed: int, stopped: Stopped
    ) -> None:
        self._cutter, self._workers, self._budget = cutter, workers, budget
        self._parts, self._seed, self._stopped = parts, seed, stopped
        self._round = Round(workers, stopped)
        self._begun = time.perf_counter()
        self._least = LARGEST
        self.best: Ints = np.zeros(0, np.int64)
        self.made = 0
        self.whole = True

    @property
    def lost(self) -> int:
        """How many parts nobody brought back."""
        return self._round.lost

    def run(self, phases: Sequence[Phase], chosen: Ints, tell: Callable[[float, Ints], None]) -> Ints:
        """Return the best starts after all phases, beginning with these."""
        self.best = chosen
        number = 0
        for phase in phases:
            current = self.best
            rounds = max(2, round(ROUNDS * (phase.until - phase.since)))
            for k in range(rounds):
                part = replace(phase, heats=phase.between(k / rounds, (k + 1) / rounds))
                part = replace(part, until=phase.since + (phase.until - phase.since) * (k + 1) / rounds)
                part = replace(part, since=phase.since + (phase.until - phase.since) * k / rounds)
                if self._over(part.until):
                    self.whole = False
                else:
                    current = self._one(number, current, part)
                    tell(part.until, self.best)
                number += 1
        return self.best

    def _one(self, number: int, chosen: Ints, phase: Phase) -> Ints:
        """Cut, hand out and put together; return the starts as the search left them, and keep the best."""
        draw = np.random.default_rng((self._seed, number))
        pieces = self._cutter.cut(chosen, self._parts, draw)
        seconds = self._budget.seconds * phase.until - self._passed()
        waves = math.ceil(len(pieces) / self._workers.count)
        tasks = [self._task(piece, phase, seconds / waves, draw) for piece in pieces]
        found = self._round.carry_out(improve, tasks, min(ENDLESS, seconds + LATE_SECONDS))
        now, best, weight = chosen.copy(), chosen.copy(), 0
        for piece, task, improved in zip(pieces, tasks, found, strict=True):
            one = improved or improve(replace(task, steps=0))
            piece.put_back(now, one.now)
            piece.put_back(best, one.best)
            weight += one.best_weight
            self.made += one.steps
            self.whole = self.whole and improved is not None and one.finished
        if weight <= self._least:
            self.best, self._least = best, weight
        return now

    def _task(self, piece: Piece, phase: Phase, seconds: float, draw: Draw) -> Task:
        """Return the work on a part: its share of the steps, and no longer than so many seconds."""
        steps = LARGEST
        if self._budget.iterations is not None:
            share = (phase.until - phase.since) * len(piece.activities) / self._cutter.activities
            steps = math.ceil(self._budget.iterations * share)
        seed = int(draw.integers(1 << 30))
        return Task(part=piece.part, steps=steps, seconds=seconds, heats=phase.heats, seed=seed)

    def _passed(self) -> float:
        return time.perf_counter() - self._begun

    def _over(self, share: float) -> bool:
        return self._stopped() or self._passed() >= self._budget.seconds * share
