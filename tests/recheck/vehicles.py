"""Each vehicle through its shifts: from depot to depot without a gap in place or time, with those who fit in it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from planner.domain.activities import ActivityKind, Segment
from planner.domain.plan import Stop
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings, clock
from tests.recheck.moves import stops_of
from tests.recheck.roads import Roads
from tests.recheck.usage import overlap


@dataclass(frozen=True, slots=True)
class Ride:
    """One move in one vehicle."""

    item: Planned
    pickup: Stop
    delivery: Stop

    @property
    def aboard(self) -> tuple[Minute, Minute]:
        """From when to when its persons are in or at the vehicle."""
        return self.pickup.start, self.delivery.end


def rides_by_vehicle(facts: Facts) -> dict[str, list[Ride]]:
    """Return the moves of each vehicle, in order of time."""
    found: dict[str, list[Ride]] = defaultdict(list)
    for item in facts.of(ActivityKind.MOVE):
        stops, part = stops_of(item), item.part(ResourceKind.VEHICLE)
        if stops is not None and part is not None:
            found[part.resource.id].append(Ride(item, *stops))
    return found


def vehicles(facts: Facts, roads: Roads) -> Findings:
    """Every vehicle can do what it is given."""
    for code, rides in rides_by_vehicle(facts).items():
        vehicle = facts.vehicles.get(code)
        if vehicle is None:
            yield Finding("vehicle", f"{code} does not exist", tuple(ride.item.key for ride in rides))
            continue
        for ride in rides:
            yield from _suits(facts, vehicle, ride)
        yield from _loads(vehicle, rides)
        yield from _route(roads, vehicle, rides)


def _suits(facts: Facts, vehicle: Vehicle, ride: Ride) -> Findings:
    detail, key = ride.item.activity.move, ride.item.key
    abroad = [place for place in (ride.pickup.place, ride.delivery.place) if facts.places[place].country != "NL"]
    lacking = {
        "security": detail.security > vehicle.security,
        "place for a wheelchair": detail.wheelchair and not vehicle.wheelchair,
        "skills": not detail.skills <= vehicle.crew_skills,
        "leave to cross the border": bool(abroad) and not vehicle.cross_border,
        "work today (kept free)": vehicle.standby,
    }
    for what, lacks in lacking.items():
        if lacks:
            yield Finding("suits", f"{vehicle.id} has no {what} for {key}", (key,))
    if facts.absent(ResourceKind.VEHICLE, vehicle.id, *ride.aboard):
        yield Finding("absent", f"{vehicle.id} is away during {key}", (key,))


def _loads(vehicle: Vehicle, rides: list[Ride]) -> Findings:
    for ride in rides:
        moment = ride.pickup.start
        present = [other for other in rides if other.aboard[0] <= moment < other.aboard[1]]
        yield from _together(vehicle, present, clock(moment))
    for one in rides:
        for other in rides:
            apart = other.item.key in one.item.activity.move.apart_from
            if one is not other and apart and overlap(one.aboard, other.aboard):
                words = f"{one.item.key} and {other.item.key} are both in {vehicle.id}"
                yield Finding("conflict", words, (one.item.key, other.item.key))


def _together(vehicle: Vehicle, present: list[Ride], when: str) -> Findings:
    details = [ride.item.activity.move for ride in present]
    keys = tuple(ride.item.key for ride in present)
    persons, children = sum(one.persons for one in details), sum(one.child_seats for one in details)
    if persons > vehicle.seats:
        yield Finding("places", f"{vehicle.id} carries {persons} on {vehicle.seats} seats at {when}", keys)
    if children > vehicle.child_seats:
        yield Finding("child-seats", f"{vehicle.id} needs {children} child seats at {when}", keys)
    each = vehicle.seats // vehicle.compartments
    groups = [one.persons for one in details if one.segment is Segment.FAMILY]
    apart = (Segment.MEN, Segment.WOMEN, Segment.MINORS)
    groups += [sum(one.persons for one in details if one.segment is part) for part in apart]
    needed = sum(-(-group // each) for group in groups)
    if needed > vehicle.compartments:
        words = f"{vehicle.id} needs {needed} compartments of {vehicle.compartments} at {when}"
        yield Finding("compartments", words, keys)


def _route(roads: Roads, vehicle: Vehicle, rides: list[Ride]) -> Findings:
    for shift in vehicle.shifts:
        inside = [ride for ride in rides if shift.contains(ride.pickup.start)]
        yield from _shift(roads, vehicle, shift, sorted(_stops(inside), key=lambda one: (one[0].start, one[0].end)))
    for ride in rides:
        if not any(shift.contains(ride.pickup.start) for shift in vehicle.shifts):
            yield Finding("shift", f"{ride.item.key}: {vehicle.id} is off duty", (ride.item.key,))


def _stops(rides: list[Ride]) -> Iterator[tuple[Stop, Planned]]:
    for ride in rides:
        yield ride.pickup, ride.item
        yield ride.delivery, ride.item


def _shift(roads: Roads, vehicle: Vehicle, shift: Interval, stops: list[tuple[Stop, Planned]]) -> Findings:
    if not stops:
        return
    (first, item), (last, final) = stops[0], stops[-1]
    if roads.driven(vehicle.depot, first.place, shift.start) > first.start:
        yield Finding("depot", f"{vehicle.id} cannot be at {first.place} by {clock(first.start)}", (item.key,))
    home = roads.driven(last.place, vehicle.depot, last.end)
    if shift.end is not None and home > shift.end:
        yield Finding("depot", f"{vehicle.id} is home at {clock(home)}, after its shift", (final.key,))
    for (stop, before), (following, after) in pairwise(stops):
        if roads.driven(stop.place, following.place, stop.end) > following.start:
            words = f"{vehicle.id} leaves {stop.place} at {clock(stop.end)}, is at {following.place} too soon"
            yield Finding("route", words, (before.key, after.key))
