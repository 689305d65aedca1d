"""The compiled search against proven optima, the judge, and itself."""

import numpy as np
import pytest

from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.problem import Problem
from planner.domain.time import Interval
from solver.diary.search import search_diary
from solver.diary.week import NONE, Ints
from solver.kernel.budget import Budget
from solver.known import Known
from tests.solver import small
from tests.solver import world as w
from tests.solver.diary.drawn import best_plan, costs, drawn_week
from tests.solver.diary.packed import packed, packed_diaries
from tests.solver.small import sample_problem

STEPS = Budget(iterations=4_000)


def _found(problem: Problem, seed: int = 1, budget: Budget = STEPS) -> tuple[Appointment, ...]:
    week = packed(problem)
    given = week.given(Known(problem).baseline)
    chosen = search_diary(week, budget, seed=seed, given=given).chosen
    return tuple(week.appointments(chosen))


@pytest.mark.parametrize("seed", range(25))
def test_search_reaches_what_is_proven_to_be_best(seed: int) -> None:
    problem = drawn_week(seed)

    found = costs(problem, w.plan_of(problem.activities, _found(problem)))

    assert found == costs(problem, best_plan(problem))
    assert found[Level.HARD] == 0


@pytest.mark.parametrize("seed", range(5))
def test_search_counts_what_the_judge_counts(seed: int) -> None:
    problem = drawn_week(seed)
    week = packed(problem)
    reached: list[dict[Level, int]] = []

    def tell(_share: float, chosen: Ints) -> None:
        plan = w.plan_of(problem.activities, tuple(week.appointments(chosen)))
        weights = week.scale.split(week.weight(chosen))
        reached.append({level: weights[level] - costs(problem, plan)[level] for level in (Level.TIMELY, Level.STABLE)})

    search_diary(week, Budget(iterations=30), seed=1, given=week.given({}), tell=tell)

    # what can do nothing at all is no part of the search, and costs the same in every plan
    assert len({tuple(difference.items()) for difference in reached}) == 1


def test_search_repeats_for_a_seed_whatever_the_chunks() -> None:
    problem = sample_problem()
    week = packed_diaries(problem)

    first, again = (
        search_diary(week, Budget(iterations=3_000), seed=7, given=week.given({})).chosen.tolist() for _ in range(2)
    )

    assert first == again


def test_search_that_is_stopped_gives_the_best_it_had() -> None:
    week = packed_diaries(sample_problem())
    told: list[list[int]] = []

    found = search_diary(
        week,
        Budget(iterations=1_000_000),
        seed=1,
        given=week.given({}),
        tell=lambda _share, best: told.append(best.tolist()),
        stopped=lambda: len(told) > 2,
    )

    assert found.chosen.tolist() == told[-1]
    assert week.weight(found.chosen) <= week.weight(np.array(told[0]))
    assert found.steps < 1_000_000
    assert not found.finished


def test_search_begins_with_what_is_given() -> None:
    # any of twelve quarters would do as well: the one given is kept
    talk = small.conversation(w.A, window=Interval(w.clock(9), w.clock(13)))
    problem = w.World(activities=[talk]).problem()
    week = packed(problem)
    (option,) = week.diary.options[0]
    wanted = option.mode.at(w.clock(10, 45))

    chosen = search_diary(week, Budget(iterations=1), seed=1, given=week.given({talk.key: wanted})).chosen

    assert list(week.appointments(chosen)) == [wanted]


def test_search_of_nothing_is_nothing() -> None:
    week = packed(w.World().problem())

    chosen = search_diary(week, STEPS, seed=1, given=week.given({})).chosen

    assert (chosen != NONE).sum() == 0
