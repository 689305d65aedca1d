"""The ``Repairer`` port: a version of a draft by the rulebook, asked about disruptions.

Not allowed here: what breaks (``happened``), putting back (``mending``), which repairs differ (``offering``).
"""

import threading
from collections.abc import Callable, Sequence

from planner.domain.disruption import FactStep
from planner.domain.draft_line import State
from planner.domain.freed import Backfill, Freed
from planner.domain.problem import Problem
from planner.ports.editing import Desk
from planner.ports.repairing import ORDINARY, Impact, Proposals, Repair, Wanted, never
from solver.backfill.ranking import backfill_in
from solver.clock import Budget
from solver.editing.desk import RuleDesk, RuleDesks
from solver.repairing.happened import Happened, Version
from solver.repairing.impacting import impact_of
from solver.repairing.offering import proposals


class RuleRepairer:
    """One version of a draft; what was worked out about the last disruption is kept for the next question."""

    def __init__(self, version: Version) -> None:
        self._version = version
        self._last: Happened | None = None
        self._lock = threading.Lock()

    def after(self, steps: Sequence[FactStep]) -> Problem:
        """Return the problem of the version once the facts are so, without what officers added."""
        return self._happened(steps).answered

    def impact(self, steps: Sequence[FactStep]) -> Impact:
        """Return what breaks, what is at risk, what comes free and who is told; nothing is changed."""
        return impact_of(self._happened(steps))

    def uses(self, steps: Sequence[FactStep], freed: Freed) -> Backfill:
        """Return what could use something that comes free, with what is struck and leans on it out of the plan."""
        happened = self._happened(steps)
        struck = impact_of(happened)
        out = {one.activity for one in struck.struck} | {one.activity for one in struck.dependents}
        return backfill_in(happened.view, freed, [key for key in sorted(out) if not happened.begun(key)])

    def repair(
        self, steps: Sequence[FactStep], wanted: Wanted = ORDINARY, stopped: Callable[[], bool] = never
    ) -> tuple[Repair, ...]:
        """Return up to so many different repairs, the best first."""
        return self.propose(steps, wanted, stopped).repairs

    def propose(
        self, steps: Sequence[FactStep], wanted: Wanted = ORDINARY, stopped: Callable[[], bool] = never
    ) -> Proposals:
        """Return up to so many different repairs, the best first, and how far others were looked for."""
        return proposals(self._happened(steps), wanted, Budget.of(wanted.seconds, stopped))

    def _happened(self, steps: Sequence[FactStep]) -> Happened:
        with self._lock:
            if self._last is None or self._last.steps != tuple(steps):
                self._last = Happened(self._version, steps)
            return self._last


class RuleRepairers:
    """The ``Repairers`` port."""

    def make(self, answered: Problem, state: State, desk: Desk | None = None) -> RuleRepairer:
        """Return the repairer of a version; a desk of it lends what it has worked out."""
        lent = desk if isinstance(desk, RuleDesk) else RuleDesks().make(answered, state)
        return RuleRepairer(Version(answered, state, lent))
