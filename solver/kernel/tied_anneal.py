"""Ruin, recreate and anneal where routes wait for each other, compiled: both halves of a tie go and come together.

Driven by the number of steps; no clock is looked at here.
"""

from solver.kernel.anneal import allowance
from solver.kernel.compiled import compiled, inner, small
from solver.kernel.copying import absent_penalty, copy_plan, copy_touched
from solver.kernel.insert import draw
from solver.kernel.memory import (
    ABSENT,
    BEST_COST,
    CURRENT_COST,
    FIRST_REQUEST,
    FIRST_ROUTE,
    FOUND,
    HOME,
    LENGTH,
    MATE,
    NEAR,
    NEAR_IN_TIME,
    NEAR_WIDTH,
    NOWHERE,
    OWNER,
    PATIENT,
    PENALTY,
    PICKUP,
    REQUEST_WIDTH,
    REQUESTS,
    ROUTE_WIDTH,
    ROUTES,
    SHADOW,
    TIED,
    TOUCHED,
)
from solver.kernel.problem import NONE, Ints
from solver.kernel.recreate import BLINK, list_absent, put_in_order
from solver.kernel.ruin import cut_string, pick_seed, take_out
from solver.kernel.tied_insert import best_alone, put_alone
from solver.kernel.tied_labels import settle
from solver.kernel.tied_pair import best_together, put_together

MEAN_REMOVED = 8.0
LONGEST_STRING = 10.0


@compiled
def anneal_tied(memory: Ints, begin: int, steps: int, total: float, hot: float, cold: float) -> None:
    """Take steps as ``anneal`` does."""
    for step in range(begin, begin + steps):
        limit = memory[CURRENT_COST] + allowance(memory, step / total, hot, cold)
        ruin_tied(memory)
        cost = recreate_tied(memory, BLINK, limit)
        if cost >= limit:
            copy_touched(memory, memory[SHADOW], 0)
            continue
        memory[CURRENT_COST] = cost
        copy_touched(memory, 0, memory[SHADOW])
        if cost < memory[BEST_COST]:
            memory[BEST_COST] = cost
            copy_plan(memory, 0, 2 * memory[SHADOW])


@compiled
def cost_tied(memory: Ints) -> int:
    """Compute all starts; return the cost of the plan, with that of lateness and of absent requests."""
    cost: int = settle(memory)
    return cost if cost >= NOWHERE else cost + absent_penalty(memory)


@compiled
def recreate_tied(memory: Ints, blink: float, most: int) -> int:
    """Compute all starts and put absent requests back one by one, tied ones two by two; return the cost of the plan.

    NOWHERE is returned as soon as the cost comes to ``most``: adding never makes a plan cheaper, unless PATIENT.
    """
    cost = settle(memory)
    absent, count, tied = memory[ABSENT], list_absent(memory), memory[TIED]
    limit = NOWHERE if memory[PATIENT] else most
    if cost >= limit:
        return NOWHERE
    put_in_order(memory, count)
    for i in range(count):
        request = memory[absent + i]
        mate = memory[memory[request + PICKUP] + tied + MATE]
        other = memory[mate + OWNER] if mate != NONE else NONE
        if mate == NONE and best_alone(memory, request, blink):
            put_alone(memory, request)
            cost += memory[FOUND + 2]
        elif mate == NONE:
            cost += memory[request + PENALTY]
        elif other < request:
            continue  # its turn is that of its mate
        elif best_together(memory, request, blink):
            put_together(memory, request)
            cost += memory[FOUND + 2]
        else:
            cost += memory[request + PENALTY] + memory[other + PENALTY]
        if cost >= limit:
            return NOWHERE
    return cost


@inner
def ruin_tied(memory: Ints) -> None:
    """Remove strings of visits from routes near a random stop, and their mates wherever these are."""
    used, stops = 0, 0
    for k in range(memory[ROUTES]):
        route = memory[FIRST_ROUTE] + k * memory[ROUTE_WIDTH]
        used += memory[route + LENGTH] > 0
        stops += memory[route + LENGTH]
    if used == 0:
        return
    longest = min(LONGEST_STRING, stops / used)
    size = MEAN_REMOVED * (0.5 + 0.75 * draw(memory))
    strings = int(1 + draw(memory) * (4 * size / (1 + longest) - 1))
    table = memory[NEAR] if draw(memory) < 0.5 else memory[NEAR_IN_TIME]  # noqa: PLR2004 - as often as not
    near = table + pick_seed(memory) * memory[NEAR_WIDTH]
    for index in range(memory[NEAR_WIDTH]):
        stop = memory[near + index]
        route = memory[memory[stop + OWNER] + HOME]
        if route == NONE or memory[route + TOUCHED]:
            continue
        memory[route + TOUCHED] = 1
        cut_string(memory, route, stop, longest)
        strings -= 1
        if strings <= 0:
            break
    take_mates_out(memory)


@small
def take_mates_out(memory: Ints) -> None:
    """Take out what is tied to something that is absent."""
    tied = memory[TIED]
    for number in range(memory[REQUESTS]):
        request = memory[FIRST_REQUEST] + number * memory[REQUEST_WIDTH]
        mate = memory[memory[request + PICKUP] + tied + MATE]
        if mate != NONE and memory[request + HOME] == NONE:
            other = memory[mate + OWNER]
            route = memory[other + HOME]
            if route != NONE:
                memory[route + TOUCHED] = 1
                take_out(memory, route, other)
