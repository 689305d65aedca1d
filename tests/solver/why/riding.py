"""Small questions about moves: no two drives take as long, pick-up lasts 15, delivery 10, one bus from 7 to 16."""

from collections.abc import Sequence
from dataclasses import replace

from planner.domain.activities import Activity
from planner.domain.ids import CaseId, VehicleId
from planner.domain.plan import Appointment
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from solver.ride import ride
from solver.why.ground import Ground
from tests.solver import world as w
from tests.solver.moving import DETAIL, move

BUS = w.default_resources().vehicles[0]
ROADS = replace(
    w.TRAVEL,
    minutes=tuple(
        0 if i == j else 22 + 3 * abs(i - j) + 2 * i for i in range(len(w.PLACES)) for j in range(len(w.PLACES))
    ),
)
"""Minutes that differ by direction: to the depot and from it, from the azc and to it."""


def free_move(name: str, begin: Minute, end: Minute, case: str = "A", **changes: object) -> Activity:
    """Return a move from the azc to the detention centre that is picked up and delivered between two moments."""
    inside = Interval(begin, end)
    detail = replace(DETAIL, pickup=inside, delivery=inside, **changes)  # type: ignore[arg-type]
    around = Interval(w.clock(0), max(w.clock(24), end))
    return replace(move(name, detail, window=around), cases=(CaseId(case),))


def riding(
    activity: Activity,
    planned: Sequence[Appointment] = (),
    others: Sequence[Activity] = (),
    vehicles: Sequence[Vehicle] = (BUS,),
    world: w.World | None = None,
) -> Ground:
    """Return the question about a move that a plan with these others leaves out."""
    everything = (*others, activity)
    told = (world or w.World()).with_resources(vehicles=tuple(vehicles))
    problem = replace(replace(told, activities=everything).problem(), travel=ROADS)
    return Ground(problem, w.plan_of(everything, planned))


def rides(activity: Activity, pickup: Minute, delivery: Minute, vehicle: str = "V1") -> Appointment:
    """Return a move in a vehicle."""
    return ride(activity, VehicleId(vehicle), pickup, delivery)


def bus(code: str = "V2", *shifts: Interval, **changes: object) -> Vehicle:
    """Return another vehicle that is like the bus but for what is given."""
    return replace(BUS, id=VehicleId(code), shifts=shifts or BUS.shifts, **changes)  # type: ignore[arg-type]
