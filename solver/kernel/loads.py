"""What is aboard, compiled: loads, compartments and conflicts.

Must agree with ``evaluate``. No choice is made here.
"""

from solver.kernel.compiled import inner, small
from solver.kernel.memory import (
    ABOARD,
    CAPACITY,
    COLUMNS,
    COMPARTMENTS,
    CONFLICTS,
    DELIVERY,
    DIMENSIONS,
    LIST,
    LOADS,
    NUMBER,
    OWNER,
    PICKUP,
    RIDERS,
    SEATS_EACH,
    SUMS,
)
from solver.kernel.problem import Ints


@small
def has_room(memory: Ints, route: int, node: int, request: int) -> bool:
    """Return whether a request also fits the vehicle as it is after a node; conflicts are left aside."""
    for column in range(memory[DIMENSIONS]):
        if memory[node + ABOARD + column] + memory[request + LOADS + column] > memory[route + CAPACITY + column]:
            return False
    if memory[route + COMPARTMENTS] == 0:
        return True
    needed, each = 0, memory[route + SEATS_EACH]
    for column in range(memory[DIMENSIONS], memory[COLUMNS]):
        needed += -(-(memory[node + ABOARD + column] + memory[request + LOADS + column]) // each)
    enough: bool = needed <= memory[route + COMPARTMENTS]
    return enough


@inner
def has_room_beside(memory: Ints, route: int, node: int, request: int, guest: int) -> bool:
    """Return whether a request fits the vehicle as it is after a node with one more, who visits, aboard."""
    needed, each = 0, memory[route + SEATS_EACH]
    for column in range(memory[COLUMNS]):
        amount = memory[node + ABOARD + column] + memory[request + LOADS + column] + memory[guest + LOADS + column]
        if column >= memory[DIMENSIONS]:
            needed += -(-amount // each)
        elif amount > memory[route + CAPACITY + column]:
            return False
    enough: bool = memory[route + COMPARTMENTS] == 0 or needed <= memory[route + COMPARTMENTS]
    return enough


@small
def has_room_during(memory: Ints, route: int, node: int, request: int) -> bool:
    """Return whether a request that is aboard already fits the vehicle at a node; a visit is aboard only there."""
    guest = memory[node + OWNER]
    if memory[guest + DELIVERY] >= 0:
        return has_room(memory, route, node, request)
    return has_room_beside(memory, route, node, request, guest)


@small
def conflict(memory: Ints, request: int, other: int) -> bool:
    """Return whether two requests may not ride together."""
    wrong: bool = memory[memory[request + CONFLICTS] + memory[other + NUMBER]] != 0
    return wrong


@small
def quarrel_change(memory: Ints, request: int, node: int, depot: int) -> int:
    """Return +1 when at a node someone gets in who may not ride with the request, -1 when they get out, else 0."""
    other = memory[node + OWNER]
    if node == depot or memory[other + DELIVERY] < 0 or not conflict(memory, request, other):
        return 0
    return 1 if memory[other + PICKUP] == node else -1


@inner
def loaded(memory: Ints, route: int, count: int) -> bool:
    """Return whether loads, compartments and conflicts hold all the way along the first stops of the list."""
    riders = 0
    for column in range(memory[COLUMNS]):
        memory[memory[SUMS] + column] = 0
    for i in range(count):
        stop = memory[memory[LIST] + i]
        request = memory[stop + OWNER]
        if memory[request + DELIVERY] == stop:
            riders = leave(memory, request, riders)
            continue
        for j in range(riders):
            if conflict(memory, request, memory[memory[RIDERS] + j]):
                return False
        memory[memory[RIDERS] + riders] = request
        riders += 1
        weigh(memory, request, 1)
        if not fits_inside(memory, route):
            return False
        if memory[request + DELIVERY] < 0:
            riders = leave(memory, request, riders)
    return True


@inner
def leave(memory: Ints, request: int, count: int) -> int:
    """Take a request out of the vehicle; return how many are left."""
    riders, kept = memory[RIDERS], 0
    for j in range(count):
        if memory[riders + j] != request:
            memory[riders + kept] = memory[riders + j]
            kept += 1
    weigh(memory, request, -1)
    return kept


@small
def weigh(memory: Ints, request: int, sign: int) -> None:
    """Add a request's load to what is aboard, or with ``sign`` -1 take it off."""
    for column in range(memory[COLUMNS]):
        memory[memory[SUMS] + column] += sign * memory[request + LOADS + column]


@inner
def fits_inside(memory: Ints, route: int) -> bool:
    """Return whether what is aboard fits the seats and the compartments."""
    sums, needed = memory[SUMS], 0
    for column in range(memory[COLUMNS]):
        if column >= memory[DIMENSIONS]:
            needed += -(-memory[sums + column] // memory[route + SEATS_EACH])
        elif memory[sums + column] > memory[route + CAPACITY + column]:
            return False
    enough: bool = memory[route + COMPARTMENTS] == 0 or needed <= memory[route + COMPARTMENTS]
    return enough
