"""Few routes first, where a route costs more than all travel."""

import pytest

from solver.kernel.problem import RouteProblem
from solver.kernel.search import Budget, routes_come_first, search
from solver.kernel.vocabulary import Vocabulary
from tests.solver.kernel.problems import line

ROUTE_COST = 10_000


def star(*, cost: int = ROUTE_COST, penalty: int = 10**6, fixed: bool = False) -> RouteProblem:
    """Six deliveries from the depot, three at each end of a road, and four vehicles with two seats."""
    words = Vocabulary(line(100, 0, 200), grid=1)
    for _ in range(4):
        route = words.route(0, 0, cost=cost)
        words.calendar(route, 0, 1_000)
        words.capacity(route, 0, 2)
    for number in range(6):
        request = words.pair((0, 0), (1 + number % 2, 0), penalty=penalty)
        words.load(request, 0, 1)
    if fixed:
        words.fixed(0, 3, (0, 100))
    return words.build()


def test_search_uses_the_fewest_routes_and_then_the_least_travel() -> None:
    # One vehicle has the time for three trips of two persons: 200 to each end and back, and one trip to both.
    found = search(star(), Budget(iterations=2_000), seed=1)
    assert sum(1 for route in found.routes if route) == 1
    assert found.schedule.cost == ROUTE_COST + 200 + 200 + 400


def test_search_never_empties_a_route_that_holds_a_fixed_request() -> None:
    found = search(star(fixed=True), Budget(iterations=500), seed=1)
    assert {0, 1} <= set(found.routes[3])


def test_search_with_emptying_repeats_for_a_seed() -> None:
    assert search(star(), Budget(iterations=300), seed=5) == search(star(), Budget(iterations=300), seed=5)


@pytest.mark.parametrize(
    ("cost", "penalty", "expected"),
    [
        (ROUTE_COST, 10**6, True),
        (200, 10**6, False),  # a route costs less than a detour
        (ROUTE_COST, 5_000, False),  # a request is rather left out than given a route
    ],
)
def test_routes_come_first_only_when_they_cost_more_than_travel_and_less_than_a_request(
    cost: int, penalty: int, *, expected: bool
) -> None:
    assert routes_come_first(star(cost=cost, penalty=penalty)) == expected
