"""Finding the cheapest place for one request over all routes, and putting it there, compiled.

What was found on a route is remembered until the route changes. Not allowed here: which request comes when.
"""

from solver.kernel.compiled import inner, small
from solver.kernel.labels import refresh
from solver.kernel.memory import (
    BEFORE,
    CANDIDATE_COUNT,
    CANDIDATES,
    CLOSED,
    DELIVERY,
    FOUND,
    HOME,
    INDEX,
    LEFT_ASIDE,
    LENGTH,
    LIMITED,
    LIMITS,
    MEMO_ADDED,
    MEMO_DELIVERY,
    MEMO_PICKUP,
    MEMO_STAMP,
    MEMO_WIDTH,
    MEMOS,
    NEXT,
    NOWHERE,
    PICKUP,
    PLACE,
    RANDOM,
    STAMP,
    TURN,
    TWIN,
)
from solver.kernel.problem import NONE, Ints
from solver.kernel.scan import scan_route

_POSITIVE = (1 << 57) - 1
_MANTISSA = (1 << 53) - 1
_UNIT = 1.0 / (1 << 53)


@small
def draw(memory: Ints) -> float:
    """Return the next random number in [0, 1): xorshift64, its state kept in the memory."""
    state = memory[RANDOM]
    state ^= state << 13
    state ^= (state >> 7) & _POSITIVE
    state ^= state << 17
    memory[RANDOM] = state
    number: float = ((state >> 9) & _MANTISSA) * _UNIT
    return number


@inner
def best_insertion(memory: Ints, request: int, blink: float) -> bool:
    """Write the cheapest place on any route as the place found; return False when there is none.

    ``blink`` is the chance that the best place of a route is overlooked, which keeps the search from repeating itself.
    """
    memory[FOUND + 2] = NOWHERE
    memory[TURN] += 1
    for candidate in range(memory[request + CANDIDATE_COUNT]):
        route = memory[memory[request + CANDIDATES] + candidate]
        if memory[route + CLOSED] or (memory[route + LENGTH] == 0 and twin_was_seen(memory, route)):
            continue
        memo = memory[request + MEMOS] + memory[route + INDEX] * MEMO_WIDTH
        if memory[memo + MEMO_STAMP] != memory[route + STAMP]:
            memory[LEFT_ASIDE] = NONE
            scan_route(memory, route, request)
            memory[memo + MEMO_STAMP], memory[memo + MEMO_ADDED] = memory[route + STAMP], memory[PLACE + 2]
            memory[memo + MEMO_PICKUP], memory[memo + MEMO_DELIVERY] = memory[PLACE], memory[PLACE + 1]
        if memory[memo + MEMO_ADDED] >= memory[FOUND + 2]:
            continue
        if draw(memory) < blink:
            memory[LEFT_ASIDE], memory[LEFT_ASIDE + 1] = memory[memo + MEMO_PICKUP], memory[memo + MEMO_DELIVERY]
            scan_route(memory, route, request)
            if memory[PLACE + 2] < memory[FOUND + 2]:
                keep(memory, route, memory[PLACE], memory[PLACE + 1], memory[PLACE + 2])
        else:
            keep(memory, route, memory[memo + MEMO_PICKUP], memory[memo + MEMO_DELIVERY], memory[memo + MEMO_ADDED])
    there_is_one: bool = memory[FOUND + 2] < NOWHERE
    return there_is_one


@small
def keep(memory: Ints, route: int, after_pickup: int, after_delivery: int, added: int) -> None:
    """Write down a place as the best found so far."""
    memory[FOUND], memory[FOUND + 1], memory[FOUND + 2], memory[FOUND + 3] = after_pickup, after_delivery, added, route


@small
def twin_was_seen(memory: Ints, route: int) -> bool:
    """Return whether an empty route just like this one was looked at in the same turn."""
    seen: bool = memory[memory[route + TWIN]] == memory[TURN]
    memory[memory[route + TWIN]] = memory[TURN]
    return seen


@inner
def insert_found(memory: Ints, request: int) -> int:
    """Put the request at the place found; return the route."""
    route: int = memory[FOUND + 3]
    link(memory, memory[FOUND], memory[request + PICKUP])
    memory[route + LENGTH] += 1
    if memory[request + DELIVERY] >= 0:
        link(memory, memory[FOUND + 1], memory[request + DELIVERY])
        memory[route + LENGTH] += 1
    memory[route + LIMITS] += memory[request + LIMITED]
    memory[request + HOME] = route
    refresh(memory, route)
    return route


@small
def link(memory: Ints, before: int, stop: int) -> None:
    """Put a stop behind a node."""
    after = memory[before + NEXT]
    memory[before + NEXT], memory[stop + BEFORE] = stop, before
    memory[stop + NEXT], memory[after + BEFORE] = after, stop


@small
def unlink(memory: Ints, stop: int) -> None:
    """Take a stop out of its ring."""
    before, after = memory[stop + BEFORE], memory[stop + NEXT]
    memory[before + NEXT], memory[after + BEFORE] = after, before
