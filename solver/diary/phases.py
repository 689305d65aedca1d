"""The phases of the search: which level each is about, how long it takes and how hot it is. No searching here."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.domain.levels import Level
from solver.diary.scale import Scale

SHARES = {Level.TIMELY: 0.35, Level.STABLE: 0.2, Level.EFFICIENT: 0.45}
"""How much of the search goes to each level; what comes before it counts with the first."""
HEATS = {Level.TIMELY: (0.7, 0.03), Level.STABLE: (2.0, 0.2), Level.EFFICIENT: (30.0, 2.0)}
"""Temperature at the begin and end, in units of the level."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the search: from which to which share of the budget, and between which temperatures."""

    since: float
    until: float
    heats: tuple[float, float]

    def between(self, first: float, last: float) -> tuple[float, float]:
        """Return the temperatures at two moments of the phase, from 0 to 1."""
        hot, cold = self.heats
        return hot * (cold / hot) ** first, hot * (cold / hot) ** last


def phases(scale: Scale) -> Iterator[Phase]:
    """Yield a phase for each level that anything depends on."""
    levels = [level for level in SHARES if scale.counts(level)] or [Level.EFFICIENT]
    whole = sum(SHARES[level] for level in levels)
    since = 0.0
    for level in levels:
        until = 1.0 if level is levels[-1] else since + SHARES[level] / whole
        hot, cold = HEATS[level]
        yield Phase(since, until, (hot * scale.weight(level), cold * scale.weight(level)))
        since = until
