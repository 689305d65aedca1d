"""Ways to spoil a plan, each with the checks that must notice. Not allowed here: solving and judging."""

from collections.abc import Callable
from dataclasses import replace

from planner.domain.activities import ActivityKind
from planner.domain.flights import Flight
from planner.domain.ids import PlaceId, participation_id
from planner.domain.plan import Appointment, Participation, Plan, Stop, Unplanned
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from tests.recheck.damage import (
    Damage,
    Spoil,
    Spoiled,
    elsewhere,
    moved,
    planned,
    shifted,
    with_changed,
    with_parts_changed,
    with_stops,
    without,
)

_MOVE, _DEPARTURE = ActivityKind.MOVE, ActivityKind.DEPARTURE
_TALK, _HEARD = ActivityKind.CONVERSATION, ActivityKind.PRESENTATION


def _later(kind: ActivityKind, minutes: int) -> Spoil:
    """Move a whole appointment."""

    def spoil(problem: Problem, plan: Plan) -> Spoiled:
        for _, item in planned(problem, plan, kind):
            yield with_changed(plan, item, moved(item, minutes))

    return spoil


def _drop(kind: ActivityKind, resource: ResourceKind, count: int = 1) -> Spoil:
    """Leave a resource out."""

    def spoil(problem: Problem, plan: Plan) -> Spoiled:
        for _, item in planned(problem, plan, kind):
            changed = without(item, resource, count)
            if changed is not None:
                yield with_changed(plan, item, changed)

    return spoil


def _swap(kind: ActivityKind, resource: ResourceKind) -> Spoil:
    """Give an appointment the resource of another one, at its own times."""

    def spoil(problem: Problem, plan: Plan) -> Spoiled:
        items = [item for _, item in planned(problem, plan, kind) if item.resource(resource)]
        others = sorted({item.resource(resource) or "" for item in items})
        for item in items:
            for code in others:
                if code not in {part.resource.id for part in item.of_kind(resource)}:
                    ref = ResourceRef(resource, code)
                    uid = participation_id(item.id, resource, code)
                    first = item.of_kind(resource)[0]
                    parts = tuple(replace(p, resource=ref, id=uid) if p is first else p for p in item.participations)
                    yield with_changed(plan, item, replace(item, participations=parts))

    return spoil


def _other_team(problem: Problem, plan: Plan) -> Spoiled:
    """Send escorts of another team, at the same times."""
    for _, item in planned(problem, plan, _DEPARTURE):
        for part in item.of_kind(ResourceKind.ESCORT)[:1]:
            for team in problem.resources.escort_teams:
                if team.id not in {one.resource.id for one in item.participations}:
                    ref = ResourceRef(ResourceKind.ESCORT, team.id)
                    uid = participation_id(item.id, ref.kind, ref.id)
                    parts = tuple(replace(p, resource=ref, id=uid) if p is part else p for p in item.participations)
                    yield with_changed(plan, item, replace(item, participations=parts))


def _late_pickup(problem: Problem, plan: Plan) -> Spoiled:
    """Pick up half an hour later and drive as if nothing happened."""
    for _, item in planned(problem, plan, _MOVE):
        yield with_changed(plan, item, with_stops(item, lambda a, b: (shifted(a, 30), b)))


def _early_delivery(problem: Problem, plan: Plan) -> Spoiled:
    """Pretend that the vehicle flies."""
    for _, item in planned(problem, plan, _MOVE):
        changed = with_stops(item, lambda a, b: (a, replace(b, start=a.end, end=Minute(a.end + b.end - b.start))))
        if changed != item:
            yield with_changed(plan, item, changed)


def _long_ride(problem: Problem, plan: Plan) -> Spoiled:
    """Pick up five hours earlier."""
    for _, item in planned(problem, plan, _MOVE):
        yield with_changed(plan, item, with_stops(item, lambda a, b: (shifted(a, -300), b)))


def _wrong_door(problem: Problem, plan: Plan) -> Spoiled:
    """Pick up where the person is not."""
    for activity, item in planned(problem, plan, _MOVE):
        other = next(p.id for p in problem.resources.places if p.id not in (activity.place, activity.move.destination))

        yield with_changed(plan, item, with_stops(item, _starting(other)))


def _starting(place: PlaceId) -> Callable[[Stop, Stop], tuple[Stop, Stop]]:
    return lambda pickup, delivery: (elsewhere(pickup, place), delivery)


