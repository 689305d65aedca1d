"""Moves that no plan can hold: too far for their windows, or no vehicle could, though it had nothing else to do.

Nothing that is planned counts. Not allowed here: moves that serve a flight or session,
or follow another move: what those cost depends on it.
"""

from collections.abc import Iterable, Iterator

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from solver.judge import RulebookJudge
from solver.kernel.search import able_routes
from solver.known import Known
from solver.rule import Rule
from solver.rules.cost_of_unplanned import CostOfUnplanned
from solver.settled import settled
from solver.transport_orders import Order, narrowed, no_time
from solver.transport_problem import Shift, transport_problem
from solver.vehicle_days import stretches_of
from solver.windows import move_windows

AT_ONCE = 256
"""Moves looked at together: a route problem has room for every drive between any two of them."""
LEFT_OUT: tuple[Rule, ...] = (CostOfUnplanned(),)
"""The rule that says what leaving out costs."""


def hopeless_moves(problem: Problem) -> frozenset[ActivityKey]:
    """Return the moves by themselves that no plan can hold."""
    known = Known(problem)
    frozen = {appointment.activity for appointment in settled(known)}
    orders: list[Order] = []
    hopeless: list[ActivityKey] = []
    for order in _orders(known, (a for a in problem.activities if a.key not in frozen)):
        if order.windows.pickup.empty or order.windows.delivery.empty or no_time(known, order) is not None:
            hopeless.append(order.activity.key)
        else:
            orders.append(order)
    return frozenset((*hopeless, *_without_vehicle(known, orders)))


def _orders(known: Known, activities: Iterable[Activity]) -> Iterator[Order]:
    places = frozenset(known.problem.travel.places)
    for activity in activities:
        if (
            activity.kind is not ActivityKind.MOVE
            or activity.move.serves is not None
            or activity.move.after is not None
        ):
            continue
        windows = move_windows(activity, None, known.settings)
        if windows is not None and {activity.place, activity.move.destination} <= places:
            yield Order(activity, narrowed(known, activity, windows, ()))


def _without_vehicle(known: Known, orders: list[Order]) -> Iterator[ActivityKey]:
    """Yield the moves that no shift of any vehicle could make."""
    shifts = [
        Shift(vehicle, stretch) for vehicle in known.vehicles.values() for stretch in stretches_of(known, vehicle)
    ]
    if not shifts:
        yield from (order.activity.key for order in orders)
        return
    for first in range(0, len(orders), AT_ONCE):
        some = orders[first : first + AT_ONCE]
        able = able_routes(transport_problem(known, some, (), shifts).routes)
        yield from (order.activity.key for k, order in enumerate(some) if not able[:, k].any())


def cost_of(problem: Problem, moves: frozenset[ActivityKey]) -> dict[Level, int]:
    """Return per level what leaving these moves out costs, as the rule says it of a plan with nothing in it."""
    costs: dict[Level, int] = {}
    for breach in RulebookJudge(LEFT_OUT).judge(problem, Plan()):
        if len(breach.activities) == 1 and breach.activities[0] in moves:
            costs[breach.level] = costs.get(breach.level, 0) + breach.cost
    return costs
