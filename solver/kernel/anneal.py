"""Simulated annealing over ruin and recreate, compiled: what is kept and what is taken back.

Driven by the number of steps; no clock is looked at here.
"""

import math

from solver.kernel.compiled import compiled, small
from solver.kernel.copying import absent_penalty, copy_plan, copy_touched, routes_cost
from solver.kernel.insert import draw
from solver.kernel.memory import BEST_COST, CURRENT_COST, NOWHERE, SHADOW
from solver.kernel.problem import Ints
from solver.kernel.recreate import BLINK, GIVEN_UP, recreate
from solver.kernel.ruin import ruin


@compiled
def anneal(memory: Ints, begin: int, steps: int, total: float, hot: float, cold: float) -> None:
    """Take steps from number ``begin`` on, of about ``total`` in which the temperature goes from hot to cold.

    The plan that is worked on equals the current plan between steps.
    """
    for step in range(begin, begin + steps):
        limit = memory[CURRENT_COST] + allowance(memory, step / total, hot, cold)
        ruin(memory)
        left = recreate(memory, BLINK, limit)
        cost = routes_cost(memory) + absent_penalty(memory) if left != GIVEN_UP else NOWHERE
        if cost >= limit:
            copy_touched(memory, memory[SHADOW], 0)
            continue
        memory[CURRENT_COST] = cost
        copy_touched(memory, 0, memory[SHADOW])
        if cost < memory[BEST_COST]:
            memory[BEST_COST] = cost
            copy_plan(memory, 0, 2 * memory[SHADOW])


@small
def allowance(memory: Ints, done: float, hot: float, cold: float) -> int:
    """Return how much worse than the current plan the next may be: drawn anew each time, less and less on average."""
    return int(-hot * (cold / hot) ** done * math.log(draw(memory) + 1e-12))
