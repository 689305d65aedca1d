"""The cheapest two places for both halves of a tie at once, compiled.

Each half's places are listed with what they cost at least by themselves; pairs of places are tried in that order until
no pair left can be cheaper. Not allowed here: visits without a tie.
"""

from solver.kernel.compiled import inner, small
from solver.kernel.insert import draw
from solver.kernel.memory import (
    CANDIDATE_COUNT,
    CANDIDATES,
    CLOSED,
    DEPOT,
    DUE,
    EARLIEST,
    FOUND,
    GAP,
    INTO,
    JOINED,
    LATEST,
    LEAVE,
    LEG,
    MATE,
    NEXT,
    NOWHERE,
    OUT,
    OWNER,
    PICKUP,
    PRICE,
    ROUTES,
    SERVICE,
    SHORT_AT,
    SHORT_LEAST,
    SHORT_ROUTE,
    SHORT_START,
    SHORT_TRAVEL,
    SHORT_WIDTH,
    SHORTLIST,
    STOPS,
    TIED,
    TRAVEL_FROM,
    TRAVEL_TO,
)
from solver.kernel.problem import Ints
from solver.kernel.tied_insert import base_cost, later, put, take_raises
from solver.kernel.tied_push import raised_cost
from solver.kernel.timing import on_grid


@inner
def best_together(memory: Ints, request: int, blink: float) -> bool:
    """Write the cheapest places for a visit and its mate as the places found; return False when there are none."""
    one = memory[request + PICKUP]
    other = memory[one + memory[TIED] + MATE]
    ones = memory[SHORTLIST]
    others = ones + (memory[STOPS] + memory[ROUTES]) * SHORT_WIDTH
    count, count_other = list_places(memory, one, ones), list_places(memory, other, others)
    memory[FOUND + 2] = NOWHERE
    if count == 0 or count_other == 0:
        return False
    first_to_front(memory, ones, count)
    first_to_front(memory, others, count_other)
    begin_with(memory, one, other, ones, others, count_other)
    count = keep_below(memory, ones, count, memory[FOUND + 2] - memory[others + SHORT_LEAST])
    count_other = keep_below(memory, others, count_other, memory[FOUND + 2] - memory[ones + SHORT_LEAST])
    sort(memory, ones, count)
    sort(memory, others, count_other)
    for i in range(count):
        place = ones + i * SHORT_WIDTH
        if memory[place + SHORT_LEAST] + memory[others + SHORT_LEAST] >= memory[FOUND + 2]:
            break
        for j in range(count_other):
            mate = others + j * SHORT_WIDTH
            if memory[place + SHORT_LEAST] + memory[mate + SHORT_LEAST] >= memory[FOUND + 2]:
                break
            if least_together(memory, one, other, place, mate) < memory[FOUND + 2] and draw(memory) >= blink:
                try_together(memory, one, other, place, mate)
    found: bool = memory[FOUND + 2] < NOWHERE
    return found


@inner
def list_places(memory: Ints, stop: int, listed: int) -> int:
    """List all places for a visit that waits for nobody, with what each costs at least; return how many there are."""
    request, tied, count = memory[stop + OWNER], memory[TIED], 0
    coming, going, earliest = memory[stop + TRAVEL_TO], memory[stop + TRAVEL_FROM], memory[stop + EARLIEST]
    mate = memory[stop + tied + MATE]
    earliest = max(earliest, on_grid(memory, memory[mate + EARLIEST] + memory[stop + tied + GAP]))
    for candidate in range(memory[request + CANDIDATE_COUNT]):
        route = memory[memory[request + CANDIDATES] + candidate]
        if memory[route + CLOSED]:
            continue
        base, depot = base_cost(memory, route, stop), memory[route + DEPOT]
        at = depot
        while True:
            after, there = memory[at + NEXT], memory[coming + memory[at + OUT]]
            start = on_grid(memory, max(earliest, memory[at + LEAVE] + there))
            if start > memory[stop + LATEST]:
                break
            home = memory[going + memory[after + INTO]]
            way = base + there + home - memory[after + LEG]
            least = way + max(0, start - memory[stop + tied + DUE]) * memory[stop + tied + PRICE]
            least += later(memory, after, start + memory[stop + SERVICE] + home)
            if least < NOWHERE:
                place = listed + count * SHORT_WIDTH
                memory[place + SHORT_LEAST], memory[place + SHORT_AT], memory[place + SHORT_ROUTE] = least, at, route
                memory[place + SHORT_START], memory[place + SHORT_TRAVEL] = start, way
                count += 1
            at = after
            if at == depot:
                break
    return count


@small
def first_to_front(memory: Ints, listed: int, count: int) -> None:
    """Put the place that costs least by itself first."""
    least = listed
    for i in range(1, count):
        if memory[listed + i * SHORT_WIDTH + SHORT_LEAST] < memory[least + SHORT_LEAST]:
            least = listed + i * SHORT_WIDTH
    swap(memory, listed, least)


