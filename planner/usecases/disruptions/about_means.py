"""The steps of facts when a means falls away: flights, people, sittings, vehicles, rooms and rides.

Not allowed here: cases and their documents (``about_cases``).
"""

from collections.abc import Iterator
from dataclasses import replace

from planner.domain.activities import ActivityKind
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.disruption import FactStep
from planner.domain.escorts import EscortOfficer, EscortTeam
from planner.domain.flights import Flight
from planner.domain.missions import Mission, Session, SessionPattern
from planner.domain.people import Regievoerder
from planner.domain.places import Place
from planner.domain.resources import Absence, Capacity, ClosedDays, ResourceKind, ResourceRef
from planner.domain.time import MINUTES_PER_DAY, Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.domain.wording import either
from planner.ports.store import Transaction
from planner.usecases.disruptions.happened import (
    EscortAbsent,
    FlightCancelled,
    FlightRetimed,
    OfficerAbsent,
    RoomClosed,
    SessionMoved,
    TransportDelayed,
    VehicleDown,
)
from planner.usecases.disruptions.looking_up import absence, activity, one, planned, require_span
from planner.usecases.disruptions.periods import fewer
from planner.usecases.disruptions.refusals import refused
from planner.usecases.planning.expand_sessions import expand_sessions

AHEAD = 60 * MINUTES_PER_DAY
"""So far ahead sittings that come back can be named."""
LONGEST_DELAY = MINUTES_PER_DAY
_ENDED = frozenset({BookingState.CANCELLED, BookingState.COMPLETED})


def flight_cancelled(books: Transaction, asked: FlightCancelled, now: Minute) -> Iterator[FactStep]:
    """Yield that the flight is gone, and with it the bookings on it."""
    flight = _coming(books, asked.flight, now)
    yield FactStep(before=flight, after=None)
    for booking in books.facts.in_force(Booking):
        if booking.flight == flight.id and booking.state not in _ENDED:
            over = replace(booking, state=BookingState.CANCELLED, since=now, reason=CancelReason.CARRIER)
            yield FactStep(before=booking, after=over)


def flight_retimed(books: Transaction, asked: FlightRetimed, now: Minute) -> Iterator[FactStep]:
    """Yield the flight at its new times; changes of aircraft on the way shift along with the departure."""
    flight = _coming(books, asked.flight, now)
    shift = asked.departs - flight.departs
    arrives = Minute(flight.arrives + shift) if asked.arrives is None else asked.arrives
    if asked.departs <= now:
        raise refused(
            "vertrekt",
            either("dit tijdstip is al voorbij", "this moment is past already"),
            "Geef de nieuwe vertrektijd.",
        )
    if arrives <= asked.departs:
        raise refused(
            "komt_aan",
            either("de vlucht komt aan voordat zij vertrekt", "the flight arrives before it departs"),
            either("Verbeter een van beide tijden.", "Correct one of the two times."),
        )
    if (asked.departs, arrives) == (flight.departs, flight.arrives):
        raise refused(
            "vertrekt",
            either("de vlucht gaat al op deze tijd", "the flight leaves at this time already"),
            either("Geef de nieuwe tijd, of meld niets.", "Give the new time, or report nothing."),
        )
    transits = tuple(
        replace(one, arrives=Minute(one.arrives + shift), departs=Minute(one.departs + shift))
        for one in flight.transits
    )
    yield FactStep(before=flight, after=replace(flight, departs=asked.departs, arrives=arrives, transits=transits))


def officer_absent(books: Transaction, asked: OfficerAbsent, now: Minute) -> Iterator[FactStep]:
    """Yield the absence of a regievoerder."""
    one(books, Regievoerder, asked.regievoerder, "regievoerder")
    yield _away(books, ResourceRef(ResourceKind.REGIEVOERDER, asked.regievoerder), asked.span, now)


def escort_absent(books: Transaction, asked: EscortAbsent, now: Minute) -> Iterator[FactStep]:
    """Yield the absence of a team or of one escort."""
    yield _away(books, escort_of(books, asked.escort), asked.span, now)


def escort_of(books: Transaction, code: str) -> ResourceRef:
    """Return the team or the escort of a roster under a code; raise ReportRefusedError."""
    if code and books.facts.beginning(EscortTeam, code):
        return ResourceRef(ResourceKind.ESCORT, code)
    one(books, EscortOfficer, code, "escort")
    return ResourceRef(ResourceKind.OFFICER, code)


def vehicle_down(books: Transaction, asked: VehicleDown, now: Minute) -> Iterator[FactStep]:
    """Yield that a vehicle is not there."""
    one(books, Vehicle, asked.vehicle, "voertuig")
    yield _away(books, ResourceRef(ResourceKind.VEHICLE, asked.vehicle), asked.span, now)


