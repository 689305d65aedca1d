"""Copying plans and adding up their cost, compiled. No choice is made here.

Three plans lie in the memory: the one that is worked on, ``SHADOW`` behind it the current one, and as far behind that
the best one. Handles in all three are those of the first.
"""

from solver.kernel.compiled import compiled, small
from solver.kernel.memory import (
    ABOARD,
    CLOSED,
    COLUMNS,
    DEPOT,
    FIRST_REQUEST,
    FIRST_ROUTE,
    HOME,
    LEG,
    LENGTH,
    NEXT,
    PENALTY,
    REQUEST_WIDTH,
    REQUESTS,
    ROUTE_WIDTH,
    ROUTES,
    STAMP,
    TOTAL,
    TOUCHED,
)
from solver.kernel.problem import NONE, Ints


@small
def routes_cost(memory: Ints) -> int:
    """Return the cost of all routes."""
    cost = 0
    for k in range(memory[ROUTES]):
        cost += memory[memory[FIRST_ROUTE] + k * memory[ROUTE_WIDTH] + TOTAL]
    return cost


@small
def absent_penalty(memory: Ints) -> int:
    """Return the penalties of absent requests."""
    penalty = 0
    for number in range(memory[REQUESTS]):
        request = memory[FIRST_REQUEST] + number * memory[REQUEST_WIDTH]
        if memory[request + HOME] == NONE:
            penalty += memory[request + PENALTY]
    return penalty


@compiled
def total_cost(memory: Ints) -> int:
    """Return the cost of the plan: its routes and the penalties of absent requests."""
    return routes_cost(memory) + absent_penalty(memory)


@compiled
def copy_plan(memory: Ints, source: int, target: int) -> None:
    """Copy a whole plan; the plans are told apart by how far behind the first they lie."""
    for k in range(memory[ROUTES]):
        route = memory[FIRST_ROUTE] + k * memory[ROUTE_WIDTH]
        copy_route(memory, route, source, target)
        memory[route + TOUCHED] = 0
    copy_homes(memory, source, target)


@small
def copy_touched(memory: Ints, source: int, target: int) -> None:
    """Copy the routes that were touched, which then are not, and which request is where."""
    for k in range(memory[ROUTES]):
        route = memory[FIRST_ROUTE] + k * memory[ROUTE_WIDTH]
        if memory[route + TOUCHED]:
            copy_route(memory, route, source, target)
            memory[route + TOUCHED] = 0
    copy_homes(memory, source, target)


@small
def copy_homes(memory: Ints, source: int, target: int) -> None:
    """Copy which request is where."""
    for number in range(memory[REQUESTS]):
        home = memory[FIRST_REQUEST] + number * memory[REQUEST_WIDTH] + HOME
        memory[home + target] = memory[home + source]


@small
def copy_route(memory: Ints, route: int, source: int, target: int) -> None:
    """Copy one route with its labels."""
    depot, columns = memory[route + DEPOT], memory[COLUMNS]
    node = depot
    while True:
        for field in range(NEXT, LEG + 1):
            memory[node + target + field] = memory[node + source + field]
        for field in range(ABOARD, ABOARD + columns):
            memory[node + target + field] = memory[node + source + field]
        node = memory[node + source + NEXT]
        if node == depot:
            break
    for field in range(LENGTH, STAMP + 1):
        memory[route + target + field] = memory[route + source + field]


@compiled
def open_routes(memory: Ints) -> None:
    """Let requests be added to every route of the plan that is worked on."""
    for k in range(memory[ROUTES]):
        memory[memory[FIRST_ROUTE] + k * memory[ROUTE_WIDTH] + CLOSED] = 0
