"""Before the first step, compiled: which route could serve what, and routes taken as given."""

from solver.kernel.compiled import compiled
from solver.kernel.insert import link
from solver.kernel.labels import allowed, refresh
from solver.kernel.memory import (
    CANDIDATE_COUNT,
    CANDIDATES,
    DELIVERY,
    DEPOT,
    FIRST_NODE,
    FIRST_REQUEST,
    FIRST_ROUTE,
    HOME,
    INDEX,
    LENGTH,
    LIMITED,
    LIMITS,
    LIST,
    NODE_WIDTH,
    OWNER,
    PICKUP,
    REQUEST_WIDTH,
    REQUESTS,
    ROUTE_WIDTH,
    TOUCHED,
)
from solver.kernel.problem import Flags, Ints


@compiled
def keep_able(memory: Ints, able: Flags) -> None:
    """Leave for each request the routes that could serve it with nothing else to do; set ``able[k, r]`` for them."""
    for number in range(memory[REQUESTS]):
        request = memory[FIRST_REQUEST] + number * memory[REQUEST_WIDTH]
        memory[memory[LIST]], count = memory[request + PICKUP], 1
        if memory[request + DELIVERY] >= 0:
            memory[memory[LIST] + 1], count = memory[request + DELIVERY], 2
        kept = 0
        for candidate in range(memory[request + CANDIDATE_COUNT]):
            route = memory[memory[request + CANDIDATES] + candidate]
            if allowed(memory, route, count):
                memory[memory[request + CANDIDATES] + kept] = route
                kept += 1
                able[memory[route + INDEX], number] = True
        memory[request + CANDIDATE_COUNT] = kept


@compiled
def fill_route(memory: Ints, k: int, stops: Ints) -> bool:
    """Let the empty route k be these stops if that is allowed; return whether it is."""
    route = memory[FIRST_ROUTE] + k * memory[ROUTE_WIDTH]
    for i in range(len(stops)):
        memory[memory[LIST] + i] = memory[FIRST_NODE] + stops[i] * memory[NODE_WIDTH]
    if not allowed(memory, route, len(stops)):
        return False
    before = memory[route + DEPOT]
    for i in range(len(stops)):
        stop = memory[memory[LIST] + i]
        link(memory, before, stop)
        request = memory[stop + OWNER]
        memory[request + HOME] = route
        if memory[request + PICKUP] == stop:
            memory[route + LIMITS] += memory[request + LIMITED]
        before = stop
    memory[route + LENGTH] = len(stops)
    memory[route + TOUCHED] = 0
    return refresh(memory, route)
