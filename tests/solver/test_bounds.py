"""Bounds beside a search: none before they are proven, then never above the cost, and right for what is reached."""

import time
from dataclasses import replace

from planner.domain.activities import ActivityKind
from planner.domain.levels import Level
from planner.domain.plan import LevelValue
from solver.bounds import Bounds
from solver.proof.diary_ledger import DiaryLedger
from solver.proof.items import heard_of, ledger_of_heard
from tests.solver import world as w
from tests.solver.diary.drawn import best_plan, costs, drawn_week


def test_bounds_that_were_never_begun_are_none() -> None:
    levels = (LevelValue(level=Level.HARD, cost=0), LevelValue(level=Level.TIMELY, cost=3))

    assert Bounds(w.World().problem()).finish(levels, 1.0) == (levels, ())


def test_bounds_in_the_end_follow_from_their_certificates() -> None:
    problem = drawn_week(3)
    best = costs(problem, best_plan(problem))
    levels = tuple(LevelValue(level=level, cost=best[level]) for level in Level)
    bounds = Bounds(problem)
    bounds.begin(levels)

    values, certificates = bounds.finish(levels, 60.0)

    heard = heard_of(problem)
    ledger, weeks = ledger_of_heard(heard), DiaryLedger(heard)
    assert all(a.kind is not ActivityKind.MOVE for a in problem.activities)
    assert [value.level for value in values if value.bound is None or value.bound > value.cost] == []
    worked_out = [(weeks if c.level is Level.EFFICIENT else ledger).bound(c) for c in certificates]
    assert [c.level for c in certificates] == list(Level)
    assert [c.bound for c in certificates] == worked_out


def test_proofs_go_on_from_where_the_search_has_come_meanwhile() -> None:
    problem = drawn_week(3)
    best = costs(problem, best_plan(problem))
    levels = tuple(LevelValue(level=level, cost=best[level]) for level in Level)
    early = tuple(replace(value, cost=value.cost + 40 * (value.level is Level.TIMELY)) for value in levels)
    bounds, at_once = Bounds(problem, follow=True), Bounds(problem)
    bounds.begin(early)
    at_once.begin(levels)

    _until_idle(bounds)
    before = bounds.of(early)
    bounds.of(levels)
    _until_idle(bounds)
    _until_idle(at_once)

    values = bounds.finish(levels, 0.0)[0]
    assert values == at_once.finish(levels, 0.0)[0]
    assert all(value.bound is not None for value in before if value.level < Level.EFFICIENT)
    assert values[-1].bound is not None
    assert values[-1].bound > 0


def test_proofs_that_do_not_follow_stay_with_what_they_began_with() -> None:
    # when they would go on is up to the clock, and a search that ends must give the same plan again
    problem = drawn_week(3)
    best = costs(problem, best_plan(problem))
    levels = tuple(LevelValue(level=level, cost=best[level]) for level in Level)
    early = tuple(replace(value, cost=value.cost + 40 * (value.level is Level.TIMELY)) for value in levels)
    bounds, asked = Bounds(problem), Bounds(problem)
    for one in (bounds, asked):
        one.begin(early)
        _until_idle(one)

    asked.of(levels)
    time.sleep(0.5)

    assert not asked.idle
    assert asked.finish(levels, 10.0) == bounds.finish(levels, 10.0)


def _until_idle(bounds: Bounds) -> None:
    until = time.monotonic() + 60
    while not bounds.idle and time.monotonic() < until:
        time.sleep(0.02)
    assert bounds.idle
