"""Planning the vehicle-days: moves into shifts, with the route kernel; each move planned, or told why not.

Not allowed here: what a route problem is (``transport_problem``) and what a move waits for (``transport_orders``).
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.domain.activities import MoveRole
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, Unplanned
from planner.domain.problem import Problem
from planner.domain.time import Interval, Minute
from planner.ports.search import Progress, Report, Stopped
from solver.kernel.evaluate import Schedule, evaluate
from solver.kernel.polish import later_pickups
from solver.kernel.problem import Ints, RouteProblem
from solver.kernel.search import Budget, Found, Reached, able_routes, search
from solver.known import Known
from solver.ride import ride
from solver.transport_chains import chained, without_lost
from solver.transport_orders import Order, sort_moves
from solver.transport_problem import (
    Shift,
    TransportProblem,
    comfortable_minutes,
    shift_number,
    shifts_of,
    transport_problem,
    vehicle_part,
)
from solver.transport_reasons import why_unserved

STAGE = "vervoer"
MOVES_PER_SECOND = 5_500_000
"""About how many moves the iterations of a second look at on a busy core: an iteration takes longer the more moves
there are. Iterations, not the clock, end a search where they can, so that a seed repeats."""
ITERATIONS_PER_MOVE = 2_000
"""An upper limit, so that a small problem ends early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportResult:
    """Every move of the problem: planned (those that stay included), or not and why."""

    appointments: tuple[Appointment, ...]
    unplanned: tuple[Unplanned, ...]


def plan_transport(  # noqa: PLR0913 - the problem, what is planned, the budget, and who is told
    problem: Problem,
    planned: Mapping[ActivityKey, Appointment],
    *,
    days: Interval,
    seconds: float,
    seed: int,
    report: Report,
    stopped: Stopped,
) -> TransportResult:
    """Plan the moves of these days around what is planned already.

    ``planned`` holds the departures and presentations that moves serve, moves that stay as they are, and other
    appointments of the same persons. The same seed gives the same plan unless time ran out or ``stopped`` said so.
    """
    begun = time.perf_counter()
    known = Known(problem)
    moves = chained(known, sort_moves(known, planned, days))
    groups, hopeless = connected(known, moves.orders, moves.fixed)
    appointments, unplanned = list(moves.fixed), list(moves.unplanned)
    unplanned += [why_unserved(known, order, finished=True) for order in hopeless]
    total, done = sum(len(group.orders) for group in groups), 0
    for group in groups:
        left = (seconds - (time.perf_counter() - begun)) * len(group.orders) / (total - done)
        iterations = _iterations(len(group.orders), total, seconds)
        teller = _Teller(report, iterations, total, done, len(group.orders), begun)
        found = _short_rides_first(known, group, (iterations, left), seed, teller.tell, stopped)
        appointments += _appointments(group, found)
        rides = list(_rides(group, found))
        orders = [group.orders[request] for request in found.schedule.absent]
        unplanned += [why_unserved(known, order, rides, finished=found.finished) for order in orders]
        done += len(group.orders)
    whole, lost = without_lost(known, appointments, moves.fixed)
    return TransportResult(appointments=whole, unplanned=(*unplanned, *lost))


