"""From a route problem to the rows and hints of the compiled search. Not allowed here: compiled code."""

import numpy as np

from solver.kernel.arrays import NODE, REQUEST, ROUTE, Data, Hints, Records
from solver.kernel.problem import NONE, Flags, Ints, RouteProblem

NEIGHBOURS = 256
"""How many stops near each stop a ruin looks at."""
WAITING_SHARE = 0.25
"""What a minute counts that must pass between two stops, against a minute of travel, when nearness is measured."""
HOT, COLD = 0.25, 0.0025
"""Temperatures at the first and the last iteration, as shares of the mean travel between stops."""


def prepare(problem: RouteProblem) -> Data:
    """Return the problem's arrays for the compiled functions."""
    return Data(
        grid=problem.grid,
        stops=problem.stop_count,
        travel=np.ascontiguousarray(problem.travel),
        node=_node_rows(problem),
        request=_request_rows(problem),
        route=_route_rows(problem),
        load=np.ascontiguousarray(problem.requests.load),
        capacity=np.ascontiguousarray(problem.routes.capacity),
        conflict=np.ascontiguousarray(problem.conflict),
        assignment_cost=np.ascontiguousarray(problem.assignment_cost),
    )


def _node_rows(problem: RouteProblem) -> Records:
    count, grid = problem.stop_count, problem.grid
    rows = np.zeros(count + problem.route_count, NODE)
    stops, depots = rows[:count], rows[count:]
    stops["into"] = stops["out"] = problem.stops.place
    stops["earliest"] = -(-problem.stops.earliest // grid) * grid
    stops["latest"] = problem.stops.latest // grid * grid
    stops["service"], stops["owner"] = problem.stops.service, problem.request_of_stop()
    depots["into"], depots["out"] = problem.routes.end_place, problem.routes.start_place
    depots["earliest"], depots["latest"] = problem.routes.opens, problem.routes.closes
    depots["owner"] = NONE
    return rows


def _request_rows(problem: RouteProblem) -> Records:
    rows, requests, stops = np.zeros(problem.request_count, REQUEST), problem.requests, problem.stops
    for name in ("pickup", "delivery", "ride", "segment", "penalty", "fixed_route"):
        rows[name] = getattr(requests, name)
    rows["persons"] = requests.load[:, 0]
    longest = stops.latest[requests.delivery] - stops.earliest[requests.pickup] - stops.service[requests.pickup]
    rows["limited"] = (requests.delivery != NONE) & (requests.ride < longest)
    rows["quarrels"] = problem.conflict.any(axis=1)
    return rows


def _route_rows(problem: RouteProblem) -> Records:
    rows, routes = np.zeros(problem.route_count, ROUTE), problem.routes
    for name in ("start_place", "compartments", "cost"):
        rows[name] = getattr(routes, name)
    rows["seats_each"] = np.maximum(routes.seats_each, 1)
    rows["twin"] = _twins(problem)
    return rows


def _twins(problem: RouteProblem) -> Ints:
    routes = problem.routes
    seen: dict[bytes, int] = {}
    numbers = np.zeros(problem.route_count, np.int64)
    for k in range(problem.route_count):
        parts = (routes.opens, routes.closes, routes.start_place, routes.end_place, routes.compartments)
        scalars = np.array([part[k] for part in (*parts, routes.seats_each, routes.cost)])
        rows = (routes.capacity[k], problem.eligible[k], problem.assignment_cost[k])
        key = b"|".join((scalars.tobytes(), *(np.ascontiguousarray(row).tobytes() for row in rows)))
        numbers[k] = seen.setdefault(key, len(seen))
    return numbers


def hints(data: Data, able: Flags) -> Hints:
    """Return candidate routes (``able`` is K x R), near stops, orders of insertion and temperatures."""
    first = np.zeros(len(data.request) + 1, np.int64)
    first[1:] = np.cumsum(able.sum(axis=0))
    return Hints(
        first=first,
        candidates=np.nonzero(able.T)[1].astype(np.int64),
        near=_near(data),
        keys=_keys(data, able.sum(axis=0)),
        cooling=_cooling(data),
        patient=bool((data.assignment_cost < 0).any()),
    )


def _near(data: Data) -> Ints:
    """Return for each stop the others that are close in place and time, nearest first."""
    stop = data.node[: data.stops]
    apart = data.travel[stop["into"]][:, stop["into"]].astype(np.float64)
    waiting = stop["earliest"][None, :] - stop["latest"][:, None]
    apart += WAITING_SHARE * np.maximum(0, np.maximum(waiting, waiting.T))
    return np.ascontiguousarray(np.argsort(apart, axis=1, kind="stable")[:, :NEIGHBOURS], dtype=np.int64)


def _keys(data: Data, able_count: Ints) -> Ints:
    """Return the orders in which requests are put back, smallest first, one row per order."""
    first, last = _ends(data)
    home = data.travel[data.node["out"][data.stops]] if len(data.route) else data.travel[0]
    away = home[first["into"]] + home[last["into"]]
    slack = last["latest"] - first["earliest"]
    size, penalty = -data.request["persons"], -data.request["penalty"]
    rows = (able_count, penalty, size, -away, away, first["earliest"], last["latest"], slack)
    return np.ascontiguousarray(np.stack(rows), dtype=np.int64)


def _ends(data: Data) -> tuple[Records, Records]:
    """Return each request's first and last stop."""
    pickup, delivery = data.request["pickup"], data.request["delivery"]
    return data.node[pickup], data.node[np.where(delivery == NONE, pickup, delivery)]


def _cooling(data: Data) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    place = data.node["into"][: data.stops]
    mean = float(data.travel[place][:, place].mean()) if len(place) else 0.0
    return np.array([HOT, COLD]) * max(mean, 1.0)
