"""Labels along a route, compiled: earliest and latest starts, what is aboard, the cost.

They make a place for a request a matter of looking at two neighbours. No choice is made here.
"""

from solver.kernel.arrays import Data, Plan, Scratch, Work
from solver.kernel.compiled import inner
from solver.kernel.loads import loaded
from solver.kernel.problem import Ints
from solver.kernel.timing import leave_by, on_grid, reach, timed


@inner
def allowed(data: Data, k: int, count: int, scratch: Scratch) -> bool:
    """Return whether route k may be the first stops of the scratch; ``scratch.start`` then holds their starts."""
    stops = scratch.stops
    return timed(data, k, stops, count, scratch.start, scratch.position) and loaded(data, k, count, scratch)


@inner
def refresh(work: Work, k: int) -> bool:
    """Compute all labels of a route that changed; return False when it is not in time."""
    data, plan, scratch = work.data, work.plan, work.scratch
    scratch.counter[0] += 1
    plan.route[k].stamp = scratch.counter[0]
    if plan.route[k].limited > 0:
        count = list_stops(data, plan, k, scratch.stops)
        if not timed(data, k, scratch.stops, count, scratch.start, scratch.position):
            return False
        for i in range(count):
            plan.visit[scratch.stops[i]].start = scratch.start[i]
    elif not fill_starts(data, plan, k):
        return False
    fill_latest(data, plan, k)
    fill_aboard(data, plan, k)
    fill_cost(data, plan, k)
    return True


@inner
def list_stops(data: Data, plan: Plan, k: int, stops: Ints) -> int:
    """Write the stops of a route in order; return how many there are."""
    depot = data.stops + k
    node, count = plan.visit[depot].next, 0
    while node != depot:
        stops[count] = node
        count += 1
        node = plan.visit[node].next
    return count


@inner
def fill_starts(data: Data, plan: Plan, k: int) -> bool:
    """Compute the earliest starts where no ride limit bites; return False when one is too late."""
    depot = data.stops + k
    before, leave = depot, data.node[depot].earliest
    node = plan.visit[depot].next
    while node != depot:
        time, earliest = reach(data, before, node, leave), data.node[node].earliest
        time = on_grid(time, data.grid) if time > earliest else earliest
        if time > data.node[node].latest:
            return False
        plan.visit[node].start = time
        before, leave = node, time + data.node[node].service
        node = plan.visit[node].next
    in_time: bool = before == depot or reach(data, before, depot, leave) <= data.node[depot].latest
    return in_time


@inner
def fill_latest(data: Data, plan: Plan, k: int) -> None:
    """Compute, from the last stop back, how late each stop may start; ride limits are left aside."""
    depot = data.stops + k
    after, late = depot, data.node[depot].latest
    node = plan.visit[depot].before
    while node != depot:
        late = leave_by(data, node, after, late) - data.node[node].service
        if late < data.node[node].latest:
            late -= 0 if data.grid == 1 else late % data.grid
        else:
            late = data.node[node].latest
        plan.visit[node].late = late
        after = node
        node = plan.visit[node].before


@inner
def fill_aboard(data: Data, plan: Plan, k: int) -> None:
    """Compute the loads aboard after each stop."""
    depot, columns = data.stops + k, plan.aboard.shape[1]
    before, node = depot, plan.visit[depot].next
    while node != depot:
        request = data.node[node].owner
        sign = 0
        if data.request[request].delivery >= 0:
            sign = 1 if data.request[request].pickup == node else -1
        for column in range(columns):
            plan.aboard[node, column] = plan.aboard[before, column] + sign * column_load(data, request, column)
        before, node = node, plan.visit[node].next


@inner
def column_load(data: Data, request: int, column: int) -> int:
    """Return what a request adds to a column of ``aboard``: a dimension, or the persons of its segment."""
    dimensions = data.load.shape[1]
    if column < dimensions:
        amount: int = data.load[request, column]
        return amount
    persons: int = data.request[request].persons if data.request[request].segment == column - dimensions else 0
    return persons


@inner
def has_room(data: Data, plan: Plan, k: int, node: int, request: int) -> bool:
    """Return whether a request also fits the vehicle as it is after a node; conflicts are left aside."""
    dimensions = data.load.shape[1]
    for dimension in range(dimensions):
        if plan.aboard[node, dimension] + data.load[request, dimension] > data.capacity[k, dimension]:
            return False
    if data.route[k].compartments == 0:
        return True
    needed, each = 0, data.route[k].seats_each
    for column in range(dimensions, plan.aboard.shape[1]):
        persons = plan.aboard[node, column] + column_load(data, request, column)
        needed += -(-persons // each)
    enough: bool = needed <= data.route[k].compartments
    return enough


@inner
def fill_cost(data: Data, plan: Plan, k: int) -> None:
    """Compute the travel minutes of a route with its own cost and those of its assignments; 0 when unused."""
    depot = data.stops + k
    node, total = plan.visit[depot].next, 0
    place = data.node[depot].out
    if node != depot:
        total = data.route[k].cost
    while node != depot:
        total += data.travel[place, data.node[node].into]
        place = data.node[node].out
        request = data.node[node].owner
        if data.request[request].pickup == node:
            total += data.assignment_cost[k, request]
        node = plan.visit[node].next
    if place != data.node[depot].out or plan.visit[depot].next != depot:
        total += data.travel[place, data.node[depot].into]
    plan.route[k].cost = total
