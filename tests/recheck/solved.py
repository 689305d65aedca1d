"""A few random weeks, solved once for all tests. Not allowed here: tests."""

from functools import cache

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from solver.judge import RulebookJudge
from solver.search import StagedSearch
from tests.recheck.campaign import WeekChecked, check_week, solve
from tests.recheck.worlds.build import random_week

SEEDS = (2, 3, 9, 11, 24, 31)
"""Among them: a change of the clocks, a week 53, presentations in Brussels and an LP officer."""
SECONDS = 0.4
JUDGE = RulebookJudge()


@cache
def checked(seed: int) -> WeekChecked:
    """Return a week that went through the product."""
    return check_week(seed, seconds=SECONDS, search=StagedSearch(), judge=JUDGE)


@cache
def solved(seed: int) -> tuple[Problem, Plan]:
    """Return the problem of a seed with a plan."""
    problem = random_week(seed)
    return problem, solve(StagedSearch(), problem, SECONDS, seed)[0]
