"""The compiled walk says the same as the specification, and the specification the same as trying every start."""

from collections.abc import Iterator

import numpy as np
import pytest

from solver.kernel import memory as at
from solver.kernel.copying import total_cost
from solver.kernel.driving import arrival, departure
from solver.kernel.evaluate import Schedule, Word, evaluate, violations_alone
from solver.kernel.prepare import prepare, stop_handle
from solver.kernel.problem import RouteProblem
from solver.kernel.search import able_routes
from solver.kernel.start import fill_route
from tests.solver.kernel.problems import random_problem, random_route

NOT_WALKED = {Word.SKILL, Word.FIXED}
"""What the compiled walk need not see: the search only offers eligible routes and never moves what is fixed."""


@pytest.mark.parametrize("seed", range(60))
def test_compiled_walk_agrees_with_evaluate_on_random_routes(seed: int) -> None:
    problem = random_problem(seed, requests=8, routes=3, breaks=seed % 2 == 1, traffic=seed % 3 > 0)
    draw = np.random.default_rng(seed)
    for _ in range(100):
        k, route = int(draw.integers(problem.route_count)), random_route(problem, draw, 5)
        memory = prepare(problem)
        routes: list[list[int]] = [[], [], []]
        routes[k] = route
        found = evaluate(problem, routes)
        wrong = set() if isinstance(found, Schedule) else {item.word for item in found} - NOT_WALKED
        allowed = fill_route(memory, k, np.array(route, np.int64))
        assert allowed == (not wrong), (route, wrong)
        if isinstance(found, Schedule):
            starts = [int(memory[stop_handle(memory, stop) + at.START]) for stop in route]
            assert (starts, total_cost(memory)) == (list(found.starts[k]), found.cost)


def test_random_routes_break_every_word_and_are_allowed_often_enough() -> None:
    seen: dict[str, int] = {}
    for seed in range(40):
        problem, draw = random_problem(seed, requests=8, routes=3, breaks=True), np.random.default_rng(seed)
        for _ in range(20):
            found = evaluate(problem, [random_route(problem, draw, 3), [], []])
            words = ["allowed"] if isinstance(found, Schedule) else [item.word for item in found]
            for word in words:
                seen[word] = seen.get(word, 0) + 1
    expected = {"allowed", *Word} - {Word.PAIR, Word.FIXED, Word.TIE}
    assert {word for word, count in seen.items() if count >= 5} == expected


@pytest.mark.parametrize("seed", range(60))
def test_evaluate_finds_the_earliest_schedule_exactly_when_some_starts_fit(seed: int) -> None:
    problem, draw = random_problem(seed, requests=2, routes=1, grid=20), np.random.default_rng(seed)
    for _ in range(3):
        route = random_route(problem, draw, 2)
        found = evaluate(problem, [route])
        words = set() if isinstance(found, Schedule) else {item.word for item in found}
        fitting = [starts for starts in _in_order(problem, route, ()) if _rides_fit(problem, route, starts)]
        assert bool(words & {Word.TIME_WINDOW, Word.RIDE_LIMIT, Word.SHIFT}) == (not fitting)
        if isinstance(found, Schedule):
            assert found.starts[0] == tuple(min(column) for column in zip(*fitting, strict=True))


def _in_order(problem: RouteProblem, route: list[int], begun: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield every choice of starts on the grid that leaves time to drive: the definition, tried out."""
    stops, routes = problem.stops, problem.routes
    time, place = int(routes.opens[0]), int(routes.start_place[0])
    if begun:
        before = route[len(begun) - 1]
        time, place = begun[-1] + int(stops.service[before]), int(stops.place[before])
    if len(begun) == len(route):
        if time + problem.travel[place, routes.end_place[0]] <= routes.closes[0]:
            yield begun
        return
    stop = route[len(begun)]
    for start in range(0, int(stops.latest[stop]) + 1, problem.grid):
        if start >= max(stops.earliest[stop], time + problem.travel[place, stops.place[stop]]):
            yield from _in_order(problem, route, (*begun, start))


def _rides_fit(problem: RouteProblem, route: list[int], starts: tuple[int, ...]) -> bool:
    for request in range(problem.request_count):
        pair = problem.stops_of(request)
        if pair[0] in route and len(pair) > 1:
            ended = starts[route.index(pair[0])] + problem.stops.service[pair[0]]
            if starts[route.index(pair[1])] - ended > problem.requests.ride[request]:
                return False
    return True


@pytest.mark.parametrize("seed", range(20))
def test_compiled_driving_agrees_with_the_domain(seed: int) -> None:
    problem = random_problem(seed, requests=1, routes=1, traffic=True)
    memory, draw = prepare(problem), np.random.default_rng(seed)
    for _ in range(200):
        moment, minutes = int(draw.integers(-100, 700)), int(draw.integers(0, 200))
        assert arrival(memory, moment, minutes) == problem.day_travel.arrival(moment, minutes)
        assert departure(memory, moment, minutes) == problem.day_travel.departure(moment, minutes)


@pytest.mark.parametrize("seed", range(20))
def test_able_routes_are_those_on_which_a_request_alone_breaks_nothing(seed: int) -> None:
    problem = random_problem(seed, requests=8, routes=3, breaks=seed % 2 == 1, traffic=seed % 3 > 0)
    expected = [[not violations_alone(problem, k, r) for r in range(8)] for k in range(3)]
    assert able_routes(problem).tolist() == expected