def session_moved(books: Transaction, asked: SessionMoved, now: Minute) -> Iterator[FactStep]:
    """Yield the sitting at its new time; one that does not take place hears nobody."""
    session = _sitting(books, asked.session, now)
    length = (session.interval.end or session.interval.start) - session.interval.start
    if asked.start is None:
        if not session.quota:
            raise refused(
                "zitting",
                either("deze zitting vervalt al", "this sitting is cancelled already"),
                either("Meld niets, of geef de nieuwe tijd.", "Report nothing, or give the new time."),
                asked.session,
            )
        yield FactStep(before=session, after=replace(session, quota=0))
        return
    end = Minute(asked.start + length) if asked.end is None else asked.end
    if asked.start <= now:
        raise refused(
            "van",
            either("dit tijdstip is al voorbij", "this moment is past already"),
            "Geef de nieuwe tijd van de zitting.",
        )
    if end <= asked.start:
        raise refused(
            "tot",
            either("het eind ligt niet na het begin", "the end is not after the beginning"),
            either("Verbeter een van beide tijden.", "Correct one of the two times."),
        )
    moved = replace(session, interval=Interval(asked.start, end))
    if moved == session:
        raise refused(
            "van",
            either("de zitting is al op deze tijd", "the sitting is at this time already"),
            either("Geef de nieuwe tijd, of meld niets.", "Give the new time, or report nothing."),
        )
    yield FactStep(before=session, after=moved)


def room_closed(books: Transaction, asked: RoomClosed, now: Minute) -> Iterator[FactStep]:
    """Yield that a site has fewer conversation rooms during a stretch."""
    one(books, Place, asked.place, "locatie")
    require_span(asked.span, now)
    if asked.rooms is not None and asked.rooms < 1:
        raise refused(
            "aantal",
            either("dit is geen aantal kamers", "this is no number of rooms"),
            either("Geef 1 of meer; leeg: alle kamers.", "Give 1 or more; empty: all rooms."),
        )
    known = books.facts.beginning(Capacity, f"{ResourceKind.ROOM}|{asked.place}")
    steps = list(fewer(known, asked.span, asked.rooms))
    if not steps:
        problem = either(
            "van deze locatie zijn dan geen spreekkamers bekend", "of this location no interview rooms are known then"
        )
        raise refused(
            "locatie",
            problem,
            either("Kies een andere locatie of een andere tijd.", "Choose another site or another time."),
            asked.place,
        )
    yield from steps


def transport_delayed(books: Transaction, asked: TransportDelayed, now: Minute) -> Iterator[FactStep]:
    """Yield that a ride may not begin before the planned time with the delay."""
    if not 0 < asked.minutes <= LONGEST_DELAY:
        raise refused(
            "minuten",
            either("hoeveel later is niet bekend", "how much later is not known"),
            either("Geef 1 tot 1440 minuten.", "Give 1 to 1440 minutes."),
        )
    ride = activity(books, asked.activity, now)
    if ride.kind is not ActivityKind.MOVE:
        raise refused(
            "kenmerk",
            either(f"dit is een {ride.kind}, geen vervoer", "this is no ride"),
            either("Kies een rit.", "Choose a ride."),
            ride.key,
        )
    item = planned(books, ride.key)
    if item.start <= now:
        problem = either("deze rit is al begonnen", "this ride has begun already")
        remedy = either(
            "Meld bij de opdracht hoe laat hij aankomt, en hier wat daardoor niet doorgaat.",
            "Report with the job when it arrives, and here what does not go on because of that.",
        )
        raise refused("kenmerk", problem, remedy, ride.key)
    begins = Minute(item.start + asked.minutes)
    end = max(ride.latest_end, Minute(item.end + asked.minutes))
    yield FactStep(before=ride, after=replace(ride, window=Interval(max(begins, ride.window.start), end)))


def _coming(books: Transaction, code: str, now: Minute) -> Flight:
    flight = one(books, Flight, code, "vlucht")
    if flight.departs <= now:
        remedy = either("Leg bij het vertrek vast hoe het afliep.", "Record with the departure how it ended.")
        raise refused("vlucht", either("deze vlucht is al vertrokken", "this flight has left already"), remedy, code)
    return flight


def _away(books: Transaction, resource: ResourceRef, span: Interval, now: Minute) -> FactStep:
    require_span(span, now)
    known = absence(books, resource, span.start)
    after = Absence(resource=resource, interval=span)
    if known is not None and (known.interval.end is None or (span.end is not None and span.end <= known.interval.end)):
        raise refused(
            "van",
            either("deze afwezigheid is al bekend", "this absence is known already"),
            either("Meld alleen wat er bij komt.", "Report only what is added."),
        )
    return FactStep(before=known, after=after if known is None else replace(known, interval=span))


def _sitting(books: Transaction, code: str, now: Minute) -> Session:
    """Return a sitting that was announced, or that comes back by a pattern."""
    known = next(iter(books.facts.beginning(Session, code)), None) if code else None
    if known is None:
        span = Interval(now, Minute(now + AHEAD))
        coming = expand_sessions(
            books.facts.in_force(SessionPattern),
            books.facts.in_force(Mission),
            books.facts.in_force(ClosedDays),
            books.facts.in_force(Session),
            span,
        )
        known = next((session for session in coming if session.id == code), None)
    if known is None:
        raise refused(
            "zitting",
            either("deze zitting is niet bekend", "this sitting is not known"),
            either("Neem de code over uit het plan of de lijst.", "Take the code from the plan or the list."),
            code,
        )
    if known.interval.end is not None and known.interval.end <= now:
        raise refused(
            "zitting",
            either("deze zitting is al geweest", "this sitting is over"),
            either("Leg bij de presentaties vast hoe het afliep.", "Record with the presentations how it ended."),
            code,
        )
    return known
