"""After the search: pick people up no earlier than needed. The order of stops and every delivery stay."""

from collections.abc import Sequence

from solver.kernel.breaks import breaks_in
from solver.kernel.evaluate import Route
from solver.kernel.problem import NONE, RouteProblem


def later_pickups(problem: RouteProblem, routes: Sequence[Route], starts: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return starts in which each pick-up waits for the stop after it instead of the other way round.

    Going from the last stop back, a pick-up moves to the last grid minute from which the next stop is still
    reached in time; rides become shorter, nothing else changes. Visits stay as early as they are, and so does a route
    whose breaks would be lost (later means other traffic).
    """
    found: list[list[int]] = []
    for number, (route, timed) in enumerate(zip(routes, starts, strict=True)):
        later = _later(problem, route, list(timed))
        found.append(list(timed) if breaks_in(problem, number, route, later) is None else later)
    return found


def _later(problem: RouteProblem, route: Route, starts: list[int]) -> list[int]:
    stops, requests = problem.stops, problem.requests
    pickups = {int(first) for first, last in zip(requests.pickup, requests.delivery, strict=True) if last != NONE}
    for index in range(len(route) - 2, -1, -1):
        stop, after = route[index], route[index + 1]
        if stop not in pickups:
            continue
        minutes = int(problem.travel[stops.place[stop], stops.place[after]])
        leave = problem.day_travel.departure(starts[index + 1], minutes)
        latest = min(int(stops.latest[stop]), leave - int(stops.service[stop]))
        starts[index] = max(starts[index], latest // problem.grid * problem.grid)
    return starts
