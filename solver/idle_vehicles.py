"""When vehicles are empty and on duty: between their rides, before the first and after the last one of a shift.

Not allowed here: planning rides, and what is done with the idle time.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from planner.domain.activities import Activity
from planner.domain.ids import PlaceId, VehicleId
from planner.domain.plan import Appointment, Stop
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from solver.equipment import lacking
from solver.known import Known
from solver.stretches import ALWAYS
from solver.vehicle_days import Call, calls_of, driving_in, norms_at, stretches_of
from solver.view import Part


@dataclass(frozen=True, slots=True)
class Idle:
    """A vehicle is empty from ``start`` at ``place`` and must be at ``then``, its next ride or its depot, at ``end``.

    ``work`` is the whole shift and ``calls`` are the stops planned in it, for the breaks of the crew.
    """

    vehicle: Vehicle
    place: PlaceId
    start: Minute
    then: PlaceId
    end: Minute
    work: Interval
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class _Aboard:
    """Somebody is in the vehicle, or getting in or out."""

    start: Minute
    end: Minute
    begins_at: PlaceId
    ends_at: PlaceId


def idle_vehicles(
    known: Known, appointments: Iterable[Appointment], when: Interval = ALWAYS
) -> dict[VehicleId, tuple[Idle, ...]]:
    """Return per vehicle, those on stand-by included, when it is idle, in order of time.

    Only shifts that touch ``when`` are looked at.
    """
    parts: dict[VehicleId, list[Part]] = defaultdict(list)
    for appointment in appointments:
        for part in appointment.of_kind(ResourceKind.VEHICLE):
            if part.stops:
                parts[VehicleId(part.resource.id)].append(Part(part, appointment))
    return {
        vehicle.id: tuple(idle_of(known, vehicle, parts.get(vehicle.id, ()), when))
        for vehicle in sorted(known.vehicles.values(), key=lambda vehicle: vehicle.id)
    }


def idle_of(known: Known, vehicle: Vehicle, parts: Sequence[Part], when: Interval) -> Iterator[Idle]:
    """Yield when one vehicle is idle, by its rides, in order of time."""
    calls, rides = calls_of(known, parts), [_aboard(part) for part in parts]
    for work in stretches_of(known, vehicle):
        if not work.overlaps(when.start, when.end):
            continue
        first, last = bisect_left(calls, work.start, key=_begins), len(calls)
        if work.end is not None:
            last = bisect_left(calls, work.end, key=_begins)
        inside = tuple(calls[first:last])
        place, since = vehicle.depot, work.start
        for ride in _inside(work, rides):
            yield Idle(vehicle, place, since, ride.begins_at, ride.start, work, inside)
            place, since = ride.ends_at, ride.end
        if work.end is not None and since < work.end:
            yield Idle(vehicle, place, since, vehicle.depot, work.end, work, inside)


def _begins(call: Call) -> Minute:
    return call.stop.start


def _aboard(part: Part) -> _Aboard:
    stops = part.participation.stops
    last = max(stops, key=lambda stop: stop.end)
    return _Aboard(stops[0].start, last.end, stops[0].place, last.place)


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


def crew_can(known: Known, idle: Idle, move: Activity, stops: tuple[Stop, Stop]) -> bool:
    """Return whether the crew gets its breaks when the vehicle also makes this ride."""
    persons = move.move.persons
    extra = (Call(stops[0], move.key, persons), Call(stops[1], move.key, -persons))
    calls = sorted((*idle.calls, *extra), key=lambda call: (call.stop.start, call.stop.end, call.activity))
    driving = driving_in(known, idle.vehicle, idle.work, calls)
    return driving.longest <= norms_at(known, idle.work.start).driving


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
