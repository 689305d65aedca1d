"""Finding the cheapest place for one request, compiled.

Bounds that only ever rule out what cannot be better or in time come first; a place that survives is walked in
full. (They lean on travel by way of another place taking no less time; where it does, a place may be missed,
never a wrong one taken.) Not allowed here: which request comes when.
"""

import numpy as np

from solver.kernel.arrays import Data, Plan, Scratch, Work
from solver.kernel.compiled import inner
from solver.kernel.walk import allowed, on_grid, refresh

NOWHERE = 1 << 60
_12, _25, _27, _11 = np.uint64(12), np.uint64(25), np.uint64(27), np.uint64(11)
_SPREAD = np.uint64(0x2545F4914F6CDD1D)
_UNIT = 1.0 / (1 << 53)


@inner
def draw(scratch: Scratch) -> float:
    """Return the next random number in [0, 1): xorshift64*, its state kept in the scratch."""
    state = scratch.random[0]
    state ^= state >> _12
    state ^= state << _25
    state ^= state >> _27
    scratch.random[0] = state
    number: float = ((state * _SPREAD) >> _11) * _UNIT
    return number


@inner
def best_insertion(work: Work, request: int, blink: float) -> bool:
    """Find the cheapest place on any route into ``scratch.found``; return False when there is none.

    ``blink`` is the chance that a place is overlooked, which keeps the search from repeating itself.
    """
    data, hints, plan = work.data, work.hints, work.plan
    found, seen = work.scratch.found, work.scratch.seen
    found[3] = NOWHERE
    for twin in range(len(seen)):
        seen[twin] = 0
    for c in range(hints.first[request], hints.first[request + 1]):
        k = hints.candidates[c]
        base = data.assignment_cost[k, request]
        if plan.route[k].length == 0:
            if seen[data.route[k].twin] == 1:
                continue
            seen[data.route[k].twin] = 1
            base += data.route[k].cost
        if plan.route[k].length + (2 if data.request[request].delivery >= 0 else 1) <= plan.visit.shape[1]:
            scan_route(work, k, request, base, blink)
    there_is_one: bool = found[3] < NOWHERE
    return there_is_one


@inner
def scan_route(work: Work, k: int, request: int, base: int, blink: float) -> None:
    """Try every place for the pick-up on one route."""
    data, plan = work.data, work.plan
    pickup = data.request[request].pickup
    here, time = data.route[k].start_place, data.route[k].opens
    there = data.stop[pickup].place
    for i in range(plan.route[k].length + 1):
        if i > 0:
            before = plan.visit[k, i - 1].stop
            here, time = data.stop[before].place, plan.visit[k, i - 1].start + data.stop[before].service
        arrive = on_grid(max(time + data.travel[here, there], data.stop[pickup].earliest), data.grid)
        if arrive > data.stop[pickup].latest:
            return
        if arrive + data.stop[pickup].service + to_next(data, plan, k, i, there) > late_at(data, plan, k, i):
            continue
        if i > 0 and plan.visit[k, i - 1].aboard + data.request[request].persons > data.capacity[k, 0]:
            continue
        if draw(work.scratch) < blink:
            continue
        if data.request[request].delivery < 0:
            added = base + data.travel[here, there] + to_next(data, plan, k, i, there) - to_next(data, plan, k, i, here)
            offer(work, k, request, i, i, added)
        else:
            scan_delivery(work, k, request, base, i, arrive)


@inner
def to_next(data: Data, plan: Plan, k: int, i: int, place: int) -> int:
    """Return the travel from a place to stop i of the route, or to its end."""
    onward = data.route[k].end_place if i == plan.route[k].length else data.stop[plan.visit[k, i].stop].place
    minutes: int = data.travel[place, onward]
    return minutes


@inner
def late_at(data: Data, plan: Plan, k: int, i: int) -> int:
    """Return the latest arrival at stop i that keeps the rest in time, or at the route's end."""
    late: int = data.route[k].closes if i == plan.route[k].length else plan.visit[k, i].late
    return late


@inner
def scan_delivery(work: Work, k: int, request: int, base: int, i: int, arrive: int) -> None:
    """Try every place for the delivery after a pick-up at place i that starts at ``arrive``."""
    data, plan, scratch = work.data, work.plan, work.scratch
    pickup, delivery = data.request[request].pickup, data.request[request].delivery
    begin, finish = data.stop[pickup].place, data.stop[delivery].place
    before = data.route[k].start_place if i == 0 else data.stop[plan.visit[k, i - 1].stop].place
    place, time, riding = begin, arrive + data.stop[pickup].service, 0
    detour = base + data.travel[before, begin] - to_next(data, plan, k, i, before)
    for j in range(i, plan.route[k].length + 1):
        riding_here = riding + data.travel[place, finish]
        drop = on_grid(max(time + data.travel[place, finish], data.stop[delivery].earliest), data.grid)
        if drop > data.stop[delivery].latest or riding_here > data.request[request].ride:
            return
        added = detour + data.travel[place, finish] + to_next(data, plan, k, j, finish)
        if j > i:
            added -= to_next(data, plan, k, j, place)
        leaves = drop + data.stop[delivery].service
        if added < scratch.found[3] and leaves + to_next(data, plan, k, j, finish) <= late_at(data, plan, k, j):
            offer(work, k, request, i, j, added)
        if j == plan.route[k].length:
            return
        stop = plan.visit[k, j].stop
        onward = data.travel[place, data.stop[stop].place]
        time = on_grid(max(time + onward, data.stop[stop].earliest), data.grid)
        if (
            time > plan.visit[k, j].late
            or plan.visit[k, j].aboard + data.request[request].persons > data.capacity[k, 0]
        ):
            return
        if j == i:
            detour += onward
        riding += onward + data.stop[stop].service
        time += data.stop[stop].service
        place = data.stop[stop].place


@inner
def offer(work: Work, k: int, request: int, i: int, j: int, added: int) -> None:
    """Keep the place when it is cheaper than the best so far and the whole route stays allowed."""
    found = work.scratch.found
    if added >= found[3]:
        return
    count = with_request(work, k, request, i, j)
    if allowed(work.data, k, count, work.scratch):
        found[0], found[1], found[2], found[3] = k, i, j, added


@inner
def with_request(work: Work, k: int, request: int, i: int, j: int) -> int:
    """Write route k with the request's stops before its stops i and j into the scratch; return its length."""
    data, plan, stops = work.data, work.plan, work.scratch.stops
    count = 0
    for at in range(plan.route[k].length + 1):
        if at == i:
            stops[count] = data.request[request].pickup
            count += 1
        if at == j and data.request[request].delivery >= 0:
            stops[count] = data.request[request].delivery
            count += 1
        if at < plan.route[k].length:
            stops[count] = plan.visit[k, at].stop
            count += 1
    return count


@inner
def insert_found(work: Work, request: int) -> int:
    """Put the request where ``best_insertion`` found; return the route."""
    plan, scratch = work.plan, work.scratch
    k: int = scratch.found[0]
    count = with_request(work, k, request, scratch.found[1], scratch.found[2])
    for i in range(count):
        plan.visit[k, i].stop = scratch.stops[i]
    plan.route[k].length = count
    plan.route_of[request] = k
    refresh(work.data, plan, k, scratch)
    return k
