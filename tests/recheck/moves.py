"""One move: from where the person is, in time for what it serves, not too long in the vehicle."""

from planner.domain.activities import ActivityKind, MoveDetail, MoveRole
from planner.domain.civil import day_of
from planner.domain.plan import Stop
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings, clock
from tests.recheck.roads import Roads


def stops_of(item: Planned) -> tuple[Stop, Stop] | None:
    """Return the pick-up and the delivery, or None when the move has not one vehicle with two stops."""
    part = item.part(ResourceKind.VEHICLE)
    if part is None or len(part.stops) != 2:
        return None
    return part.stops[0], part.stops[1]


def moves(facts: Facts) -> Findings:
    """Every move is one pick-up and one delivery that fit together."""
    for item in facts.of(ActivityKind.MOVE):
        stops = stops_of(item)
        if stops is None:
            yield Finding("move", f"{item.key} has not one vehicle with a pick-up and a delivery", (item.key,))
            continue
        detail = item.activity.move
        yield from _stops(item, detail, *stops)
        yield from _ride(facts, item, *stops)
        yield from _in_time(facts, item, detail, *stops)


def _stops(item: Planned, detail: MoveDetail, pickup: Stop, delivery: Stop) -> Findings:
    if (pickup.place, delivery.place) != (item.activity.place, detail.destination):
        yield Finding("move", f"{item.key} goes from {pickup.place} to {delivery.place}", (item.key,))
    if (item.at.start, item.at.end) != (pickup.start, delivery.end):
        yield Finding("move", f"{item.key} is not from pick-up to delivery", (item.key,))
    if pickup.end - pickup.start < detail.pickup_service or delivery.end - delivery.start < detail.delivery_service:
        yield Finding("move", f"{item.key}: no time to get in or out", (item.key,))


def _ride(facts: Facts, item: Planned, pickup: Stop, delivery: Stop) -> Findings:
    ride = delivery.start - pickup.end
    longest = facts.norm("R41", "ride", day_of(pickup.start))
    if not 0 <= ride <= longest:
        yield Finding("ride", f"{item.key}: {ride} minutes in the vehicle", (item.key,))


def _in_time(facts: Facts, item: Planned, detail: MoveDetail, pickup: Stop, delivery: Stop) -> Findings:
    served = facts.by_key.get(detail.serves) if detail.serves is not None else None
    if detail.serves is None:
        asked = ((detail.pickup, pickup.start, "picked up"), (detail.delivery, delivery.end, "delivered"))
        for window, moment, words in asked:
            if window is not None and not (window.start <= moment and (window.end is None or moment <= window.end)):
                yield Finding("asked", f"{item.key} is {words} at {clock(moment)}", (item.key,))
        return
    if served is None:
        yield Finding("serves", f"{item.key} serves {detail.serves}, which is not planned", (item.key,))
        return
    on, start, end = day_of(served.at.start), served.at.start, served.at.end
    if detail.role is MoveRole.TO_DEPARTURE:
        latest = start - facts.norm("R29", "before", on)
        fits = delivery.end <= latest and delivery.start >= start - facts.norm("R29", "earliest", on)
        fits = fits and delivery.place == served.at.place
    elif detail.role is MoveRole.TO_PRESENTATION:
        latest = start - facts.norm("P15", "presentation-margin", on)
        fits = delivery.end <= latest and delivery.start >= start - facts.norm("P15", "presentation-earliest", on)
        fits = fits and delivery.place == served.at.place
    else:
        fits = end <= pickup.start <= end + facts.norm("P15", "presentation-wait", on)
        fits = fits and pickup.place == served.at.place
    if not fits:
        move = f"{item.key} ({clock(pickup.start)} - {clock(delivery.end)})"
        words = f"{move} does not fit {served.key} at {clock(start)}"
        yield Finding("in-time", words, (item.key, served.key))


def in_reach(facts: Facts, roads: Roads) -> Findings:
    """Who must be driven to a newly planned flight can still be fetched for it, in the week that is planned."""
    rides = (activity for activity in facts.problem.activities if activity.kind is ActivityKind.MOVE)
    for ride in (one for one in rides if one.move.role is MoveRole.TO_DEPARTURE and one.key not in facts.by_key):
        served = facts.by_key.get(ride.move.serves) if ride.move.serves is not None else None
        flight = facts.flight_of(served) if served is not None else None
        if served is None or flight is None or ride.place is None or _as_published(facts, served):
            continue
        latest = flight.departs - facts.norm("R29", "before", day_of(flight.departs)) - ride.move.delivery_service
        by_table = latest - roads.minutes(ride.place, ride.move.destination) - ride.move.pickup_service
        now = Minute(facts.now + ride.move.pickup_service)
        if by_table < facts.problem.scope.start or roads.driven(ride.place, ride.move.destination, now) > latest:
            words = f"{ride.key} can no longer bring anybody to {flight.id} at {clock(flight.departs)}"
            yield Finding("in-reach", words, (served.key,))


def _as_published(facts: Facts, item: Planned) -> bool:
    before = facts.published.get(item.key)
    return before is not None and before.resource(ResourceKind.FLIGHT) == item.at.resource(ResourceKind.FLIGHT)
