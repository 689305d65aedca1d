"""Departures as activities, with windows, terms and earlier answers of partners.

Not allowed here: the choice of flights (see ``bookings``) and facts about cases (see ``status``).
"""

from collections.abc import Iterable
from datetime import timedelta
from random import Random

from planner.domain.activities import Activity, ActivityKind, BookedBy, DepartureDetail, DublinTransfer, Term
from planner.domain.cases import Regime, Track
from planner.domain.civil import day_interval, day_start
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.flights import Flight
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval
from planner.sample.bookings import Booking
from planner.sample.flights import SCHIPHOL
from planner.sample.world import World, chance

_WHOLE_DAY = 24 * 60
_GROUND_MINUTES = 180
_ANNOUNCED = 12
"""Working days before the window that a Dublin transfer was announced."""


def draw_departures(world: World, bookings: Iterable[Booking]) -> list[Activity]:
    """Return one activity for each booking."""
    stream = world.stream("departures")
    return [_departure(stream, world, booking) for booking in bookings]


def _departure(stream: Random, world: World, booking: Booking) -> Activity:
    by_dtv = booking.booked_by is BookedBy.DTV
    day = day_interval(booking.day)
    window = Interval(day_start(booking.first), day_start(booking.last + timedelta(days=1))) if by_dtv else day
    duration = _GROUND_MINUTES if by_dtv else (day.end or day.start) - day.start
    terms = _terms(stream, booking) if by_dtv else ()
    soon = booking.escorted and booking.day <= world.week.monday + timedelta(days=1)
    detail = DepartureDetail(
        track=booking.track,
        country=booking.country,
        booked_by=booking.booked_by,
        escorted=booking.escorted,
        risk_form_sent=world.today if soon else None,
        notice_given=world.as_of if by_dtv and chance(stream, 0.1) else None,
        transfer=_transfer(world, booking, terms),
    )
    return Activity(
        key=booking.key,
        kind=ActivityKind.DEPARTURE,
        step="vertrek",
        duration=duration,
        window=window,
        cases=tuple(case.id for case in booking.cases),
        place=booking.flight.origin if booking.flight else SCHIPHOL,
        terms=terms,
        regime=booking.unit.head.regime,
        detail=detail,
    )


def _terms(stream: Random, booking: Booking) -> tuple[Term, ...]:
    """Attach the longest stay of the place, and the Dublin transfer term."""
    unit, regime = booking.unit, booking.unit.head.regime
    terms: list[Term] = []
    if booking.track is not Track.FORCED:
        return ()
    if regime is Regime.FAMILY_FACILITY:
        terms.append(Term(rule=RuleId("R16"), anchor=unit.placed, level=Level.HARD))
    elif unit.group.pool == "detention":
        terms.append(Term(rule=RuleId("R15"), anchor=unit.placed, level=Level.HARD))
    if regime is Regime.VBL:
        terms.append(Term(rule=RuleId("R17"), anchor=unit.placed, level=Level.LEGAL))
    if regime is Regime.BORDER:
        anchor = max(unit.placed, booking.day - timedelta(days=80))
        terms.append(Term(rule=RuleId("R36"), anchor=anchor, level=Level.LEGAL))
    if regime is Regime.DUBLIN:
        accepted = booking.day - timedelta(days=stream.randint(90, 176))
        terms.append(Term(rule=RuleId("R20"), anchor=accepted, level=Level.HARD))
    return tuple(terms)


def _transfer(world: World, booking: Booking, terms: tuple[Term, ...]) -> DublinTransfer | None:
    """Return the transfer of a Dublin departure, announced long enough ahead for its whole window."""
    accepted = next((term.anchor for term in terms if term.rule == "R20"), None)
    if accepted is None:
        return None
    announced = min(world.today, world.dutch.add(booking.first, -_ANNOUNCED))
    return DublinTransfer(accepted_on=accepted, announced_on=announced)


def draw_answers(world: World, bookings: Iterable[Booking], flights: list[Flight]) -> list[PartnerRequest]:
    """Return refusals by carriers: now and then a flight that another booking had been meant for."""
    stream = world.stream("answers")
    answers: list[PartnerRequest] = []
    for booking in bookings:
        if booking.flight is None or booking.fate is not None or not chance(stream, 0.04):
            continue
        others = [f for f in flights if f.country == booking.country and f.id != booking.flight.id]
        if others:
            refused = stream.choice(others)
            answers.append(
                PartnerRequest(
                    activity=booking.key,
                    resource=ResourceRef(ResourceKind.FLIGHT, refused.id),
                    state=RequestState.DECLINED,
                    start=refused.departs,
                    end=refused.arrives,
                    reference=f"AV-{stream.randint(10_000, 99_999)}",
                    code="vol",
                )
            )
    return answers
