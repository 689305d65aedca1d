"""Breaks of a route whose starts are known: where they lie, or that driving goes on for too long. Plain Python.

A break is a stretch without driving or service, with nobody aboard. Nothing is scheduled here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.kernel.problem import NONE, RouteProblem


@dataclass(frozen=True, slots=True)
class Break:
    """From ``start`` until ``end`` the vehicle stands still at a place, behind a stop (NONE: none came before)."""

    start: int
    end: int
    after: int
    place: int


def breaks_in(
    problem: RouteProblem, number: int, route: Sequence[int], starts: Sequence[int]
) -> tuple[Break, ...] | None:
    """Return the breaks of a route with these starts, each as late as can be; None when driving goes on for too long.

    Routes without a break rule have none.
    """
    limit, rest = problem.break_rule(number)
    found: list[Break] = []
    driven, leave, place, behind, aboard = 0, *_begin(problem, number), NONE, 0
    if not route or not rest:
        return ()
    for index in range(len(route) + 1):
        there, due = _next(problem, number, route, starts, index)
        minutes = int(problem.travel[place, there])
        arrive = problem.day_travel.arrival(leave, minutes)
        if driven + arrive - leave > limit and not aboard:
            begun = problem.day_travel.departure(due, minutes)
            if begun - leave >= rest:
                found.append(Break(leave, leave + rest, behind, place))
                driven, leave = 0, leave + rest
                arrive = problem.day_travel.arrival(leave, minutes)
        driven += arrive - leave
        if driven > limit:
            return None
        if index == len(route):
            break
        if not aboard and due - arrive >= rest:
            found.append(Break(arrive, due, behind, there))
            driven = 0
        aboard += change_aboard(problem, route[index])
        leave, place, behind = due + int(problem.stops.service[route[index]]), there, route[index]
    return tuple(found)


def change_aboard(problem: RouteProblem, stop: int) -> int:
    """Return 1 when a request gets in at a stop and stays aboard, -1 when it gets out, 0 for a visit."""
    if stop in problem.requests.delivery:
        return -1
    request = int((problem.requests.pickup == stop).argmax())
    return int(problem.requests.delivery[request] != NONE)


def _begin(problem: RouteProblem, number: int) -> tuple[int, int]:
    return int(problem.routes.opens[number]), int(problem.routes.start_place[number])


def _next(
    problem: RouteProblem, number: int, route: Sequence[int], starts: Sequence[int], index: int
) -> tuple[int, int]:
    """Return the place that comes next, and when the vehicle must be there."""
    if index == len(route):
        return int(problem.routes.end_place[number]), int(problem.routes.closes[number])
    return int(problem.stops.place[route[index]]), int(starts[index])
