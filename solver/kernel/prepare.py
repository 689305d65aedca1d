"""Filling the memory of the compiled search from a route problem. Not allowed here: compiled code, and choices."""

import numpy as np
from numpy.typing import NDArray

from solver.kernel import memory as at
from solver.kernel.problem import NONE, Ints, RouteProblem

NEIGHBOURS = 256
"""How many stops near each stop a ruin looks at."""
WAITING_MINUTES = 4
"""So many minutes that must pass between two stops count as one of travel when nearness is measured."""
ROWS = 512
"""For so many stops at a time it is worked out who is near, so that it takes little memory."""
HOT, COLD = 1.0, 0.0025
"""Temperatures at the first and the last iteration, as shares of the mean travel between stops."""


def prepare(problem: RouteProblem, seed: int = 0, *, neighbours: int = NEIGHBOURS) -> Ints:
    """Return the memory: the problem, three empty plans, and working room; random numbers start from the seed.

    Without ``neighbours`` routes can be judged in it, but nothing can be searched.
    """
    return _Writer(problem, seed, neighbours).memory


def stop_handle(memory: Ints, stop: int) -> int:
    """Return the handle of a stop of the problem."""
    return int(memory[at.FIRST_NODE] + stop * memory[at.NODE_WIDTH])


def cooling(problem: RouteProblem) -> tuple[float, float]:
    """Return the first and the last temperature: how much worse a plan may be to be kept one time in e."""
    place = problem.stops.place
    mean = float(problem.travel[place][:, place].mean()) if len(place) else 0.0
    return HOT * max(mean, 1.0), COLD * max(mean, 1.0)


