"""Ties between routes and the price of lateness: the specification, the compiled labels, and the search."""

from dataclasses import replace

import numpy as np
import pytest

from solver.kernel import memory as at
from solver.kernel.copying import copy_plan
from solver.kernel.evaluate import Schedule, Word, evaluate
from solver.kernel.prepare import stop_handle
from solver.kernel.problem import FAR, NONE, Ints, RouteProblem, RouteProblemError
from solver.kernel.search import Budget, search
from solver.kernel.start import fill_route
from solver.kernel.tied_anneal import anneal_tied, cost_tied, recreate_tied
from solver.kernel.tied_prepare import cooling_tied, prepare_tied
from solver.kernel.vocabulary import Vocabulary
from tests.solver.kernel.problems import all_plans, line
from tests.solver.kernel.tied_problems import random_plan, random_tied_problem


def two_routes(*, least: int = 0, most: int = 0) -> Vocabulary:
    """Return two people at the ends of a road of 60 minutes, and two visits of 10 minutes in its middle, tied."""
    words = Vocabulary(line(0, 20, 60), grid=1)
    for place in (0, 2):
        words.calendar(words.route(place, place), 0, FAR)
    words.together(words.visit(1, 10, penalty=1_000), words.visit(1, 10, penalty=1_000), least, most)
    return words


def starts_of(problem: RouteProblem, routes: list[list[int]]) -> dict[int, int]:
    """Return the start of every stop, by the specification."""
    found = evaluate(problem, routes)
    assert isinstance(found, Schedule), found
    return {stop: start for row in zip(routes, found.starts, strict=True) for stop, start in zip(*row, strict=True)}


# --- what is meant -------------------------------------------------------------------


def test_both_halves_start_when_the_second_of_the_two_is_there() -> None:
    assert starts_of(two_routes().build(), [[0], [1]]) == {0: 40, 1: 40}


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [
        (0, 100, {0: 20, 1: 40}),  # the second comes 20 minutes after the first by itself
        (30, 45, {0: 20, 1: 50}),  # it waits
        (0, 5, {0: 35, 1: 40}),  # the first waits
        (-30, -10, {0: 50, 1: 40}),  # the second comes first
    ],
)
def test_a_tie_gives_the_least_and_the_greatest_time_between_two_starts(
    least: int, most: int, expected: dict[int, int]
) -> None:
    assert starts_of(two_routes(least=least, most=most).build(), [[0], [1]]) == expected


def test_a_circle_of_routes_that_wait_for_each_other_is_refused() -> None:
    words = two_routes()
    words.together(words.visit(1, 10, penalty=1_000), words.visit(1, 10, penalty=1_000))

    problem = words.build()

    assert starts_of(problem, [[0, 2], [1, 3]])[3] == 50
    circle = evaluate(problem, [[0, 2], [3, 1]])
    assert not isinstance(circle, Schedule)
    assert [item.word for item in circle] == [Word.TIE]
    memory = prepare_tied(problem)
    for k, route in enumerate(([0, 2], [3, 1])):
        assert fill_route(memory, k, np.array(route, np.int64))
    assert cost_tied(memory) == at.NOWHERE


@pytest.mark.parametrize("routes", [[[0], []], [[], [1]], [[0, 1], []]])
def test_half_a_tie_and_both_halves_on_one_route_are_refused(routes: list[list[int]]) -> None:
    found = evaluate(two_routes().build(), routes)

    assert not isinstance(found, Schedule)
    assert {item.word for item in found} == {Word.TIE}


def test_lateness_costs_its_price_and_the_largest_costs_besides() -> None:
    words = two_routes()
    words.due(0, 35, 3)
    words.due(1, 38, 7)
    words.worst_lateness(100)

    found = evaluate(words.build(), [[0], [1]])

    assert isinstance(found, Schedule)
    travel = 20 + 20 + 40 + 40
    assert found.cost == travel + 3 * 5 + 7 * 2 + 100 * 5


# --- the compiled labels ---------------------------------------------------------------


@pytest.mark.parametrize("seed", range(80))
def test_compiled_starts_and_cost_are_those_of_the_plain_fixed_point(seed: int) -> None:
    problem = random_tied_problem(seed, pairs=3, alone=4, routes=4, grid=1 + 4 * (seed % 2), windows=False)
    draw = np.random.default_rng(seed)
    for _ in range(25):
        plan = random_plan(problem, draw)
        found = evaluate(problem, plan)
        memory = prepare_tied(problem)
        filled = [fill_route(memory, k, np.array(route, np.int64)) for k, route in enumerate(plan)]
        if isinstance(found, Schedule):
            assert all(filled)
            assert cost_tied(memory) == found.cost
            starts = [[_start(memory, stop) for stop in route] for route in plan]
            assert starts == [list(row) for row in found.starts]
        elif all(filled) and not _one_route_has_both(problem, plan):
            assert cost_tied(memory) == at.NOWHERE


def test_random_plans_are_allowed_and_refused_often_enough() -> None:
    seen: dict[bool, int] = {True: 0, False: 0}
    for seed in range(30):
        problem, draw = random_tied_problem(seed, pairs=3, alone=4, routes=4), np.random.default_rng(seed)
        for _ in range(25):
            seen[isinstance(evaluate(problem, random_plan(problem, draw)), Schedule)] += 1
    assert min(seen.values()) >= 20


