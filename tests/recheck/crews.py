"""Crews of vehicles: how long they work, drive without a break, and rest between shifts (R40)."""

from collections.abc import Iterator
from itertools import pairwise

from planner.domain.civil import day_of
from planner.domain.ids import PlaceId
from planner.domain.plan import Stop
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from tests.recheck.facts import Facts
from tests.recheck.finding import Finding, Findings, clock
from tests.recheck.roads import Roads
from tests.recheck.vehicles import Ride, rides_by_vehicle


def crews(facts: Facts, roads: Roads) -> Findings:
    """No crew works, drives or comes back too long; there are crews enough that have rested."""
    for code, rides in rides_by_vehicle(facts).items():
        vehicle = facts.vehicles.get(code)
        if vehicle is None:
            continue
        worked: list[tuple[Minute, Minute, Ride]] = []
        for shift in vehicle.shifts:
            inside = [ride for ride in rides if shift.contains(ride.pickup.start)]
            if inside:
                last = max((ride.delivery for ride in inside), key=lambda stop: stop.end)
                home = roads.driven(last.place, vehicle.depot, last.end)
                worked.append((shift.start, home, inside[0]))
                yield from _one_shift(facts, roads, vehicle, shift, inside, home)
        yield from _rested(facts, vehicle, worked)


def _one_shift(
    facts: Facts, roads: Roads, vehicle: Vehicle, shift: Interval, rides: list[Ride], home: Minute
) -> Findings:
    on, key = day_of(shift.start), rides[0].item.key
    latest = Minute(shift.start + facts.norm("R40", "shift", on))
    if home > latest:
        yield Finding("crew", f"{vehicle.id} works from {clock(shift.start)} to {clock(home)}", (key,))
    longest, pause = facts.norm("R40", "driving", on), facts.norm("R40", "break", on)
    driven = 0
    for origin, destination, leaves, due, aboard in _legs(
        vehicle, Interval(shift.start, min(latest, shift.end or latest)), rides
    ):
        there = roads.driven(origin, destination, leaves)
        before = not aboard and roads.driven(origin, destination, Minute(leaves + pause)) <= due
        after = not aboard and there + pause <= due
        if driven + there - leaves > longest and before:
            driven = 0
        driven += there - leaves
        if driven > longest:
            words = f"{vehicle.id} drives {driven} minutes on end, until {clock(there)}"
            yield Finding("crew", words, (key,))
            return
        if after:
            driven = 0


def _legs(
    vehicle: Vehicle, shift: Interval, rides: list[Ride]
) -> Iterator[tuple[PlaceId, PlaceId, Minute, Minute, bool]]:
    """Yield each drive: from, to, when it may begin, by when it must be over, and whether anybody is aboard."""
    stops = sorted({stop for ride in rides for stop in (ride.pickup, ride.delivery)}, key=lambda s: (s.start, s.end))
    yield vehicle.depot, stops[0].place, shift.start, stops[0].start, False
    for one, other in pairwise(stops):
        yield one.place, other.place, one.end, other.start, _aboard(rides, one, other)
    yield stops[-1].place, vehicle.depot, stops[-1].end, shift.end or shift.start, False


def _aboard(rides: list[Ride], one: Stop, other: Stop) -> bool:
    return any(ride.pickup.end <= one.end and ride.delivery.start >= other.start for ride in rides)


def _rested(facts: Facts, vehicle: Vehicle, worked: list[tuple[Minute, Minute, Ride]]) -> Findings:
    free: list[int] = []
    for start, home, ride in sorted(worked, key=lambda one: one[0]):
        rest = facts.norm("R40", "rest", day_of(start))
        rested = [since for since in free if since + rest <= start]
        if rested:
            free.remove(min(rested))
        elif len(free) >= vehicle.crews:
            yield Finding("crew", f"{vehicle.id}: no crew has rested by {clock(start)}", (ride.item.key,))
            continue
        free.append(home)
