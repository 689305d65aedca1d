"""Putting absent requests back into a plan, compiled: one by one, each at its cheapest place.

Not allowed here: what is taken out, and whether the result is kept.
"""

from solver.kernel.compiled import compiled, small
from solver.kernel.copying import routes_cost
from solver.kernel.insert import best_insertion, draw, insert_found
from solver.kernel.memory import (
    ABSENT,
    FIRST_REQUEST,
    FOUND,
    HOME,
    KEY_COUNT,
    KEYS,
    NOWHERE,
    NUMBER,
    PATIENT,
    PENALTY,
    REQUEST_WIDTH,
    REQUESTS,
    TOUCHED,
)
from solver.kernel.problem import NONE, Ints

BLINK = 0.01
GIVEN_UP = -1


@compiled
def recreate(memory: Ints, blink: float, most: int) -> int:
    """Put absent requests back one by one; return how many stay out. They then come first among the absent.

    As soon as the cost reaches ``most`` return GIVEN_UP: adding never makes a plan cheaper, unless PATIENT says so.
    """
    absent, count, left, cost = memory[ABSENT], list_absent(memory), 0, routes_cost(memory)
    limit = NOWHERE if memory[PATIENT] else most
    put_in_order(memory, count)
    for i in range(count):
        request = memory[absent + i]
        if best_insertion(memory, request, blink):
            cost += memory[FOUND + 2]
            memory[insert_found(memory, request) + TOUCHED] = 1
        else:
            cost += memory[request + PENALTY]
            memory[absent + left] = request
            left += 1
        if cost >= limit:
            return GIVEN_UP
    return left


@small
def list_absent(memory: Ints) -> int:
    """List the requests that are on no route; return how many there are."""
    count = 0
    for number in range(memory[REQUESTS]):
        request = memory[FIRST_REQUEST] + number * memory[REQUEST_WIDTH]
        if memory[request + HOME] == NONE:
            memory[memory[ABSENT] + count] = request
            count += 1
    return count


@small
def put_in_order(memory: Ints, count: int) -> None:
    """Sort the absent by one of the orders of the keys, or at random."""
    requests, keys, absent = memory[REQUESTS], memory[KEY_COUNT], memory[ABSENT]
    rank = absent + requests
    chosen = int(draw(memory) * (keys + 2))
    order = memory[KEYS] + chosen * requests
    for i in range(count):
        request = memory[absent + i]
        key = memory[order + memory[request + NUMBER]] if chosen < keys else int(draw(memory) * (1 << 30))
        j = i
        while j > 0 and memory[rank + j - 1] > key:
            memory[rank + j], memory[absent + j] = memory[rank + j - 1], memory[absent + j - 1]
            j -= 1
        memory[rank + j], memory[absent + j] = key, request
