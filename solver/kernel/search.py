"""Searching good routes: start from what is given, then anneal in chunks until the budget is spent.

The same seed and number of iterations give the same routes on any machine; the time limit and ``stopped`` are
looked at between chunks only. Not allowed here: what a route problem stands for.
"""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from solver.kernel.anneal import Memory, anneal, copy_all, total_cost
from solver.kernel.arrays import (
    Data,
    Plan,
    Scratch,
    Work,
    copy_plan,
    empty_plan,
    hints,
    longest_route,
    prepare,
    scratch,
)
from solver.kernel.evaluate import Route, Schedule, evaluate
from solver.kernel.problem import NONE, Flags, RouteProblem, RouteProblemError
from solver.kernel.ruin import recreate
from solver.kernel.start import able_alone, fill_route
from solver.kernel.vocabulary import Vocabulary

CHUNK_SECONDS = 0.1
FIRST_CHUNK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How long to search: so many iterations, and no longer than so many seconds."""

    iterations: int
    seconds: float = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Where a search stands."""

    iterations: int
    absent: int
    cost: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The best routes found, their earliest schedule, and whether all iterations were made."""

    routes: tuple[tuple[int, ...], ...]
    schedule: Schedule
    iterations: int
    finished: bool


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
    begun = time.perf_counter()
    work = _start(problem, seed, warm)
    memory = _memory(work)
    made, size = 0, FIRST_CHUNK
    while made < budget.iterations and not stopped() and time.perf_counter() - begun < budget.seconds:
        chunk_begun = time.perf_counter()
        step = min(size, budget.iterations - made)
        anneal(work, memory, made, made + step, budget.iterations)
        made += step
        size = _next_size(step, time.perf_counter() - chunk_begun)
        report(_reached(memory, made, begun))
    _complete(work, memory)
    return _found(problem, memory.best, made, finished=made >= budget.iterations)


def warm_up() -> None:
    """Compile the search, or load it when it was compiled before, so that the next search starts at once."""
    words = Vocabulary(np.zeros((1, 1), np.int64), grid=1)
    words.route(0, 0)
    words.pair((0, 1), (0, 1), penalty=1)
    search(words.build(), Budget(iterations=1), seed=0)


def _start(problem: RouteProblem, seed: int, warm: Sequence[Route] | None) -> Work:
    data = prepare(problem)
    longest = longest_route(problem, max((len(route) for route in warm or ()), default=0))
    memory = scratch(data, longest, seed)
    plan = empty_plan(data, longest)
    for k, route in enumerate(_given_routes(problem, warm)):
        _fill(data, plan, memory, k, route)
    return Work(data, hints(data, able_routes(problem, data)), plan, memory)


def able_routes(problem: RouteProblem, data: Data | None = None) -> Flags:
    """Return K x R: whether each route could serve each request if it had nothing else to do."""
    data = data or prepare(problem)
    able = problem.eligible.copy()
    able_alone(data, able, scratch(data, 2, 0))
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


def _fill(data: Data, plan: Plan, memory: Scratch, k: int, route: Route) -> None:
    """Give route k these stops, without the free requests when they are not allowed together."""
    held = [stop for stop in route if data.request[data.stop[stop]["owner"]]["fixed_route"] == k]
    for stops in (route, held):
        if fill_route(data, plan, k, np.array(stops, np.int64), memory):
            return
    raise RouteProblemError(f"the requests fixed on route {k} do not fit together\nFree one or leave the route out.")


def _memory(work: Work) -> Memory:
    requests = len(work.data.request)
    return Memory(
        current=copy_plan(work.plan),
        best=copy_plan(work.plan),
        costs=np.full(2, total_cost(work), np.int64),
        absent=np.zeros(requests, np.int64),
        rank=np.zeros(requests, np.int64),
        touched=np.zeros(len(work.data.route), np.bool_),
    )


def _next_size(step: int, seconds: float) -> int:
    return max(1, min(4 * step, int(step * CHUNK_SECONDS / max(seconds, 1e-6))))


def _reached(memory: Memory, made: int, begun: float) -> Reached:
    absent = int((memory.best.route_of < 0).sum())
    return Reached(iterations=made, absent=absent, cost=int(memory.costs[1]), seconds=time.perf_counter() - begun)


def _complete(work: Work, memory: Memory) -> None:
    """Try every place once more for what the best plan leaves out, so that "nothing fits" is true."""
    copy_all(memory.best, work.plan)
    recreate(work, 0.0, memory.absent, memory.rank, memory.touched)
    if total_cost(work) < memory.costs[1]:
        copy_all(work.plan, memory.best)


def _found(problem: RouteProblem, plan: Plan, made: int, *, finished: bool) -> Found:
    routes = tuple(
        tuple(int(stop) for stop in plan.visit["stop"][k, : plan.route["length"][k]])
        for k in range(problem.route_count)
    )
    schedule = evaluate(problem, routes)
    if not isinstance(schedule, Schedule):  # the specification has the last word
        raise TypeError(f"the search built routes that are not allowed: {schedule}")
    return Found(routes=routes, schedule=schedule, iterations=made, finished=finished)
