"""The arrays the compiled functions work on: the problem prepared for speed, and a plan that changes.

Not allowed here: compiled code and decisions.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.kernel.problem import NONE, Flags, Ints, RouteProblem

NEIGHBOURS = 128
"""How many requests near each request a ruin looks at."""

SPARE_STOPS = 64
"""Longest route in stops, unless fixed requests make one longer."""


Records = NDArray[np.void]
"""Rows of named numbers."""


def _row(*names: str) -> np.dtype[np.void]:
    return np.dtype([(name, np.int64) for name in names], align=True)


STOP = _row("place", "earliest", "latest", "service", "owner")
REQUEST = _row("pickup", "delivery", "ride", "segment", "persons", "penalty", "fixed_route")
ROUTE = _row("opens", "closes", "start_place", "end_place", "compartments", "seats_each", "cost", "twin")
"""``twin``: routes with the same number are alike in everything; of their empty ones only the first is tried."""
VISIT = _row("stop", "start", "late", "aboard")
"""A stop on a route: its earliest start, the latest one that keeps the rest of the route in time (ride limits
aside), and the persons aboard after it."""
TOTAL = _row("length", "cost")
"""A route's number of stops, and its cost with that of its assignments."""


class Data(NamedTuple):
    """The problem, unchanging, as rows; windows are rounded to the grid. Matrices as in ``RouteProblem``."""

    grid: int
    travel: Ints
    stop: Records
    request: Records
    route: Records
    load: Ints
    capacity: Ints
    conflict: Flags
    assignment_cost: Ints


class Hints(NamedTuple):
    """Where the search looks first. ``candidates[first[r]:first[r + 1]]`` are the routes that can serve request r."""

    first: Ints
    candidates: Ints
    near: Ints
    keys: Ints


class Plan(NamedTuple):
    """Routes that change: ``visit[k, i]`` for each place i below ``route[k].length``, and where each request is."""

    visit: Records
    route: Records
    route_of: Ints


class Scratch(NamedTuple):
    """Working memory of the compiled functions, made once."""

    stops: Ints
    start: Ints
    position: Ints
    aboard: Ints
    persons: Ints
    load: Ints
    found: Ints
    """The best insertion: route, place of the pick-up, place of the delivery, added cost."""
    seen: Ints
    random: NDArray[np.uint64]


class Work(NamedTuple):
    """Everything a compiled step needs."""

    data: Data
    hints: Hints
    plan: Plan
    scratch: Scratch


def prepare(problem: RouteProblem) -> Data:
    """Return the problem's arrays for the compiled functions."""
    return Data(
        grid=problem.grid,
        travel=np.ascontiguousarray(problem.travel),
        stop=_stop_rows(problem),
        request=_request_rows(problem),
        route=_route_rows(problem),
        load=np.ascontiguousarray(problem.requests.load),
        capacity=np.ascontiguousarray(problem.routes.capacity),
        conflict=np.ascontiguousarray(problem.conflict),
        assignment_cost=np.ascontiguousarray(problem.assignment_cost),
    )


