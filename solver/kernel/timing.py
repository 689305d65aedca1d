"""The earliest schedule of a list of stops, compiled, ride limits included.

Must agree with ``evaluate``, which says what is meant. No choice is made here.
"""

from solver.kernel.arrays import Data
from solver.kernel.compiled import inner
from solver.kernel.problem import Ints


@inner
def on_grid(minute: int, grid: int) -> int:
    """Round up to the grid."""
    return minute if grid == 1 else -(-minute // grid) * grid


@inner
def reach(data: Data, origin: int, destination: int, leave: int) -> int:
    """Return when one node is reached by who leaves another."""
    arrive: int = leave + data.travel[data.node[origin].out, data.node[destination].into]
    return arrive


@inner
def leave_by(data: Data, origin: int, destination: int, arrive: int) -> int:
    """Return the last moment to leave one node for another and be there in time."""
    leave: int = arrive - data.travel[data.node[origin].out, data.node[destination].into]
    return leave


@inner
def timed(data: Data, k: int, stops: Ints, count: int, start: Ints, position: Ints) -> bool:
    """Fill ``start`` with the earliest schedule; return False when windows, ride limits or the shift forbid."""
    for i in range(count):
        start[i] = data.node[stops[i]].earliest
        request = data.node[stops[i]].owner
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
    last, depot = stops[count - 1], data.stops + k
    back: bool = reach(data, last, depot, start[count - 1] + data.node[last].service) <= data.node[depot].latest
    return back


@inner
def push_forward(data: Data, k: int, stops: Ints, count: int, start: Ints, index: int) -> bool:
    """Start the stops from ``index`` on as early as the one before allows, never earlier than they do now."""
    before, leave = data.stops + k, data.node[data.stops + k].earliest
    if index > 0:
        before = stops[index - 1]
        leave = start[index - 1] + data.node[before].service
    for i in range(index, count):
        time = reach(data, before, stops[i], leave)
        time = on_grid(time, data.grid) if time > start[i] else start[i]
        if time > data.node[stops[i]].latest:
            return False
        start[i] = time
        before, leave = stops[i], time + data.node[stops[i]].service
    return True


@inner
def raise_for_ride_limits(data: Data, k: int, stops: Ints, count: int, start: Ints, position: Ints) -> int:
    """Start pick-ups later where a ride takes too long; 0: nothing moved, 1: something did, -1: impossible."""
    raised = 0
    for i in range(count):
        request = data.node[stops[i]].owner
        if data.request[request].delivery != stops[i]:
            continue
        at = position[request]
        first = start[i] - data.request[request].ride - data.node[stops[at]].service
        if first > start[at]:
            start[at] = on_grid(first, data.grid)
            if not push_forward(data, k, stops, count, start, at):
                return -1
            raised = 1
    return raised