class _Writer:
    """Lays out one memory, part behind part."""

    def __init__(self, problem: RouteProblem, seed: int, neighbours: int) -> None:
        self._problem = problem
        self._neighbours = min(neighbours, problem.stop_count)
        self._columns = problem.dimensions + self._segments()
        self._widths = (at.ABOARD + self._columns, at.LOADS + self._columns, at.CAPACITY + problem.dimensions)
        self._parts: list[Ints] = []
        self._length = at.HEAD
        self._head = np.zeros(at.HEAD, np.int64)
        self._write(seed)
        self.memory = np.concatenate([self._head, *self._parts])

    def _segments(self) -> int:
        divided = bool(self._problem.routes.compartments.any())
        return int(self._problem.requests.segment.max(initial=0)) + 1 if divided else 0

    def _add(self, rows: NDArray[np.generic]) -> int:
        """Put rows behind what is there; return where they begin."""
        begin = self._length
        self._parts.append(np.ascontiguousarray(rows, np.int64).ravel())
        self._length += self._parts[-1].size
        return begin

    def _write(self, seed: int) -> None:
        problem, head = self._problem, self._head
        stops, requests, routes = problem.stop_count, problem.request_count, problem.route_count
        head[[at.GRID, at.DIMENSIONS, at.COLUMNS]] = problem.grid, problem.dimensions, self._columns
        head[[at.STOPS, at.REQUESTS, at.ROUTES]] = stops, requests, routes
        head[[at.NODE_WIDTH, at.REQUEST_WIDTH, at.ROUTE_WIDTH]] = self._widths
        head[[at.RANDOM, at.PATIENT]] = _first_random(seed), bool((problem.assignment_cost < 0).any())
        head[[at.CURRENT_COST, at.BEST_COST]] = at.NOWHERE
        nodes = (stops + routes) * self._widths[0]
        head[at.FIRST_NODE] = self._length
        head[at.FIRST_REQUEST] = head[at.FIRST_NODE] + nodes
        head[at.FIRST_ROUTE] = head[at.FIRST_REQUEST] + requests * self._widths[1]
        head[at.SHADOW] = nodes + requests * self._widths[1] + routes * self._widths[2]
        self._length += 3 * int(head[at.SHADOW])
        rows = self._nodes(), self._requests(), self._routes()
        plan = np.concatenate([part.ravel() for part in rows])
        self._parts[:0] = [plan, plan, plan]
        for name in (at.LIST, at.TIMES, at.RIDERS):
            head[name] = self._add(np.zeros(stops + 2))
        head[at.SUMS] = self._add(np.zeros(self._columns))
        head[at.ABSENT] = self._add(np.zeros(2 * requests))
        travel = problem.day_travel
        head[at.STRETCHES] = 0 if travel.constant else len(travel.percents)
        head[[at.SINCE, at.PACE]] = self._add(np.array(travel.since)), self._add(np.array(travel.pace))
        head[at.UNIT] = travel.unit
        near = self._near()
        head[[at.NEAR, at.NEAR_WIDTH]] = self._add(near * self._widths[0] + head[at.FIRST_NODE]), near.shape[1]
        keys = self._keys()
        head[[at.KEYS, at.KEY_COUNT]] = self._add(keys), len(keys)

    def _nodes(self) -> Ints:
        problem, stops, routes = self._problem, self._problem.stops, self._problem.routes
        count, grid, places = problem.stop_count, problem.grid, len(problem.travel)
        rows = np.zeros((count + problem.route_count, self._widths[0]), np.int64)
        rows[:, at.INTO] = np.concatenate([stops.place, routes.end_place])
        rows[:, at.OUT] = np.concatenate([stops.place, routes.start_place])
        rows[:, at.TRAVEL_FROM] = self._add(problem.travel) + rows[:, at.OUT] * places
        rows[:, at.TRAVEL_TO] = self._add(problem.travel.T) + rows[:, at.INTO] * places
        rows[:, at.EARLIEST] = np.concatenate([-(-stops.earliest // grid) * grid, routes.opens])
        rows[:, at.LATEST] = np.concatenate([stops.latest // grid * grid, routes.closes])
        rows[:count, at.SERVICE] = stops.service
        rows[:count, at.OWNER] = self._head[at.FIRST_REQUEST] + problem.request_of_stop() * self._widths[1]
        rows[count:, at.OWNER] = self._head[at.FIRST_ROUTE] + np.arange(problem.route_count) * self._widths[2]
        rows[:, at.NEXT] = rows[:, at.BEFORE] = self._handles(at.FIRST_NODE, len(rows), self._widths[0])
        rows[:, at.START] = rows[:, at.LEAVE] = rows[:, at.EARLIEST]
        rows[:, at.LATE] = rows[:, at.LATEST]
        return rows

    def _requests(self) -> Ints:
        problem, requests, stops = self._problem, self._problem.requests, self._problem.stops
        rows = np.zeros((problem.request_count, self._widths[1]), np.int64)
        node = self._handles(at.FIRST_NODE, problem.stop_count + 1, self._widths[0])
        visit = requests.delivery == NONE
        rows[:, at.PICKUP] = node[requests.pickup]
        rows[:, at.DELIVERY] = np.where(visit, NONE, node[requests.delivery])
        rows[:, at.RIDE], rows[:, at.PENALTY], rows[:, at.FIXED] = requests.ride, requests.penalty, requests.fixed_route
        longest = stops.latest[requests.delivery] - stops.earliest[requests.pickup] - stops.service[requests.pickup]
        rows[:, at.LIMITED] = ~visit & (requests.ride < longest)
        rows[:, at.QUARRELS] = problem.conflict.any(axis=1)
        rows[:, at.CONFLICTS] = self._add(problem.conflict) + np.arange(len(rows)) * len(rows)
        rows[:, at.NUMBER] = np.arange(len(rows))
        rows[:, at.HOME] = NONE
        rows[:, at.LOADS : at.LOADS + problem.dimensions] = requests.load
        for segment in range(self._columns - problem.dimensions):
            mine = requests.segment == segment
            rows[mine, at.LOADS + problem.dimensions + segment] = requests.load[mine, 0]
        counts = problem.eligible.sum(axis=0)
        listed = self._handles(at.FIRST_ROUTE, problem.route_count, self._widths[2])[np.nonzero(problem.eligible.T)[1]]
        rows[:, at.CANDIDATES] = self._add(listed) + np.cumsum(counts) - counts
        rows[:, at.CANDIDATE_COUNT] = counts
        memos = np.full((problem.request_count, problem.route_count, at.MEMO_WIDTH), NONE, np.int64)
        memos[:, :, at.ASSIGNMENT_COST] = problem.assignment_cost.T
        rows[:, at.MEMOS] = self._add(memos) + np.arange(len(rows)) * problem.route_count * at.MEMO_WIDTH
        return rows

    def _routes(self) -> Ints:
        problem, routes = self._problem, self._problem.routes
        rows = np.zeros((problem.route_count, self._widths[2]), np.int64)
        rows[:, at.DEPOT] = self._handles(at.FIRST_NODE, problem.stop_count + len(rows), self._widths[0])[
            problem.stop_count :
        ]
        rows[:, at.COMPARTMENTS], rows[:, at.COST] = routes.compartments, routes.cost
        rows[:, at.SEATS_EACH] = np.maximum(routes.seats_each, 1)
        rows[:, at.TWIN] = self._handles(at.FIRST_ROUTE, len(rows), self._widths[2])[_twins(problem)] + at.SEEN
        rows[:, at.INDEX] = np.arange(len(rows))
        rows[:, at.CAPACITY :] = routes.capacity
        rules = [problem.break_rule(k) for k in range(len(rows))]
        rows[:, [at.DRIVING, at.REST]] = np.array(rules, np.int64).reshape(-1, 2)
        rows[:, at.LIMITS] = rows[:, at.REST] > 0
        return rows

    def _handles(self, first: int, count: int, width: int) -> Ints:
        handles: Ints = np.arange(count, dtype=np.int64) * width + self._head[first]
        return handles

    def _near(self) -> Ints:
        """Return for each stop the others that are close in place and time, nearest first; of equals the first."""
        count, width = self._problem.stop_count, self._neighbours
        near = np.zeros((count, width), np.int64)
        for first in range(0, count if width else 0, ROWS):
            rows = np.arange(first, min(first + ROWS, count))
            rank = self._apart(rows) * count + np.arange(count)
            closest = np.argpartition(rank, width - 1, axis=1)[:, :width] if width < count else np.argsort(rank, axis=1)
            in_order = np.argsort(np.take_along_axis(rank, closest, axis=1), axis=1)
            near[rows] = np.take_along_axis(closest, in_order, axis=1)
        return near

    def _apart(self, rows: Ints) -> Ints:
        """Return how far these stops are from every stop, in minutes of waiting; (rows, stops)."""
        stops = self._problem.stops
        after = stops.earliest[None, :] - stops.latest[rows, None]
        before = stops.earliest[rows, None] - stops.latest[None, :]
        travel: Ints = WAITING_MINUTES * self._problem.travel[stops.place[rows]][:, stops.place]
        travel += np.maximum(0, np.maximum(after, before))
        return travel

    def _keys(self) -> Ints:
        """Return the orders in which requests are put back, smallest first, one row per order."""
        problem, requests, stops = self._problem, self._problem.requests, self._problem.stops
        last = np.where(requests.delivery == NONE, requests.pickup, requests.delivery)
        home = problem.travel[problem.routes.start_place].min(axis=0, initial=at.NOWHERE)
        away = home[stops.place[requests.pickup]] + home[stops.place[last]]
        earliest, latest = stops.earliest[requests.pickup], stops.latest[last]
        able = problem.eligible.sum(axis=0)
        rows = (able, -requests.penalty, -requests.load[:, 0], -away, away, earliest, latest, latest - earliest)
        keys: Ints = np.stack(rows).astype(np.int64)
        return keys


def _twins(problem: RouteProblem) -> Ints:
    """Return for each route the first one that is alike in everything."""
    routes = problem.routes
    seen: dict[bytes, int] = {}
    first = np.zeros(problem.route_count, np.int64)
    for k in range(problem.route_count):
        parts = (routes.opens, routes.closes, routes.start_place, routes.end_place, routes.compartments)
        scalars = np.array([*(part[k] for part in (*parts, routes.seats_each, routes.cost)), *problem.break_rule(k)])
        rows = (routes.capacity[k], problem.eligible[k], problem.assignment_cost[k])
        key = b"|".join((scalars.tobytes(), *(np.ascontiguousarray(row).tobytes() for row in rows)))
        first[k] = seen.setdefault(key, k)
    return first


def _first_random(seed: int) -> int:
    """Spread small seeds over 63 bits (splitmix64); never 0, from which xorshift would not move."""
    mask = (1 << 64) - 1
    state = (seed * 0x9E3779B97F4A7C15 + 0x9E3779B97F4A7C15) & mask
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & mask
    return ((state ^ (state >> 31)) >> 1) or 1
