"""Emptying routes one by one, compiled, for problems in which a route costs more than all travel.

After the fleet minimisation of Christiaens and Vanden Berghe (2020): the route whose requests have been easiest to
place is closed, and the plan is annealed until all of them found a place elsewhere; requests that often stay out
count for more. Not allowed here: the distance, beyond what helps to empty routes.
"""

from solver.kernel.anneal import allowance
from solver.kernel.compiled import compiled, small
from solver.kernel.copying import absent_penalty, copy_plan, copy_touched, routes_cost
from solver.kernel.memory import (
    ABSENT,
    BEST_COST,
    CLOSED,
    CURRENT_COST,
    DEPOT,
    FIRST_REQUEST,
    FIRST_ROUTE,
    FIXED,
    HOME,
    LENGTH,
    MISSED,
    NEXT,
    NOWHERE,
    OWNER,
    REQUEST_WIDTH,
    REQUESTS,
    ROUTE_WIDTH,
    ROUTES,
    SHADOW,
)
from solver.kernel.problem import NONE, Ints
from solver.kernel.recreate import BLINK, recreate
from solver.kernel.ruin import ruin, take_all_out


@compiled
def empty_routes(memory: Ints, begin: int, steps: int, total: float, hot: float, cold: float) -> None:
    """Take steps towards fewer routes, as ``anneal`` does towards a lower cost."""
    for step in range(begin, begin + steps):
        allowed = allowance(memory, step / total, hot, cold)
        ruin(memory)
        left = recreate(memory, BLINK, NOWHERE)
        cost = routes_cost(memory)
        if not is_kept(memory, left, cost - allowed):
            copy_touched(memory, memory[SHADOW], 0)
            continue
        memory[CURRENT_COST] = cost
        copy_touched(memory, 0, memory[SHADOW])
        cost += absent_penalty(memory)
        if cost < memory[BEST_COST]:
            memory[BEST_COST] = cost
            copy_plan(memory, 0, 2 * memory[SHADOW])
            close_one(memory)


@small
def is_kept(memory: Ints, left: int, cost: int) -> bool:
    """Return whether the plan in the making is taken on, and count once more the requests that found no place in it."""
    out, before, after = 0, 0, 0
    for number in range(memory[REQUESTS]):
        request = memory[FIRST_REQUEST] + number * memory[REQUEST_WIDTH]
        if memory[request + memory[SHADOW] + HOME] == NONE:
            out += 1
            before += memory[request + MISSED]
    for i in range(left):
        request = memory[memory[ABSENT] + i]
        after += memory[request + MISSED]
        memory[request + MISSED] += 1
    return left < out or after < before or (left == out and cost < memory[CURRENT_COST])


@compiled
def close_one(memory: Ints) -> None:
    """Close the empty routes and the one whose requests were missed least; what was on it is absent from now on."""
    fewest, chosen = NOWHERE, NONE
    for k in range(memory[ROUTES]):
        route = memory[FIRST_ROUTE] + k * memory[ROUTE_WIDTH]
        if memory[route + LENGTH] == 0:
            memory[route + CLOSED] = 1
        missed = times_missed(memory, route)
        if not memory[route + CLOSED] and missed < fewest:
            fewest, chosen = missed, route
    if chosen == NONE:
        return
    take_all_out(memory, chosen)
    memory[chosen + CLOSED] = 1
    for number in range(memory[REQUESTS]):
        memory[memory[FIRST_REQUEST] + number * memory[REQUEST_WIDTH] + MISSED] = 0
    memory[CURRENT_COST] = NOWHERE
    copy_plan(memory, 0, memory[SHADOW])


@small
def times_missed(memory: Ints, route: int) -> int:
    """Return how often the requests of a route found no place; a route that holds a fixed one is never emptied."""
    depot, missed = memory[route + DEPOT], 0
    node = memory[depot + NEXT]
    while node != depot:
        request = memory[node + OWNER]
        if memory[request + FIXED] != NONE:
            return NOWHERE
        missed += memory[request + MISSED]
        node = memory[node + NEXT]
    return missed
