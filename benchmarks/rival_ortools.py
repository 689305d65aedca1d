"""A route problem solved by the routing library of OR-Tools, said in full: windows, loads, compartments, conflicts.

Stops start on the grid, so every time is counted in steps of it, rounded up as the checker does. Not allowed here:
judging what comes out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2  # type: ignore[import-untyped]

from solver.kernel.problem import NONE, Ints, RouteProblem

MISSED = 10**7
"""Cost of a request that is left out: more than all travel, so that service comes first."""
_LOAD = "load"


class _Variable(Protocol):
    """What is used of a variable of OR-Tools."""

    def SetRange(self, first: int, last: int) -> None:  # noqa: N802 - its name there
        """Limit it."""

    def __add__(self, other: object) -> "_Variable":
        """Return a sum."""

    def __floordiv__(self, other: int) -> "_Variable":
        """Return a quotient."""

    def __le__(self, other: object) -> "_Variable":
        """Return a comparison."""

    def __sub__(self, other: object) -> "_Variable":
        """Return a difference."""


class _Dimension(Protocol):
    """What is used of a dimension of OR-Tools."""

    def CumulVar(self, index: int) -> _Variable:  # noqa: N802 - its name there
        """Return the sum so far at a node."""


class _Assignment(Protocol):
    """What is used of a solution of OR-Tools."""

    def Value(self, variable: object) -> int:  # noqa: N802 - its name there
        """Return the value of a variable."""


@dataclass(frozen=True, slots=True)
class _Nodes:
    """Stops, then the start of each route, then the end of each: place, service, and minutes between."""

    place: Ints
    service: Ints

    @classmethod
    def of(cls, problem: RouteProblem) -> "_Nodes":
        routes, stops = problem.routes, problem.stops
        nothing = np.zeros(2 * problem.route_count, np.int64)
        return cls(
            place=np.concatenate((stops.place, routes.start_place, routes.end_place)),
            service=np.concatenate((stops.service, nothing)),
        )


class OrToolsRoutes:
    """One route problem said to OR-Tools."""

    def __init__(self, problem: RouteProblem) -> None:
        self._problem, self._nodes = problem, _Nodes.of(problem)
        stops, routes = problem.stop_count, problem.route_count
        starts = [stops + k for k in range(routes)]
        ends = [stops + routes + k for k in range(routes)]
        self._manager = pywrapcp.RoutingIndexManager(stops + 2 * routes, routes, starts, ends)
        self._model = pywrapcp.RoutingModel(self._manager)
        self._travel()
        self._time = self._clock()
        self._pairs()
        self._loads()
        self._compartments()
        self._conflicts()

    def solve(self, seconds: float) -> list[list[int]]:
        """Return a route of stops per resource; nothing at all when no solution was found in time."""
        parameters = pywrapcp.DefaultRoutingSearchParameters()
        divided = bool((self._problem.routes.compartments > 0).any())
        first = routing_enums_pb2.FirstSolutionStrategy
        parameters.first_solution_strategy = (
            first.LOCAL_CHEAPEST_INSERTION if divided else first.PARALLEL_CHEAPEST_INSERTION
        )  # with compartments to be checked the parallel one hardly gets anything in
        parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
        parameters.time_limit.FromMilliseconds(int(seconds * 1000))
        solution = self._model.SolveWithParameters(parameters)
        routes = range(self._problem.route_count)
        return [[] if solution is None else self._route(solution, k) for k in routes]

    def _route(self, solution: _Assignment, k: int) -> list[int]:
        found: list[int] = []
        index = self._model.Start(k)
        while not self._model.IsEnd(index := solution.Value(self._model.NextVar(index))):
            found.append(self._manager.IndexToNode(index))
        return found

    # --- what is said -----------------------------------------------------------

    def _matrix(self, values: Ints) -> int:
        """Register a value per pair of nodes."""
        rows = np.zeros((len(self._nodes.place), len(self._nodes.place)), np.int64) + values
        return int(self._model.RegisterTransitMatrix(rows.tolist()))

    def _travel(self) -> None:
        place = self._nodes.place
        self._model.SetArcCostEvaluatorOfAllVehicles(self._matrix(self._problem.travel[np.ix_(place, place)]))
        for k in range(self._problem.route_count):
            self._model.SetFixedCostOfVehicle(int(self._problem.routes.cost[k]), k)

    def _clock(self) -> _Dimension:
        problem, place, grid = self._problem, self._nodes.place, self._problem.grid
        steps = -(-(problem.travel[np.ix_(place, place)] + self._nodes.service[:, None]) // grid)
        first = int(problem.routes.opens.min())
        longest = int(-(-(problem.routes.closes.max() - first) // grid))
        self._model.AddDimension(self._matrix(steps), longest, longest, False, "time")  # noqa: FBT003
        clock: _Dimension = self._model.GetDimensionOrDie("time")
        for stop in range(problem.stop_count):
            earliest = -(-int(problem.stops.earliest[stop] - first) // grid)
            latest = int(problem.stops.latest[stop] - first) // grid
            clock.CumulVar(self._index(stop)).SetRange(max(0, earliest), latest)
        for k in range(problem.route_count):
            opens, closes = (int(v[k] - first) for v in (problem.routes.opens, problem.routes.closes))
            clock.CumulVar(self._model.Start(k)).SetRange(-(-opens // grid), closes // grid)
            clock.CumulVar(self._model.End(k)).SetRange(-(-opens // grid), closes // grid)
        return clock

    def _index(self, stop: int) -> int:
        return int(self._manager.NodeToIndex(stop))

    def _pairs(self) -> None:
        problem, model, solver = self._problem, self._model, self._model.solver()
        for request in range(problem.request_count):
            indices = [self._index(stop) for stop in problem.stops_of(request)]
            able = np.flatnonzero(problem.eligible[:, request]).tolist()
            for index in indices:
                model.VehicleVar(index).SetValues([NONE, *able])
                model.AddDisjunction([index], MISSED)
            if problem.requests.delivery[request] == NONE:
                continue
            pickup, delivery = indices
            model.AddPickupAndDelivery(pickup, delivery)
            solver.Add(model.VehicleVar(pickup) == model.VehicleVar(delivery))
            start, end = self._time.CumulVar(pickup), self._time.CumulVar(delivery)
            solver.Add(start <= end)
            riding = int(problem.requests.ride[request] + problem.stops.service[problem.requests.pickup[request]])
            solver.Add(end <= start + riding // problem.grid)

    def _dimension(self, name: str, amount: Callable[[int], int], most: Sequence[int]) -> _Dimension:
        """Add a load of which a request takes an amount from pick-up to delivery."""
        demand = np.zeros(len(self._nodes.place), np.int64)
        for request in range(self._problem.request_count):
            pickup, delivery = self._problem.stops_of(request)
            demand[pickup], demand[delivery] = amount(request), -amount(request)
        by_node = self._model.RegisterUnaryTransitVector(demand.tolist())
        self._model.AddDimensionWithVehicleCapacity(by_node, 0, [int(m) for m in most], True, name)  # noqa: FBT003
        dimension: _Dimension = self._model.GetDimensionOrDie(name)
        return dimension

    def _loads(self) -> None:
        for d in range(self._problem.dimensions):
            load = self._problem.requests.load[:, d].tolist()
            self._dimension(f"{_LOAD}{d}", load.__getitem__, self._problem.routes.capacity[:, d].tolist())

    def _compartments(self) -> None:
        """Let every vehicle hold a compartment for each group of one segment, by the size of its compartments."""
        problem, solver = self._problem, self._model.solver()
        count, each = problem.routes.compartments, problem.routes.seats_each
        if not (count > 0).any():
            return
        persons = problem.requests.load[:, 0]
        segments = sorted(set(problem.requests.segment.tolist()))
        aboard = {
            segment: self._dimension(
                f"segment{segment}",
                lambda r, s=segment: int(persons[r]) if problem.requests.segment[r] == s else 0,  # type: ignore[misc]
                problem.routes.capacity[:, 0].tolist(),
            )
            for segment in segments
        }
        for seats in sorted(set(each[count > 0].tolist())):
            room = [int(count[k]) if each[k] == seats and count[k] else 10**6 for k in range(problem.route_count)]
            for request in range(problem.request_count):
                index = self._index(int(problem.requests.pickup[request]))
                own = int(problem.requests.segment[request])
                full = [
                    (aboard[s].CumulVar(index) + (int(persons[request]) if s == own else 0) + seats - 1) // seats
                    for s in segments
                ]
                # An absent request has vehicle -1: it takes the place before the first.
                there = self._model.VehicleVar(index) + 1
                solver.Add(solver.Sum(full) <= solver.Element([10**6, *room], there))

    def _conflicts(self) -> None:
        problem, model, solver = self._problem, self._model, self._model.solver()
        for one, other in zip(*np.nonzero(np.triu(problem.conflict)), strict=True):
            first, second = ([self._index(stop) for stop in problem.stops_of(int(r))] for r in (one, other))
            apart = model.VehicleVar(first[0]) != model.VehicleVar(second[0])
            before = self._time.CumulVar(first[1]) + 1 <= self._time.CumulVar(second[0])
            after = self._time.CumulVar(second[1]) + 1 <= self._time.CumulVar(first[0])
            solver.Add(apart + before + after >= 1)
