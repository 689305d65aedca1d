"""What it costs to start the stops behind a place later, over all routes that wait, compiled.

Starts are the least fixed point, so that putting in a visit only ever raises them. Raises are pushed on along routes
and over ties until waiting takes them up, or until the cost is more than the best. A raise that comes back to the
place itself would go round for ever: the place is forbidden. (With a tie that leaves play it might come to rest after
all; such a place is missed, never a wrong one taken.) Nothing but trial starts is changed here.
"""

from solver.kernel.compiled import inner, small
from solver.kernel.driving import travel
from solver.kernel.memory import (
    DEPOTS,
    DUE,
    GAP,
    LABEL,
    LATEST,
    LEG,
    MATE,
    NEXT,
    NOWHERE,
    PRICE,
    RAISED_COUNT,
    RAISED_LIST,
    SERVICE,
    STACK,
    START,
    TIED,
    TRIAL,
    TRIED,
    TRIED_WORST,
    WORST,
    WORST_PRICE,
)
from solver.kernel.problem import NONE, Ints
from solver.kernel.tied_prepare import MOST_RAISES
from solver.kernel.timing import on_grid


@inner
def raised_cost(  # noqa: PLR0912, PLR0913, PLR0915, PLR0917, C901 - one walk with much in hand
    memory: Ints, one: int, at: int, start: int, other: int, at_other: int, start_other: int, cost: int, bound: int
) -> int:
    """Return the cost with all raises added to ``cost``, which has the lateness of the new stops themselves.

    ``one`` starts at ``start`` behind the node ``at``, and so does ``other``, unless it is NONE. NOWHERE is returned
    when it comes to ``bound`` or may not be.
    """
    memory[TRIAL] += 1
    tied, depots, stack, trial = memory[TIED], memory[DEPOTS], memory[STACK], memory[TRIAL]
    listed, price, worst, top, steps, count = memory[RAISED_LIST], memory[WORST_PRICE], memory[WORST], 0, 0, 0
    none_yet = worst * price
    node = memory[at + NEXT]
    time = start + memory[one + SERVICE] + travel(memory, one, node)
    worst = max(worst, start - memory[one + tied + DUE])
    if other != NONE:
        memory[stack] = memory[at_other + NEXT]
        memory[stack + 1] = start_other + memory[other + SERVICE] + travel(memory, other, memory[stack])
        worst, top = max(worst, start_other - memory[other + tied + DUE]), 1
    if cost + worst * price - none_yet >= bound:
        return NOWHERE
    while True:
        while True:
            if node >= depots:
                if time > memory[node + LATEST]:
                    return NOWHERE
                break
            time = on_grid(memory, time)
            again = memory[node + tied + TRIED] == trial
            old = memory[node + tied + LABEL] if again else memory[node + START]
            if time <= old:
                break
            steps += 1
            if time > memory[node + LATEST] or steps > MOST_RAISES or comes_back(memory, node, time, at, one, start):
                return NOWHERE
            if other != NONE and comes_back(memory, node, time, at_other, other, start_other):
                return NOWHERE
            late = time - memory[node + tied + DUE]
            if late > 0:
                cost += memory[node + tied + PRICE] * (late - max(0, old - memory[node + tied + DUE]))
                worst = max(worst, late)
                if cost + worst * price - none_yet >= bound:
                    return NOWHERE
            if not again:
                memory[node + tied + TRIED], memory[listed + count] = trial, node
                count += 1
            memory[node + tied + LABEL] = time
            mate = memory[node + tied + MATE]
            if mate != NONE:
                memory[stack + 2 * top], memory[stack + 2 * top + 1] = mate, time + memory[mate + tied + GAP]
                top += 1
            if node in (at, at_other):
                break
            time += memory[node + SERVICE]
            node = memory[node + NEXT]
            time += memory[node + LEG]
        if top == 0:
            break
        top -= 1
        node, time = memory[stack + 2 * top], memory[stack + 2 * top + 1]
    memory[TRIED_WORST], memory[RAISED_COUNT] = worst, count
    total: int = cost + worst * price - none_yet
    return total


@small
def comes_back(memory: Ints, node: int, time: int, at: int, stop: int, start: int) -> bool:
    """Return whether a node that starts at this time would raise the new stop behind it as well."""
    return node == at and on_grid(memory, time + memory[at + SERVICE] + travel(memory, at, stop)) > start
