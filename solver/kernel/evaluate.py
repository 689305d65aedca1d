"""What a set of routes means and whether it is allowed: the specification, in plain loops.

Slow and readable on purpose; the compiled search must agree with it on every plan. Nothing is searched here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from solver.kernel.breaks import Break, breaks_in
from solver.kernel.earliest import Route, earliest_starts
from solver.kernel.problem import NONE, Ints, RouteProblem
from solver.kernel.together import lateness_cost, raised_by_ties, ties_apart
from solver.kernel.violation import Violation, Word

__all__ = [
    "Break",
    "Route",
    "Schedule",
    "Violation",
    "Word",
    "compartments_needed",
    "cost_of",
    "evaluate",
    "violations_alone",
]
_Owner = Mapping[int, int] | Sequence[int]
"""The request of each stop."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Earliest starts per stop of each route, and the cost of it all. ``absent`` lists requests left out.

    ``breaks`` has the breaks of each route that must take them (also those that come about by waiting).
    """

    starts: tuple[tuple[int, ...], ...]
    absent: tuple[int, ...]
    cost: int
    breaks: tuple[tuple[Break, ...], ...] = ()


def evaluate(problem: RouteProblem, routes: Sequence[Route]) -> Schedule | tuple[Violation, ...]:
    """Return the earliest schedule of the routes, or everything that is wrong with them."""
    owner = [int(request) for request in problem.request_of_stop()]
    violations = list(_membership(problem, routes, owner))
    earliest = None if violations else _joined(problem, routes, violations)
    starts: list[tuple[int, ...]] = []
    for number, route in enumerate(routes):
        if any(item.word is Word.PAIR and item.route == number for item in violations):
            continue
        timed, wrong = _route(problem, number, route, owner, earliest)
        starts.append(timed)
        violations.extend(wrong)
    if violations:
        return tuple(violations)
    present = {owner[stop] for route in routes for stop in route}
    absent = tuple(request for request in range(problem.request_count) if request not in present)
    breaks = tuple(
        breaks_in(problem, number, route, timed) or ()
        for number, (route, timed) in enumerate(zip(routes, starts, strict=True))
    )
    cost = cost_of(problem, routes) + lateness_cost(problem, routes, starts)
    return Schedule(tuple(starts), absent, cost, breaks if any(breaks) else ())


def violations_alone(problem: RouteProblem, number: int, request: int) -> tuple[Violation, ...]:
    """Return what is wrong when a route serves one request and nothing else; fixed requests are left aside."""
    owner = dict.fromkeys(problem.stops_of(request), request)
    return tuple(_route(problem, number, problem.stops_of(request), owner)[1])


def _joined(problem: RouteProblem, routes: Sequence[Route], violations: list[Violation]) -> Ints | None:
    """Add the ties that are not kept; return since when each stop may start where there are ties."""
    if not len(problem.ties.first):
        return None
    home = {int(stop): number for number, route in enumerate(routes) for stop in route}
    violations.extend(ties_apart(problem, home))
    earliest, circle = raised_by_ties(problem, routes)
    violations.extend([] if circle is None else [circle])
    return earliest


def _route(
    problem: RouteProblem, number: int, route: Route, owner: _Owner, earliest: Ints | None = None
) -> tuple[tuple[int, ...], list[Violation]]:
    """Return the starts of one route whose requests are whole and in order, and what is wrong with it."""
    requests = dict.fromkeys(owner[stop] for stop in route)
    wrong = [Violation(Word.SKILL, number, request) for request in requests if not problem.eligible[number, request]]
    starts, word, index = earliest_starts(problem, number, route, earliest)
    late = [] if word is None else [Violation(word, number, owner[route[index]])]
    return starts, [*wrong, *late, *_aboard(problem, number, route, owner)]


def cost_of(problem: RouteProblem, routes: Sequence[Route]) -> int:
    """Return penalties of absent requests, travel minutes, and the costs of routes and assignments; not of lateness."""
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
