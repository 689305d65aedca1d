"""The text format of Li and Lim's instances: reading, saying as a route problem, checking a plan.

The check uses the distances as they are, not the whole numbers the search works with. Nothing is searched here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from solver.kernel.problem import RouteProblem
from solver.kernel.vocabulary import Vocabulary

SCALE = 100_000
"""Whole units in one unit of distance and time; distances are rounded up, so that a plan is in time as it stands."""
DEPOT = 0
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A customer, or as number 0 the depot; ``delivery`` is the number of its delivery, 0 when it is one itself."""

    x: float
    y: float
    demand: int
    ready: int
    due: int
    service: int
    pickup: int
    delivery: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """A depot and its customers, with so many vehicles alike."""

    name: str
    vehicles: int
    capacity: int
    nodes: tuple[Node, ...]

    def distance(self, origin: int, destination: int) -> float:
        """Return the straight line between two nodes."""
        here, there = self.nodes[origin], self.nodes[destination]
        return math.hypot(here.x - there.x, here.y - there.y)


def read_instance(path: Path) -> Instance:
    """Return the instance in a file."""
    rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
    nodes = [
        Node(
            x=float(row[1]),
            y=float(row[2]),
            demand=int(row[3]),
            ready=int(row[4]),
            due=int(row[5]),
            service=int(row[6]),
            pickup=int(row[7]),
            delivery=int(row[8]),
        )
        for row in rows[1:]
    ]
    return Instance(name=path.stem, vehicles=int(rows[0][0]), capacity=int(rows[0][1]), nodes=tuple(nodes))


def route_problem(instance: Instance) -> RouteProblem:
    """Say an instance in the words of the kernel; ``node_of_stop`` tells the stops apart.

    A vehicle costs more than all travel together, and a request left out more than all vehicles.
    """
    count = len(instance.nodes)
    travel = np.array([[_whole(instance.distance(a, b)) for b in range(count)] for a in range(count)], np.int64)
    vehicle_cost = int(travel.max()) * (count + instance.vehicles) + 1
    words = Vocabulary(travel, grid=1)
    depot = instance.nodes[DEPOT]
    for _ in range(instance.vehicles):
        route = words.route(DEPOT, DEPOT, cost=vehicle_cost)
        words.calendar(route, depot.ready * SCALE, depot.due * SCALE)
        words.capacity(route, 0, instance.capacity)
    for number, node in enumerate(instance.nodes):
        if node.delivery:
            last = instance.nodes[node.delivery]
            ends = (number, node.service * SCALE), (node.delivery, last.service * SCALE)
            pair = words.pair(*ends, penalty=vehicle_cost * (instance.vehicles + 1))
            words.load(pair, 0, node.demand)
            for stop, end in zip(words.stops_of(pair), (node, last), strict=True):
                words.time_window(stop, end.ready * SCALE, end.due * SCALE)
    return words.build()


def node_of_stop(instance: Instance) -> list[int]:
    """Return the node of each stop of ``route_problem``."""
    return [end for number, node in enumerate(instance.nodes) if node.delivery for end in (number, node.delivery)]


def check(instance: Instance, routes: Sequence[Sequence[int]]) -> tuple[float, list[str]]:
    """Return the distance of a plan, and what is wrong with it."""
    wrong, total = [], 0.0
    for number, route in enumerate(routes):
        distance, problems = _check_route(instance, route)
        total += distance
        wrong += [f"route {number}: {problem}" for problem in problems]
    if sorted(node for route in routes for node in route) != list(range(1, len(instance.nodes))):
        wrong.append("not every node is visited exactly once")
    if len(routes) > instance.vehicles:
        wrong.append(f"{len(routes)} routes for {instance.vehicles} vehicles")
    return total, wrong


def _check_route(instance: Instance, route: Sequence[int]) -> tuple[float, list[str]]:
    wrong, total, time, load, here = [], 0.0, float(instance.nodes[DEPOT].ready), 0, DEPOT
    aboard: set[int] = set()
    for number in (*route, DEPOT):
        node, leg = instance.nodes[number], instance.distance(here, number)
        total += leg
        time = max(time + instance.nodes[here].service + leg, node.ready)
        load += node.demand
        if time > node.due + TOLERANCE:
            wrong.append(f"node {number} at {time:.2f}, due {node.due}")
        if load > instance.capacity:
            wrong.append(f"load {load} at node {number}")
        if node.delivery:
            aboard.add(number)
        elif number != DEPOT and node.pickup not in aboard:
            wrong.append(f"delivery {number} without its pick-up")
        aboard.discard(node.pickup)
        here = number
    return total, [*wrong, *(f"pick-up {number} is never delivered" for number in sorted(aboard))]


def _whole(distance: float) -> int:
    return math.ceil(distance * SCALE - TOLERANCE)
