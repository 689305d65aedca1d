"""The ``Repairer`` port: a version of a draft by the rulebook, asked about disruptions.

Not allowed here: what breaks (``happened``), putting back (``mending``), bounds (``bounding``).
"""

import threading
from collections.abc import Callable, Iterator, Sequence

from planner.domain.disruption import FactStep
from planner.domain.draft_line import State
from planner.domain.problem import Problem
from planner.ports.editing import Desk
from planner.ports.repairing import ORDINARY, Impact, Repair, Wanted, never
from solver.clock import Budget
from solver.editing.desk import RuleDesk, RuleDesks
from solver.repairing.happened import Happened, Version
from solver.repairing.impacting import impact_of
from solver.repairing.mending import PLAIN, Manner, Mender
from solver.repairing.telling import repair_of


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

    def repair(
        self, steps: Sequence[FactStep], wanted: Wanted = ORDINARY, stopped: Callable[[], bool] = never
    ) -> tuple[Repair, ...]:
        """Return up to so many different repairs, the best first."""
        happened = self._happened(steps)
        clock = Budget.of(wanted.seconds, stopped)
        found: list[Repair] = []
        for one in _repairs(happened, clock, fill=wanted.fill):
            if _within(one, wanted.cap) and all(one.deal.changes != other.deal.changes for other in found):
                found.append(one)
            if len(found) >= wanted.count or clock.over:
                break
        return tuple(found)

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


def _repairs(happened: Happened, clock: Budget, *, fill: bool) -> Iterator[Repair]:
    """Yield repairs: the smallest change, with free seats taken, without its places, and what is struck left out."""
    first = Mender(happened, PLAIN, clock).mend()
    yield repair_of(happened, first)
    if fill or happened.version.state.plan.standbys:
        yield repair_of(happened, Mender(happened, Manner(filling=True, anybody=fill), clock).mend())
    placed = {c.activity: c.after.appointment for c in first.deal.changes if c.activity in first.loose}
    avoid = {key: planned for key, planned in placed.items() if planned is not None}
    if not avoid:
        return
    yield repair_of(happened, Mender(happened, Manner(avoid=avoid), clock).mend())
    yield repair_of(happened, Mender(happened, Manner(dropping=True), clock).mend())


def _within(repair: Repair, cap: int | None) -> bool:
    return cap is None or sum(change.before is not None for change in repair.changes) <= cap