@pytest.mark.parametrize("seed", range(20))
def test_starts_kept_up_by_insertions_are_those_of_the_plain_fixed_point_at_every_step(seed: int) -> None:
    problem = random_tied_problem(seed, pairs=5, alone=8, routes=4, grid=1 + 4 * (seed % 2))
    memory, heat = prepare_tied(problem, seed), cooling_tied(problem)
    memory[at.CURRENT_COST] = memory[at.BEST_COST] = recreate_tied(memory, 0.0, at.NOWHERE)
    copy_plan(memory, 0, int(memory[at.SHADOW]))
    for step in range(60):
        anneal_tied(memory, step, 1, 60.0, *heat)
        plan = [_ring(memory, k) for k in range(problem.route_count)]
        found = evaluate(problem, plan)
        assert isinstance(found, Schedule), found
        assert found.cost == memory[at.CURRENT_COST]
        starts = [[_start(memory, stop) for stop in route] for route in plan]
        assert starts == [list(row) for row in found.starts]


# --- the search ------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(30))
def test_search_reaches_the_best_of_all_plans(seed: int) -> None:
    problem = random_tied_problem(seed, pairs=1, alone=2, routes=2)
    schedules = [evaluate(problem, plan) for plan in all_plans(problem)]
    best = min(found.cost for found in schedules if isinstance(found, Schedule))

    assert search(problem, Budget(iterations=300), seed=seed).schedule.cost == best


@pytest.mark.parametrize("seed", range(10))
def test_pairs_are_made_by_two_routes_at_the_time_that_was_said(seed: int) -> None:
    problem = random_tied_problem(seed, pairs=8, alone=8, routes=5)
    found = search(problem, Budget(iterations=300), seed=seed)

    starts = {s: t for row in zip(found.routes, found.schedule.starts, strict=True) for s, t in zip(*row, strict=True)}
    home = {stop: k for k, route in enumerate(found.routes) for stop in route}
    ties, made = problem.ties, 0
    for first, second, least, most in zip(ties.first, ties.second, ties.least, ties.most, strict=True):
        assert (first in home) == (second in home)
        if first in home:
            made += 1
            assert home[first] != home[second]
            assert least <= starts[second] - starts[first] <= most
    assert made > 0


def test_search_with_ties_repeats_for_a_seed_and_takes_another_way_for_another() -> None:
    problem = random_tied_problem(3, pairs=12, alone=20, routes=6)
    first = search(problem, Budget(iterations=200), seed=5)

    assert search(problem, Budget(iterations=200), seed=5) == first
    assert search(problem, Budget(iterations=200), seed=6).routes != first.routes


def test_search_with_ties_keeps_a_good_start() -> None:
    problem = random_tied_problem(4, pairs=6, alone=10, routes=5)
    good = search(problem, Budget(iterations=500), seed=1)

    again = search(problem, Budget(iterations=0), seed=2, warm=good.routes)

    assert again.schedule.cost == good.schedule.cost


def test_search_never_moves_a_fixed_tie() -> None:
    for seed in range(5):
        words = two_routes()
        words.visit(2, 10, penalty=1_000)
        words.fixed(0, 1, (300,))
        words.fixed(1, 0, (300,))
        found = search(words.build(), Budget(iterations=100), seed=seed)
        assert (found.routes[0][-1], 0 in found.routes[1]) == (1, True)


def test_search_refuses_fixed_halves_that_cannot_be_kept() -> None:
    words = two_routes()
    words.fixed(0, 1, (300,))
    words.fixed(1, 0, (310,))
    with pytest.raises(RouteProblemError, match="over all routes"):
        search(words.build(), Budget(iterations=1), seed=1)


# --- what is refused -------------------------------------------------------------------


def test_ties_of_what_is_no_visit_or_tied_already_are_refused() -> None:
    words = two_routes()
    words.together(0, words.visit(1, 10, penalty=1))
    with pytest.raises(RouteProblemError, match="two ties"):
        words.build()
    problem = two_routes().build()
    with pytest.raises(RouteProblemError, match="visits"):
        replace(problem, ties=replace(problem.ties, first=np.array([7])))
    with pytest.raises(RouteProblemError, match="no two starts"):
        replace(problem, ties=replace(problem.ties, least=np.array([1])))
    with pytest.raises(RouteProblemError, match="no two starts"):
        replace(problem, ties=replace(problem.ties, least=np.array([1]), most=np.array([4])), grid=5)
    with pytest.raises(RouteProblemError, match="both halves or neither"):
        replace(problem, requests=replace(problem.requests, fixed_route=np.array([0, NONE])))
    with pytest.raises(RouteProblemError, match="due and price"):
        replace(problem, stops=replace(problem.stops, due=np.full(2, FAR)))


def test_search_refuses_ties_beside_deliveries() -> None:
    words = two_routes()
    words.pair((0, 1), (1, 1), penalty=1)
    with pytest.raises(RouteProblemError, match="visits only"):
        search(words.build(), Budget(iterations=1), seed=1)


def _start(memory: Ints, stop: int) -> int:
    return int(memory[stop_handle(memory, stop) + at.START])


def _ring(memory: Ints, k: int) -> list[int]:
    first, width, stops = int(memory[at.FIRST_NODE]), int(memory[at.NODE_WIDTH]), int(memory[at.STOPS])
    depot = first + (stops + k) * width
    route, node = [], int(memory[depot + at.NEXT])
    while node != depot:
        route.append((node - first) // width)
        node = int(memory[node + at.NEXT])
    return route


def _one_route_has_both(problem: RouteProblem, plan: list[list[int]]) -> bool:
    """Return what the labels need not see: the search never puts both halves on one route."""
    home = {stop: k for k, route in enumerate(plan) for stop in route}
    return any(home[int(a)] == home[int(b)] for a, b in zip(problem.ties.first, problem.ties.second, strict=True))
