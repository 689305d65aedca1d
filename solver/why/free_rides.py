"""The spots of a move that nothing forbids, best first: only as many are looked at as are asked for.

The same spots as ``rides`` finds free, in an order of the asker's. Not allowed here: what forbids the others.
"""

from collections.abc import Callable, Iterator

from planner.domain.activities import Activity
from planner.domain.ids import VehicleId
from planner.domain.vehicles import Vehicle
from solver.equipment import equipped
from solver.idle_vehicles import carries
from solver.known import Known
from solver.mode import Mode
from solver.vehicle_days import stretches_of
from solver.why.examined import Examined
from solver.why.ground import Ground
from solver.why.rides import Looking, may_wait, moments, served_by, touches, vehicles_asked
from solver.why.timetable import Timetable
from solver.why.ways import EVERYTHING, Question
from solver.windows import move_windows

Rank = Callable[[VehicleId, int, int], tuple[int, ...]]
"""By what a vehicle with a pick-up and a delivery is put in order; equal ones stay in the order of vehicles."""


def free_rides(ground: Ground, activity: Activity, rank: Rank, question: Question = EVERYTHING) -> Iterator[Examined]:
    """Yield the free spots of a move in every vehicle that is not on stand-by, or in the one that is asked for."""
    windows = move_windows(activity, served_by(ground, activity), ground.known.settings)
    if windows is None or (question == EVERYTHING and may_wait(ground, activity, windows)):
        return
    looking = Looking(ground, activity, everything=False)
    found: list[tuple[tuple[int, ...], int, Timetable, int, int]] = []
    for vehicle in vehicles_asked(ground, question):
        works = any(touches(stretch, windows) for stretch in stretches_of(ground.known, vehicle))
        if not works or not able(ground.known, vehicle, activity):
            continue
        timetable = Timetable.of(ground, vehicle, activity)
        for pickup, delivery in dict.fromkeys(moments(ground, activity, timetable, windows, question)):
            found.append((rank(vehicle.id, pickup, delivery), len(found), timetable, pickup, delivery))
    for _, _, timetable, pickup, delivery in sorted(found, key=lambda one: one[:2]):
        spot = looking.free(timetable, pickup, delivery)
        if spot is not None:
            mode = Mode.of(spot.ride, activity)
            yield Examined(activity, mode, spot.ride.start, spot.vehicle, (), spot.whole, spot.placed)


def able(known: Known, vehicle: Vehicle, activity: Activity) -> bool:
    """Return whether a vehicle could carry a move with nobody else aboard."""
    return equipped(known, vehicle, activity) and carries(known, vehicle, (activity,))
