"""What is aboard, compiled: loads, compartments and conflicts along a whole route.

Must agree with ``evaluate``. Used where a route is taken as given; an insertion looks at the labels of ``labels``.
"""

from solver.kernel.arrays import Data, Scratch
from solver.kernel.compiled import inner
from solver.kernel.problem import Ints


@inner
def loaded(data: Data, k: int, count: int, scratch: Scratch) -> bool:
    """Return whether loads, compartments and conflicts hold all the way along the first stops of the scratch."""
    for dimension in range(len(scratch.load)):
        scratch.load[dimension] = 0
    for segment in range(len(scratch.persons)):
        scratch.persons[segment] = 0
    riders = 0
    for i in range(count):
        request = data.node[scratch.stops[i]].owner
        if data.request[request].delivery == scratch.stops[i]:
            riders = leave(data, request, riders, scratch)
            continue
        if meets_conflict(data, request, riders, scratch.riders):
            return False
        scratch.riders[riders] = request
        riders += 1
        weigh(data, request, 1, scratch)
        if not fits_inside(data, k, scratch.load, scratch.persons):
            return False
        if data.request[request].delivery < 0:
            riders = leave(data, request, riders, scratch)
    return True


@inner
def meets_conflict(data: Data, request: int, count: int, riders: Ints) -> bool:
    """Return whether someone aboard may not ride with the request."""
    for j in range(count):  # noqa: SIM110 - generators are not compiled
        if data.conflict[request, riders[j]]:
            return True
    return False


@inner
def leave(data: Data, request: int, count: int, scratch: Scratch) -> int:
    """Take a request out of the vehicle; return how many are left."""
    kept = 0
    for j in range(count):
        if scratch.riders[j] != request:
            scratch.riders[kept] = scratch.riders[j]
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
