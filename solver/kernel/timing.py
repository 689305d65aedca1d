"""The earliest schedule of a list of stops, compiled, breaks and ride limits included.

Must agree with ``earliest``, which says what is meant. No choice is made here.
"""

from solver.kernel.compiled import inner, small
from solver.kernel.driving import drive, travel
from solver.kernel.memory import (
    DELIVERY,
    DEPOT,
    DRIVING,
    EARLIEST,
    GRID,
    LATEST,
    LEAVE,
    LIST,
    OWNER,
    PICKUP,
    POSITION,
    REST,
    RIDE,
    SERVICE,
    STRETCHES,
    TIMES,
)
from solver.kernel.problem import MORE_ROUNDS, NONE, Ints


@small
def on_grid(memory: Ints, minute: int) -> int:
    """Round up to the grid."""
    grid = memory[GRID]
    if grid == 1:
        return minute
    rounded: int = -(-minute // grid) * grid
    return rounded


@inner
def timed(memory: Ints, route: int, count: int) -> bool:
    """Write the earliest starts of the first stops of the list; return False when there is no schedule in time."""
    stops, times = memory[LIST], memory[TIMES]
    for i in range(count):
        stop = memory[stops + i]
        memory[times + i] = memory[stop + EARLIEST]
        memory[stop + POSITION] = i
    more = 0 if memory[STRETCHES] == 0 and memory[route + REST] == 0 else MORE_ROUNDS
    for _ in range(count + 1 + more):  # what still moves after so many rounds would move for ever
        in_time = push_with_breaks(memory, route, count) if memory[route + REST] else push(memory, route, count)
        if not in_time:
            return False
        if not raise_for_ride_limits(memory, count):
            return True
    return count == 0


@small
def push(memory: Ints, route: int, count: int) -> bool:
    """Start the stops as early as the one before allows, never earlier than they do now; return whether in time."""
    stops, times, depot = memory[LIST], memory[TIMES], memory[route + DEPOT]
    before, leave = depot, memory[depot + LEAVE]
    for i in range(count):
        stop = memory[stops + i]
        time = on_grid(memory, max(memory[times + i], drive(memory, leave, travel(memory, before, stop))))
        if time > memory[stop + LATEST]:
            return False
        memory[times + i] = time
        before, leave = stop, time + memory[stop + SERVICE]
    back: bool = count == 0 or drive(memory, leave, travel(memory, before, depot)) <= memory[depot + LATEST]
    return back


@inner
def push_with_breaks(memory: Ints, route: int, count: int) -> bool:  # noqa: C901 - one walk with much in hand
    """Do as ``push``, with breaks as late as they can be; see ``earliest``."""
    stops, times, depot, rest = memory[LIST], memory[TIMES], memory[route + DEPOT], memory[route + REST]
    index, node, leave, driven, aboard = 0, depot, memory[depot + LEAVE], 0, 0
    before, reached, behind = NONE, 0, NONE
    while count > 0:
        stop = memory[stops + index] if index < count else depot
        arrive = drive(memory, leave, travel(memory, node, stop))
        if driven + arrive - leave > memory[route + DRIVING]:
            if behind != NONE:
                index, node = behind + 1, memory[stops + behind]
                leave = memory[times + behind] + memory[node + SERVICE] + rest
                driven, aboard, before, behind = 0, 0, NONE, NONE
                continue
            if before == NONE:
                return False
            index, arrive, aboard = before, reached, 0
            stop = memory[stops + index]
            memory[times + index] = max(memory[times + index], on_grid(memory, arrive + rest))
        elif index == count:
            in_time: bool = arrive <= memory[depot + LATEST]
            return in_time
        else:
            driven += arrive - leave
        start = on_grid(memory, max(memory[times + index], arrive))
        if start > memory[stop + LATEST]:
            return False
        memory[times + index] = start
        if aboard == 0:
            before, reached, behind = index, arrive, NONE
            if start - arrive >= rest:
                driven, before = 0, NONE
        aboard += change_aboard(memory, stop)
        node, leave = stop, start + memory[stop + SERVICE]
        if aboard == 0:
            behind = index
        index += 1
    return True


@small
def change_aboard(memory: Ints, stop: int) -> int:
    """Return 1 when a request gets in at a stop and stays aboard, -1 when it gets out, 0 for a visit."""
    request = memory[stop + OWNER]
    if memory[request + DELIVERY] < 0:
        return 0
    return 1 if memory[request + PICKUP] == stop else -1


@small
def raise_for_ride_limits(memory: Ints, count: int) -> bool:
    """Start pick-ups later where a ride takes too long; return whether any moved."""
    stops, times, raised = memory[LIST], memory[TIMES], False
    for i in range(count):
        stop = memory[stops + i]
        request = memory[stop + OWNER]
        if memory[request + DELIVERY] != stop:
            continue
        pickup = memory[request + PICKUP]
        index = memory[pickup + POSITION]
        first = on_grid(memory, memory[times + i] - memory[request + RIDE] - memory[pickup + SERVICE])
        if first > memory[times + index]:
            memory[times + index] = first
            raised = True
    return raised
