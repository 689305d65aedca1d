"""Proofs in a process of their own: as in this one, shown only while they hold, and gone with their process."""

import os
import signal
import time

from planner.domain.levels import Level
from planner.domain.plan import LevelValue
from planner.domain.problem import Problem
from solver.bounds import Bounds
from solver.bounds_apart import BoundsApart, still_proven
from tests.solver.diary.drawn import best_plan, costs, drawn_week

PATIENCE = 120.0


def _levels(problem: Problem) -> tuple[LevelValue, ...]:
    best = costs(problem, best_plan(problem))
    return tuple(LevelValue(level=level, cost=best[level]) for level in Level)


def _of(*pairs: tuple[int, int | None]) -> tuple[LevelValue, ...]:
    return tuple(LevelValue(level=level, cost=c, bound=b) for level, (c, b) in zip(Level, pairs, strict=False))


def test_another_process_proves_what_this_one_does() -> None:
    problem = drawn_week(3)
    levels = _levels(problem)
    here, apart = Bounds(problem), BoundsApart(problem)
    for bounds in (here, apart):
        bounds.begin(levels)

    assert apart.finish(levels, PATIENCE) == here.finish(levels, PATIENCE)


def test_bounds_become_known_while_a_search_goes_on() -> None:
    problem = drawn_week(3)
    levels = _levels(problem)
    bounds = BoundsApart(problem)
    assert [value.bound for value in bounds.of(levels)] == [0, *[None] * (len(levels) - 1)]
    bounds.begin(levels)

    until = time.monotonic() + PATIENCE
    while (found := bounds.of(levels))[Level.TIMELY].bound is None and time.monotonic() < until:
        time.sleep(0.05)
    bounds.close()

    assert [value.cost for value in found] == [value.cost for value in levels]
    assert 0 <= (found[Level.TIMELY].bound or -1) <= found[Level.TIMELY].cost


def test_a_process_that_dies_takes_the_proofs_along_and_nothing_else() -> None:
    problem = drawn_week(3)
    levels = _levels(problem)
    bounds = BoundsApart(problem)
    bounds.begin(levels)
    assert bounds.process is not None
    os.kill(bounds.process, signal.SIGKILL)

    assert [value.cost for value in bounds.of(levels)] == [value.cost for value in levels]
    assert bounds.finish(levels, PATIENCE) == (levels, ())
    bounds.close()


def test_a_bound_holds_on_while_levels_before_it_become_better_only() -> None:
    known = _of((0, 0), (2, 2), (10, 7), (30, 20))

    assert still_proven(_of((0, None), (2, None), (9, None), (28, None)), known) == _of(
        (0, 0), (2, 2), (9, 7), (28, 20)
    )
    assert still_proven(_of((0, None), (3, None), (9, None), (28, None)), known) == _of(
        (0, 0), (3, 2), (9, None), (28, None)
    )
