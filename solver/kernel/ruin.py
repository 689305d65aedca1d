"""Taking strings of neighbouring requests out of a plan, compiled.

After "slack induction by string removals" (Christiaens and Vanden Berghe, 2020), strings counted in stops and
whole requests removed. Not allowed here: putting back, and whether the result is kept.
"""

from solver.kernel.compiled import inner, small
from solver.kernel.insert import draw, unlink
from solver.kernel.labels import refresh
from solver.kernel.memory import (
    BEFORE,
    CANDIDATE_COUNT,
    DELIVERY,
    DEPOT,
    FIRST_NODE,
    FIRST_REQUEST,
    FIRST_ROUTE,
    FIXED,
    HOME,
    LENGTH,
    LIMITED,
    LIMITS,
    LIST,
    NEAR,
    NEAR_WIDTH,
    NEXT,
    NODE_WIDTH,
    OWNER,
    PICKUP,
    REQUEST_WIDTH,
    REQUESTS,
    ROUTE_WIDTH,
    ROUTES,
    STOPS,
    TOUCHED,
)
from solver.kernel.problem import NONE, Ints

MEAN_REMOVED = 10.0
LONGEST_STRING = 10.0
ABOUT_ABSENT = 0.5
"""Chance that a ruin makes room near a request that is left out."""
SPLIT = 0.5
"""Chance that a string keeps a stretch in its middle, and that the stretch is one stop longer."""


@inner
def ruin(memory: Ints) -> None:
    """Remove strings of requests from routes near a random stop; mark the routes as touched."""
    used, stops = 0, 0
    for k in range(memory[ROUTES]):
        route = memory[FIRST_ROUTE] + k * memory[ROUTE_WIDTH]
        used += memory[route + LENGTH] > 0
        stops += memory[route + LENGTH]
    if used == 0:
        return
    longest = min(LONGEST_STRING, stops / used)
    strings = int(1 + draw(memory) * (4 * MEAN_REMOVED / (1 + longest) - 1))
    near = memory[NEAR] + pick_seed(memory) * memory[NEAR_WIDTH]
    for index in range(memory[NEAR_WIDTH]):
        stop = memory[near + index]
        route = memory[memory[stop + OWNER] + HOME]
        if route == NONE or memory[route + TOUCHED]:
            continue
        memory[route + TOUCHED] = 1
        remove_string(memory, route, stop, longest)
        strings -= 1
        if strings <= 0:
            return


@small
def pick_seed(memory: Ints) -> int:
    """Return a random stop's number, half of the time that of an absent request that some route could serve."""
    chosen, seen = int(draw(memory) * memory[STOPS]), 0
    if draw(memory) < ABOUT_ABSENT:
        for number in range(memory[REQUESTS]):
            request = memory[FIRST_REQUEST] + number * memory[REQUEST_WIDTH]
            if memory[request + HOME] == NONE and memory[request + CANDIDATE_COUNT]:
                seen += 1
                if draw(memory) * seen < 1:
                    chosen = (memory[request + PICKUP] - memory[FIRST_NODE]) // memory[NODE_WIDTH]
    return chosen


@small
def remove_string(memory: Ints, route: int, around: int, longest: float) -> None:
    """Remove the requests of some neighbouring stops of a route, and compute its labels."""
    cut_string(memory, route, around, longest)
    if not refresh(memory, route):
        take_all_out(memory, route)


@small
def cut_string(memory: Ints, route: int, around: int, longest: float) -> None:
    """Unlink the requests of some neighbouring stops of a route, the stop ``around`` among the neighbours."""
    count = memory[route + LENGTH]
    wanted = int(1 + draw(memory) * min(float(count), longest))
    kept = 0
    if draw(memory) < SPLIT:
        while wanted + kept < count and draw(memory) < SPLIT:
            kept += 1
    keep_from = int(draw(memory) * wanted) if kept else count
    length = choose_string(memory, route, around, wanted + kept)
    for i in range(length):
        if not keep_from <= i < keep_from + kept:
            take_out(memory, route, memory[memory[memory[LIST] + i] + OWNER])


@small
def choose_string(memory: Ints, route: int, around: int, length: int) -> int:
    """List neighbouring stops of a route, ``around`` among them; return how many there are."""
    depot, node = memory[route + DEPOT], around
    for _ in range(int(draw(memory) * length)):
        if memory[node + BEFORE] != depot:
            node = memory[node + BEFORE]
    count = 0
    while count < length and node != depot:
        memory[memory[LIST] + count] = node
        count += 1
        node = memory[node + NEXT]
    return count


@inner
def take_out(memory: Ints, route: int, request: int) -> None:
    """Unlink a request's stops from a route, unless it is fixed or was taken out before."""
    if memory[request + HOME] != route or memory[request + FIXED] != NONE:
        return
    unlink(memory, memory[request + PICKUP])
    memory[route + LENGTH] -= 1
    if memory[request + DELIVERY] >= 0:
        unlink(memory, memory[request + DELIVERY])
        memory[route + LENGTH] -= 1
    memory[route + LIMITS] -= memory[request + LIMITED]
    memory[request + HOME] = NONE


@inner
def take_all_out(memory: Ints, route: int) -> None:
    """Take out everything that is not fixed: what is fixed is allowed by itself.

    Needed where removing a stop made a route slower (travel by way of it was quicker) and so not allowed.
    """
    depot = memory[route + DEPOT]
    node = memory[depot + NEXT]
    while node != depot:
        request, after = memory[node + OWNER], memory[node + NEXT]
        take_out(memory, route, request)
        if memory[request + HOME] == NONE and after == memory[request + DELIVERY]:
            after = memory[after + NEXT]
        node = after
    refresh(memory, route)
