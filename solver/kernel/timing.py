"""The earliest schedule of a list of stops, compiled, ride limits included.

Must agree with ``evaluate``, which says what is meant. No choice is made here.
"""

from solver.kernel.compiled import inner, small
from solver.kernel.memory import (
    DELIVERY,
    DEPOT,
    EARLIEST,
    GRID,
    INTO,
    LATEST,
    LEAVE,
    LIST,
    OWNER,
    PICKUP,
    POSITION,
    RIDE,
    SERVICE,
    TIMES,
    TRAVEL_FROM,
)
from solver.kernel.problem import Ints


@small
def on_grid(memory: Ints, minute: int) -> int:
    """Round up to the grid."""
    grid = memory[GRID]
    if grid == 1:
        return minute
    rounded: int = -(-minute // grid) * grid
    return rounded


@small
def travel(memory: Ints, origin: int, destination: int) -> int:
    """Return the minutes from one node to another."""
    minutes: int = memory[memory[origin + TRAVEL_FROM] + memory[destination + INTO]]
    return minutes


@small
def drive(memory: Ints, leave: int, minutes: int) -> int:
    """Return when a drive of so many minutes is over."""
    return leave + minutes


@small
def drive_back(memory: Ints, arrive: int, minutes: int) -> int:
    """Return the last moment to leave for a drive of so many minutes and be there in time."""
    return arrive - minutes


@inner
def timed(memory: Ints, route: int, count: int) -> bool:
    """Write the earliest starts of the first stops of the list; return False when there is no schedule in time."""
    stops, times = memory[LIST], memory[TIMES]
    for i in range(count):
        stop = memory[stops + i]
        memory[times + i] = memory[stop + EARLIEST]
        memory[stop + POSITION] = i
    if not push_forward(memory, route, count, 0):
        return False
    raised = 1
    for _ in range(count + 1):  # what still moves after so many rounds would move for ever
        if raised == 1:
            raised = raise_for_ride_limits(memory, route, count)
    if raised != 0 or count == 0:
        return count == 0
    last, depot = memory[stops + count - 1], memory[route + DEPOT]
    leave = memory[times + count - 1] + memory[last + SERVICE]
    back: bool = drive(memory, leave, travel(memory, last, depot)) <= memory[depot + LATEST]
    return back


@inner
def push_forward(memory: Ints, route: int, count: int, index: int) -> bool:
    """Start the stops from ``index`` on as early as the one before allows, never earlier than they do now."""
    stops, times = memory[LIST], memory[TIMES]
    before = memory[route + DEPOT]
    leave = memory[before + LEAVE]
    if index > 0:
        before = memory[stops + index - 1]
        leave = memory[times + index - 1] + memory[before + SERVICE]
    for i in range(index, count):
        stop = memory[stops + i]
        time = on_grid(memory, max(memory[times + i], drive(memory, leave, travel(memory, before, stop))))
        if time > memory[stop + LATEST]:
            return False
        memory[times + i] = time
        before, leave = stop, time + memory[stop + SERVICE]
    return True


@inner
def raise_for_ride_limits(memory: Ints, route: int, count: int) -> int:
    """Start pick-ups later where a ride takes too long; 0: nothing moved, 1: something did, -1: impossible."""
    stops, times, raised = memory[LIST], memory[TIMES], 0
    for i in range(count):
        stop = memory[stops + i]
        request = memory[stop + OWNER]
        if memory[request + DELIVERY] != stop:
            continue
        pickup = memory[request + PICKUP]
        index = memory[pickup + POSITION]
        first = memory[times + i] - memory[request + RIDE] - memory[pickup + SERVICE]
        if first > memory[times + index]:
            memory[times + index] = on_grid(memory, first)
            if not push_forward(memory, route, count, index):
                return -1
            raised = 1
    return raised
