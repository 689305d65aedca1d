"""Searching good routes: start from what is given, then anneal in chunks until the budget is spent.

The same seed and number of iterations give the same routes on any machine; the time limit and ``stopped`` are
looked at between chunks only. Not allowed here: what a route problem stands for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from solver.kernel import memory as at
from solver.kernel.anneal import anneal
from solver.kernel.budget import Budget, Pace
from solver.kernel.copying import copy_plan, open_routes, total_cost
from solver.kernel.evaluate import Route, Schedule, evaluate
from solver.kernel.fleet import close_one, empty_routes
from solver.kernel.prepare import cooling, prepare
from solver.kernel.problem import NONE, Flags, Ints, RouteProblem, RouteProblemError
from solver.kernel.recreate import recreate
from solver.kernel.start import fill_route, keep_able
from solver.kernel.tied_anneal import anneal_tied, cost_tied, recreate_tied
from solver.kernel.tied_prepare import cooling_tied, prepare_tied
from solver.kernel.vocabulary import Vocabulary

__all__ = ["Budget", "Found", "Reached", "able_routes", "search", "warm_up"]

FLEET_SHARE = 0.2
"""How much of the budget goes to emptying routes where that matters more than all travel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Where a search stands."""

    iterations: int
    absent: int
    cost: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best routes found, their earliest schedule, and whether the whole budget was used."""

    routes: tuple[tuple[int, ...], ...]
    schedule: Schedule
    iterations: int
    finished: bool


@dataclass(frozen=True, slots=True)
class _Ways:
    """How plans are made where each route stands by itself, or where routes wait for each other."""

    prepare: Callable[[RouteProblem, int], Ints]
    cooling: Callable[[RouteProblem], tuple[float, float]]
    recreate: Callable[[Ints, float, int], int]
    anneal: Callable[[Ints, int, int, float, float, float], None]
    cost: Callable[[Ints], int]


PLAIN = _Ways(prepare, cooling, recreate, anneal, total_cost)
TIED = _Ways(prepare_tied, cooling_tied, recreate_tied, anneal_tied, cost_tied)


