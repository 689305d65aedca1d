"""Simulated annealing over ruin and recreate, compiled: what is kept and what is taken back.

Driven by iterations alone, so that a seed repeats; the clock is looked at between chunks, by the caller.
"""

import math
from typing import NamedTuple

from solver.kernel.arrays import Plan, Work
from solver.kernel.compiled import compiled, inner
from solver.kernel.insert import draw
from solver.kernel.problem import Flags, Ints
from solver.kernel.ruin import BLINK, recreate, ruin

HOT, COLD = 20.0, 0.5
"""Temperatures at the first and the last iteration, in minutes of travel."""


class Memory(NamedTuple):
    """The current and the best plan with their costs (in that order), and working memory."""

    current: Plan
    best: Plan
    costs: Ints
    absent: Ints
    rank: Ints
    touched: Flags


@compiled
def anneal(work: Work, memory: Memory, begin: int, end: int, total: int) -> None:
    """Take the steps from ``begin`` up to ``end`` of ``total``; ``work.plan`` equals the current plan between steps."""
    for step in range(begin, end):
        temperature = HOT * (COLD / HOT) ** (step / total)
        forget(memory.touched)
        ruin(work, memory.touched)
        recreate(work, BLINK if step else 0.0, memory.absent, memory.rank, memory.touched)
        cost = total_cost(work)
        if step == 0 or cost < memory.costs[0] - temperature * math.log(draw(work.scratch) + 1e-12):
            memory.costs[0] = cost
            copy_touched(work.plan, memory.current, memory.touched)
            if cost < memory.costs[1]:
                memory.costs[1] = cost
                copy_all(work.plan, memory.best)
        else:
            copy_touched(memory.current, work.plan, memory.touched)


@inner
def forget(touched: Flags) -> None:
    """Mark every route as unchanged."""
    for k in range(len(touched)):
        touched[k] = False


@compiled
def total_cost(work: Work) -> int:
    """Return the cost of the plan: its routes and the penalties of absent requests."""
    cost = 0
    for k in range(len(work.plan.route)):
        cost += work.plan.route[k].cost
    for request in range(len(work.plan.route_of)):
        if work.plan.route_of[request] < 0:
            cost += work.data.request[request].penalty
    return cost


@inner
def copy_touched(source: Plan, target: Plan, touched: Flags) -> None:
    """Copy the routes that changed, and which request is where."""
    for k in range(len(touched)):
        if touched[k]:
            copy_route(source, target, k, max(source.route[k].length, target.route[k].length))
    for request in range(len(source.route_of)):
        target.route_of[request] = source.route_of[request]


@compiled
def copy_all(source: Plan, target: Plan) -> None:
    """Copy a whole plan."""
    for k in range(len(source.route)):
        copy_route(source, target, k, source.route[k].length)
    for request in range(len(source.route_of)):
        target.route_of[request] = source.route_of[request]


@inner
def copy_route(source: Plan, target: Plan, k: int, count: int) -> None:
    """Copy one route of at most ``count`` stops."""
    for i in range(count):
        target.visit[k, i].stop = source.visit[k, i].stop
        target.visit[k, i].start = source.visit[k, i].start
        target.visit[k, i].late = source.visit[k, i].late
        target.visit[k, i].aboard = source.visit[k, i].aboard
    target.route[k].length = source.route[k].length
    target.route[k].cost = source.route[k].cost
