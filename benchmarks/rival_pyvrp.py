"""A route problem solved by PyVRP, as far as its open edition can say it.

It has shipments, windows, loads, depots, shifts and who may carry what; it has no compartments, no pairs that stay
apart and no longest ride: ``expressible`` leaves those out. Not allowed here: judging what comes out.
"""

from dataclasses import replace

import numpy as np
from pyvrp import Depot, Location, ProblemData, Shipment, VehicleType, solve
from pyvrp.stop import MaxRuntime

from solver.kernel.problem import FAR, Ints, RouteProblem

MISSED = 10**5
"""Cost of a request that is left out: more than all travel."""
_NEVER = 5_000


def expressible(problem: RouteProblem) -> RouteProblem:
    """Return the problem without what PyVRP has no words for."""
    return replace(
        problem,
        requests=replace(problem.requests, ride=np.full_like(problem.requests.ride, FAR)),
        routes=replace(problem.routes, compartments=np.zeros_like(problem.routes.compartments)),
        conflict=np.zeros_like(problem.conflict),
    )


def solve_with_pyvrp(problem: RouteProblem, seconds: float, seed: int) -> list[list[int]]:
    """Return a route of stops per resource; nothing at all when no allowed solution was found in time."""
    result = solve(_data(problem), MaxRuntime(seconds), seed=seed, collect_stats=False, display=False)
    routes: list[list[int]] = [[] for _ in range(problem.route_count)]
    if not result.best.is_feasible():
        return routes
    for route in result.best.routes():
        for activity in route:
            if activity.is_shipment():
                pickup, delivery = problem.stops_of(activity.idx)
                routes[route.vehicle_type()].append(pickup if activity.is_pickup() else delivery)
    return routes


def _data(problem: RouteProblem) -> ProblemData:
    """Say the problem in steps of the grid; a place of its own for every stop, so that a profile can close it."""
    stops, routes, grid = problem.stops, problem.routes, problem.grid
    first = int(routes.opens.min())
    homes = sorted({(int(a), int(b)) for a, b in zip(routes.start_place, routes.end_place, strict=True)})
    depots = sorted({place for pair in homes for place in pair})
    place = np.concatenate((np.array(depots, np.int64), stops.place))
    service = np.concatenate((np.zeros(len(depots), np.int64), stops.service))
    distance = problem.travel[np.ix_(place, place)]
    duration = -(-(distance + service[:, None]) // grid)
    rows, number = np.unique(problem.eligible, axis=0, return_inverse=True)

    def steps(minute: int) -> int:
        return max(0, -(-(int(minute) - first) // grid))

    def until(minute: int) -> int:
        return (int(minute) - first) // grid

    return ProblemData(
        locations=[Location(0, 0) for _ in place],
        clients=[],
        depots=[Depot(location=i) for i in range(len(depots))],
        vehicle_types=[
            VehicleType(
                num_available=1,
                capacity=[int(amount) for amount in routes.capacity[k]],
                start_depot=depots.index(int(routes.start_place[k])),
                end_depot=depots.index(int(routes.end_place[k])),
                fixed_cost=int(routes.cost[k]),
                tw_early=steps(routes.opens[k]),
                tw_late=until(routes.closes[k]),
                profile=int(number[k]),
            )
            for k in range(problem.route_count)
        ],
        distance_matrices=[_closed(problem, distance, row, len(depots)) for row in rows],  # type: ignore[misc]
        duration_matrices=[_closed(problem, duration, row, len(depots)) for row in rows],  # type: ignore[misc]
        shipments=[
            Shipment(
                pickup_location=len(depots) + pickup,
                delivery_location=len(depots) + delivery,
                pickup_tw_early=steps(stops.earliest[pickup]),
                pickup_tw_late=until(stops.latest[pickup]),
                delivery_tw_early=steps(stops.earliest[delivery]),
                delivery_tw_late=until(stops.latest[delivery]),
                amount=[int(amount) for amount in problem.requests.load[request]],
                prize=MISSED,
                required=False,
            )
            for request in range(problem.request_count)
            for pickup, delivery in (problem.stops_of(request),)
        ],
    )


def _closed(problem: RouteProblem, values: Ints, able: Ints, depots: int) -> Ints:
    """Return the matrix of one profile: what its vehicles may not serve is too far away."""
    closed = np.zeros(len(values), np.bool_)
    for request in np.flatnonzero(~able):
        closed[[depots + stop for stop in problem.stops_of(int(request))]] = True
    result = np.where(closed[:, None] | closed[None, :], _NEVER, values)
    np.fill_diagonal(result, 0)
    return np.ascontiguousarray(result)
