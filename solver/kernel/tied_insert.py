"""The cheapest place for one visit where routes wait for each other, and putting visits there, compiled.

Not allowed here: which request comes when.
"""

from solver.kernel.compiled import inner, small
from solver.kernel.driving import travel
from solver.kernel.insert import draw, link, twin_was_seen
from solver.kernel.memory import (
    CANDIDATE_COUNT,
    CANDIDATES,
    CLOSED,
    COST,
    DEPOT,
    DEPOTS,
    DUE,
    EARLIEST,
    FOUND,
    HOME,
    INTO,
    LABEL,
    LATEST,
    LEAVE,
    LEG,
    LENGTH,
    NEXT,
    NOWHERE,
    OUT,
    OWNER,
    PICKUP,
    PRICE,
    RAISED_COUNT,
    RAISED_LIST,
    SERVICE,
    START,
    TIED,
    TOUCHED,
    TRAVEL_FROM,
    TRAVEL_TO,
    TRIED_WORST,
    TURN,
    WORST,
)
from solver.kernel.problem import NONE, Ints
from solver.kernel.tied_labels import assignment_cost, set_start
from solver.kernel.tied_push import raised_cost
from solver.kernel.timing import on_grid


@inner
def best_alone(memory: Ints, request: int, blink: float) -> bool:
    """Write the cheapest place for a visit without a tie as the place found; return False when there is none."""
    stop, tied = memory[request + PICKUP], memory[TIED]
    due, price, latest = memory[stop + tied + DUE], memory[stop + tied + PRICE], memory[stop + LATEST]
    coming, going, earliest = memory[stop + TRAVEL_TO], memory[stop + TRAVEL_FROM], memory[stop + EARLIEST]
    best = NOWHERE
    memory[TURN] += 1
    for candidate in range(memory[request + CANDIDATE_COUNT]):
        route = memory[memory[request + CANDIDATES] + candidate]
        if memory[route + CLOSED] or (memory[route + LENGTH] == 0 and twin_was_seen(memory, route)):
            continue
        base = base_cost(memory, route, stop)
        depot = memory[route + DEPOT]
        at = depot
        while True:
            after, there = memory[at + NEXT], memory[coming + memory[at + OUT]]
            start = on_grid(memory, max(earliest, memory[at + LEAVE] + there))
            late = max(0, start - due) * price
            if start > latest or late + base >= best:
                break
            home = memory[going + memory[after + INTO]]
            added = base + late + there + home - memory[after + LEG]
            hope = NOWHERE if added >= best else added + later(memory, after, start + memory[stop + SERVICE] + home)
            if hope < best and draw(memory) >= blink:
                added = raised_cost(memory, stop, at, start, NONE, NONE, 0, added, best)
                if added < best:
                    best = added
                    memory[FOUND], memory[FOUND + 1], memory[FOUND + 3] = at, start, route
            at = after
            if at == depot:
                break
    memory[FOUND + 2] = best
    return best < NOWHERE


@small
def base_cost(memory: Ints, route: int, stop: int) -> int:
    """Return what a visit costs on a route wherever it is put."""
    cost: int = assignment_cost(memory, route, stop)
    if memory[route + LENGTH] == 0:
        cost += memory[route + COST]
    return cost


@small
def later(memory: Ints, node: int, time: int) -> int:
    """Return what it costs at least that a node is reached at this time; NOWHERE for a depot that is closed."""
    if node >= memory[DEPOTS]:
        return NOWHERE if time > memory[node + LATEST] else 0
    tied = memory[TIED]
    before = max(memory[node + START], memory[node + tied + DUE])
    cost: int = (time - before) * memory[node + tied + PRICE] if time > before else 0
    return cost


@inner
def put_alone(memory: Ints, request: int) -> None:
    """Put a visit without a tie at the place found."""
    stop, at, start = memory[request + PICKUP], memory[FOUND], memory[FOUND + 1]
    raised_cost(memory, stop, at, start, NONE, NONE, 0, 0, NOWHERE)
    take_raises(memory)
    put(memory, stop, at, start, memory[FOUND + 3])


@small
def take_raises(memory: Ints) -> None:
    """Let the starts of the newest trial be those of the plan."""
    tied, listed = memory[TIED], memory[RAISED_LIST]
    for i in range(memory[RAISED_COUNT]):
        set_start(memory, memory[listed + i], memory[memory[listed + i] + tied + LABEL])
    memory[WORST] = memory[TRIED_WORST]


@small
def put(memory: Ints, stop: int, at: int, start: int, route: int) -> None:
    """Put a stop behind a node of a route."""
    link(memory, at, stop)
    after = memory[stop + NEXT]
    memory[stop + LEG], memory[after + LEG] = travel(memory, at, stop), travel(memory, stop, after)
    memory[stop + START], memory[stop + LEAVE] = start, start + memory[stop + SERVICE]
    memory[memory[stop + OWNER] + HOME] = route
    memory[route + LENGTH] += 1
    memory[route + TOUCHED] = 1
