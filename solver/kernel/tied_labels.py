"""The starts of all stops when routes wait for each other, compiled: the least fixed point, from nothing.

Must agree with ``together``. No choice is made here.
"""

from solver.kernel.compiled import inner, small
from solver.kernel.driving import travel
from solver.kernel.memory import (
    ASSIGNMENT_COST,
    COST,
    DEPOT,
    DEPOTS,
    DUE,
    EARLIEST,
    FIRST_NODE,
    FIRST_ROUTE,
    GAP,
    HOME,
    INDEX,
    LABEL,
    LATEST,
    LEAVE,
    LEG,
    LENGTH,
    MATE,
    MEMO_WIDTH,
    MEMOS,
    NEXT,
    NODE_WIDTH,
    NOWHERE,
    OWNER,
    PRICE,
    REQUESTS,
    ROUTE_WIDTH,
    ROUTES,
    SERVICE,
    STACK,
    START,
    STOPS,
    TIED,
    TOUCHED,
    TRIAL,
    TRIED,
    WORST,
    WORST_PRICE,
)
from solver.kernel.problem import NONE, Ints
from solver.kernel.timing import on_grid


@inner
def settle(memory: Ints) -> int:
    """Compute the starts of all stops; return the cost of the routes, NOWHERE when they are not in time.

    Routes of which a start differs from before are marked as touched.
    """
    if not settle_in_order(memory) and not settle_in_rounds(memory):
        return NOWHERE
    cost, worst, tied = 0, 0, memory[TIED]
    for k in range(memory[ROUTES]):
        route = memory[FIRST_ROUTE] + k * memory[ROUTE_WIDTH]
        depot = memory[route + DEPOT]
        node = memory[depot + NEXT]
        if node == depot:
            memory[depot + LEG] = 0
            continue
        cost += memory[route + COST]
        before = depot
        while node != depot:
            if memory[node + START] > memory[node + LATEST]:
                return NOWHERE
            cost += memory[node + LEG] + assignment_cost(memory, route, node)
            late = memory[node + START] - memory[node + tied + DUE]
            if late > 0:
                cost += late * memory[node + tied + PRICE]
                worst = max(worst, late)
            before, node = node, memory[node + NEXT]
        memory[depot + LEG] = travel(memory, before, depot)
        cost += memory[depot + LEG]
        if memory[before + LEAVE] + memory[depot + LEG] > memory[depot + LATEST]:
            return NOWHERE
    memory[WORST] = worst
    total: int = cost + worst * memory[WORST_PRICE]
    return total


@small
def assignment_cost(memory: Ints, route: int, stop: int) -> int:
    """Return what it costs that this route makes this visit."""
    at = memory[memory[stop + OWNER] + MEMOS] + memory[route + INDEX] * MEMO_WIDTH + ASSIGNMENT_COST
    cost: int = memory[at]
    return cost


@small
def settle_in_order(memory: Ints) -> bool:
    """Walk along all routes, each as far as the ties allow: both halves are settled when both were reached.

    Return False when routes stand waiting for each other, which they may do and still be in time.
    """
    memory[TRIAL] += 1
    tied, depots, stack, trial = memory[TIED], memory[DEPOTS], memory[STACK], memory[TRIAL]
    top, waiting = 0, 0
    for k in range(memory[ROUTES]):
        route = memory[FIRST_ROUTE] + k * memory[ROUTE_WIDTH]
        if memory[route + LENGTH] > 0:
            memory[stack + top] = memory[route + DEPOT]
            top += 1
    while top > 0:
        top -= 1
        before = memory[stack + top]
        node = memory[before + NEXT]
        while node < depots:
            start = reached(memory, before, node)
            mate = memory[node + tied + MATE]
            if mate != NONE:
                if memory[mate + tied + TRIED] != trial:
                    memory[node + tied + TRIED], memory[node + tied + LABEL] = trial, start
                    waiting += 1
                    break
                other = memory[mate + tied + LABEL]
                start = max(start, on_grid(memory, other + memory[node + tied + GAP]))
                set_start(memory, mate, max(other, on_grid(memory, start + memory[mate + tied + GAP])))
                waiting -= 1
                memory[stack + top] = mate
                top += 1
            set_start(memory, node, start)
            before, node = node, memory[node + NEXT]
    return waiting == 0


@inner
def settle_in_rounds(memory: Ints) -> bool:
    """Raise starts from the earliest until nothing moves; return False when they would move for ever."""
    first, width = memory[FIRST_NODE], memory[NODE_WIDTH]
    for number in range(memory[STOPS]):
        stop = first + number * width
        memory[stop + START], memory[stop + LEAVE] = memory[stop + EARLIEST], memory[stop + EARLIEST]
    for _ in range(memory[REQUESTS] + 2):
        moved = False
        for k in range(memory[ROUTES]):
            route = memory[FIRST_ROUTE] + k * memory[ROUTE_WIDTH]
            memory[route + TOUCHED] = 1
            moved = raise_along(memory, memory[route + DEPOT]) or moved
        if not moved:
            return True
    return False


@small
def raise_along(memory: Ints, before: int) -> bool:
    """Raise the starts of one route as the order and the ties ask; return whether any moved."""
    tied, depots, moved = memory[TIED], memory[DEPOTS], False
    node = memory[before + NEXT]
    while node < depots:
        start = max(memory[node + START], reached(memory, before, node))
        mate = memory[node + tied + MATE]
        if mate != NONE:
            start = max(start, on_grid(memory, memory[mate + START] + memory[node + tied + GAP]))
        moved = moved or start > memory[node + START]
        memory[node + START], memory[node + LEAVE] = start, start + memory[node + SERVICE]
        before, node = node, memory[node + NEXT]
    return moved


@small
def reached(memory: Ints, before: int, node: int) -> int:
    """Return when a stop starts behind a node, other routes aside; write the travel between them."""
    memory[node + LEG] = travel(memory, before, node)
    start: int = on_grid(memory, max(memory[node + EARLIEST], memory[before + LEAVE] + memory[node + LEG]))
    return start


@small
def set_start(memory: Ints, node: int, start: int) -> None:
    """Give a stop on a route another start; the route is touched."""
    if memory[node + START] != start:
        memory[node + START] = start
        memory[memory[memory[node + OWNER] + HOME] + TOUCHED] = 1
    memory[node + LEAVE] = start + memory[node + SERVICE]
