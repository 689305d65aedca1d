"""Whether one more ride fits into a vehicle's timetable, quickly: what rules P17, P18 and R40 say, without words.

Every spot that is told about is judged by the rules themselves as well. Not allowed here: which rides to look at.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.domain.activities import Activity
from planner.domain.crews import Turn
from planner.domain.explaining import Obstacle
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.plan import Appointment, Stop
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute
from planner.domain.vehicles import Vehicle
from solver.equipment import equipped
from solver.idle_vehicles import carries
from solver.rules.crew_hours import wrong_in_turn
from solver.rules.vehicle_fits import crowded
from solver.transport_problem import vehicle_part
from solver.vehicle_days import Call, calls_of, stretches_of, turns_of
from solver.why.ground import Aboard, Ground
from solver.why.obstacles import checked_obstacles

FITS, SHIFT, CREW = RuleId("P17"), RuleId("P18"), RuleId("R40")


@dataclass(frozen=True, slots=True)
class Timetable:
    """The stops of one vehicle in order, without those of the move that is asked about, and when it works, in order."""

    vehicle: Vehicle
    ref: ResourceRef
    calls: tuple[Call, ...]
    work: tuple[Interval, ...]
    turns: tuple[Turn, ...]
    able: bool
    """Whether the vehicle could carry the move with nobody else aboard."""
    aboard: tuple[Aboard, ...]
    """Who else is in the vehicle, from when until when."""

    @classmethod
    def of(cls, ground: Ground, vehicle: Vehicle, move: Activity, out: Sequence[ActivityKey] = ()) -> "Timetable":
        """Return the timetable of a vehicle for a move, without some rides."""
        known, ref = ground.known, ResourceRef(ResourceKind.VEHICLE, vehicle.id)
        calls, aboard = _stops(ground, ref)
        hidden = {move.key, *out}
        if any(one[0] in hidden for one in aboard):
            calls = tuple(call for call in calls if call.activity not in hidden)
            aboard = tuple(one for one in aboard if one[0] not in hidden)
        able = equipped(known, vehicle, move) and carries(known, vehicle, (move,))
        work = tuple(sorted(stretches_of(known, vehicle), key=_starts))
        aboard = tuple(one for one in aboard if one[0] in known.activities)
        return cls(vehicle, ref, calls, work, turns_of(known, vehicle), able, aboard)

    def working(self, moment: Minute) -> Interval | None:
        """Return the stretch of work in which a moment lies."""
        before = bisect_right(self.work, moment, key=_starts) - 1
        return self.work[before] if before >= 0 and self.work[before].contains(moment) else None

    def near(self, start: Minute, end: Minute) -> Sequence[Call]:
        """Return the stops within a day of a stretch."""
        first = bisect_left(self.calls, start - MINUTES_PER_DAY, key=_begins)
        last = bisect_left(self.calls, end + MINUTES_PER_DAY, key=_begins)
        return self.calls[first:last]


def vehicle_obstacles(ground: Ground, timetable: Timetable, ride: Appointment) -> list[Obstacle]:
    """Return what keeps a vehicle from a ride, by rules P17 and P18, without words."""
    part = vehicle_part(ride)
    if part is None:
        return []
    pickup, delivery = part.stops
    near = timetable.near(pickup.start, delivery.end)
    stops = pickup, delivery
    found = list(_late(ground, timetable, near, ride.activity, stops))
    if any(obstacle.others for obstacle in found):
        found = list(_late(ground, timetable, (), ride.activity, stops)) or found
    if not timetable.able:
        return [*found, *checked_obstacles(ground, (ride,), frozenset({FITS}))]
    return [*found, *_crowds(ground, timetable, ride)]


def fits(ground: Ground, timetable: Timetable, ride: Appointment) -> bool:
    """Return whether rules P17 and P18 let a vehicle make a ride: whether there are no obstacles of the vehicle."""
    part = vehicle_part(ride)
    if part is None or not timetable.able:
        return part is None
    near = timetable.near(part.stops[0].start, part.stops[1].end)
    late = next(_late(ground, timetable, near, ride.activity, (part.stops[0], part.stops[1])), None)
    return late is None and next(_crowds(ground, timetable, ride), None) is None


def crew_obstacles(ground: Ground, timetable: Timetable, ride: Appointment) -> list[Obstacle]:
    """Return what keeps the crew of a vehicle from a ride, by rule R40, without words."""
    part, move = vehicle_part(ride), ground.known.activities[ride.activity]
    if part is None:
        return []
    pickup, delivery = part.stops
    key, persons = ride.activity, move.move.persons
    mine = [Call(pickup, key, persons), Call(delivery, key, -persons)]
    turns = [t for t in timetable.turns if any(t.shift.contains(stop.start) for stop in part.stops)]
    near = timetable.near(pickup.start, delivery.end)
    calls = sorted((*near, *mine), key=_order)
    found = []
    for turn in turns:
        inside = [call for call in calls if turn.shift.contains(call.stop.start)]
        others = tuple(sorted({call.activity for call in inside} - {key}))
        if _overworked(ground, timetable, turn, inside):
            found.append(Obstacle(rule=CREW, activity=key, resource=timetable.ref if others else None, others=others))
    alone = any(obstacle.others for obstacle in found) and any(_overworked(ground, timetable, t, mine) for t in turns)
    return [Obstacle(rule=CREW, activity=key)] if alone else found


def _overworked(ground: Ground, timetable: Timetable, turn: Turn, calls: Sequence[Call]) -> bool:
    inside = [call for call in calls if turn.shift.contains(call.stop.start)]
    wrong = wrong_in_turn(ground.known, timetable.vehicle, turn, inside) if inside else iter(())
    return next(wrong, None) is not None


def _late(
    ground: Ground, timetable: Timetable, near: Sequence[Call], key: ActivityKey, stops: tuple[Stop, Stop]
) -> Iterator[Obstacle]:
    calls = list(near)
    for stop in stops:
        insort(calls, Call(stop, key, 0), key=_order)
    at = [position for position, call in enumerate(calls) if call.activity == key]
    for before in sorted({position + step for position in at for step in (-1, 0)}):
        if 0 <= before < len(calls) - 1:
            one, other = calls[before], calls[before + 1]
            leaves, there = one.stop, other.stop
            if there.start < leaves.end + ground.known.drive(leaves.place, there.place, leaves.end):
                others = tuple(sorted({one.activity, other.activity} - {key}))
                yield _obstacle(key, timetable.ref if others else None, others)
    works = [timetable.working(stop.start) for stop in stops]
    for work in dict.fromkeys(work for work in works if work is not None):
        inside = [call for call in calls if work.contains(call.stop.start)]
        if _outside(ground, timetable.vehicle, work, inside, key):
            yield _obstacle(key, None, ())
    if None in works:
        yield _obstacle(key, None, ())


def _outside(ground: Ground, vehicle: Vehicle, work: Interval, inside: Sequence[Call], key: ActivityKey) -> bool:
    """Return whether the move is the first or last of a shift and the depot is too far for it."""
    first, last = inside[0], max(inside, key=lambda call: call.stop.end)
    there = work.start + ground.known.drive(vehicle.depot, first.stop.place, work.start)
    if first.activity == key and first.stop.start < there:
        return True
    back = last.stop.end + ground.known.drive(last.stop.place, vehicle.depot, last.stop.end)
    return last.activity == key and not work.covers(work.start, Minute(back))


def _crowds(ground: Ground, timetable: Timetable, ride: Appointment) -> Iterator[Obstacle]:
    """Yield who cannot be in the vehicle with a move that it could carry with nobody else aboard."""
    activities = ground.known.activities
    aboard = [one for one in timetable.aboard if one[1] < ride.end]
    for at in (ride.start, *(start for _, start, _ in aboard if ride.start < start)):
        others = sorted(key for key, start, end in aboard if start <= at < end)
        inside = [(key, activities[key].move) for key in (*others, ride.activity)]
        if others and next(crowded(timetable.vehicle, inside), None) is not None:
            yield Obstacle(rule=FITS, activity=ride.activity, resource=timetable.ref, others=tuple(others))


def _aboard(calls: Sequence[Call]) -> Iterator[Aboard]:
    """Yield who is in the vehicle, from when until when."""
    rides: dict[ActivityKey, list[Call]] = {}
    for call in calls:
        rides.setdefault(call.activity, []).append(call)
    for key, mine in rides.items():
        yield key, min(call.stop.start for call in mine), max(call.stop.end for call in mine)


def _obstacle(key: ActivityKey, means: ResourceRef | None, others: tuple[ActivityKey, ...]) -> Obstacle:
    return Obstacle(rule=SHIFT, activity=key, resource=means, others=others)


def _stops(ground: Ground, ref: ResourceRef) -> tuple[tuple[Call, ...], tuple[Aboard, ...]]:
    """Return the stops of a vehicle and who is in it, worked out once for the same rides."""
    parts = ground.view.parts(ref)
    kept = ground.stops.get(ref)
    if kept is None or kept[0] is not parts:
        calls = tuple(calls_of(ground.known, parts))
        kept = ground.stops[ref] = parts, calls, tuple(_aboard(calls))
    return kept[1], kept[2]


def _begins(call: Call) -> int:
    return call.stop.start


def _order(call: Call) -> tuple[int, int, str]:
    return call.stop.start, call.stop.end, call.activity


def _starts(stretch: Interval) -> Minute:
    return stretch.start
