"""Bounds beside a search: none before they are proven, then never above the cost, and right for what is reached."""

from planner.domain.activities import ActivityKind
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.plan import Breach, LevelValue
from solver.bounds import Bounds, apart_of
from solver.proof.items import ledger_of
from tests.solver import world as w
from tests.solver.diary.drawn import best_plan, costs, drawn_week


def _breach(level: Level, cost: int, *keys: str) -> Breach:
    return Breach(rule=RuleId("P25"), level=level, cost=cost, because="", activities=tuple(w.key(k) for k in keys))


def test_apart_is_what_no_plan_can_hold() -> None:
    breaches = (
        _breach(Level.TIMELY, 5, "hopeless"),
        _breach(Level.TIMELY, 7, "possible"),
        _breach(Level.TIMELY, 11, "hopeless", "possible"),
        _breach(Level.EFFICIENT, 13, "hopeless"),
    )

    assert apart_of(breaches, frozenset({w.key("hopeless")})) == {Level.TIMELY: 5, Level.EFFICIENT: 13}


def test_bounds_that_were_never_begun_are_none() -> None:
    levels = (LevelValue(level=Level.HARD, cost=0), LevelValue(level=Level.TIMELY, cost=3))

    assert Bounds(w.World().problem()).finish(levels, {}, 1.0) == (levels, ())


def test_bounds_in_the_end_follow_from_their_certificates() -> None:
    problem = drawn_week(3)
    best = costs(problem, best_plan(problem))
    levels = tuple(LevelValue(level=level, cost=best[level]) for level in Level)
    bounds = Bounds(problem)
    bounds.begin(levels)

    values, certificates = bounds.finish(levels, {Level.REALISED: 0}, 60.0)

    ledger = ledger_of(problem)
    assert all(a.kind is not ActivityKind.MOVE for a in problem.activities)
    assert [value.level for value in values if value.bound is None or value.bound > value.cost] == []
    assert [(c.level, c.bound) for c in certificates] == [(c.level, ledger.bound(c)) for c in certificates]
