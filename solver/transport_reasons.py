"""Why a move found no vehicle, in words an officer can act on; what is said has been verified.

Not allowed here: searching.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations

import numpy as np

from planner.domain.ids import ActivityKey
from planner.domain.plan import Unplanned, UnplannedCode
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from solver.equipment import crosses_border, equipped
from solver.kernel.evaluate import Schedule, Violation, Word, evaluate, violations_alone
from solver.kernel.problem import RouteProblem
from solver.known import Known
from solver.transport_orders import Order, not_planned
from solver.transport_problem import Shift, shifts_of, transport_problem

_UNFIT = frozenset({Word.SKILL, Word.CAPACITY, Word.COMPARTMENTS})


def why_unserved(known: Known, order: Order, rides: Sequence[tuple[Order, Shift]] = (), *, finished: bool) -> Unplanned:
    """Say why the search left an order out, after trying it alone in every shift it could touch.

    ``rides`` are the orders that were planned, each with its shift.
    """
    last = Minute(order.windows.delivery.last + order.detail.delivery_service + 1)
    shifts = shifts_of(known, Interval(order.windows.pickup.first, last))
    problem = transport_problem(known, [order], (), shifts).routes
    alone = [violations_alone(problem, k, 0) for k in range(len(shifts))]
    vehicles = [shift.vehicle for shift in shifts]
    open_to_it = [shift for shift, found in zip(shifts, alone, strict=True) if not found]
    able = [shift.vehicle for shift in open_to_it]
    if not able:
        return _no_vehicle(known, order, vehicles, alone)
    kept_out = [_kept_out(known, order, shift, rides) for shift in open_to_it]
    if all(kept_out):
        others = ", ".join(sorted({key for key in kept_out if key is not None}))
        because = f"mag niet samen met {others} in een voertuig, en dat rijdt al in {_vehicles(able)} waarin het past"
        return not_planned(order.activity, UnplannedCode.CAPACITY, "P17", because)
    if not finished:
        because = f"de zoektijd was op voordat een plaats gevonden was; het past in {_vehicles(able)}"
        return not_planned(order.activity, UnplannedCode.TIME_OUT, "P18", because)
    because = f"dit vervoer past in {_vehicles(able)}, dan bezet met ander vervoer"
    return not_planned(order.activity, UnplannedCode.CAPACITY, "P18", because)


def _kept_out(known: Known, order: Order, shift: Shift, rides: Sequence[tuple[Order, Shift]]) -> ActivityKey | None:
    """Return who is in the shift and alone keeps the order out of it: both would fit, but never together."""
    for other, used in rides:
        if used.vehicle.id != shift.vehicle.id or used.stretch != shift.stretch or not _apart(order, other):
            continue
        problem = transport_problem(known, (order, other), (), (shift,)).routes
        friends = replace(problem, conflict=np.zeros_like(problem.conflict))
        if _fits(friends) and not _fits(problem):
            return other.activity.key
    return None


def _apart(order: Order, other: Order) -> bool:
    return other.activity.key in order.detail.apart_from or order.activity.key in other.detail.apart_from


def _fits(problem: RouteProblem) -> bool:
    """Return whether one shift can serve all requests of a small problem, in whatever order."""
    return any(isinstance(evaluate(problem, [route]), Schedule) for route in permutations(range(problem.stop_count)))


def _no_vehicle(
    known: Known, order: Order, vehicles: Sequence[Vehicle], alone: Sequence[tuple[Violation, ...]]
) -> Unplanned:
    """Name what stands in the way when no vehicle can serve an order even with nothing else to do."""
    if not vehicles:
        return not_planned(order.activity, UnplannedCode.NO_OPTION, "P18", "geen voertuig heeft dienst op dat moment")
    words = [{item.word for item in found} for found in alone]
    fitting = [vehicle for vehicle, found in zip(vehicles, words, strict=True) if not found & _UNFIT]
    if fitting:
        because = f"past in {_vehicles(fitting)}, maar in geen dienst is er tijd voor de rit met aan- en terugrijden"
        return not_planned(order.activity, UnplannedCode.NO_OPTION, "P18", because)
    refused = [
        vehicle
        for vehicle, found in zip(vehicles, words, strict=True)
        if found & _UNFIT == {Word.SKILL} and equipped(known, vehicle, order.activity)
    ]
    if refused:
        because = f"de partner weigerde {_vehicles(refused)} voor dit vervoer; andere passen niet"
        return not_planned(order.activity, UnplannedCode.FACT, "P10", because)
    return not_planned(order.activity, UnplannedCode.FACT, "P17", _misfit(known, order, vehicles))


def _misfit(known: Known, order: Order, vehicles: Sequence[Vehicle]) -> str:
    """Say what no vehicle on duty has: one thing if possible, else all of it together."""
    detail, activity = order.detail, order.activity
    asked: tuple[tuple[bool, Callable[[Vehicle], bool], str], ...] = (
        (detail.wheelchair, lambda v: v.wheelchair, "voertuig met rolstoelplaats"),
        (True, lambda v: v.security >= detail.security, f"voertuig van beveiligingsniveau {detail.security}"),
        (True, lambda v: v.child_seats >= detail.child_seats, f"voertuig met {detail.child_seats} kinderzitjes"),
        (True, lambda v: detail.skills <= v.crew_skills, f"bemanning met {', '.join(sorted(detail.skills))}"),
        (crosses_border(known, activity), lambda v: v.cross_border, "voertuig dat Nederland uit mag"),
    )
    for needed, has, what in asked:
        if needed and not any(has(vehicle) for vehicle in vehicles):
            return f"geen {what} heeft dienst op dat moment"
    most = max(vehicle.seats for vehicle in vehicles)
    if detail.persons > most:
        return f"{detail.persons} personen passen in geen voertuig; het grootste heeft {most} plaatsen"
    if not any(equipped(known, vehicle, order.activity) and vehicle.seats >= detail.persons for vehicle in vehicles):
        return "geen voertuig heeft tegelijk alles wat gevraagd is en de plaatsen daarvoor"
    return "geen voertuig heeft alles tegelijk wat gevraagd is: plaatsen, vakken, kinderzitjes en wat de bemanning kan"


def _vehicles(vehicles: Sequence[Vehicle]) -> str:
    count = len({vehicle.id for vehicle in vehicles})
    return "1 voertuig" if count == 1 else f"{count} voertuigen"
