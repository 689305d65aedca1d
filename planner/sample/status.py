"""Tracks, conditions, blocking facts and travel documents, laid around the bookings.

Not allowed here: activities.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from random import Random

from planner.domain.activities import BookedBy
from planner.domain.cases import (
    BlockingFact,
    BlockReason,
    Case,
    Condition,
    ConditionFact,
    DocumentState,
    Track,
    TrackFact,
    TravelDocument,
)
from planner.domain.civil import day_of, day_start
from planner.domain.facts import Fact
from planner.domain.ids import CaseId
from planner.domain.time import Interval, Minute
from planner.sample.bookings import Booking, Fate
from planner.sample.caseload import FAMILY_FACILITY
from planner.sample.flights import country_rules
from planner.sample.people import Unit
from planner.sample.world import World, chance, pick

_TRACKS = (
    (Track.FORCED, 45.0),
    (Track.INDEPENDENT, 20.0),
    (Track.INDEPENDENT_IOM, 15.0),
    (Track.ADMINISTRATIVE, 4.0),
    (None, 16.0),
)
_BLOCKS = ((None, 88.0), (BlockReason.APPEAL, 6.0), (BlockReason.NEW_APPLICATION, 3.0), (BlockReason.MEDICAL, 3.0))
_STATES = ((DocumentState.ORDERED, 4.0), (DocumentState.APPLIED, 4.0), (DocumentState.PRESENTED, 2.0))
_LP = "laissez-passer"
_LONG_VALID = 180


def draw_status(
    world: World, units: Iterable[Unit], bookings: Iterable[Booking], applied: Mapping[CaseId, date]
) -> list[Fact]:
    """Return the facts of every case: those of departing ones make their booking possible, or not.

    ``applied`` says since when a document is asked for, for those with a presentation to come.
    """
    stream = world.stream("status")
    by_case = {case.id: booking for booking in bookings for case in booking.cases}
    departing = {case.id for booking in bookings for case in booking.unit.cases}
    facts: list[Fact] = []
    for unit in units:
        for case in unit.cases:
            booking = by_case.get(case.id)
            if booking is not None:
                facts += _of_departing(stream, world, booking, case)
            elif case.id not in departing:
                facts += _of_others(stream, world, unit, case, applied.get(case.id))
    return facts


def _of_others(stream: Random, world: World, unit: Unit, case: Case, applied: date | None) -> list[Fact]:
    since = Interval(day_start(unit.placed))
    facts: list[Fact] = []
    track = pick(stream, _TRACKS)
    if unit.group.pool == "detention":
        track = Track.FORCED
        facts.append(ConditionFact(case=case.id, condition=Condition.MEASURE, valid=since))
        facts.append(ConditionFact(case=case.id, condition=Condition.AVAILABLE, valid=since))
    if track is not None:
        facts.append(TrackFact(case=case.id, track=track, valid=since))
    reason = pick(stream, _BLOCKS)
    if reason is not None:
        until = day_start(world.today + timedelta(days=stream.randint(10, 150)))
        facts.append(BlockingFact(case=case.id, reason=reason, valid=Interval(since.start, until)))
    elif chance(stream, 0.6):
        facts.append(ConditionFact(case=case.id, condition=Condition.REMOVABLE, valid=since))
    if applied is not None:
        facts.append(_requested(case.id, DocumentState.APPLIED, applied))
    elif chance(stream, 0.3):
        asked = max(unit.head.handed_over, world.today - timedelta(days=stream.randint(1, 90)))
        facts.append(_requested(case.id, pick(stream, _STATES), asked))
    return facts


def _requested(case: CaseId, state: DocumentState, applied_on: date) -> TravelDocument:
    return TravelDocument(case=case, kind=_LP, state=state, applied_on=applied_on)


def _of_departing(stream: Random, world: World, booking: Booking, case: Case) -> list[Fact]:
    document = _document(stream, world, booking, case.id)
    facts: list[Fact] = [*_track(booking, case.id), document]
    if booking.track is Track.FORCED:
        facts += _conditions(stream, booking, document)
    whole_window = Interval(day_start(booking.first - timedelta(days=20)), _after(booking.last, 30))
    if booking.fate is Fate.BLOCKED:
        facts.append(BlockingFact(case=case.id, reason=BlockReason.RULE_39, valid=whole_window))
    if booking.fate is Fate.MEMBER_BLOCKED and case is booking.cases[-1]:
        facts.append(BlockingFact(case=case.id, reason=BlockReason.MEDICAL, valid=whole_window))
    return facts


def _track(booking: Booking, case: CaseId) -> list[Fact]:
    """Return the track; an open independent one where that is what stands in the way."""
    since = day_start(booking.unit.placed)
    if booking.fate is not Fate.OPEN_INDEPENDENT:
        return [TrackFact(case=case, track=booking.track, valid=Interval(since))]
    closes = _after(booking.last, 3)
    return [
        TrackFact(case=case, track=Track.INDEPENDENT, valid=Interval(since, closes)),
        TrackFact(case=case, track=Track.FORCED, valid=Interval(closes)),
    ]


def _document(stream: Random, world: World, booking: Booking, case: CaseId) -> TravelDocument:
    if booking.booked_by is not BookedBy.DTV:
        valid = Interval(day_start(world.today - timedelta(days=300)), _after(world.today, 900))
        return TravelDocument(case=case, kind="paspoort", state=DocumentState.GRANTED, valid=valid)
    applied = booking.unit.placed
    rule = {rule.country: rule for rule in country_rules()}.get(booking.country)
    if rule is not None and rule.lp_after_flight and booking.fate is not Fate.EXPIRED:
        return TravelDocument(case=case, kind=_LP, state=DocumentState.PROMISED, applied_on=applied)
    valid = _validity(stream, booking, (rule.lp_validity_days if rule else None) or _LONG_VALID)
    return TravelDocument(case=case, kind=_LP, state=DocumentState.GRANTED, valid=valid, applied_on=applied)


def _validity(stream: Random, booking: Booking, days: int) -> Interval:
    """Return when the document holds: around the flight, for one in five ending soon after it."""
    if booking.fate is Fate.EXPIRED:
        return Interval(day_start(booking.first - timedelta(days=days)), day_start(booking.first))
    arrival = day_of(booking.flight.arrives) if booking.flight else booking.day
    left = stream.randint(1, 5) if chance(stream, 0.2) else stream.randint(6, max(7, days - 14))
    ends = arrival + timedelta(days=left + 1)
    return Interval(day_start(ends - timedelta(days=days)), day_start(ends))


def _conditions(stream: Random, booking: Booking, document: TravelDocument) -> list[Fact]:
    """Return the four intervals; for some they leave only a few days around the flight."""
    since = Interval(day_start(booking.unit.placed))
    near = Interval(_after(booking.day, -stream.randint(1, 3)), _after(booking.day, stream.randint(2, 4)))
    detained = booking.unit.group.pool == "detention" or booking.unit.place == FAMILY_FACILITY
    intervals = {
        Condition.REMOVABLE: near if chance(stream, 0.15) else since,
        Condition.AVAILABLE: since if detained or chance(stream, 0.5) else near,
        Condition.MEASURE: since if detained else near,
        Condition.DOCUMENT: document.valid or since,
    }
    return [
        ConditionFact(case=document.case, condition=condition, valid=valid) for condition, valid in intervals.items()
    ]


def _after(day: date, days: int) -> Minute:
    return day_start(day + timedelta(days=days))
