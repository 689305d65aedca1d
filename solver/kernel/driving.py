"""How long a ride takes by the time of day, compiled. Must agree with ``DayTravel``. No choice is made here."""

from solver.kernel.compiled import compiled, small
from solver.kernel.memory import INTO, PACE, SINCE, STRETCHES, TRAVEL_FROM, UNIT
from solver.kernel.problem import Ints


@small
def travel(memory: Ints, origin: int, destination: int) -> int:
    """Return the minutes in the table from one node to another."""
    minutes: int = memory[memory[origin + TRAVEL_FROM] + memory[destination + INTO]]
    return minutes


@small
def drive(memory: Ints, leave: int, minutes: int) -> int:
    """Return when a ride of so many minutes in the table is over."""
    if memory[STRETCHES] == 0:
        return leave + minutes
    return arrival(memory, leave, minutes)


@small
def drive_back(memory: Ints, arrive: int, minutes: int) -> int:
    """Return the last moment to leave for a ride of so many minutes in the table and be there in time."""
    if memory[STRETCHES] == 0:
        return arrive - minutes
    return departure(memory, arrive, minutes)


@compiled
def arrival(memory: Ints, leave: int, minutes: int) -> int:
    """Return when a ride is over, stretch by stretch."""
    since, pace, last = memory[SINCE], memory[PACE], memory[STRETCHES] - 1
    stretch, left, time = stretches_before(memory, leave + 1), minutes * memory[UNIT], leave
    while stretch < last:
        within = (memory[since + stretch] - time) * memory[pace + stretch]
        if left <= within:
            break
        left -= within
        time = memory[since + stretch]
        stretch += 1
    over: int = time - (-left // memory[pace + stretch])
    return over


@compiled
def departure(memory: Ints, arrive: int, minutes: int) -> int:
    """Return when a ride must begin, stretch by stretch."""
    since, pace = memory[SINCE], memory[PACE]
    stretch, left, time = stretches_before(memory, arrive), minutes * memory[UNIT], arrive
    while stretch > 0:
        within = (time - memory[since + stretch - 1]) * memory[pace + stretch]
        if left <= within:
            break
        left -= within
        time = memory[since + stretch - 1]
        stretch -= 1
    begin: int = time + (-left // memory[pace + stretch])
    return begin


@small
def stretches_before(memory: Ints, moment: int) -> int:
    """Return how many stretches end before a moment."""
    low, high = 0, memory[STRETCHES] - 1
    while low < high:
        middle = (low + high) // 2
        if memory[memory[SINCE] + middle] < moment:
            low = middle + 1
        else:
            high = middle
    return low
