"""Why a move found no vehicle, in words an officer can act on; what is said has been verified.

Not allowed here: searching.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations

import numpy as np

from planner.domain.ids import ActivityKey
from planner.domain.plan import Unplanned, UnplannedCode
from planner.domain.spelling import count
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.domain.wording import Text
from solver.equipment import crosses_border, equipped
from solver.kernel.evaluate import Schedule, Violation, Word, evaluate, violations_alone
from solver.kernel.problem import RouteProblem
from solver.known import Known
from solver.transport_orders import Order, not_planned
from solver.transport_problem import Shift, shifts_of, transport_problem

_KEPT_OUT = Text(
    nl="mag niet samen met {others} in een voertuig, en dat rijdt al in {vehicles} waarin het past",
    en="may not be in a vehicle with {others}, which already rides in the {vehicles} that it fits in",
)
_OUT_OF_TIME = Text(
    nl="de zoektijd was op voordat een plaats gevonden was; het past in {vehicles}",
    en="the search time was over before a place was found; it fits in {vehicles}",
)
_TAKEN = Text(
    nl="dit vervoer past in {vehicles}, dan bezet met ander vervoer",
    en="this transport fits in {vehicles}, taken then by other transport",
)
_NO_SHIFT = Text(
    nl="geen voertuig heeft dienst op dat moment",
    en="no vehicle is on duty at that moment",
)
_NO_TIME = Text(
    nl="past in {vehicles}, maar in geen dienst is er tijd voor de rit met aan- en terugrijden",
    en="fits in {vehicles}, but no shift has time for the ride with the drive there and back",
)
_REFUSED = Text(
    nl="de partner weigerde {vehicles} voor dit vervoer; andere passen niet",
    en="the partner declined {vehicles} for this transport; others do not fit",
)
_WHEELCHAIR = Text(
    nl="voertuig met rolstoelplaats",
    en="vehicle with room for a wheelchair",
)
_SECURITY = Text(
    nl="voertuig van beveiligingsniveau {level}",
    en="vehicle of security level {level}",
)
_CHILD_SEATS = Text(
    nl="voertuig met {number:kinderzitje|kinderzitjes}",
    en="vehicle with {number:child seat|child seats}",
)
_SKILLS = Text(
    nl="bemanning met {skills}",
    en="crew with {skills}",
)
_BORDER = Text(
    nl="voertuig dat Nederland uit mag",
    en="vehicle that may leave the Netherlands",
)
_NONE_ON_DUTY = Text(
    nl="geen {what} heeft dienst op dat moment",
    en="no {what} is on duty at that moment",
)
_TOO_MANY = Text(
    nl="{persons:persoon|personen} {persons:!past|passen} in geen voertuig; het grootste heeft {seats:plaats|plaatsen}",
    en="{persons:person|persons} {persons:!fits|fit} in no vehicle; the largest has {seats:seat|seats}",
)
_NOT_ALL_AND_SEATS = Text(
    nl="geen voertuig heeft tegelijk alles wat gevraagd is en de plaatsen daarvoor",
    en="no vehicle has at the same time all that is asked and the seats for it",
)
_NOT_ALL = Text(
    nl="geen voertuig heeft alles tegelijk wat gevraagd is: plaatsen, vakken, kinderzitjes en wat de bemanning kan",
    en="no vehicle has all at the same time that is asked: seats, compartments, child seats and what the crew can do",
)
_VEHICLE, _VEHICLES = Text(nl="voertuig", en="vehicle"), Text(nl="voertuigen", en="vehicles")
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
        because = _KEPT_OUT.say(others=others, vehicles=_vehicles(able))
        return not_planned(order.activity, UnplannedCode.CAPACITY, "P17", because)
    if not finished:
        because = _OUT_OF_TIME.say(vehicles=_vehicles(able))
        return not_planned(order.activity, UnplannedCode.TIME_OUT, "P18", because)
    because = _TAKEN.say(vehicles=_vehicles(able))
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
        return not_planned(order.activity, UnplannedCode.NO_OPTION, "P18", str(_NO_SHIFT))
    words = [{item.word for item in found} for found in alone]
    fitting = [vehicle for vehicle, found in zip(vehicles, words, strict=True) if not found & _UNFIT]
    if fitting:
        because = _NO_TIME.say(vehicles=_vehicles(fitting))
        return not_planned(order.activity, UnplannedCode.NO_OPTION, "P18", because)
    refused = [
        vehicle
        for vehicle, found in zip(vehicles, words, strict=True)
        if found & _UNFIT == {Word.SKILL} and equipped(known, vehicle, order.activity)
    ]
    if refused:
        because = _REFUSED.say(vehicles=_vehicles(refused))
        return not_planned(order.activity, UnplannedCode.FACT, "P10", because)
    return not_planned(order.activity, UnplannedCode.FACT, "P17", _misfit(known, order, vehicles))


def _misfit(known: Known, order: Order, vehicles: Sequence[Vehicle]) -> str:
    """Say what no vehicle on duty has: one thing if possible, else all of it together."""
    detail, activity = order.detail, order.activity
    asked: tuple[tuple[bool, Callable[[Vehicle], bool], str], ...] = (
        (detail.wheelchair, lambda v: v.wheelchair, str(_WHEELCHAIR)),
        (True, lambda v: v.security >= detail.security, _SECURITY.say(level=detail.security)),
        (True, lambda v: v.child_seats >= detail.child_seats, _CHILD_SEATS.say(number=detail.child_seats)),
        (True, lambda v: detail.skills <= v.crew_skills, _SKILLS.say(skills=", ".join(sorted(detail.skills)))),
        (crosses_border(known, activity), lambda v: v.cross_border, str(_BORDER)),
    )
    for needed, has, what in asked:
        if needed and not any(has(vehicle) for vehicle in vehicles):
            return _NONE_ON_DUTY.say(what=what)
    most = max(vehicle.seats for vehicle in vehicles)
    if detail.persons > most:
        return _TOO_MANY.say(persons=detail.persons, seats=most)
    if not any(equipped(known, vehicle, order.activity) and vehicle.seats >= detail.persons for vehicle in vehicles):
        return str(_NOT_ALL_AND_SEATS)
    return str(_NOT_ALL)


def _vehicles(vehicles: Sequence[Vehicle]) -> str:
    return count(len({vehicle.id for vehicle in vehicles}), _VEHICLE, _VEHICLES)
