"""After the search: pick people up no earlier than needed, and deliver some as late as can be. The order stays."""

from collections.abc import Collection, Sequence

from solver.kernel.breaks import breaks_in
from solver.kernel.evaluate import Route
from solver.kernel.problem import NONE, RouteProblem


def later_pickups(
    problem: RouteProblem, routes: Sequence[Route], starts: Sequence[Sequence[int]], patient: Collection[int] = ()
) -> list[list[int]]:
    """Return starts in which each pick-up waits for the stop after it instead of the other way round.

    Going from the last stop back, a pick-up moves to the last grid minute from which the next stop is still
    reached in time; rides become shorter, nothing else changes. The deliveries in ``patient`` move in the same way, as
    far as the longest ride allows. Visits stay as early as they are, and so does a route whose breaks would be lost
    (later means other traffic).
    """
    found: list[list[int]] = []
    for number, (route, timed) in enumerate(zip(routes, starts, strict=True)):
        later = _later(problem, number, route, list(timed), patient)
        found.append(list(timed) if breaks_in(problem, number, route, later) is None else later)
    return found


def _later(problem: RouteProblem, number: int, route: Route, starts: list[int], patient: Collection[int]) -> list[int]:
    stops, requests = problem.stops, problem.requests
    pickups = {int(first) for first, last in zip(requests.pickup, requests.delivery, strict=True) if last != NONE}
    for index in range(len(route) - 1, -1, -1):
        stop, last = route[index], index == len(route) - 1
        if stop not in pickups and stop not in patient:
            continue
        there = problem.routes.end_place[number] if last else stops.place[route[index + 1]]
        due = int(problem.routes.closes[number]) if last else starts[index + 1]
        leave = problem.day_travel.departure(due, int(problem.travel[stops.place[stop], there]))
        latest = min(int(stops.latest[stop]), leave - int(stops.service[stop]))
        if stop in patient:
            latest = min(latest, _end_of_ride(problem, stop, route, starts))
        starts[index] = max(starts[index], latest // problem.grid * problem.grid)
    return starts


def _end_of_ride(problem: RouteProblem, delivery: int, route: Route, starts: Sequence[int]) -> int:
    """Return when the ride to a delivery must be over, with the pick-up where it is."""
    request = int((problem.requests.delivery == delivery).argmax())
    pickup = int(problem.requests.pickup[request])
    begun = starts[list(route).index(pickup)] + int(problem.stops.service[pickup])
    return begun + int(problem.requests.ride[request])