def search(
    problem: RouteProblem,
    budget: Budget,
    *,
    seed: int,
    warm: Sequence[Route] | None = None,
    report: Callable[[Reached], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Found:
    """Return the best routes found within the budget.

    ``warm`` gives a route to start from for every resource; requests that do not fit there start absent.
    Always returns an allowed plan; raise RouteProblemError when the fixed requests alone are not allowed.
    """
    pace = Pace(budget, stopped)
    ways = TIED if problem.is_tied else PLAIN
    memory, heat = _start(problem, seed, warm, ways), ways.cooling(problem)
    best = 2 * int(memory[at.SHADOW])
    ways.recreate(memory, 0.0, at.NOWHERE)
    memory[at.CURRENT_COST] = memory[at.BEST_COST] = ways.cost(memory)
    copy_plan(memory, 0, int(memory[at.SHADOW]))
    copy_plan(memory, 0, best)

    def tell() -> None:
        report(_reached(problem, memory, pace))

    if not pace.over() and ways is PLAIN and routes_come_first(problem):
        close_one(memory)
        pace.run(FLEET_SHARE, lambda begin, steps, total: empty_routes(memory, begin, steps, total, *heat), tell)
        copy_plan(memory, best, 0)
        open_routes(memory)
        copy_plan(memory, 0, int(memory[at.SHADOW]))
        memory[at.CURRENT_COST] = memory[at.BEST_COST]
    pace.run(1.0, lambda begin, steps, total: ways.anneal(memory, begin, steps, total, *heat), tell)
    copy_plan(memory, best, 0)
    ways.recreate(memory, 0.0, at.NOWHERE)  # so that "nothing fits" is true of what is left out
    if ways.cost(memory) > memory[at.BEST_COST]:
        copy_plan(memory, best, 0)
    return _found(problem, memory, pace)


def routes_come_first(problem: RouteProblem) -> bool:
    """Return whether one route less is worth any travel, and no request is worth leaving out for it."""
    if problem.route_count < 2 or problem.request_count == 0:  # noqa: PLR2004 - with one there is none to spare
        return False
    longest = int(problem.travel.max()) * (problem.stop_count + problem.route_count)
    dearest = longest + int(np.abs(problem.assignment_cost).max(axis=0).sum())
    return int(problem.routes.cost.min()) > dearest and bool(
        (problem.requests.penalty[problem.requests.fixed_route == NONE] > problem.routes.cost.max()).all()
    )


def warm_up(*, tied: bool = False) -> None:
    """Compile the search, or load it when it was compiled before, so that the next search starts at once.

    That for routes which wait for each other is compiled only when asked for.
    """
    words = Vocabulary(np.zeros((1, 1), np.int64), grid=1)
    for _ in range(2):
        words.route(0, 0, cost=1)
    if tied:
        words.together(words.visit(0, 1, penalty=2), words.visit(0, 1, penalty=2))
        words.visit(0, 1, penalty=2)
    else:
        words.pair((0, 1), (0, 1), penalty=2)
    search(words.build(), Budget(iterations=4), seed=0)


def _start(problem: RouteProblem, seed: int, warm: Sequence[Route] | None, ways: _Ways) -> Ints:
    memory = ways.prepare(problem, seed)
    keep_able(memory, np.zeros(problem.eligible.shape, np.bool_))
    given = _given_routes(problem, warm)
    for k, route in enumerate(_that_go_together(problem, given) if problem.is_tied else given):
        _fill(problem, memory, k, route)
    return memory


def _that_go_together(problem: RouteProblem, given: list[list[int]]) -> list[list[int]]:
    """Return routes to start from as given if their ties can be kept, else only what is fixed on them."""
    if isinstance(evaluate(problem, given), Schedule):
        return given
    fixed = [_fixed_stops(problem, k) for k in range(problem.route_count)]
    if isinstance(evaluate(problem, fixed), Schedule):
        return fixed
    raise RouteProblemError("the fixed requests do not go together over all routes\nFree one or leave its route out.")


def able_routes(problem: RouteProblem) -> Flags:
    """Return K x R: whether each route could serve each request if it had nothing else to do."""
    able = np.zeros(problem.eligible.shape, np.bool_)
    keep_able(prepare(problem, neighbours=0), able)
    return able


def _given_routes(problem: RouteProblem, warm: Sequence[Route] | None) -> list[list[int]]:
    """Return the stops to start from, per route: of ``warm`` what may be there, and always what is fixed."""
    owner, used = problem.request_of_stop(), set[int]()
    given: list[list[int]] = []
    for k in range(problem.route_count):
        fixed = _fixed_stops(problem, k)
        route = list(warm[k]) if warm else fixed
        kept = [stop for stop in route if stop not in used and _may_be_on(problem, k, int(owner[stop]), route)]
        if not set(fixed) <= set(kept):
            kept = fixed
        given.append(kept)
        used.update(kept)
    return given


def _may_be_on(problem: RouteProblem, k: int, request: int, route: Route) -> bool:
    """Return whether the whole request, in order, is on the route and may be there."""
    stops = problem.stops_of(request)
    whole = tuple(stop for stop in route if stop in stops) == stops
    return whole and bool(problem.eligible[k, request]) and int(problem.requests.fixed_route[request]) in {NONE, k}


def _fixed_stops(problem: RouteProblem, k: int) -> list[int]:
    """Return the stops of the requests fixed on a route, in order of their windows."""
    requests = np.flatnonzero(problem.requests.fixed_route == k)
    stops = [stop for request in requests for stop in problem.stops_of(int(request))]
    return sorted(stops, key=lambda stop: (int(problem.stops.earliest[stop]), int(problem.stops.latest[stop])))


def _fill(problem: RouteProblem, memory: Ints, k: int, route: Route) -> None:
    """Give route k these stops, without the free requests when they are not allowed together."""
    fixed = set(_fixed_stops(problem, k))
    for stops in (list(route), [stop for stop in route if stop in fixed]):
        if fill_route(memory, k, np.array(stops, np.int64)):
            return
    raise RouteProblemError(f"the requests fixed on route {k} do not fit together\nFree one or leave the route out.")


def _reached(problem: RouteProblem, memory: Ints, pace: Pace) -> Reached:
    homes = memory[memory[at.FIRST_REQUEST] + 2 * memory[at.SHADOW] + at.HOME :: memory[at.REQUEST_WIDTH]]
    absent = int((homes[: problem.request_count] == NONE).sum())
    return Reached(iterations=pace.made, absent=absent, cost=int(memory[at.BEST_COST]), seconds=pace.elapsed())


def _found(problem: RouteProblem, memory: Ints, pace: Pace) -> Found:
    routes = tuple(_ring(memory, k) for k in range(problem.route_count))
    schedule = evaluate(problem, routes)
    if not isinstance(schedule, Schedule):  # the specification has the last word
        raise TypeError(f"the search built routes that are not allowed: {schedule}")
    return Found(routes=routes, schedule=schedule, iterations=pace.made, finished=pace.finished())


def _ring(memory: Ints, k: int) -> tuple[int, ...]:
    """Return the stops of one route."""
    first, width = int(memory[at.FIRST_NODE]), int(memory[at.NODE_WIDTH])
    depot = first + (int(memory[at.STOPS]) + k) * width
    stops: list[int] = []
    node = int(memory[depot + at.NEXT])
    while node != depot:
        stops.append((node - first) // width)
        node = int(memory[node + at.NEXT])
    return tuple(stops)
