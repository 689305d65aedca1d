"""Bounds are what the hopeless cost, and nothing else."""

from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.plan import Breach, LevelValue
from solver.bounds import with_bounds
from tests.solver import world as w


def _breach(level: Level, cost: int, *keys: str) -> Breach:
    return Breach(rule=RuleId("P25"), level=level, cost=cost, because="", activities=tuple(w.key(k) for k in keys))


def test_with_bounds_counts_only_what_no_plan_can_hold() -> None:
    breaches = (
        _breach(Level.TIMELY, 5, "hopeless"),
        _breach(Level.TIMELY, 7, "possible"),
        _breach(Level.TIMELY, 11, "hopeless", "possible"),
        _breach(Level.EFFICIENT, 13, "hopeless"),
    )
    levels = (LevelValue(level=Level.TIMELY, cost=23), LevelValue(level=Level.EFFICIENT, cost=13))

    assert with_bounds(levels, breaches, frozenset({w.key("hopeless")})) == (
        LevelValue(level=Level.TIMELY, cost=23, bound=5),
        LevelValue(level=Level.EFFICIENT, cost=13, bound=None),
    )
