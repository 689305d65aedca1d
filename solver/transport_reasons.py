"""Why a move found no vehicle, in words an officer can act on; what is said has been verified.

Not allowed here: searching.
"""

from collections.abc import Sequence

from planner.domain.activities import MoveDetail
from planner.domain.plan import Unplanned, UnplannedCode
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from solver.kernel.evaluate import Violation, Word, violations_alone
from solver.known import Known
from solver.transport_orders import Order, not_planned
from solver.transport_problem import equipped, shifts_of, transport_problem

_UNFIT = frozenset({Word.SKILL, Word.CAPACITY, Word.COMPARTMENTS})


def why_unserved(known: Known, order: Order, *, finished: bool) -> Unplanned:
    """Say why the search left an order out, after trying it alone in every shift it could touch."""
    last = Minute(order.windows.delivery.last + order.detail.delivery_service + 1)
    shifts = shifts_of(known, Interval(order.windows.pickup.first, last))
    problem = transport_problem(known, [order], (), shifts).routes
    alone = [violations_alone(problem, k, 0) for k in range(len(shifts))]
    vehicles = [shift.vehicle for shift in shifts]
    able = [vehicle for vehicle, found in zip(vehicles, alone, strict=True) if not found]
    if not able:
        return _no_vehicle(order, vehicles, alone)
    if not finished:
        because = f"de zoektijd was op voordat een plaats gevonden was; het past in {_vehicles(able)}"
        return not_planned(order.activity, UnplannedCode.TIME_OUT, "P18", because)
    because = f"dit vervoer past in {_vehicles(able)}, dan bezet met ander vervoer"
    return not_planned(order.activity, UnplannedCode.CAPACITY, "P18", because)


def _no_vehicle(order: Order, vehicles: Sequence[Vehicle], alone: Sequence[tuple[Violation, ...]]) -> Unplanned:
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
        if found & _UNFIT == {Word.SKILL} and equipped(vehicle, order.detail)
    ]
    if refused:
        because = f"de partner weigerde {_vehicles(refused)} voor dit vervoer; andere passen niet"
        return not_planned(order.activity, UnplannedCode.FACT, "P10", because)
    return not_planned(order.activity, UnplannedCode.FACT, "P17", _misfit(order.detail, vehicles))


def _misfit(detail: MoveDetail, vehicles: Sequence[Vehicle]) -> str:
    """Say what no vehicle on duty has: one thing if possible, else all of it together."""
    if detail.wheelchair and not any(vehicle.wheelchair for vehicle in vehicles):
        return "geen voertuig met rolstoelplaats heeft dienst op dat moment"
    if not any(vehicle.security >= detail.security for vehicle in vehicles):
        return f"geen voertuig van beveiligingsniveau {detail.security} heeft dienst op dat moment"
    if not any(vehicle.child_seats >= detail.child_seats for vehicle in vehicles):
        return f"geen voertuig met {detail.child_seats} kinderzitjes heeft dienst op dat moment"
    most = max(vehicle.seats for vehicle in vehicles)
    if detail.persons > most:
        return f"{detail.persons} personen passen in geen voertuig; het grootste heeft {most} plaatsen"
    if not any(equipped(vehicle, detail) and vehicle.seats >= detail.persons for vehicle in vehicles):
        return "geen voertuig heeft tegelijk de rolstoelplaats, de beveiliging en de plaatsen die gevraagd zijn"
    return "geen voertuig heeft alles tegelijk wat gevraagd is: plaatsen, vakken, kinderzitjes, rolstoel, beveiliging"


def _vehicles(vehicles: Sequence[Vehicle]) -> str:
    count = len({vehicle.id for vehicle in vehicles})
    return "1 voertuig" if count == 1 else f"{count} voertuigen"