def _no_time_at_door(problem: Problem, plan: Plan) -> Spoiled:
    """Load in one minute."""
    for _, item in planned(problem, plan, _MOVE):
        changed = with_stops(item, lambda a, b: (replace(a, end=Minute(a.start + 1)), b))
        yield with_changed(plan, item, changed)


def _drop_served(problem: Problem, plan: Plan) -> Spoiled:
    """Take the flight out of the plan, and let the transport go on."""
    served = {a.move.serves for a, _ in planned(problem, plan, _MOVE)}
    for kind in (_DEPARTURE, _HEARD):
        for activity, item in planned(problem, plan, kind):
            if activity.key in served and plan.unplanned:
                rest = tuple(other for other in plan.appointments if other is not item)
                gone = replace(plan.unplanned[0], activity=activity.key)
                yield replace(plan, appointments=rest, unplanned=(*plan.unplanned, gone))


def _forget(problem: Problem, plan: Plan) -> Spoiled:
    """Lose an appointment."""
    if plan.appointments and problem.activities:
        yield replace(plan, appointments=plan.appointments[1:])


def _twice(problem: Problem, plan: Plan) -> Spoiled:
    """Plan something that is unplanned as well."""
    if plan.appointments and plan.unplanned and problem.activities:
        both: Unplanned = replace(plan.unplanned[0], activity=plan.appointments[0].activity)
        yield replace(plan, unplanned=(*plan.unplanned, both))


def _no_reason(problem: Problem, plan: Plan) -> Spoiled:
    """Say nothing about why."""
    if plan.unplanned and problem.activities:
        yield replace(plan, unplanned=(replace(plan.unplanned[0], reasons=()), *plan.unplanned[1:]))


def _duty(start: int, end: int) -> Spoil:
    """Report another duty than the journey takes."""

    def change(part: Participation) -> Participation:
        return replace(part, start=Minute(part.start + start), end=Minute(part.end + end))

    def spoil(problem: Problem, plan: Plan) -> Spoiled:
        for _, item in planned(problem, plan, _DEPARTURE):
            if item.of_kind(ResourceKind.ESCORT):
                yield with_changed(plan, item, with_parts_changed(item, ResourceKind.ESCORT, change))

    return spoil


def _other_flight(problem: Problem, plan: Plan) -> Spoiled:
    """Put people on another flight, to anywhere, at its times."""
    for _, item in planned(problem, plan, _DEPARTURE):
        for flight in problem.resources.flights if item.of_kind(ResourceKind.FLIGHT) else ():
            if flight.id != item.resource(ResourceKind.FLIGHT):
                yield with_changed(plan, item, _on(item, flight))


def _on(item: Appointment, flight: Flight) -> Appointment:
    def follow(part: Participation) -> Participation:
        start = Minute(part.start + flight.departs - item.start)
        end = Minute(part.end + flight.arrives - item.end)
        if part.resource.kind is not ResourceKind.FLIGHT:
            return replace(part, start=start, end=end)
        uid = participation_id(item.id, ResourceKind.FLIGHT, flight.id)
        return replace(part, id=uid, resource=ResourceRef(ResourceKind.FLIGHT, flight.id), start=start, end=end)

    parts = tuple(follow(part) for part in item.participations)
    return replace(item, start=flight.departs, end=flight.arrives, place=flight.origin, participations=parts)


def _first_flight(problem: Problem, plan: Plan) -> Spoiled:
    """Put people on the first flight of all, and leave the ride to it out."""
    first = min(problem.resources.flights, key=lambda flight: flight.departs)
    rides = {a.move.serves: item for a, item in planned(problem, plan, _MOVE)}
    for activity, item in planned(problem, plan, _DEPARTURE):
        ride = rides.get(activity.key)
        if ride is not None and item.of_kind(ResourceKind.FLIGHT) and plan.unplanned:
            left = tuple(other for other in with_changed(plan, item, _on(item, first)).appointments if other != ride)
            gone = replace(plan.unplanned[0], activity=ride.activity)
            yield replace(plan, appointments=left, unplanned=(*plan.unplanned, gone))


def _crowd(problem: Problem, plan: Plan) -> Spoiled:
    """Have everybody ride in one vehicle at the times they have."""
    moves = [item for _, item in planned(problem, plan, _MOVE)]
    for other in moves[1:]:
        code = moves[0].resource(ResourceKind.VEHICLE) or ""
        plan = with_changed(plan, other, with_parts_changed(other, ResourceKind.VEHICLE, _driven_by(other, code)))
    if len({move.resource(ResourceKind.VEHICLE) for move in moves}) > 1:
        yield plan