@small
def swap(memory: Ints, place: int, other: int) -> None:
    """Let two places of the list change places."""
    for field in range(SHORT_WIDTH):
        memory[place + field], memory[other + field] = memory[other + field], memory[place + field]


@small
def begin_with(memory: Ints, one: int, other: int, place: int, others: int, count: int) -> None:
    """Try the first place of one half with the place of the other half that goes best with it."""
    chosen, best = others, NOWHERE
    for j in range(count):
        mate = others + j * SHORT_WIDTH
        least = least_together(memory, one, other, place, mate)
        if least < best:
            chosen, best = mate, least
    if best < NOWHERE:
        try_together(memory, one, other, place, chosen)


@small
def keep_below(memory: Ints, listed: int, count: int, most: int) -> int:
    """Drop the places that cost too much by themselves, except the first; return how many are left."""
    kept = 1
    for i in range(1, count):
        if memory[listed + i * SHORT_WIDTH + SHORT_LEAST] < most:
            swap(memory, listed + kept * SHORT_WIDTH, listed + i * SHORT_WIDTH)
            kept += 1
    return kept


@small
def sort(memory: Ints, listed: int, count: int) -> None:
    """Sort places by what they cost at least."""
    for i in range(1, count):
        j = i
        while j > 0:
            place = listed + j * SHORT_WIDTH
            if memory[place - SHORT_WIDTH + SHORT_LEAST] <= memory[place + SHORT_LEAST]:
                break
            swap(memory, place, place - SHORT_WIDTH)
            j -= 1


@small
def meet(memory: Ints, one: int, other: int, place: int, mate: int) -> tuple[int, int]:
    """Return when both halves start at these places: each waits for the other as far as the tie asks."""
    tied = memory[TIED]
    begun, met = memory[place + SHORT_START], memory[mate + SHORT_START]
    begun = max(begun, on_grid(memory, met + memory[one + tied + GAP]))
    return begun, max(met, on_grid(memory, begun + memory[other + tied + GAP]))


@small
def own_cost(memory: Ints, stop: int, place: int, start: int) -> int:
    """Return travel, assignment and own lateness of a half at a place."""
    tied = memory[TIED]
    late = max(0, start - memory[stop + tied + DUE]) * memory[stop + tied + PRICE]
    cost: int = memory[place + SHORT_TRAVEL] + late
    return cost


@small
def least_together(memory: Ints, one: int, other: int, place: int, mate: int) -> int:
    """Return what two places cost at least together; NOWHERE when they are on one route or too late."""
    if memory[place + SHORT_ROUTE] == memory[mate + SHORT_ROUTE]:
        return NOWHERE
    start, start_other = meet(memory, one, other, place, mate)
    if start > memory[one + LATEST] or start_other > memory[other + LATEST]:
        return NOWHERE
    cost = own_cost(memory, one, place, start) + own_cost(memory, other, mate, start_other)
    for stop, at, time in ((one, memory[place + SHORT_AT], start), (other, memory[mate + SHORT_AT], start_other)):
        after = memory[at + NEXT]
        home = memory[memory[stop + TRAVEL_FROM] + memory[after + INTO]]
        cost += later(memory, after, time + memory[stop + SERVICE] + home)
    return cost


@small
def try_together(memory: Ints, one: int, other: int, place: int, mate: int) -> None:
    """Keep two places when with all that they raise they are cheaper than the best so far."""
    start, start_other = meet(memory, one, other, place, mate)
    cost = own_cost(memory, one, place, start) + own_cost(memory, other, mate, start_other)
    at, at_other, best = memory[place + SHORT_AT], memory[mate + SHORT_AT], memory[FOUND + 2]
    cost = raised_cost(memory, one, at, start, other, at_other, start_other, cost, best)
    if cost < best:
        memory[FOUND], memory[FOUND + 1], memory[FOUND + 2] = at, start, cost
        memory[FOUND + 3] = memory[place + SHORT_ROUTE]
        memory[JOINED], memory[JOINED + 1], memory[JOINED + 2] = at_other, start_other, memory[mate + SHORT_ROUTE]


@inner
def put_together(memory: Ints, request: int) -> None:
    """Put a visit and its mate at the places found."""
    one = memory[request + PICKUP]
    other = memory[one + memory[TIED] + MATE]
    at, start, at_other, start_other = memory[FOUND], memory[FOUND + 1], memory[JOINED], memory[JOINED + 1]
    raised_cost(memory, one, at, start, other, at_other, start_other, 0, NOWHERE)
    take_raises(memory)
    put(memory, one, at, start, memory[FOUND + 3])
    put(memory, other, at_other, start_other, memory[JOINED + 2])