def _stop_rows(problem: RouteProblem) -> Records:
    rows, stops, grid = np.zeros(problem.stop_count, STOP), problem.stops, problem.grid
    rows["place"], rows["service"] = stops.place, stops.service
    rows["earliest"] = -(-stops.earliest // grid) * grid
    rows["latest"] = stops.latest // grid * grid
    rows["owner"] = problem.request_of_stop()
    return rows


def _request_rows(problem: RouteProblem) -> Records:
    rows, requests = np.zeros(problem.request_count, REQUEST), problem.requests
    for name in ("pickup", "delivery", "ride", "segment", "penalty", "fixed_route"):
        rows[name] = getattr(requests, name)
    rows["persons"] = requests.load[:, 0]
    return rows


def _route_rows(problem: RouteProblem) -> Records:
    rows, routes = np.zeros(problem.route_count, ROUTE), problem.routes
    for name in ("opens", "closes", "start_place", "end_place", "compartments", "cost"):
        rows[name] = getattr(routes, name)
    rows["seats_each"] = np.maximum(routes.seats_each, 1)
    rows["twin"] = _twins(problem)
    return rows


def empty_plan(data: Data, longest: int) -> Plan:
    """Return a plan of empty routes of at most ``longest`` stops."""
    routes = len(data.route)
    return Plan(
        visit=np.zeros((routes, longest), VISIT),
        route=np.zeros(routes, TOTAL),
        route_of=np.full(len(data.request), NONE, np.int64),
    )


def copy_plan(plan: Plan) -> Plan:
    """Return a plan that shares nothing with the given one."""
    return Plan(plan.visit.copy(), plan.route.copy(), plan.route_of.copy())


def scratch(data: Data, longest: int, seed: int) -> Scratch:
    """Return working memory, its random numbers started from the seed."""
    return Scratch(
        stops=np.zeros(longest + 2, np.int64),
        start=np.zeros(longest + 2, np.int64),
        position=np.zeros(len(data.request), np.int64),
        aboard=np.zeros(longest + 2, np.int64),
        persons=np.zeros(int(data.request["segment"].max(initial=0)) + 1, np.int64),
        load=np.zeros(data.load.shape[1], np.int64),
        found=np.zeros(4, np.int64),
        seen=np.zeros(len(data.route) + 1, np.int64),
        random=np.array([_first_random(seed)], np.uint64),
    )


def longest_route(problem: RouteProblem, warm: int = 0) -> int:
    """Return how many stops a route of this problem may have."""
    fixed = problem.requests.fixed_route
    held = np.bincount(fixed[fixed != NONE], minlength=1).max(initial=0) * 2
    return max(min(problem.stop_count, SPARE_STOPS), int(held) + 2, warm)


def hints(data: Data, able: Flags) -> Hints:
    """Return candidate routes (``able`` is K x R), near requests and orders of insertion."""
    first = np.zeros(len(data.request) + 1, np.int64)
    first[1:] = np.cumsum(able.sum(axis=0))
    candidates = np.nonzero(able.T)[1].astype(np.int64)
    return Hints(first, candidates, _near(data), _keys(data, able.sum(axis=0)))


def _ends(data: Data) -> tuple[Records, Records]:
    """Return each request's first and last stop."""
    pickup, delivery = data.request["pickup"], data.request["delivery"]
    return data.stop[pickup], data.stop[np.where(delivery == NONE, pickup, delivery)]


def _near(data: Data) -> Ints:
    """Return for each request the others that are close in place and time, nearest first."""
    first, last = _ends(data)
    middle = (first["earliest"] + last["latest"]) / 2
    apart = data.travel[first["place"]][:, first["place"]] + data.travel[last["place"]][:, last["place"]]
    near = np.argsort(apart + 0.5 * np.abs(middle[:, None] - middle[None, :]), axis=1, kind="stable")[:, :NEIGHBOURS]
    return np.ascontiguousarray(near, dtype=np.int64)


def _keys(data: Data, able_count: Ints) -> Ints:
    """Return the orders in which requests are put back, smallest first, one row per order."""
    first, last = _ends(data)
    ride = data.travel[first["place"], last["place"]]
    size, penalty = -data.request["persons"], -data.request["penalty"]
    slack = last["latest"] - first["earliest"]
    rows = (able_count, penalty, size, -ride, first["earliest"], last["latest"], slack)
    return np.ascontiguousarray(np.stack(rows), dtype=np.int64)


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


def _first_random(seed: int) -> int:
    """Spread small seeds over 64 bits (splitmix64); never 0, from which xorshift would not move."""
    mask = (1 << 64) - 1
    state = (seed * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) & mask
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & mask
    return (state ^ (state >> 31)) or 1
