"""The arrays the compiled functions work on: the problem prepared for speed, and a plan that changes.

A route is a ring of nodes: its depot, then its stops in order of time, then the depot again. Node numbers below
``Data.stops`` are the problem's stops; route k's depot is node ``stops + k``. Not allowed here: compiled code and
decisions.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.kernel.problem import NONE, Flags, Ints

Records = NDArray[np.void]
"""Rows of named numbers."""


def _row(*names: str) -> np.dtype[np.void]:
    return np.dtype([(name, np.int64) for name in names], align=True)


NODE = _row("into", "out", "earliest", "latest", "service", "owner")
"""What never changes of a node: the place reached and the place left (they differ for depots only), its window
rounded to the grid (of a depot: when the route opens and closes), and the request it belongs to."""
REQUEST = _row("pickup", "delivery", "ride", "segment", "persons", "penalty", "fixed_route", "limited", "quarrels")
"""``limited``: the ride limit may bite; ``quarrels``: there is a request it may not ride with."""
ROUTE = _row("start_place", "compartments", "seats_each", "cost", "twin")
"""``twin``: routes with the same number are alike in everything; of their empty ones only the first is tried."""
VISIT = _row("next", "before", "start", "late")
"""A node on its ring: its neighbours, its earliest start, and the latest one that keeps the rest of the route in
time (ride limits aside). A node on no route has no meaning here."""
TOTAL = _row("length", "cost", "limited", "closed", "stamp")
"""A route's number of stops, its cost with that of its assignments, how many of its requests have a ride limit that
may bite, and whether nothing may be added. Routes with equal stamps are the same stops in the same order."""
MEMO = _row("stamp", "added", "after_pickup", "after_delivery")
"""The cheapest place found for a request on a route, as long as the route's stamp is still this one."""


class Data(NamedTuple):
    """The problem, unchanging, as rows. Matrices as in ``RouteProblem``."""

    grid: int
    stops: int
    travel: Ints
    node: Records
    request: Records
    route: Records
    load: Ints
    capacity: Ints
    conflict: Flags
    assignment_cost: Ints


class Hints(NamedTuple):
    """Where the search looks first. ``candidates[first[r]:first[r + 1]]`` are the routes that can serve request r.

    ``near`` lists for each stop the others, nearest first; ``keys`` are orders of insertion. ``cooling`` holds the
    first and the last temperature, ``patient`` whether a plan may cost more than it will when it is complete.
    """

    first: Ints
    candidates: Ints
    near: Ints
    keys: Ints
    cooling: NDArray[np.float64]
    patient: bool


class Plan(NamedTuple):
    """Routes that change: the ring each node is on, loads aboard after it (dimensions, then segments), where each
    request is."""

    visit: Records
    aboard: Ints
    route: Records
    route_of: Ints


class Scratch(NamedTuple):
    """Working memory of the compiled functions, made once."""

    stops: Ints
    start: Ints
    position: Ints
    riders: Ints
    persons: Ints
    load: Ints
    place: Ints
    """The place looked at: its route, the node before the pick-up, the node before the delivery, the added cost."""
    found: Ints
    """The best place so far, likewise."""
    seen: Ints
    counter: Ints
    """The newest stamp, and the number of insertions so far."""
    memo: Records
    random: NDArray[np.uint64]


class Work(NamedTuple):
    """Everything a compiled step needs."""

    data: Data
    hints: Hints
    plan: Plan
    scratch: Scratch


def empty_plan(data: Data) -> Plan:
    """Return a plan of empty routes."""
    routes, nodes = len(data.route), len(data.node)
    visit = np.zeros(nodes, VISIT)
    visit["next"] = visit["before"] = np.arange(nodes)
    visit["start"], visit["late"] = data.node["earliest"], data.node["latest"]
    segments = int(data.request["segment"].max(initial=0)) + 1 if data.route["compartments"].any() else 0
    return Plan(
        visit=visit,
        aboard=np.zeros((nodes, data.load.shape[1] + segments), np.int64),
        route=np.zeros(routes, TOTAL),
        route_of=np.full(len(data.request), NONE, np.int64),
    )


def copy_plan(plan: Plan) -> Plan:
    """Return a plan that shares nothing with the given one."""
    return Plan(plan.visit.copy(), plan.aboard.copy(), plan.route.copy(), plan.route_of.copy())


def scratch(data: Data, seed: int) -> Scratch:
    """Return working memory, its random numbers started from the seed."""
    requests, routes = len(data.request), len(data.route)
    memo = np.zeros((requests, routes), MEMO)
    memo["stamp"] = NONE
    return Scratch(
        stops=np.zeros(data.stops + 2, np.int64),
        start=np.zeros(data.stops + 2, np.int64),
        position=np.zeros(requests, np.int64),
        riders=np.zeros(data.stops + 2, np.int64),
        persons=np.zeros(int(data.request["segment"].max(initial=0)) + 1, np.int64),
        load=np.zeros(data.load.shape[1], np.int64),
        place=np.zeros(4, np.int64),
        found=np.zeros(4, np.int64),
        seen=np.zeros(routes + 1, np.int64),
        counter=np.zeros(2, np.int64),
        memo=memo,
        random=np.array([_first_random(seed)], np.uint64),
    )


def _first_random(seed: int) -> int:
    """Spread small seeds over 64 bits (splitmix64); never 0, from which xorshift would not move."""
    mask = (1 << 64) - 1
    state = (seed * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) & mask
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & mask
    return (state ^ (state >> 31)) or 1