def _driven_by(item: Appointment, code: str) -> Callable[[Participation], Participation]:
    ref, uid = ResourceRef(ResourceKind.VEHICLE, code), participation_id(item.id, ResourceKind.VEHICLE, code)
    return lambda part: replace(part, resource=ref, id=uid)


def _longer(kind: ActivityKind) -> Spoil:
    def spoil(problem: Problem, plan: Plan) -> Spoiled:
        for _, item in planned(problem, plan, kind):
            parts = tuple(replace(p, end=Minute(p.end + 30)) for p in item.participations)
            yield with_changed(plan, item, replace(item, end=Minute(item.end + 30), participations=parts))

    return spoil


_ROUTE = ("route", "depot", "shift", "in-time", "asked", "ride", "two-places", "travel", "places", "window", "scope")


def _damage(name: str, spoil: Spoil, *noticed_by: str) -> Damage:
    return Damage(name, spoil, frozenset(noticed_by))


DAMAGES: tuple[Damage, ...] = (
    _damage("pick up half an hour later", _late_pickup, *_ROUTE),
    _damage("drive in no time", _early_delivery, "route", "in-time", "asked"),
    _damage("ride for five hours", _long_ride, *_ROUTE),
    _damage("pick up at another door", _wrong_door, "move"),
    _damage("load in a minute", _no_time_at_door, "move"),
    _damage("move the whole ride by a day", _later(_MOVE, 1440), *_ROUTE),
    _damage("move the ride off the grid", _later(_MOVE, 2), "grid"),
    _damage(
        "take another vehicle", _swap(_MOVE, ResourceKind.VEHICLE), *_ROUTE, "suits", "compartments", "child-seats"
    ),
    _damage("forget the vehicle", _drop(_MOVE, ResourceKind.VEHICLE), "move"),
    _damage("everybody in one vehicle", _crowd, *_ROUTE),
    _damage("let the person out of the ride", _drop(_MOVE, ResourceKind.CASE), "complete"),
    _damage("drive to a flight that is not planned", _drop_served, "serves"),
    _damage("drop an escort", _drop(_DEPARTURE, ResourceKind.ESCORT), "escorts", "nurse"),
    _damage("send another escort team", _other_team, "escorts", "offer", "rest", "nurse", "named"),
    _damage("drop a named officer", _drop(_DEPARTURE, ResourceKind.OFFICER), "named"),
    _damage("end the duty early", _duty(0, -60), "duty"),
    _damage("start the duty late", _duty(30, 0), "duty"),
    _damage("move the whole departure", _later(_DEPARTURE, 60), "flight", "length"),
    _damage("drop the flight", _drop(_DEPARTURE, ResourceKind.FLIGHT), "flight"),
    _damage(
        "take another flight", _other_flight, "flight", "notice", "window", "in-time", "duty", "condition", "seats"
    ),
    _damage("take the first flight, before anybody can be fetched for it", _first_flight, "in-reach"),
    _damage("leave a family member behind", _drop(_DEPARTURE, ResourceKind.CASE), "complete"),
    _damage("move a presentation by three hours", _later(_HEARD, 180), "session", "turn", "opening", "in-time"),
    _damage("move a presentation by a week", _later(_HEARD, 7 * 1440), "session", "pool", "in-time"),
    _damage("hear without a session", _drop(_HEARD, ResourceKind.SESSION), "session"),
    _damage("hear without company", _drop(_HEARD, ResourceKind.REGIEVOERDER), "accompanied", "performer"),
    _damage("have another regievoerder go along", _swap(_HEARD, ResourceKind.REGIEVOERDER), "performer"),
    _damage("talk at night", _later(_TALK, 12 * 60), "hours", "window", "pool", "day"),
    _damage("talk off the grid", _later(_TALK, 5), "grid"),
    _damage("talk without a room", _drop(_TALK, ResourceKind.ROOM), "room"),
    _damage("talk without an interpreter", _drop(_TALK, ResourceKind.INTERPRETER), "interpreter"),
    _damage("talk without a regievoerder", _drop(_TALK, ResourceKind.REGIEVOERDER), "performer", "interpreter"),
    _damage("talk with another regievoerder", _swap(_TALK, ResourceKind.REGIEVOERDER), "performer"),
    _damage("talk half an hour longer", _longer(_TALK), "length"),
    _damage("lose an appointment", _forget, "dropped"),
    _damage("plan what is unplanned", _twice, "dropped"),
    _damage("say nothing about why", _no_reason, "dropped"),
)
"""Every way, in the order of a journey. The checks named are those of which at least one must notice."""
