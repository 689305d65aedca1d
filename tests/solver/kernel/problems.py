"""Small route problems for tests: drawn at random from a seed, or said word by word. No test stands here."""

from collections.abc import Iterator
from itertools import permutations, product

import numpy as np

from planner.domain.day_travel import DayTravel
from solver.kernel.problem import NONE, Ints, RouteProblem
from solver.kernel.vocabulary import Vocabulary


def line(*positions: int) -> Ints:
    """Return travel minutes between places that lie on one road, at these minutes from its beginning."""
    at = np.array(positions, np.int64)
    minutes: Ints = np.abs(at[:, None] - at[None, :])
    return minutes


def random_problem(
    seed: int, *, requests: int, routes: int, grid: int = 5, breaks: bool = False, traffic: bool = False
) -> RouteProblem:
    """Return a problem in which every word of the vocabulary bites now and then."""
    draw = np.random.default_rng(seed)
    places = 6
    xy = draw.integers(0, 60, (places, 2))
    travel = np.ceil(np.hypot(*(xy[:, None, :] - xy[None, :, :]).transpose(2, 0, 1))).astype(np.int64)
    words = Vocabulary(travel, grid=grid, dimensions=2)
    for _ in range(routes):
        _random_route(draw, words, places, breaks=breaks)
    if traffic:
        words.day_travel(random_traffic(draw))
    for _ in range(requests):
        _random_request(draw, words, places, routes)
    for one in range(requests):
        for other in range(one):
            if draw.random() < 0.15:
                words.conflict(one, other)
    return words.build()


def _random_route(draw: np.random.Generator, words: Vocabulary, places: int, *, breaks: bool) -> None:
    route = words.route(int(draw.integers(places)), int(draw.integers(places)), cost=int(draw.integers(20)))
    opens = int(draw.integers(0, 120))
    words.calendar(route, opens, opens + int(draw.integers(180, 480)))
    words.capacity(route, 0, int(draw.integers(2, 7)))
    words.capacity(route, 1, int(draw.integers(0, 3)))
    if breaks:
        words.break_after(route, int(draw.integers(40, 160)), int(draw.integers(10, 60)))
    if draw.random() < 0.6:
        words.compartments(route, int(draw.integers(1, 4)), int(draw.integers(1, 4)))


def random_traffic(draw: np.random.Generator) -> DayTravel:
    """Return a profile of up to five stretches."""
    since = sorted({int(moment) for moment in draw.integers(0, 500, int(draw.integers(5)))})
    return DayTravel(since=tuple(since), percents=tuple(int(p) for p in draw.integers(60, 220, len(since) + 1)))


def _random_request(draw: np.random.Generator, words: Vocabulary, places: int, routes: int) -> None:
    first = int(draw.integers(0, 260))
    service = int(draw.integers(0, 13))
    if draw.random() < 0.2:
        request = words.visit(int(draw.integers(places)), service, penalty=1000)
    else:
        delivery = (int(draw.integers(places)), int(draw.integers(0, 13)))
        request = words.pair((int(draw.integers(places)), service), delivery, penalty=1000)
        words.time_window(words.stops_of(request)[1], first + int(draw.integers(0, 120)), first + 300)
        words.ride_limit(request, int(draw.integers(30, 150)))
    words.time_window(words.stops_of(request)[0], first, first + int(draw.integers(10, 150)))
    words.load(request, 0, int(draw.integers(1, 4)), segment=int(draw.integers(3)))
    words.load(request, 1, int(draw.random() < 0.2))
    if draw.random() < 0.3:
        words.skill(request, set(draw.choice(routes, size=1 + int(draw.integers(routes))).tolist()))
    if draw.random() < 0.2:
        words.preference(request, int(draw.integers(routes)), int(draw.integers(30)))


def random_route(problem: RouteProblem, draw: np.random.Generator, most: int) -> list[int]:
    """Return some requests in a random order of stops, each pick-up before its delivery."""
    size = int(draw.integers(1, min(most, problem.request_count) + 1))
    chosen = draw.permutation(problem.request_count)[:size]
    route: list[int] = []
    for request in chosen:
        where = 0
        for stop in problem.stops_of(int(request)):
            where = int(draw.integers(where, len(route) + 1))
            route.insert(where, stop)
            where += 1
    return route


def orders_of(problem: RouteProblem, requests: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield every order of the stops of these requests with pick-ups before deliveries."""
    stops = [stop for request in requests for stop in problem.stops_of(request)]
    for order in permutations(stops):
        if all(
            problem.requests.delivery[r] == NONE
            or order.index(problem.requests.pickup[r]) < order.index(problem.requests.delivery[r])
            for r in requests
        ):
            yield order


def all_plans(problem: RouteProblem) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Yield every plan there is: each request on one route or absent, in every order."""
    choices = range(NONE, problem.route_count)
    for homes in product(choices, repeat=problem.request_count):
        members = [tuple(r for r, home in enumerate(homes) if home == k) for k in range(problem.route_count)]
        yield from product(*(tuple(orders_of(problem, mine)) for mine in members))
