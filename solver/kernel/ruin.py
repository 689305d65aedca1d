"""Taking strings of neighbouring requests out of a plan and putting them back, compiled.

After "slack induction by string removals" (Christiaens and Vanden Berghe, 2020), strings counted in stops and
whole requests removed. Not allowed here: whether the result is kept.
"""

from solver.kernel.arrays import Data, Plan, Scratch, Work
from solver.kernel.compiled import compiled, inner
from solver.kernel.insert import best_insertion, draw, insert_found
from solver.kernel.problem import Flags, Ints
from solver.kernel.walk import refresh

MEAN_REMOVED = 10.0
LONGEST_STRING = 10.0
BLINK = 0.01
ABOUT_ABSENT = 0.5
"""Chance that a ruin makes room near a request that is left out."""
SPLIT = 0.5
"""Chance that a string keeps a stretch in its middle, and that the stretch is one stop longer."""


@inner
def ruin(work: Work, touched: Flags) -> None:
    """Remove strings of requests from routes near a random request; mark the routes in ``touched``."""
    data, plan, scratch = work.data, work.plan, work.scratch
    used, stops = 0, 0
    for k in range(len(plan.route)):
        used += plan.route[k].length > 0
        stops += plan.route[k].length
    if used == 0:
        return
    longest = min(LONGEST_STRING, stops / used)
    strings = int(1 + draw(scratch) * (4 * MEAN_REMOVED / (1 + longest) - 1))
    seed = pick_seed(work)
    for index in range(work.hints.near.shape[1]):
        request = work.hints.near[seed, index]
        k = plan.route_of[request]
        if k < 0 or touched[k]:
            continue
        touched[k] = True
        remove_string(data, plan, k, data.request[request].pickup, longest, scratch)
        strings -= 1
        if strings <= 0:
            return


@inner
def pick_seed(work: Work) -> int:
    """Return a random request, half of the time one that is absent though some route could serve it."""
    first, route_of = work.hints.first, work.plan.route_of
    chosen, seen = int(draw(work.scratch) * len(route_of)), 0
    if draw(work.scratch) < ABOUT_ABSENT:
        for request in range(len(route_of)):
            if route_of[request] < 0 and first[request] < first[request + 1]:
                seen += 1
                if draw(work.scratch) * seen < 1:
                    chosen = request
    return chosen


@inner
def remove_string(data: Data, plan: Plan, k: int, around: int, longest: float, scratch: Scratch) -> None:
    """Remove the requests of some neighbouring stops of route k, the stop ``around`` among the neighbours."""
    count = plan.route[k].length
    wanted = int(1 + draw(scratch) * min(float(count), longest))
    kept = 0
    if draw(scratch) < SPLIT:
        while wanted + kept < count and draw(scratch) < SPLIT:
            kept += 1
    at = 0
    while plan.visit[k, at].stop != around:
        at += 1
    first = max(0, min(at - int(draw(scratch) * (wanted + kept)), count - wanted - kept))
    keep_from = first + int(draw(scratch) * wanted) if kept else count
    for i in range(first, min(count, first + wanted + kept)):
        request = data.stop[plan.visit[k, i].stop].owner
        if not keep_from <= i < keep_from + kept and data.request[request].fixed_route < 0:
            plan.route_of[request] = -1
    close_up(data, plan, k, scratch)


@inner
def close_up(data: Data, plan: Plan, k: int, scratch: Scratch) -> None:
    """Drop the stops of removed requests from route k.

    Where removing a stop makes a route slower (travel by way of it was quicker) and so not allowed, everything
    that is not fixed goes; what is fixed is allowed by itself.
    """
    drop_removed(data, plan, k)
    if not refresh(data, plan, k, scratch):
        for i in range(plan.route[k].length):
            request = data.stop[plan.visit[k, i].stop].owner
            if data.request[request].fixed_route < 0:
                plan.route_of[request] = -1
        drop_removed(data, plan, k)
        refresh(data, plan, k, scratch)


@inner
def drop_removed(data: Data, plan: Plan, k: int) -> None:
    """Close the gaps that requests without a route leave in route k."""
    count = 0
    for i in range(plan.route[k].length):
        stop = plan.visit[k, i].stop
        if plan.route_of[data.stop[stop].owner] == k:
            plan.visit[k, count].stop = stop
            count += 1
    plan.route[k].length = count


@compiled
def recreate(work: Work, blink: float, absent: Ints, rank: Ints, touched: Flags) -> int:
    """Put absent requests back one by one, cheapest place first; return how many stay out.

    ``absent`` then starts with those; ``rank`` is working memory of the same length.
    """
    plan, count = work.plan, 0
    for request in range(len(plan.route_of)):
        if plan.route_of[request] < 0:
            absent[count] = request
            count += 1
    put_in_order(work, absent, rank, count)
    left = 0
    for i in range(count):
        request = absent[i]
        if best_insertion(work, request, blink):
            touched[insert_found(work, request)] = True
        else:
            absent[left] = request
            left += 1
    return left


@inner
def put_in_order(work: Work, absent: Ints, rank: Ints, count: int) -> None:
    """Sort the absent by one of the orders of the hints, or at random."""
    keys = work.hints.keys
    chosen = int(draw(work.scratch) * (len(keys) + 2))
    for i in range(count):
        request = absent[i]
        key = keys[chosen, request] if chosen < len(keys) else int(draw(work.scratch) * (1 << 30))
        j = i
        while j > 0 and rank[j - 1] > key:
            rank[j], absent[j] = rank[j - 1], absent[j - 1]
            j -= 1
        rank[j], absent[j] = key, request
