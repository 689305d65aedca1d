"""Saying a route problem word by word: each word narrows what was said before, so several rules may use one.

Not allowed here: words of the planning domain; a rule maps itself to these.
"""

import numpy as np

from planner.domain.day_travel import DayTravel
from solver.kernel.problem import FAR, NONE, Flags, Ints, Requests, RouteProblem, Routes, Stops, Ties


class Vocabulary:
    """Collects routes, requests and what is said about them; ``build`` gives the problem.

    Routes and requests are known by the number that ``route``, ``pair`` and ``visit`` return, places by their
    row in ``travel``.
    """

    def __init__(self, travel: Ints, *, grid: int, dimensions: int = 1) -> None:
        self._travel, self._grid, self._dimensions = travel, grid, dimensions
        self._stops: list[list[int]] = []
        self._requests: list[list[int]] = []
        self._loads: list[list[int]] = []
        self._routes: list[list[int]] = []
        self._capacities: list[list[int]] = []
        self._only: list[set[int] | None] = []
        self._never: list[set[int]] = []
        self._conflicts: set[tuple[int, int]] = set()
        self._preferences: dict[tuple[int, int], int] = {}
        self._day_travel = DayTravel()
        self._dues: dict[int, tuple[int, int]] = {}
        self._ties: list[tuple[int, int, int, int]] = []
        self._worst_price = 0

    # --- what there is -------------------------------------------------------

    def route(self, start_place: int, end_place: int, *, cost: int = 0) -> int:
        """Add a resource's stretch of work, without limits as yet; ``cost`` is paid when it is used."""
        self._routes.append([-FAR, FAR, start_place, end_place, 0, 1, cost, FAR, 0])
        self._capacities.append([FAR] * self._dimensions)
        return len(self._routes) - 1

    def pair(self, pickup: tuple[int, int], delivery: tuple[int, int], *, penalty: int) -> int:
        """Add a pick-up and a delivery, each a place and its service minutes."""
        first = self._stop(*pickup)
        return self._request(first, self._stop(*delivery), penalty)

    def visit(self, place: int, service: int, *, penalty: int) -> int:
        """Add a single stop."""
        return self._request(self._stop(place, service), NONE, penalty)

    # --- the words -----------------------------------------------------------

    def calendar(self, route: int, opens: int, closes: int) -> None:
        """Say the stretch in which a route leaves its first place and is back at its last."""
        row = self._routes[route]
        row[0], row[1] = max(row[0], opens), min(row[1], closes)

    def time_window(self, stop: int, earliest: int, latest: int) -> None:
        """Say the first and last start of a stop."""
        row = self._stops[stop]
        row[1], row[2] = max(row[1], earliest), min(row[2], latest)

    def ride_limit(self, request: int, minutes: int) -> None:
        """Say the longest time between the end of the pick-up and the start of the delivery."""
        row = self._requests[request]
        row[2] = min(row[2], minutes)

    def load(self, request: int, dimension: int, amount: int, *, segment: int = 0) -> None:
        """Say what a request takes of a dimension; of dimension 0, persons, also their segment."""
        self._loads[request][dimension] = amount
        if dimension == 0:
            self._requests[request][3] = segment

    def capacity(self, route: int, dimension: int, amount: int) -> None:
        """Say what fits on a route at any moment."""
        row = self._capacities[route]
        row[dimension] = min(row[dimension], amount)

    def compartments(self, route: int, count: int, seats_each: int) -> None:
        """Say that a vehicle is divided, and that a compartment holds one segment only."""
        self._routes[route][4:6] = [count, seats_each]

    def break_after(self, route: int, driving_minutes: int = 270, rest: int = 45) -> None:
        """Say how long may be driven before nothing is done for ``rest`` minutes with nobody aboard."""
        row = self._routes[route]
        row[7], row[8] = min(row[7], driving_minutes), max(row[8], rest)

    def day_travel(self, profile: DayTravel) -> None:
        """Say when rides take longer than the travel table says, for all routes."""
        self._day_travel = profile

    def skill(self, request: int, able: set[int]) -> None:
        """Say the only routes that may serve a request."""
        before = self._only[request]
        self._only[request] = set(able) if before is None else before & able

    def excluded(self, request: int, route: int) -> None:
        """Say a route that may not serve a request."""
        self._never[request].add(route)

    def conflict(self, request: int, other: int) -> None:
        """Say that two requests are never aboard together."""
        self._conflicts |= {(request, other), (other, request)}

    def due(self, stop: int, moment: int, price: int) -> None:
        """Say after which moment the start of a stop is late, and what each minute of that costs."""
        self._dues[stop] = (moment, price)

    def worst_lateness(self, price: int) -> None:
        """Say what each minute of the largest lateness in the plan costs."""
        self._worst_price = price

    def together(self, visit: int, other: int, least: int = 0, most: int = 0) -> None:
        """Say that two routes make two visits, the other so many minutes after the first; both at once by default."""
        (first,), (second,) = self.stops_of(visit), self.stops_of(other)
        self._ties.append((first, second, least, most))

    def fixed(self, request: int, route: int, starts: tuple[int, ...]) -> None:
        """Say that a request stays on its route with these starts, whatever else was said of its windows."""
        row = self._requests[request]
        row[5] = route
        self._only[request], self._never[request] = {route}, set()
        for stop, start in zip(self.stops_of(request), starts, strict=True):
            self._stops[stop][1:3] = [start, start]

    def preference(self, request: int, route: int, cost: int) -> None:
        """Say what it costs when a route serves a request; what is said adds up."""
        self._preferences[route, request] = self._preferences.get((route, request), 0) + cost

    # --- the result ----------------------------------------------------------

    def stops_of(self, request: int) -> tuple[int, ...]:
        """Return a request's stops in order."""
        pickup, delivery = self._requests[request][:2]
        return (pickup,) if delivery == NONE else (pickup, delivery)

    def build(self) -> RouteProblem:
        """Return the problem."""
        stop, request, route = (_columns(rows, n) for rows, n in self._tables())
        due = _columns([list(self._dues.get(s, (FAR, 0))) for s in range(len(stop[0]) if self._dues else 0)], 2)
        tie = _columns([list(row) for row in self._ties], 4)
        routes, requests = len(self._routes), len(self._requests)
        costs = np.zeros((routes, requests), np.int64)
        for (k, r), cost in self._preferences.items():
            costs[k, r] = cost
        return RouteProblem(
            stops=Stops(place=stop[0], earliest=stop[1], latest=stop[2], service=stop[3], due=due[0], price=due[1]),
            requests=Requests(
                pickup=request[0],
                delivery=request[1],
                ride=request[2],
                segment=request[3],
                penalty=request[4],
                fixed_route=request[5],
                load=np.array(self._loads, np.int64).reshape(requests, self._dimensions),
            ),
            routes=Routes(
                opens=route[0],
                closes=route[1],
                start_place=route[2],
                end_place=route[3],
                compartments=route[4],
                seats_each=route[5],
                cost=route[6],
                driving=route[7],
                rest=route[8],
                capacity=np.array(self._capacities, np.int64).reshape(routes, self._dimensions),
            ),
            travel=self._travel,
            eligible=self._eligible(),
            conflict=self._conflict(),
            assignment_cost=costs,
            grid=self._grid,
            day_travel=self._day_travel,
            ties=Ties(first=tie[0], second=tie[1], least=tie[2], most=tie[3]),
            worst_price=self._worst_price,
        )

    def _tables(self) -> tuple[tuple[list[list[int]], int], ...]:
        return (self._stops, 4), (self._requests, 6), (self._routes, 9)

    def _eligible(self) -> Flags:
        eligible = np.ones((len(self._routes), len(self._requests)), np.bool_)
        for request, only in enumerate(self._only):
            if only is not None:
                eligible[:, request] = False
                eligible[sorted(only), request] = True
            eligible[sorted(self._never[request]), request] = False
        return eligible

    def _conflict(self) -> Flags:
        conflict = np.zeros((len(self._requests), len(self._requests)), np.bool_)
        for pair in self._conflicts:
            conflict[pair] = True
        return conflict

    def _stop(self, place: int, service: int) -> int:
        self._stops.append([place, -FAR, FAR, service])
        return len(self._stops) - 1

    def _request(self, pickup: int, delivery: int, penalty: int) -> int:
        self._requests.append([pickup, delivery, FAR, 0, penalty, NONE])
        self._loads.append([0] * self._dimensions)
        self._only.append(None)
        self._never.append(set())
        return len(self._requests) - 1


def _columns(rows: list[list[int]], width: int) -> list[Ints]:
    return list(np.ascontiguousarray(np.array(rows, np.int64).reshape(-1, width).T))
