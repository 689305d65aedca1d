"""Labels along a route, compiled: earliest and latest starts, what is aboard, the cost.

They make a place for a request a matter of looking at two neighbours. No choice is made here.
"""

from solver.kernel.compiled import inner, small
from solver.kernel.driving import drive, drive_back, travel
from solver.kernel.loads import loaded
from solver.kernel.memory import (
    ABOARD,
    ASSIGNMENT_COST,
    BEFORE,
    CLOCK,
    COLUMNS,
    COST,
    DELIVERY,
    DEPOT,
    EARLIEST,
    GRID,
    INDEX,
    LATE,
    LATEST,
    LEAVE,
    LEG,
    LENGTH,
    LIMITS,
    LIST,
    LOADS,
    MEMO_WIDTH,
    MEMOS,
    NEXT,
    OWNER,
    PICKUP,
    SERVICE,
    STAMP,
    START,
    TIMES,
    TOTAL,
)
from solver.kernel.problem import Ints
from solver.kernel.timing import on_grid, timed


@inner
def allowed(memory: Ints, route: int, count: int) -> bool:
    """Return whether a route may be the first stops of the list; their starts are written beside it."""
    return timed(memory, route, count) and loaded(memory, route, count)


@inner
def refresh(memory: Ints, route: int) -> bool:
    """Compute all labels of a route that changed; return False when it is not in time."""
    memory[CLOCK] += 1
    memory[route + STAMP] = memory[CLOCK]
    if memory[route + LIMITS] > 0:
        if not fill_timed(memory, route):
            return False
    elif not fill_starts(memory, route):
        return False
    fill_latest(memory, route)
    fill_aboard(memory, route)
    return True


@inner
def fill_timed(memory: Ints, route: int) -> bool:
    """Compute the earliest starts by timing the whole route."""
    count = list_stops(memory, route)
    if not timed(memory, route, count):
        return False
    for i in range(count):
        stop, start = memory[memory[LIST] + i], memory[memory[TIMES] + i]
        memory[stop + START], memory[stop + LEAVE] = start, start + memory[stop + SERVICE]
    return True


@small
def list_stops(memory: Ints, route: int) -> int:
    """Write the stops of a route in order; return how many there are."""
    depot, stops, count = memory[route + DEPOT], memory[LIST], 0
    node = memory[depot + NEXT]
    while node != depot:
        memory[stops + count] = node
        count += 1
        node = memory[node + NEXT]
    return count


@small
def fill_starts(memory: Ints, route: int) -> bool:
    """Compute the earliest starts where no ride limit bites; return False when one is too late."""
    depot = memory[route + DEPOT]
    before, node = depot, memory[depot + NEXT]
    while node != depot:
        arrive = drive(memory, memory[before + LEAVE], travel(memory, before, node))
        start = on_grid(memory, max(memory[node + EARLIEST], arrive))
        if start > memory[node + LATEST]:
            return False
        memory[node + START], memory[node + LEAVE] = start, start + memory[node + SERVICE]
        before, node = node, memory[node + NEXT]
    back = drive(memory, memory[before + LEAVE], travel(memory, before, depot))
    in_time: bool = before == depot or back <= memory[depot + LATEST]
    return in_time


@small
def fill_latest(memory: Ints, route: int) -> None:
    """Compute, from the last stop back, how late each stop may start; ride limits are left aside."""
    depot, grid = memory[route + DEPOT], memory[GRID]
    after, node = depot, memory[depot + BEFORE]
    while node != depot:
        late = drive_back(memory, memory[after + LATE], travel(memory, node, after)) - memory[node + SERVICE]
        if late >= memory[node + LATEST]:
            late = memory[node + LATEST]
        elif grid > 1:
            late -= late % grid
        memory[node + LATE] = late
        after, node = node, memory[node + BEFORE]


@small
def fill_aboard(memory: Ints, route: int) -> None:
    """Compute what is aboard after each stop, the travel between stops, and the cost; 0 when the route is unused."""
    depot, columns = memory[route + DEPOT], memory[COLUMNS]
    assignment = memory[route + INDEX] * MEMO_WIDTH + ASSIGNMENT_COST
    before, node, total = depot, memory[depot + NEXT], memory[route + COST]
    while node != depot:
        request, sign = memory[node + OWNER], 0
        if memory[request + PICKUP] == node:
            total += memory[memory[request + MEMOS] + assignment]
            sign = 1 if memory[request + DELIVERY] >= 0 else 0
        else:
            sign = -1
        for column in range(ABOARD, ABOARD + columns):
            memory[node + column] = memory[before + column] + sign * memory[request + LOADS + column - ABOARD]
        memory[node + LEG] = travel(memory, before, node)
        total += memory[node + LEG]
        before, node = node, memory[node + NEXT]
    used = memory[route + LENGTH] > 0
    memory[depot + LEG] = travel(memory, before, depot) if used else 0
    memory[route + TOTAL] = total + memory[depot + LEG] if used else 0
