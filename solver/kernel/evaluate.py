"""What a set of routes means and whether it is allowed: the specification, in plain loops.

Slow and readable on purpose; the compiled search must agree with it on every plan. Nothing is searched here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from solver.kernel.problem import NONE, RouteProblem

Route = Sequence[int]
"""Stops in order of time."""
_Owner = Mapping[int, int] | Sequence[int]
"""The request of each stop."""


class Word(StrEnum):
    """The vocabulary: every way in which a route can be wrong."""

    PAIR = "pair"
    TIME_WINDOW = "time window"
    RIDE_LIMIT = "ride limit"
    CAPACITY = "capacity"
    COMPARTMENTS = "compartments"
    SKILL = "skill"
    CONFLICT = "conflict"
    SHIFT = "shift"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing wrong with one route; ``request`` is the first request concerned, ``NONE`` when it is the route."""

    word: Word
    route: int
    request: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Earliest starts per stop of each route, and the cost of it all. ``absent`` lists requests left out."""

    starts: tuple[tuple[int, ...], ...]
    absent: tuple[int, ...]
    cost: int


def evaluate(problem: RouteProblem, routes: Sequence[Route]) -> Schedule | tuple[Violation, ...]:
    """Return the earliest schedule of the routes, or everything that is wrong with them."""
    owner = [int(request) for request in problem.request_of_stop()]
    violations = list(_membership(problem, routes, owner))
    starts: list[tuple[int, ...]] = []
    for number, route in enumerate(routes):
        if any(item.word is Word.PAIR and item.route == number for item in violations):
            continue
        timed, wrong = _route(problem, number, route, owner)
        starts.append(timed)
        violations.extend(wrong)
    if violations:
        return tuple(violations)
    present = {owner[stop] for route in routes for stop in route}
    absent = tuple(request for request in range(problem.request_count) if request not in present)
    return Schedule(tuple(starts), absent, cost_of(problem, routes))


def violations_alone(problem: RouteProblem, number: int, request: int) -> tuple[Violation, ...]:
    """Return what is wrong when a route serves one request and nothing else; fixed requests are left aside."""
    owner = dict.fromkeys(problem.stops_of(request), request)
    return tuple(_route(problem, number, problem.stops_of(request), owner)[1])


def _route(problem: RouteProblem, number: int, route: Route, owner: _Owner) -> tuple[tuple[int, ...], list[Violation]]:
    """Return the starts of one route whose requests are whole and in order, and what is wrong with it."""
    requests = dict.fromkeys(owner[stop] for stop in route)
    wrong = [Violation(Word.SKILL, number, request) for request in requests if not problem.eligible[number, request]]
    starts, late = _timing(problem, number, route, owner)
    return starts, [*wrong, *late, *_aboard(problem, number, route, owner)]


def cost_of(problem: RouteProblem, routes: Sequence[Route]) -> int:
    """Return penalties of absent requests, travel minutes, and the costs of routes and assignments."""
    owner = problem.request_of_stop()
    total = int(problem.requests.penalty.sum())
    for number, route in enumerate(routes):
        if len(route):
            total += _travel_of(problem, number, route) + int(problem.routes.cost[number])
        for request in sorted({int(owner[stop]) for stop in route}):
            total += int(problem.assignment_cost[number, request] - problem.requests.penalty[request])
    return total


def _travel_of(problem: RouteProblem, number: int, route: Route) -> int:
    start, end = problem.routes.start_place[number], problem.routes.end_place[number]
    places = [int(start), *(int(problem.stops.place[stop]) for stop in route), int(end)]
    return sum(int(problem.travel[a, b]) for a, b in pairwise(places))


def _membership(problem: RouteProblem, routes: Sequence[Route], owner: list[int]) -> list[Violation]:
    """Check that each request is whole, in order, on one route, and that fixed ones are where they must be."""
    wrong: list[Violation] = []
    times_used = Counter(stop for route in routes for stop in route)
    home: dict[int, int] = {}
    for number, route in enumerate(routes):
        for request in dict.fromkeys(owner[stop] for stop in route):
            home[request] = number
            mine = tuple(stop for stop in route if owner[stop] == request)
            if mine != problem.stops_of(request) or any(times_used[stop] != 1 for stop in mine):
                wrong.append(Violation(Word.PAIR, number, request))
    for request, fixed in enumerate(problem.requests.fixed_route):
        if fixed != NONE and home.get(request) != fixed:
            wrong.append(Violation(Word.FIXED, int(fixed), request))
    return wrong


def _timing(problem: RouteProblem, number: int, route: Route, owner: _Owner) -> tuple[tuple[int, ...], list[Violation]]:
    """Return the least starts that keep order, windows, grid and ride limits; and what does not fit.

    All constraints have the form "this start is at least that start plus minutes", so pushing starts up until
    nothing moves gives the earliest schedule there is. A start pushed past its latest proves there is none, and
    so does one that still moves after as many rounds as there are stops: it would move for ever.
    """
    starts = [_on_grid(int(problem.stops.earliest[stop]), problem.grid) for stop in route]
    where = {stop: index for index, stop in enumerate(route)}
    for _ in range(len(route) + 1):
        moved = False
        for index, stop in enumerate(route):
            needed = _on_grid(max(_arrival(problem, number, route, starts, index), starts[index]), problem.grid)
            if needed > starts[index]:
                starts[index], moved = needed, True
            if starts[index] > problem.stops.latest[stop]:
                return tuple(starts), [Violation(_lateness(problem, number, route), number, owner[stop])]
        if not _raise_for_ride_limits(problem, owner, where, starts) and not moved:
            break
    else:
        return tuple(starts), [Violation(Word.RIDE_LIMIT, number, owner[route[0]])]
    if len(route) and _back(problem, number, route, starts) > problem.routes.closes[number]:
        return tuple(starts), [Violation(Word.SHIFT, number, owner[route[-1]])]
    return tuple(starts), []


def _raise_for_ride_limits(problem: RouteProblem, owner: _Owner, where: dict[int, int], starts: list[int]) -> bool:
    """Start pick-ups later where persons would sit in the vehicle for too long; return whether any moved."""
    moved = False
    for stop, index in where.items():
        request = owner[stop]
        if stop != problem.requests.delivery[request]:
            continue
        pickup = int(problem.requests.pickup[request])
        first = starts[index] - int(problem.requests.ride[request]) - int(problem.stops.service[pickup])
        needed = _on_grid(first, problem.grid)
        if needed > starts[where[pickup]]:
            starts[where[pickup]], moved = needed, True
    return moved


def _lateness(problem: RouteProblem, number: int, route: Route) -> Word:
    """Say whether a start past its latest comes from the windows alone or only through the ride limits."""
    time = int(problem.routes.opens[number])
    place = int(problem.routes.start_place[number])
    for stop in route:
        there = int(problem.stops.place[stop])
        time = _on_grid(max(int(problem.stops.earliest[stop]), time + int(problem.travel[place, there])), problem.grid)
        if time > problem.stops.latest[stop]:
            return Word.TIME_WINDOW
        time, place = time + int(problem.stops.service[stop]), there
    return Word.RIDE_LIMIT


def _arrival(problem: RouteProblem, number: int, route: Route, starts: list[int], index: int) -> int:
    there = problem.stops.place[route[index]]
    if index == 0:
        return int(problem.routes.opens[number] + problem.travel[problem.routes.start_place[number], there])
    before = route[index - 1]
    return int(starts[index - 1] + problem.stops.service[before] + problem.travel[problem.stops.place[before], there])


def _back(problem: RouteProblem, number: int, route: Route, starts: list[int]) -> int:
    last = route[-1]
    home = problem.travel[problem.stops.place[last], problem.routes.end_place[number]]
    return int(starts[-1] + problem.stops.service[last] + home)


def _aboard(problem: RouteProblem, number: int, route: Route, owner: _Owner) -> list[Violation]:
    """Check loads, compartments and conflicts after every pick-up."""
    wrong: list[Violation] = []
    aboard: list[int] = []
    for stop in route:
        request = owner[stop]
        if stop != problem.requests.pickup[request]:
            aboard.remove(request)
            continue
        if any(problem.conflict[request, other] for other in aboard):
            wrong.append(Violation(Word.CONFLICT, number, request))
        aboard.append(request)
        if any(problem.requests.load[aboard].sum(axis=0) > problem.routes.capacity[number]):
            wrong.append(Violation(Word.CAPACITY, number, request))
        compartments = int(problem.routes.compartments[number])
        if compartments and compartments_needed(problem, aboard, int(problem.routes.seats_each[number])) > compartments:
            wrong.append(Violation(Word.COMPARTMENTS, number, request))
        if problem.requests.delivery[request] == NONE:
            aboard.remove(request)
    return wrong


def compartments_needed(problem: RouteProblem, aboard: Sequence[int], seats_each: int) -> int:
    """Return how many compartments the requests aboard take: each segment its own, rounded up."""
    persons: Counter[int] = Counter()
    for request in aboard:
        persons[int(problem.requests.segment[request])] += int(problem.requests.load[request, 0])
    return sum(-(-count // max(1, seats_each)) for count in persons.values())


def _on_grid(minute: int, grid: int) -> int:
    """Round up to the grid of absolute time."""
    return -(-minute // grid) * grid
