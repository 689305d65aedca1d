"""Walking one route, compiled: its earliest schedule and whether it is allowed.

Must agree with ``evaluate``, which says what is meant. No choice is made here.
"""

from solver.kernel.arrays import Data, Plan, Scratch
from solver.kernel.compiled import inner
from solver.kernel.problem import Ints


@inner
def on_grid(minute: int, grid: int) -> int:
    """Round up to the grid."""
    return -(-minute // grid) * grid


@inner
def push_forward(data: Data, k: int, stops: Ints, count: int, start: Ints, index: int) -> bool:
    """Start the stops from ``index`` on as early as the one before allows, never earlier than they do now."""
    for i in range(index, count):
        stop = stops[i]
        there = data.stop[stop].place
        if i == 0:
            time = data.route[k].opens + data.travel[data.route[k].start_place, there]
        else:
            before = stops[i - 1]
            time = start[i - 1] + data.stop[before].service + data.travel[data.stop[before].place, there]
        time = on_grid(max(time, start[i]), data.grid)
        if time > data.stop[stop].latest:
            return False
        start[i] = time
    return True


@inner
def timed(data: Data, k: int, stops: Ints, count: int, start: Ints, position: Ints) -> bool:
    """Fill ``start`` with the earliest schedule; return False when windows, ride limits or the shift forbid."""
    for i in range(count):
        start[i] = data.stop[stops[i]].earliest
        request = data.stop[stops[i]].owner
        if data.request[request].pickup == stops[i]:
            position[request] = i
    if not push_forward(data, k, stops, count, start, 0):
        return False
    raised = 1
    for _ in range(count + 1):  # what still moves after so many rounds would move for ever
        if raised == 1:
            raised = raise_for_ride_limits(data, k, stops, count, start, position)
    if raised != 0 or count == 0:
        return count == 0
    last = stops[count - 1]
    home = data.travel[data.stop[last].place, data.route[k].end_place]
    back: bool = start[count - 1] + data.stop[last].service + home <= data.route[k].closes
    return back


@inner
def raise_for_ride_limits(data: Data, k: int, stops: Ints, count: int, start: Ints, position: Ints) -> int:
    """Start pick-ups later where a ride takes too long; 0: nothing moved, 1: something did, -1: impossible."""
    raised = 0
    for i in range(count):
        request = data.stop[stops[i]].owner
        if data.request[request].delivery != stops[i]:
            continue
        at = position[request]
        first = start[i] - data.request[request].ride - data.stop[stops[at]].service
        if first > start[at]:
            start[at] = on_grid(first, data.grid)
            if not push_forward(data, k, stops, count, start, at):
                return -1
            raised = 1
    return raised


@inner
def loaded(data: Data, k: int, count: int, scratch: Scratch) -> bool:
    """Return whether loads, compartments and conflicts hold all the way."""
    for dimension in range(len(scratch.load)):
        scratch.load[dimension] = 0
    for segment in range(len(scratch.persons)):
        scratch.persons[segment] = 0
    riders = 0
    for i in range(count):
        request = data.stop[scratch.stops[i]].owner
        if data.request[request].delivery == scratch.stops[i]:
            riders = leave(data, request, riders, scratch)
            continue
        if meets_conflict(data, request, riders, scratch.aboard):
            return False
        scratch.aboard[riders] = request
        riders += 1
        weigh(data, request, 1, scratch)
        if not fits_inside(data, k, scratch.load, scratch.persons):
            return False
        if data.request[request].delivery < 0:
            riders = leave(data, request, riders, scratch)
    return True


@inner
def meets_conflict(data: Data, request: int, riders: int, aboard: Ints) -> bool:
    """Return whether someone aboard may not ride with the request."""
    for j in range(riders):  # noqa: SIM110 - generators are not compiled
        if data.conflict[request, aboard[j]]:
            return True
    return False


@inner
def leave(data: Data, request: int, riders: int, scratch: Scratch) -> int:
    """Take a request out of the vehicle; return how many are left."""
    kept = 0
    for j in range(riders):
        if scratch.aboard[j] != request:
            scratch.aboard[kept] = scratch.aboard[j]
            kept += 1
    weigh(data, request, -1, scratch)
    return kept


@inner
def weigh(data: Data, request: int, sign: int, scratch: Scratch) -> None:
    """Add a request's load to what is aboard, or with ``sign`` -1 take it off."""
    for dimension in range(data.load.shape[1]):
        scratch.load[dimension] += sign * data.load[request, dimension]
    scratch.persons[data.request[request].segment] += sign * data.request[request].persons


@inner
def fits_inside(data: Data, k: int, load: Ints, persons: Ints) -> bool:
    """Return whether what is aboard fits the seats and the compartments."""
    for dimension in range(len(load)):
        if load[dimension] > data.capacity[k, dimension]:
            return False
    if data.route[k].compartments == 0:
        return True
    needed = 0
    for segment in range(len(persons)):
        needed += -(-persons[segment] // data.route[k].seats_each)
    enough: bool = needed <= data.route[k].compartments
    return enough


@inner
def allowed(data: Data, k: int, count: int, scratch: Scratch) -> bool:
    """Return whether route k may be the first stops of the scratch; ``scratch.start`` then holds their starts."""
    stops = scratch.stops
    return timed(data, k, stops, count, scratch.start, scratch.position) and loaded(data, k, count, scratch)


@inner
def refresh(data: Data, plan: Plan, k: int, scratch: Scratch) -> bool:
    """Compute starts, latest starts, persons aboard and cost of a route that changed; False when not allowed."""
    count = plan.route[k].length
    for i in range(count):
        scratch.stops[i] = plan.visit[k, i].stop
    if not allowed(data, k, count, scratch):
        return False
    aboard = 0
    for i in range(count):
        stop = scratch.stops[i]
        request = data.stop[stop].owner
        if data.request[request].delivery == stop:
            aboard -= data.request[request].persons
        elif data.request[request].delivery >= 0:
            aboard += data.request[request].persons
        plan.visit[k, i].start = scratch.start[i]
        plan.visit[k, i].aboard = aboard
    fill_latest(data, plan, k)
    plan.route[k].cost = route_cost(data, plan, k)
    return True


@inner
def fill_latest(data: Data, plan: Plan, k: int) -> None:
    """Compute, from the last stop back, how late each stop may start; ride limits are left aside."""
    late, place = data.route[k].closes, data.route[k].end_place
    for i in range(plan.route[k].length - 1, -1, -1):
        stop = data.stop[plan.visit[k, i].stop]
        late = min(stop.latest, late - data.travel[stop.place, place] - stop.service) // data.grid * data.grid
        plan.visit[k, i].late = late
        place = stop.place


@inner
def route_cost(data: Data, plan: Plan, k: int) -> int:
    """Return the travel minutes of a route with its own cost and those of its assignments; 0 when unused."""
    count = plan.route[k].length
    if count == 0:
        return 0
    total = data.route[k].cost
    place = data.route[k].start_place
    for i in range(count):
        stop = plan.visit[k, i].stop
        total += data.travel[place, data.stop[stop].place]
        place = data.stop[stop].place
        if data.request[data.stop[stop].owner].pickup == stop:
            total += data.assignment_cost[k, data.stop[stop].owner]
    cost: int = total + data.travel[place, data.route[k].end_place]
    return cost
