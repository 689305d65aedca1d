"""When vehicles are empty and on duty: between their rides, before the first and after the last one of a shift.

Not allowed here: planning rides, and what is done with the idle time.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planner.domain.activities import Activity
from planner.domain.ids import PlaceId, VehicleId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute, subtract
from planner.domain.vehicles import Vehicle
from solver.equipment import lacking
from solver.known import Known


@dataclass(frozen=True, slots=True)
class Idle:
    """A vehicle is empty from ``start`` at ``place`` and must be at ``then``, its next ride or its depot, at ``end``."""

    vehicle: Vehicle
    place: PlaceId
    start: Minute
    then: PlaceId
    end: Minute


@dataclass(frozen=True, slots=True)
class _Aboard:
    """Somebody is in the vehicle, or getting in or out."""

    start: Minute
    end: Minute
    begins_at: PlaceId
    ends_at: PlaceId


def idle_vehicles(known: Known, appointments: Iterable[Appointment]) -> dict[VehicleId, tuple[Idle, ...]]:
    """Return per vehicle, those on stand-by included, when it is idle, in order of time."""
    rides: dict[VehicleId, list[_Aboard]] = defaultdict(list)
    for appointment in appointments:
        for part in appointment.of_kind(ResourceKind.VEHICLE):
            if part.stops:
                first, last = part.stops[0], max(part.stops, key=lambda stop: stop.end)
                rides[VehicleId(part.resource.id)].append(_Aboard(first.start, last.end, first.place, last.place))
    return {
        vehicle.id: tuple(
            idle
            for shift in _on_duty(known, vehicle)
            for idle in _between(vehicle, shift, _inside(shift, rides.get(vehicle.id, ())))
        )
        for vehicle in sorted(known.vehicles.values(), key=lambda vehicle: vehicle.id)
    }


def _on_duty(known: Known, vehicle: Vehicle) -> tuple[Interval, ...]:
    away = known.absences(ResourceRef(ResourceKind.VEHICLE, vehicle.id))
    return tuple(part for shift in sorted(vehicle.shifts) for part in subtract((shift,), away))


def _inside(shift: Interval, rides: Sequence[_Aboard]) -> list[_Aboard]:
    """Return the rides of a shift, those that overlap as one, in order of time."""
    merged: list[_Aboard] = []
    for ride in sorted((r for r in rides if shift.contains(r.start)), key=lambda r: (r.start, r.end)):
        last = merged[-1] if merged else None
        if last is None or last.end < ride.start:
            merged.append(ride)
        elif ride.end > last.end:
            merged[-1] = replace(last, end=ride.end, ends_at=ride.ends_at)
    return merged


def _between(vehicle: Vehicle, shift: Interval, rides: Sequence[_Aboard]) -> Iterable[Idle]:
    place, since = vehicle.depot, shift.start
    for ride in rides:
        yield Idle(vehicle, place, since, ride.begins_at, ride.start)
        place, since = ride.ends_at, ride.end
    if shift.end is not None and since < shift.end:
        yield Idle(vehicle, place, since, vehicle.depot, shift.end)


def carries(known: Known, vehicle: Vehicle, moves: Sequence[Activity]) -> bool:
    """Return whether an empty vehicle can take those of these moves together; stand-by vehicles are looked at alike."""
    details = [move.move for move in moves]
    if sum(d.persons for d in details) > vehicle.seats or sum(d.child_seats for d in details) > vehicle.child_seats:
        return False
    per_compartment = max(1, vehicle.seats // max(1, vehicle.compartments))
    groups: dict[object, int] = defaultdict(int)
    for detail in details:
        groups[detail.segment] += detail.persons
    if sum(-(-persons // per_compartment) for persons in groups.values()) > vehicle.compartments:
        return False
    planned = replace(vehicle, standby=False)
    return all(next(lacking(known, planned, move), None) is None for move in moves)
