"""Lower bounds that are proven without any search: what cannot be planned costs what it costs in every plan.

Not allowed here: estimates. A level without a proof has no bound.
"""

from collections.abc import Sequence

from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Breach, LevelValue

BOUNDED = (Level.HARD, Level.LEGAL, Level.REALISED, Level.TIMELY)


def with_bounds(
    levels: Sequence[LevelValue], breaches: Sequence[Breach], hopeless: frozenset[ActivityKey]
) -> tuple[LevelValue, ...]:
    """Add the proven bounds: breaches of one activity that no plan can hold stand in every plan."""
    return tuple(
        LevelValue(level=value.level, cost=value.cost, bound=_bound(value.level, breaches, hopeless))
        for value in levels
    )


def _bound(level: Level, breaches: Sequence[Breach], hopeless: frozenset[ActivityKey]) -> int | None:
    if level not in BOUNDED:
        return None
    return sum(
        breach.cost
        for breach in breaches
        if breach.level is level and len(breach.activities) == 1 and breach.activities[0] in hopeless
    )
