"""Bounds against proven optima, with nothing of a plan in them, and by hand."""

from dataclasses import replace

import pytest

from planner.domain.bounds import Certificate, Price
from planner.domain.levels import Level
from planner.domain.problem import Problem
from planner.domain.time import Interval
from solver.proof.items import GivenUpError, ledger_of
from solver.proof.ledger import Column, Item, Ledger
from solver.proof.prices import prove
from tests.solver import small
from tests.solver import world as w
from tests.solver.diary.drawn import best_plan, costs, drawn_week, without_owner

PROVEN = (Level.LEGAL, Level.REALISED, Level.TIMELY, Level.STABLE, Level.EFFICIENT)


def _bounds(problem: Problem, reached: dict[Level, int]) -> dict[Level, int]:
    ledger = ledger_of(problem)
    return {level: prove(ledger, level, reached, 60).bound for level in PROVEN}


@pytest.mark.parametrize("seed", range(40))
def test_bounds_are_never_above_the_best_plan(seed: int) -> None:
    problem = drawn_week(seed)
    best = costs(problem, best_plan(problem))

    found = _bounds(problem, best)

    assert [(level.name, bound, best[level]) for level, bound in found.items() if bound > best[level]] == []


@pytest.mark.parametrize("seed", range(15))
def test_bounds_hold_whoever_a_case_is_given_to(seed: int) -> None:
    # C has no regievoerder yet: the best plan of either choice stays above a bound that knows of neither
    problem = drawn_week(seed)
    bounds = _bounds(without_owner(problem), {})
    best: list[dict[Level, int]] = []
    for who in (w.R1, w.R2):
        owned = tuple(
            replace(own, regievoerder=who) if own.case == w.C else own for own in problem.case_file.ownerships
        )
        given = replace(problem, case_file=replace(problem.case_file, ownerships=owned))
        best.append(costs(given, best_plan(given)))

    least = min(tuple(one[level] for level in Level) for one in best)

    assert bounds[Level.LEGAL] <= least[Level.LEGAL]
    assert bounds[Level.TIMELY] <= min(one[Level.TIMELY] for one in best)


def test_bound_of_two_talks_and_one_room_for_one_of_them() -> None:
    # an hour in one room, two talks of an hour: one is left out, and being due on the Monday costs 3 and 6 days late
    window = Interval(w.clock(9), w.clock(10))
    talks = [small.conversation(case, window=window, terms=[small.due(w.MONDAY)]) for case in (w.A, w.C)]
    problem = w.World(activities=talks).problem()

    assert costs(problem, best_plan(problem))[Level.TIMELY] == 9
    assert _bounds(problem, {})[Level.TIMELY] == 9


def test_bound_of_three_long_talks_in_one_morning() -> None:
    # 9 to 13 holds two talks of 90 minutes, though 270 minutes are little more than 240: one is left out
    morning = Interval(w.clock(9), w.clock(13))
    talks = [
        small.conversation(case, number, window=morning, minutes=90, terms=[small.due(w.MONDAY)])
        for number, case in enumerate((w.A, w.B, w.C))
    ]
    world = w.World(activities=talks).with_resources(capacities=(w.rooms(w.AZC, 1, morning),))

    assert _bounds(world.problem(), {})[Level.TIMELY] == 9


def test_ledger_works_a_bound_out_in_whole_numbers() -> None:
    # at a price of 1/2 for the one place there is, each of two items costs 1/2 at least, less 1/2 for the place: 1/2
    none = (0, 0, 0, 1, 0, 0)
    items = tuple(Item(name, (Column(none), Column((0,) * 6, (("place", 1),)))) for name in "ab")
    ledger = Ledger(items, {"place": 1})

    certificate = Certificate(level=Level.TIMELY, bound=0, scale=2, prices=(Price(row="place", price=1),))

    assert ledger.bound(certificate) == 1


def test_ledger_refuses_a_price_below_nothing() -> None:
    certificate = Certificate(level=Level.TIMELY, bound=0, prices=(Price(row="place", price=-1),))

    with pytest.raises(ValueError, match="price below 0"):
        Ledger((), {"place": 1}).bound(certificate)


def test_ledger_is_given_up_when_nobody_asks_for_it_any_more() -> None:
    problem = drawn_week(1)

    with pytest.raises(GivenUpError):
        ledger_of(problem, lambda: True)
