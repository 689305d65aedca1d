"""What rivals are told is the same problem: on a day so small that all find the best, all cost the same."""

from dataclasses import replace

import numpy as np

from benchmarks.rival_ortools import OrToolsRoutes
from benchmarks.rival_pyvrp import expressible, solve_with_pyvrp
from solver.kernel.evaluate import Schedule, evaluate
from solver.kernel.problem import RouteProblem
from solver.kernel.search import Budget, search
from solver.kernel.vocabulary import Vocabulary
from tests.solver.kernel.problems import line

MEN, WOMEN = 0, 1


def day(*, divided: bool) -> RouteProblem:
    """Return two men and a woman who go from one site to another; the small vehicle has one compartment or none."""
    words = Vocabulary(line(0, 20, 63), grid=5, dimensions=2)
    for seats, compartments in ((4, 1), (4, 2)):
        route = words.route(0, 0, cost=30)
        words.calendar(route, 480, 1020)
        words.capacity(route, 0, seats)
        words.capacity(route, 1, 0)
        if divided:
            words.compartments(route, compartments, seats // compartments)
    for persons, segment in ((2, MEN), (1, WOMEN), (1, MEN)):
        request = words.pair((1, 10), (2, 10), penalty=10**6)
        words.load(request, 0, persons, segment=segment)
        words.time_window(words.stops_of(request)[0], 540, 600)
        words.ride_limit(request, 120)
    if divided:
        words.conflict(0, 2)
    return words.build()


def cost(problem: RouteProblem, routes: list[list[int]]) -> tuple[int, int]:
    """Return what is left out and the cost, by the specification."""
    found = evaluate(problem, routes)
    assert isinstance(found, Schedule), found
    return len(found.absent), found.cost


def ours(problem: RouteProblem) -> tuple[int, int]:
    """Return the same for the kernel."""
    found = search(problem, Budget(iterations=2_000), seed=1)
    return cost(problem, [list(route) for route in found.routes])


def test_ortools_says_compartments_and_pairs_that_stay_apart() -> None:
    problem = day(divided=True)

    # One man apart from the others: two vehicles, each 126 minutes out and home and 30 to start.
    assert ours(problem) == (0, 2 * (126 + 30))
    assert cost(problem, OrToolsRoutes(problem).solve(2)) == (0, 312)


def test_pyvrp_says_what_is_left_without_them() -> None:
    problem = expressible(day(divided=True))

    # All together in one vehicle.
    assert ours(problem) == (0, 156)
    assert cost(problem, solve_with_pyvrp(problem, 2, 1)) == (0, 156)
    assert cost(problem, OrToolsRoutes(problem).solve(2)) == (0, 156)


def test_pyvrp_keeps_to_the_vehicles_that_may() -> None:
    problem = expressible(day(divided=False))
    eligible = np.array([[True, True, False], [False, True, True]])
    part = replace(problem, eligible=eligible)

    assert ours(part) == cost(part, solve_with_pyvrp(part, 2, 1))
