"""A placement in a VBL, and at the gate of two departures: a pack sent back with an exception, an overdue question.

Everything else at the gate comes of itself from bookings, answers and documents. All made up.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import timedelta

from planner.domain.activities import Activity, ActivityKind, BookedBy, MoveDetail, MoveRole, Segment
from planner.domain.cases import Sex, Track
from planner.domain.civil import at, day_start
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState, Override, OverrideRight
from planner.domain.departure_plan import InformationRequest, Party
from planner.domain.facts import Fact
from planner.domain.ids import ActivityKey, RuleId, activity_key
from planner.domain.places import PlaceKind
from planner.domain.time import Interval
from planner.sample.bookings import Booking
from planner.sample.people import Unit
from planner.sample.places import drive_minutes
from planner.sample.world import World

_ASKED = (
    ClearanceKind.DEPARTURE_PLAN,
    ClearanceKind.LOCAL_STRATEGY,
    ClearanceKind.LP_ORDERED,
    ClearanceKind.TOLD_IN_CONVERSATION,
)
_LEADER = "LG-0003"


def draw_gate(
    world: World, bookings: Iterable[Booking], idle: Sequence[Unit], hopeless: Collection[ActivityKey]
) -> Iterator[Fact]:
    """Yield the facts; departures that are hopeless anyway are left alone."""
    after = world.week.monday + timedelta(days=1)
    forced = [
        booking
        for booking in bookings
        if booking.track is Track.FORCED
        and booking.booked_by is BookedBy.DTV
        and booking.key not in hopeless
        and booking.day > after
    ]
    for booking in forced[:1]:
        yield from _sent_back(booking)
    for booking in forced[1:2]:
        yield _overdue(world, booking)
    yield from _placement(world, idle)


def _sent_back(booking: Booking) -> Iterator[Fact]:
    """Yield a pack that was not complete, and the exception that the supervisor made."""
    valid = Interval(day_start(booking.first - timedelta(days=2)), day_start(booking.last + timedelta(days=2)))
    for case in booking.cases:
        yield Clearance(
            case=case.id, kind=ClearanceKind.HAND_OVER_PACK, state=ClearanceState.NO, valid=valid, by=Party.KMAR.value
        )
    yield Override(
        rule=RuleId("R38"),
        activity=booking.key,
        right=OverrideRight.SUPERVISOR,
        by=_LEADER,
        reason="bagage wordt rechtstreeks naar de luchthaven gebracht",
        valid=valid,
    )


def _overdue(world: World, booking: Booking) -> InformationRequest:
    return InformationRequest(
        case=booking.cases[0].id,
        party=Party.MUNICIPALITY,
        item="originele-akte",
        asked_on=world.today - timedelta(days=16),
        due=world.today - timedelta(days=2),
        gate=True,
    )


def _placement(world: World, idle: Sequence[Unit]) -> Iterator[Fact]:
    """Yield the move of a single man from an azc to the nearest VBL, and what that asks for."""
    centres = frozenset(world.of_kind(PlaceKind.AZC))
    alone = (u for u in idle if len(u.cases) == 1 and u.place in centres and not u.marked)
    unit = next((u for u in alone if u.head.sex is Sex.MALE and not (u.head.minor or u.head.wheelchair)), None)
    targets = world.of_kind(PlaceKind.VBL)
    if unit is None or not targets:
        return
    target = min(targets, key=lambda place: (drive_minutes(unit.place, place), place))
    day = world.week.monday + timedelta(days=2)
    window, ride = Interval(at(day, 9), at(day, 17)), drive_minutes(unit.place, target)
    for kind in _ASKED:
        yield Clearance(
            case=unit.head.id,
            kind=kind,
            state=ClearanceState.YES,
            valid=Interval(world.as_of),
            by=_LEADER,
            given_on=world.today,
        )
    detail = MoveDetail(
        destination=target, role=MoveRole.CHAIN, segment=Segment.MEN, pickup=window, delivery=window, security=1
    )
    yield Activity(
        key=activity_key(unit.head.id, "plaatsing", 1),
        kind=ActivityKind.MOVE,
        step="plaatsing",
        duration=5 * -(-(detail.pickup_service + ride + detail.delivery_service) // 5),
        window=window,
        cases=(unit.head.id,),
        place=unit.place,
        detail=detail,
    )
