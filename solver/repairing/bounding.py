"""What any plan that serves as much must change at least, and whether a repair is proven to change no more.

For every loose item apart: the least that a place allowed by its own rules and by what is on offer would change, with
everybody else away. What has no such place must be left out. Not allowed here: search.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from solver.equipment import equipped
from solver.idle_vehicles import carries
from solver.known import Known
from solver.repairing.happened import Happened
from solver.repairing.mending import Mended
from solver.repairing.talking import HELD_TOGETHER
from solver.ride import ride as ride_of
from solver.transport_orders import GRID
from solver.transport_problem import vehicle_part
from solver.vehicle_days import stretches_of
from solver.windows import move_windows

ESCORTS = (ResourceKind.ESCORT, ResourceKind.OFFICER)
ESCORT_RULES = frozenset({RuleId("R28"), RuleId("R28a")})


@dataclass(frozen=True, slots=True)
class Bounded:
    """A lower bound of the weight and of the number of changed items, and whether the repair reaches the first."""

    bound: int
    items: int
    proven: bool


def bounded(happened: Happened, mended: Mended, weight: int, changed: int) -> Bounded:
    """Return what is proven of a repair of that weight."""
    after = {change.activity: change.after.appointment for change in mended.deal.changes}
    for key in mended.loose:
        after.setdefault(key, happened.view.appointments.get(key))
    least: dict[ActivityKey, int] = {}
    served = True
    for key in sorted(after):
        if key not in happened.view.appointments or key in mended.others or key in happened.gone:
            continue
        found = None if after[key] is None and key in mended.hopeless else _least(happened, key, after)
        least[key] = happened.cost.weight(key, None) if found is None else found
        served &= after[key] is not None or found is None
    least.update({key: happened.cost.weight(key, None) for key in happened.gone})
    bound, items = sum(least.values()), sum(one > 0 for one in least.values())
    beyond = [key for key, one in least.items() if happened.cost.weight(key, after.get(key)) > one]
    exact = mended.exact and _searched_whole(happened, beyond, least)
    least_other = happened.cost.least_of(published=happened.version.all_published)
    optimal = weight <= bound or (exact and (bool(mended.others) or weight - bound <= least_other))
    if mended.needs_other:
        bound, items = bound + least_other, items + 1
    proven = served and mended.whole and optimal
    return Bounded(weight if proven else min(bound, weight), min(items, changed), proven)


def _searched_whole(happened: Happened, beyond: Sequence[ActivityKey], loose: Collection[ActivityKey]) -> bool:
    """Return whether every place of what weighs more than its least was looked at, for all such items at once."""
    kinds = [happened.known.activities[key].kind for key in beyond]
    journeys = [
        key
        for key in loose
        if key in happened.known.activities and happened.known.activities[key].kind is ActivityKind.DEPARTURE
    ]
    one_unit = len(happened.units(journeys)) <= 1
    return all(kind in HELD_TOGETHER or (kind is ActivityKind.DEPARTURE and one_unit) for kind in kinds)


def _least(happened: Happened, key: ActivityKey, after: Mapping[ActivityKey, Appointment | None]) -> int | None:
    """Return the least weight of an item that is served; None when it cannot be."""
    activity = happened.known.activities[key]
    if activity.kind is ActivityKind.MOVE:
        return _least_ride(happened, activity, after)
    before = happened.view.appointments[key]
    weights = []
    for candidate in happened.candidates.of(activity):
        starts = {start for start in candidate.starts if start == before.start}
        starts |= set([start for start in candidate.starts if start != before.start][:1])
        weights += [_light(happened, before, candidate.mode.at(start)) for start in starts]
    return min(weights, default=None)


def _light(happened: Happened, before: Appointment, placed: Appointment) -> int:
    """Return the least weight of a place whose escorts are not chosen yet: those it has, as far as they may go."""
    if (before.start, before.place) != (placed.start, placed.place):
        return happened.cost.weight(placed.activity, placed)
    escorts = tuple(p for p in before.participations if p.resource.kind in ESCORTS)
    mine = (*placed.participations, *escorts)
    if (placed.end, set(mine)) != (before.end, set(before.participations)):
        return happened.cost.weight(placed.activity, replace(placed, participations=mine))
    if not escorts or not _broken_alone(happened, before):
        return 0
    fewer = tuple(p for p in before.participations if p != escorts[0])
    return happened.cost.weight(placed.activity, replace(before, participations=fewer))


def _broken_alone(happened: Happened, appointment: Appointment) -> bool:
    """Return whether hard rules forbid an appointment even with everybody else away."""
    ground = happened.ground
    view = ground.look((appointment,))
    scopes = view.touched(appointment)
    return any(
        breach.level is Level.HARD and set(breach.activities) == {appointment.activity} and breach.rule in ESCORT_RULES
        for rule in ground.joint
        for scope in scopes
        if scope.kind is rule.scope
        for breach in rule.check(view, scope)
    )


def _least_ride(happened: Happened, activity: Activity, after: Mapping[ActivityKey, Appointment | None]) -> int | None:
    """Return the least weight of a ride: nothing where it may stay, else another vehicle, else another time."""
    cost, known, before = happened.cost, happened.known, happened.view.appointments[activity.key]
    leans = [key for key in (activity.move.serves, activity.move.after) if key in known.activities]
    served = activity.move.serves
    if any(key in after and after[key] is None for key in leans):
        return None
    places: list[Appointment | None] = [None if served is None else happened.view.appointments.get(served)]
    if served in after and served is not None:
        places = [
            candidate.mode.at(start)
            for candidate in happened.candidates.of(known.activities[served])
            for start in candidate.starts
        ]
    if all(_hopeless(known, activity, place) for place in places):
        return None
    fits = any(_inside(known, activity, before, place) for place in places)
    if not fits:
        return cost.weight(activity.key, None)
    struck = any(one.activity == activity.key for one in happened.struck)
    if not struck:
        return 0
    return _other_vehicle(happened, activity, before)


def _hopeless(known: Known, activity: Activity, place: Appointment | None) -> bool:
    """Return whether no vehicle at all could be in time: who is picked up first arrives first."""
    windows = move_windows(activity, place, known.settings)
    if windows is None or windows.pickup.empty or windows.delivery.empty:
        return True
    first = Minute(-(-max(windows.pickup.first, known.now) // GRID) * GRID)
    leaves = Minute(first + activity.move.pickup_service)
    arrives = leaves + known.drive(activity.place, activity.move.destination, leaves)
    return first > windows.pickup.last or -(-arrives // GRID) * GRID > windows.delivery.last


def _inside(known: Known, activity: Activity, before: Appointment, place: Appointment | None) -> bool:
    windows = move_windows(activity, place, known.settings)
    part = vehicle_part(before)
    if windows is None or part is None:
        return False
    pickup, delivery = part.stops
    return windows.pickup.contains(pickup.start) and windows.delivery.contains(delivery.start)


def _other_vehicle(happened: Happened, activity: Activity, before: Appointment) -> int:
    """Return the weight of the same ride in any other vehicle that works then and could carry it alone."""
    known, cost = happened.known, happened.cost
    whole = cost.weight(activity.key, None)
    part = vehicle_part(before)
    if part is None:
        return whole
    pickup, delivery = part.stops
    weights = [whole]
    for vehicle in known.vehicles.values():
        works = any(s.covers(pickup.start, delivery.end) for s in stretches_of(known, vehicle))
        if (
            works
            and not vehicle.standby
            and equipped(known, vehicle, activity)
            and carries(known, vehicle, (activity,))
        ):
            other = ride_of(activity, vehicle.id, pickup.start, delivery.start)
            weights.append(cost.weight(activity.key, other))
            break
    return min(weights)
