"""The search of allotments against every choice there is, and against itself."""

from itertools import product
from random import Random

import numpy as np
import pytest

from solver.allotment.prices import priced
from solver.allotment.problem import NONE, Allotment, Way, allotment, weigh
from solver.allotment.search import allot
from solver.kernel.budget import Budget

STEPS = Budget(iterations=30_000)


def _drawn(seed: int) -> Allotment:
    """Return five groups and three takers: a hard limit, a soft one, and what is taken off somebody else."""
    draw = Random(seed)  # noqa: S311 - a test that repeats
    rows = [(draw.randint(8, 14), 0) for _ in range(3)] + [(draw.randint(2, 6), draw.randint(1, 4)) for _ in range(3)]
    groups = []
    for _ in range(5):
        weight, leaves = draw.randint(2, 7), draw.choice((None, 0, 1, 2))
        relief = () if leaves is None else ((leaves, -draw.randint(1, 3)),)
        takers = draw.sample(range(3), draw.randint(1, 3))
        groups.append([Way(k, draw.randint(0, 30), ((k, weight), (3 + k, weight), *relief)) for k in takers])
    return allotment(groups, [100] * 5, rows)


def _best(problem: Allotment) -> int:
    """Return the least cost within the limits, by trying everything."""
    ends = zip(problem.option_at[:-1].tolist(), problem.option_at[1:].tolist(), strict=True)
    choices = product(*([NONE, *range(first, last)] for first, last in ends))
    weighed = [weigh(problem, np.array(choice, np.int64)) for choice in choices]
    return min(cost for cost, over in weighed if over == 0)


@pytest.mark.parametrize("seed", range(30))
def test_allot_reaches_the_best_there_is(seed: int) -> None:
    problem = _drawn(seed)

    choice = allot(problem, STEPS, seed=1)

    assert weigh(problem, choice.chosen) == (choice.cost, 0)
    assert choice.cost == _best(problem)


@pytest.mark.parametrize("seed", range(30))
def test_prices_prove_nothing_above_the_best_there_is(seed: int) -> None:
    # without anything that is taken off, so that the programme holds every limit as the rules do
    problem = _drawn(seed)
    plain = problem._replace(amount=np.maximum(problem.amount, 0))

    bound = priced(plain, 60.0).bound

    assert bound is not None
    assert bound <= _best(plain) + 1e-6


def test_allot_repeats_for_a_seed() -> None:
    problem = _drawn(4)

    first, again = (allot(problem, Budget(iterations=500), seed=9).chosen.tolist() for _ in range(2))

    assert first == again


def test_searches_beside_each_other_repeat_for_a_seed_and_give_what_one_may() -> None:
    problem = _drawn(4)

    first, again = (allot(problem, Budget(iterations=500), seed=9, searches=2) for _ in range(2))

    assert first.chosen.tolist() == again.chosen.tolist()
    assert weigh(problem, first.chosen) == (first.cost, 0)


def test_allot_of_few_steps_leaves_only_over_what_fits_nowhere() -> None:
    # forty limits: a search of a few steps is not within all of them at once
    groups = [
        [Way((k * group) % 40, k, (((k * group) % 40, 3 + group % 3),)) for k in range(1, 7)] for group in range(60)
    ]
    problem = allotment(groups, [1_000] * 60, [(8, 0)] * 40)

    choice = allot(problem, Budget(iterations=50), seed=1)

    assert weigh(problem, choice.chosen) == (choice.cost, 0)
    for group in np.flatnonzero(choice.chosen == NONE).tolist():
        for option in range(6 * group, 6 * group + 6):
            given = choice.chosen.copy()
            given[group] = option
            assert weigh(problem, given)[1] > 0


def test_allot_leaves_over_what_nobody_has_room_for() -> None:
    problem = allotment([[Way(0, 1, ((0, 6),))], [Way(0, 5, ((0, 6),))]], [100, 100], [(10, 0)])

    choice = allot(problem, STEPS, seed=1)

    assert choice.chosen.tolist() == [0, NONE]
    assert choice.cost == 101


def test_allot_adds_nothing_to_what_is_too_full_already() -> None:
    problem = allotment([[Way(0, 1, ((0, 2),)), Way(1, 9, ((1, 2),))]], [100], [(-3, 0), (5, 0)])

    assert allot(problem, STEPS, seed=1).chosen.tolist() == [1]


def test_allot_of_nothing_is_nothing() -> None:
    assert allot(allotment([], [], []), STEPS, seed=1).cost == 0
