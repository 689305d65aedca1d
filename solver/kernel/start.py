"""Before the first step, compiled: which route could serve what, and routes taken as given."""

from solver.kernel.arrays import Data, Plan, Scratch
from solver.kernel.compiled import compiled
from solver.kernel.problem import Flags, Ints
from solver.kernel.walk import allowed, refresh


@compiled
def able_alone(data: Data, able: Flags, scratch: Scratch) -> None:
    """Clear ``able[k, r]`` where route k could not serve request r even with nothing else to do."""
    for k in range(able.shape[0]):
        for request in range(able.shape[1]):
            if not able[k, request]:
                continue
            scratch.stops[0] = data.request[request].pickup
            count = 1
            if data.request[request].delivery >= 0:
                scratch.stops[1] = data.request[request].delivery
                count = 2
            able[k, request] = allowed(data, k, count, scratch)


@compiled
def fill_route(data: Data, plan: Plan, k: int, stops: Ints, scratch: Scratch) -> bool:
    """Let route k be these stops if that is allowed; return whether it is."""
    before = plan.route[k].length
    for i in range(len(stops)):
        plan.visit[k, i].stop = stops[i]
    plan.route[k].length = len(stops)
    if not refresh(data, plan, k, scratch):
        plan.route[k].length = before
        return False
    for stop in stops:
        plan.route_of[data.stop[stop].owner] = k
    return True
