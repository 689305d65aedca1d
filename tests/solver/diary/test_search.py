"""The compiled search against proven optima, the judge, and itself."""

from dataclasses import replace

import numpy as np
import pytest

from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.problem import Problem
from planner.domain.time import Interval
from solver.candidates import Candidates
from solver.diary.making import make_diary
from solver.diary.packing import Packed
from solver.diary.search import search_diary
from solver.diary.week import NONE, Ints
from solver.kernel.budget import Budget
from solver.known import Known
from solver.occupancy import Occupancy
from solver.search import DIARY_KINDS
from tests.solver import small
from tests.solver import world as w
from tests.solver.diary.drawn import best_plan, costs, drawn_week
from tests.solver.small import sample_problem

STEPS = Budget(iterations=4_000)


def _packed(problem: Problem) -> Packed:
    known = Known(problem)
    return Packed(make_diary(Candidates(known), problem.activities, Occupancy(known)))


def _found(problem: Problem, seed: int = 1, budget: Budget = STEPS) -> tuple[Appointment, ...]:
    packed = _packed(problem)
    given = packed.given(Known(problem).baseline)
    chosen = search_diary(packed, budget, seed=seed, given=given).chosen
    return tuple(packed.appointments(chosen))


def _diaries_of(problem: Problem) -> Problem:
    """Return the problem with its conversations and meetings alone."""
    return replace(problem, activities=tuple(a for a in problem.activities if a.kind in DIARY_KINDS))


@pytest.mark.parametrize("seed", range(25))
def test_search_reaches_what_is_proven_to_be_best(seed: int) -> None:
    problem = drawn_week(seed)

    found = costs(problem, w.plan_of(problem.activities, _found(problem)))

    assert found == costs(problem, best_plan(problem))
    assert found[Level.HARD] == 0


@pytest.mark.parametrize("seed", range(5))
def test_search_counts_what_the_judge_counts(seed: int) -> None:
    problem = drawn_week(seed)
    packed = _packed(problem)
    reached: list[dict[Level, int]] = []

    def tell(_share: float, chosen: Ints) -> None:
        plan = w.plan_of(problem.activities, tuple(packed.appointments(chosen)))
        weights = packed.scale.split(packed.weight(chosen))
        reached.append({level: weights[level] - costs(problem, plan)[level] for level in (Level.TIMELY, Level.STABLE)})

    search_diary(packed, Budget(iterations=30), seed=1, given=packed.given({}), tell=tell)

    # what can do nothing at all is no part of the search, and costs the same in every plan
    assert len({tuple(difference.items()) for difference in reached}) == 1


def test_search_repeats_for_a_seed_whatever_the_chunks() -> None:
    problem = sample_problem()
    packed = _packed(_diaries_of(problem))

    first, again = (
        search_diary(packed, Budget(iterations=3_000), seed=7, given=packed.given({})).chosen.tolist() for _ in range(2)
    )

    assert first == again


def test_search_that_is_stopped_gives_the_best_it_had() -> None:
    packed = _packed(_diaries_of(sample_problem()))
    told: list[list[int]] = []

    found = search_diary(
        packed,
        Budget(iterations=1_000_000),
        seed=1,
        given=packed.given({}),
        tell=lambda _share, best: told.append(best.tolist()),
        stopped=lambda: len(told) > 2,
    )

    assert found.chosen.tolist() == told[-1]
    assert packed.weight(found.chosen) <= packed.weight(np.array(told[0]))
    assert found.steps < 1_000_000
    assert not found.finished


def test_search_begins_with_what_is_given() -> None:
    # any of twelve quarters would do as well: the one given is kept
    talk = small.conversation(w.A, window=Interval(w.clock(9), w.clock(13)))
    problem = w.World(activities=[talk]).problem()
    packed = _packed(problem)
    (option,) = packed.diary.options[0]
    wanted = option.mode.at(w.clock(10, 45))

    chosen = search_diary(packed, Budget(iterations=1), seed=1, given=packed.given({talk.key: wanted})).chosen

    assert list(packed.appointments(chosen)) == [wanted]


def test_search_of_nothing_is_nothing() -> None:
    packed = _packed(w.World().problem())

    chosen = search_diary(packed, STEPS, seed=1, given=packed.given({})).chosen

    assert (chosen != NONE).sum() == 0
