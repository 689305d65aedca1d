"""The same week some days later: a published plan, and facts, answers and pins that came after it.

Not allowed here: outcomes; what is past simply stands.
"""

from dataclasses import replace
from random import Random

from planner.domain.activities import ActivityKind
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import BlockingFact, BlockReason, CaseFile, Ownership
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.commitments import PartnerRequest, Pin, PinGrade, RequestState
from planner.domain.ids import FlightId
from planner.domain.plan import Appointment, Plan
from planner.domain.problem import Problem
from planner.domain.resources import Absence, ResourceKind, ResourceRef, Resources
from planner.domain.time import Interval, Minute
from tests.recheck.worlds.frame import some

_DAY = 1440
_ALONE = (ActivityKind.CONVERSATION, ActivityKind.MEETING)
"""What may turn out not to be due any more without anything else depending on it."""
_ASKED = (ResourceKind.ESCORT, ResourceKind.FLIGHT, ResourceKind.VEHICLE, ResourceKind.SESSION)


def later(first: Problem, plan: Plan, seed: int) -> Problem:
    """Return the problem after the plan was published and things happened."""
    dice = Random(f"{seed}|later")  # noqa: S311 - nothing secret
    now = Minute(min(first.recorded_at + dice.randint(60, 5 * _DAY), first.scope_end - _DAY))
    kept = {activity.key for activity in first.activities if activity.kind not in _ALONE or not some(dice, 0.05)}
    published = tuple(item for item in plan.appointments if item.activity in kept)
    return replace(
        first,
        recorded_at=now,
        activities=tuple(activity for activity in first.activities if activity.key in kept),
        baseline=published,
        case_file=_case_file(dice, first, plan, now),
        resources=_resources(
            dice, _with_gone(first, seed, now), now, {item.resource(ResourceKind.FLIGHT) for item in published}
        ),
        pins=tuple(_pins(dice, published)),
        requests=tuple(_requests(dice, published, now)),
        bookings=tuple(_bookings(dice, first, published, now)),
    )


def _case_file(dice: Random, first: Problem, plan: Plan, now: Minute) -> CaseFile:
    case_file = first.case_file
    given = {assignment.case: assignment.regievoerder for assignment in plan.assignments}
    owned = tuple(
        Ownership(case=case, regievoerder=who, valid=Interval(min(now, first.scope.start)))
        for case, who in given.items()
    )
    blocks = tuple(
        BlockingFact(
            case=case.id,
            reason=dice.choice(list(BlockReason)),
            valid=Interval(now, Minute(now + _DAY * dice.randint(1, 30))),
        )
        for case in case_file.cases
        if some(dice, 0.05)
    )
    before = tuple(ownership for ownership in case_file.ownerships if ownership.case not in given)
    refused = tuple(
        Clearance(case=case.id, kind=ClearanceKind.FIT_TO_FLY, state=ClearanceState.NO, valid=Interval(now))
        for case in case_file.cases
        if some(dice, 0.05)
    )
    return replace(
        case_file,
        ownerships=(*before, *owned),
        blocks=(*case_file.blocks, *blocks),
        clearances=(*case_file.clearances, *refused),
    )


def _with_gone(first: Problem, seed: int, now: Minute) -> Resources:
    """Return the resources with persons who are away: for some days, or gone from sight."""
    dice = Random(f"{seed}|gone")  # noqa: S311 - nothing secret
    ends = (None, Minute(now + _DAY), Minute(now + 3 * _DAY))
    away = tuple(
        Absence(resource=ResourceRef(ResourceKind.CASE, case.id), interval=Interval(now, dice.choice(ends)))
        for case in first.case_file.cases
        if some(dice, 0.08)
    )
    return replace(first.resources, absences=(*first.resources.absences, *away))


def _resources(dice: Random, resources: Resources, now: Minute, taken: set[str | None]) -> Resources:
    ill = tuple(
        Absence(
            resource=ResourceRef(ResourceKind.REGIEVOERDER, person.id),
            interval=Interval(Minute(now + 2 * _DAY), Minute(now + _DAY * dice.randint(3, 6))),
        )
        for person in resources.regievoerders
        if some(dice, 0.15)
    )
    flights = tuple(
        replace(flight, seats=dice.randint(1, flight.seats)) if flight.id not in taken and some(dice, 0.1) else flight
        for flight in resources.flights
        if flight.departs < now or not some(dice, 0.05)
    )
    return replace(resources, absences=(*resources.absences, *ill), flights=flights)


def _pins(dice: Random, published: tuple[Appointment, ...]) -> list[Pin]:
    grades = list(PinGrade)
    return [
        Pin(activity=item.activity, grade=dice.choice(grades), reason="met de partner afgesproken")
        for item in published
        if some(dice, 0.1)
    ]


def _requests(dice: Random, published: tuple[Appointment, ...], now: Minute) -> list[PartnerRequest]:
    states = (RequestState.CONFIRMED, RequestState.CONFIRMED, RequestState.REQUESTED, RequestState.DECLINED)
    return [
        PartnerRequest(
            activity=item.activity, resource=part.resource, state=dice.choice(states), start=part.start, end=part.end
        )
        for item in published
        for part in item.participations
        if part.resource.kind in _ASKED and item.start > now and some(dice, 0.25)
    ]


def _bookings(dice: Random, first: Problem, published: tuple[Appointment, ...], now: Minute) -> list[Booking]:
    kinds = {activity.key: activity.kind for activity in first.activities}
    found: list[Booking] = []
    for item in published:
        flight = item.resource(ResourceKind.FLIGHT)
        if kinds[item.activity] is not ActivityKind.DEPARTURE or flight is None or some(dice, 0.3):
            continue
        state = dice.choice(
            (BookingState.PROPOSED, BookingState.REQUESTED, BookingState.BOOKED, BookingState.CANCELLED)
        )
        if item.start < now:
            state = dice.choice((BookingState.IN_TRANSIT, BookingState.COMPLETED))
        reason = dice.choice(list(CancelReason)) if state is BookingState.CANCELLED else None
        found.append(
            Booking(activity=item.activity, flight=FlightId(flight), state=state, since=Minute(now - 60), reason=reason)
        )
    return found
