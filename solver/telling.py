"""Telling how far a search is, a few times a second at most. Not allowed here: what is told to whom."""

import time
from dataclasses import replace

from planner.domain.plan import LevelValue, Plan
from planner.ports.search import Progress, Report
from solver.clock import Budget

SECONDS_BETWEEN = 0.25


class Teller:
    """Passes progress on to a report."""

    def __init__(self, report: Report, budget: Budget, total: int) -> None:
        self._report = report
        self._budget = budget
        self._total = total
        self._stage = ""
        self._planned = 0
        self._last = 0.0
        self._levels: tuple[LevelValue, ...] = ()
        self._lost = 0
        self._begins: dict[str, float] = {}

    def lost(self, count: int) -> None:
        """Add sub-problems that no worker brought back; they go along with what is told from now on."""
        self._lost += count

    def reached(self, levels: tuple[LevelValue, ...]) -> None:
        """Keep the levels reached; they go along with what is told from now on, and the next time is at once."""
        self._levels = levels
        self._last = 0.0

    def stage(self, name: str, planned: int) -> None:
        """Say that a stage begins."""
        self._stage = name
        self._begins.setdefault(name, time.monotonic() - self._budget.started)
        self._last = 0.0
        self.tell(0.0, planned)

    def tell(self, fraction: float, planned: int) -> None:
        """Say how far the stage is, unless that was just said."""
        self._planned = planned
        if time.monotonic() - self._last >= SECONDS_BETWEEN:
            self._send(
                Progress(stage=self._stage, fraction=fraction, planned=planned, total=self._total, levels=self._levels)
            )

    def pass_on(self, progress: Progress) -> None:
        """Pass on what a stage tells itself, counted with what was planned before it."""
        if time.monotonic() - self._last >= SECONDS_BETWEEN:
            whole = replace(progress, planned=self._planned + progress.planned, total=self._total, levels=self._levels)
            self._send(whole)

    def done(self, plan: Plan) -> None:
        """Say that the plan is there, with its levels."""
        planned = len(plan.appointments)
        self._send(Progress(stage="klaar", fraction=1.0, planned=planned, total=self._total, levels=plan.levels))

    def _send(self, progress: Progress) -> None:
        self._last = time.monotonic()
        seconds = self._last - self._budget.started
        self._report(replace(progress, seconds=seconds, lost=self._lost, stages=self._stages(seconds)))

    def _stages(self, now: float) -> tuple[tuple[str, float], ...]:
        """Return the seconds per stage so far."""
        ends = (*tuple(self._begins.values())[1:], now)
        return tuple((name, end - begin) for (name, begin), end in zip(self._begins.items(), ends, strict=True))
