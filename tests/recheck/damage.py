"""How to spoil one appointment of a plan. Not allowed here: which ways there are (see ``damages``)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import PlaceId
from planner.domain.plan import Appointment, Participation, Plan, Stop
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute

Spoiled = Iterator[Plan]
Spoil = Callable[[Problem, Plan], Spoiled]


@dataclass(frozen=True, slots=True)
class Damage:
    """A way to spoil a plan, and the checks of which one must notice."""

    name: str
    spoil: Spoil
    noticed_by: frozenset[str]


def planned(problem: Problem, plan: Plan, kind: ActivityKind) -> Iterator[tuple[Activity, Appointment]]:
    """Yield what is planned of one kind."""
    activities = {activity.key: activity for activity in problem.activities}
    for item in plan.appointments:
        if activities[item.activity].kind is kind:
            yield activities[item.activity], item


def with_changed(plan: Plan, old: Appointment, new: Appointment) -> Plan:
    """Return the plan with one appointment in place of another."""
    return replace(plan, appointments=tuple(new if item is old else item for item in plan.appointments))


def moved(item: Appointment, minutes: int) -> Appointment:
    """Return the appointment as a whole so many minutes later."""

    def later(part: Participation) -> Participation:
        stops = tuple(replace(s, start=Minute(s.start + minutes), end=Minute(s.end + minutes)) for s in part.stops)
        return replace(part, start=Minute(part.start + minutes), end=Minute(part.end + minutes), stops=stops)

    return replace(
        item,
        start=Minute(item.start + minutes),
        end=Minute(item.end + minutes),
        participations=tuple(later(part) for part in item.participations),
    )


def without(item: Appointment, kind: ResourceKind, count: int = 1) -> Appointment | None:
    """Return the appointment without the last parts of a kind, or None when it has too few."""
    parts = item.of_kind(kind)
    if len(parts) < count:
        return None
    gone = parts[len(parts) - count :]
    return replace(item, participations=tuple(part for part in item.participations if part not in gone))


def with_parts_changed(
    item: Appointment, kind: ResourceKind, change: Callable[[Participation], Participation]
) -> Appointment:
    """Return the appointment with the parts of a kind changed."""
    parts = tuple(change(part) if part.resource.kind is kind else part for part in item.participations)
    return replace(item, participations=parts)


def with_stops(item: Appointment, change: Callable[[Stop, Stop], tuple[Stop, Stop]]) -> Appointment:
    """Return the move with other stops, its times and persons following."""
    vehicle = item.of_kind(ResourceKind.VEHICLE)[0]
    pickup, delivery = change(vehicle.stops[0], vehicle.stops[1])

    def follow(part: Participation) -> Participation:
        stops = (pickup, delivery) if part.stops else ()
        return replace(part, start=pickup.start, end=delivery.end, stops=stops)

    return replace(
        item,
        start=pickup.start,
        end=delivery.end,
        participations=tuple(follow(part) for part in item.participations),
    )


def shifted(stop: Stop, minutes: int) -> Stop:
    """Return the stop so many minutes later."""
    return replace(stop, start=Minute(stop.start + minutes), end=Minute(stop.end + minutes))


def elsewhere(stop: Stop, place: PlaceId) -> Stop:
    """Return the stop at another place."""
    return replace(stop, place=place)