def _short_rides_first(
    known: Known,
    group: TransportProblem,
    limits: tuple[int, float],
    seed: int,
    tell: Callable[[Reached], None],
    stopped: Callable[[], bool],
) -> Found:
    """Search with rides that make little detour; who finds no place then may ride as long as the rule allows.

    ``limits`` are iterations and seconds.
    """
    iterations, seconds = limits
    legal = group.routes.requests.ride
    short = legal.copy()
    for request, order in enumerate(group.orders):
        short[request] = min(short[request], comfortable_minutes(known, order))
    part = -(-iterations * 7 // 10)
    budget = Budget(iterations=part, seconds=seconds * 0.7)
    first = search(_with_rides(group.routes, short), budget, seed=seed, report=tell, stopped=stopped)
    absent = list(first.schedule.absent)
    if not absent or part == iterations:
        tell(Reached(iterations=iterations, absent=len(absent), cost=first.schedule.cost, seconds=0.0))
        return first
    short[absent] = legal[absent]

    def go_on(reached: Reached) -> None:
        tell(replace(reached, iterations=reached.iterations + part))

    longer, rest = _with_rides(group.routes, short), Budget(iterations=iterations - part, seconds=seconds * 0.3)
    second = search(longer, rest, seed=seed, warm=first.routes, report=go_on, stopped=stopped)
    return replace(second, finished=first.finished and second.finished)


def _with_rides(problem: RouteProblem, ride: Ints) -> RouteProblem:
    return replace(problem, requests=replace(problem.requests, ride=ride))


def connected(
    known: Known, orders: Sequence[Order], fixed: Sequence[Appointment]
) -> tuple[list[TransportProblem], list[Order]]:
    """Return independent problems, and the orders that no shift could serve even with nothing else to do.

    Orders and shifts that no order connects are planned apart. A shift whose own fixed moves do not go together
    is left as it is: nothing is added to it.
    """
    if not orders:
        return [], []
    shifts = _usable(known, shifts_of(known, _span(orders)), fixed)
    whole = transport_problem(known, orders, (), shifts)
    able = [set(column.nonzero()[0].tolist()) for column in able_routes(whole.routes).T]
    group_of = _components(able, len(shifts))
    groups: list[TransportProblem] = []
    for group in sorted({number for number in group_of if number is not None}):
        members = [r for r, number in enumerate(group_of) if number == group]
        near = [shifts[k] for k in sorted(set().union(*(able[r] for r in members)))]
        groups.append(transport_problem(known, [orders[r] for r in members], _inside(near, fixed), near))
    return groups, [order for order, number in zip(orders, group_of, strict=True) if number is None]


def _components(able: Sequence[set[int]], shifts: int) -> list[int | None]:
    """Return for each order the lowest shift of its group, None for orders that no shift can serve."""
    parent = list(range(shifts))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for routes in able:
        roots = sorted({root(k) for k in routes})
        for other in roots[1:]:
            parent[other] = roots[0]
    return [root(min(routes)) if routes else None for routes in able]


def _usable(known: Known, shifts: list[Shift], fixed: Sequence[Appointment]) -> list[Shift]:
    """Leave out the shifts whose fixed moves alone are not allowed."""
    usable: list[Shift] = []
    for shift in shifts:
        held = transport_problem(known, (), _inside([shift], fixed), [shift])
        order = sorted(range(held.routes.stop_count), key=lambda stop: int(held.routes.stops.earliest[stop]))
        if not held.fixed or isinstance(evaluate(held.routes, [order]), Schedule):
            usable.append(shift)
    return usable


def _inside(shifts: Sequence[Shift], fixed: Sequence[Appointment]) -> list[Appointment]:
    return [a for a in fixed if vehicle_part(a) is not None and shift_number(shifts, a) is not None]


def _span(orders: Sequence[Order]) -> Interval:
    first = min(order.windows.pickup.first for order in orders)
    last = max(order.windows.delivery.last + order.detail.delivery_service for order in orders)
    return Interval(first, Minute(last + 1))


def _iterations(orders: int, total: int, seconds: float) -> int:
    """Return a group's iterations by its share of all moves, however long the groups before it took."""
    return max(1, min(int(seconds * MOVES_PER_SECOND / total), ITERATIONS_PER_MOVE * orders))


def _rides(group: TransportProblem, found: Found) -> Iterator[tuple[Order, Shift]]:
    """Return the orders that found a place, each with its shift."""
    owner = group.routes.request_of_stop()
    for shift, route in zip(group.shifts, found.routes, strict=True):
        for request in dict.fromkeys(int(owner[stop]) for stop in route):
            if request < len(group.orders):
                yield group.orders[request], shift


def _appointments(group: TransportProblem, found: Found) -> Iterator[Appointment]:
    """Return the appointments of the orders that found a place."""
    owner = group.routes.request_of_stop()
    timed = later_pickups(group.routes, found.routes, found.schedule.starts, _to_flights(group))
    for k, (route, starts) in enumerate(zip(found.routes, timed, strict=True)):
        start_of = dict(zip(route, starts, strict=True))
        for request in dict.fromkeys(int(owner[stop]) for stop in route):
            if request < len(group.orders):
                pickup, delivery = (start_of[stop] for stop in group.routes.stops_of(request))
                yield ride(group.orders[request].activity, group.shifts[k].vehicle.id, pickup, delivery)


def _to_flights(group: TransportProblem) -> frozenset[int]:
    """Return the deliveries at an airport: nobody should wait there for hours."""
    return frozenset(
        group.routes.stops_of(request)[1]
        for request, order in enumerate(group.orders)
        if order.detail.role is MoveRole.TO_DEPARTURE
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    """Passes on how far the search of one group is."""

    report: Report
    iterations: int
    total: int
    before: int
    orders: int
    begun: float

    def tell(self, reached: Reached) -> None:
        """Report the share of all moves searched for so far, this group's by its iterations."""
        part_done = self.orders * reached.iterations / self.iterations
        self.report(
            Progress(
                stage=STAGE,
                fraction=(self.before + part_done) / self.total,
                planned=self.before + self.orders - reached.absent,
                total=self.total,
                seconds=time.perf_counter() - self.begun,
            )
        )
