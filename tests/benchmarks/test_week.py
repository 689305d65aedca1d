"""Which figures of a planned week count as missed, and that rivals of the week plan by the rules."""

from dataclasses import replace

import pytest

from benchmarks.week import Row
from benchmarks.week_cpsat import with_cp_sat
from benchmarks.week_figures import mean_lines, means, missed
from benchmarks.week_greedy import Order, greedily
from benchmarks.week_rivals import CP_SAT, Entry, ended, left_on_the_table
from benchmarks.week_rivals import missed as missed_against
from planner.domain.levels import Level
from planner.domain.plan import LevelValue, Plan
from planner.domain.problem import Problem
from solver.judge import RulebookJudge
from tests.solver import world as w
from tests.solver.small import conversation, departure, leaving_world, meeting, sample_problem

NAMES = [level.name for level in Level]
ROW = Row(
    instance="week-office",
    seed=1,
    seconds=60.0,
    first_seconds=2.0,
    processor_seconds=50.0,
    first_processor_seconds=2.0,
    stages={},
    cost=dict.fromkeys(NAMES, 100),
    bound=dict.fromkeys(NAMES, 100),
    gap=dict.fromkeys(NAMES, 0),
    gap_percent=dict.fromkeys(NAMES, 0.0),
    after={},
    megabytes=900,
    valid=True,
    load=1.0,
)
ENTRY = Entry(
    who=Order.BY_STAGE,
    seconds=1.0,
    processor_seconds=1.0,
    planned=10,
    cost={"HARD": 0, "LEGAL": 2, "REALISED": 8, "TIMELY": 90, "STABLE": 0, "EFFICIENT": 500},
    factor={},
    removed=0,
    valid=True,
)


def _gap(level: str, items: int) -> Row:
    return replace(ROW, gap={**ROW.gap, level: items})


def _percent(level: str, percent: float | None) -> Row:
    return replace(ROW, gap_percent={**ROW.gap_percent, level: percent})


def _levels(*costs: int) -> tuple[LevelValue, ...]:
    return tuple(LevelValue(level=level, cost=cost) for level, cost in zip(Level, costs, strict=True))


@pytest.fixture(scope="module")
def week() -> Problem:
    return sample_problem()


@pytest.mark.parametrize(
    ("row", "asked", "count"),
    [
        (ROW, 300, 0),
        (replace(ROW, first_seconds=10.1), 10, 1),
        (replace(ROW, first_seconds=None), 10, 1),
        (replace(ROW, megabytes=2049), 10, 1),
        (replace(ROW, valid=False), 10, 1),
        (_gap("LEGAL", 1), 60, 0),
        (_gap("REALISED", 2), 60, 1),
        (_gap("REALISED", 2), 30, 0),
        (_percent("TIMELY", 3.1), 60, 1),
        (_percent("EFFICIENT", 4.9), 60, 0),
        (_percent("EFFICIENT", 4.9), 300, 1),
        (_percent("STABLE", None), 60, 1),
    ],
)
def test_missed_tells_each_figure_that_was_not_reached(row: Row, asked: float, count: int) -> None:
    assert len(missed(row, asked)) == count


def test_means_are_over_the_seeds_and_missing_where_one_has_no_bound() -> None:
    other = replace(ROW, cost={**ROW.cost, "TIMELY": 110}, bound={**ROW.bound, "EFFICIENT": None})

    found = means([ROW, other])

    assert found["TIMELY"] == {"cost": 105, "bound": 100, "gap_percent": 0}
    assert found["EFFICIENT"]["bound"] is None
    assert mean_lines([ROW, other])[0] == "mean of 2 seeds"


@pytest.mark.parametrize(("timely", "left", "count"), [(40, 50.0, 0), (85, 5.0, 0), (86, 4.0, 1)])
def test_greedy_must_leave_five_per_cent_of_the_first_levels(timely: int, left: float, count: int) -> None:
    ours = _levels(0, 2, 8, timely, 0, 400)

    assert left_on_the_table(ENTRY, ours) == left
    assert len(missed_against([ENTRY], ours)) == count


def test_a_model_need_leave_nothing_but_may_not_be_better() -> None:
    model = replace(ENTRY, who=CP_SAT)

    assert missed_against([model], _levels(0, 2, 8, 90, 0, 500)) == []
    assert missed_against([model], _levels(0, 2, 8, 90, 0, 501)) == [f"{CP_SAT} has the better plan"]
    assert missed_against([replace(model, valid=False)], _levels(0, 2, 8, 90, 0, 501)) == []


def _accounted(problem: Problem, plan: Plan) -> None:
    """Assert that every activity is planned or not, and that nothing breaks a hard rule as it came."""
    planned = {one.activity for one in plan.appointments}
    assert planned | {one.activity for one in plan.unplanned} == {one.key for one in problem.activities}
    ready, removed = ended(problem, plan)
    assert not any(breach.level is Level.HARD for breach in RulebookJudge().judge(problem, ready))
    assert removed <= len(planned) // 20


@pytest.mark.parametrize("order", list(Order))
def test_greedy_plans_most_of_the_office_by_the_rules(week: Problem, order: Order) -> None:
    plan = greedily(week, 300.0, order)

    _accounted(week, plan)
    assert len(plan.appointments) > len(week.activities) // 2


def test_cp_sat_plans_a_small_week_by_the_rules() -> None:
    problem = leaving_world(departure(w.A), conversation(w.B), conversation(w.C), meeting(w.R1, w.clock(9))).problem()

    plan = with_cp_sat(problem, 20.0, 1)

    assert ended(problem, plan) == (plan, 0)
    assert len(plan.appointments) == len(problem.activities)
