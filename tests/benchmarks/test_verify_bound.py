"""Working bounds out again: right as the search wrote them, wrong once anybody changes them."""

from dataclasses import replace

import pytest

from benchmarks.verify_bound import verify
from planner.domain.bounds import Held
from planner.domain.levels import Level
from planner.usecases.planning.exchange import Exchange, make_exchange, read_exchange, write_exchange
from solver.judge import RulebookJudge
from solver.search import SearchSettings, StagedSearch
from tests.solver import small
from tests.solver.diary.drawn import drawn_week


@pytest.fixture(scope="module")
def exchange() -> Exchange:
    """Give a solved week, written and read again."""
    problem = drawn_week(3)
    search = StagedSearch(SearchSettings(tries=200))
    plan = search.solve(problem, seconds=60, seed=1, report=small.silent, stopped=small.never)
    return read_exchange(write_exchange(make_exchange(problem, plan, RulebookJudge())))


def _wrong(exchange: Exchange) -> int:
    return sum(not right for _, right in verify(exchange))


def test_bounds_of_a_solved_week_are_right(exchange: Exchange) -> None:
    found = list(verify(exchange))

    assert len(found) == len(Level)
    assert _wrong(exchange) == 0


def test_a_bound_that_was_raised_is_wrong(exchange: Exchange) -> None:
    raised = tuple(replace(v, bound=(v.bound or 0) + 1) if v.level is Level.TIMELY else v for v in exchange.levels)

    assert _wrong(replace(exchange, levels=raised)) == 1


def test_a_level_held_lower_than_it_is_reached_is_wrong(exchange: Exchange) -> None:
    assert exchange.plan is not None
    legal = next(value.cost for value in exchange.levels if value.level is Level.LEGAL)
    held = (Held(level=Level.LEGAL, price=0, reached=legal - 1),)
    changed = tuple(replace(one, held=held) if one.level is Level.TIMELY else one for one in exchange.plan.certificates)

    assert _wrong(replace(exchange, plan=replace(exchange.plan, certificates=changed))) == 1


def test_prices_of_travel_that_prove_something_else_are_wrong(exchange: Exchange) -> None:
    assert exchange.plan is not None
    *others, travel = exchange.plan.certificates

    nothing = replace(travel, prices=(), held=())

    assert travel.level is Level.EFFICIENT
    assert travel.bound > 0
    assert _wrong(replace(exchange, plan=replace(exchange.plan, certificates=(*others, nothing)))) == 1
