"""Levels while a search runs."""

from planner.domain.levels import Level
from planner.ports.search import Progress
from solver.search import SearchSettings, StagedSearch
from tests.solver.small import sample_problem


def test_progress_shows_costs_that_end_where_the_plan_ends_and_never_below_the_bound() -> None:
    problem = sample_problem()
    told: list[Progress] = []

    search = StagedSearch(SearchSettings(tries=4))
    plan = search.solve(problem, seconds=60, seed=1, report=told.append, stopped=lambda: False)

    during = [progress for progress in told if progress.levels and progress.stage == "agenda's"]
    assert during
    for progress in during:
        assert [value.level for value in progress.levels] == list(Level)[1:]
        assert all(value.bound is None or value.bound <= value.cost for value in progress.levels)
    last, final = during[-1].levels, {value.level: value.cost for value in plan.levels}
    assert last[0].cost == final[Level.LEGAL]
