"""Changing the state of a booking by hand: checked, recorded as a fact with time and actor.

Not allowed here: choosing a flight (see ``solver``), and asking the carrier.
"""

from dataclasses import dataclass, replace

from planner.domain.activities import Activity, ActivityKind, BookedBy
from planner.domain.bookings import Booking, BookingState, CancelReason
from planner.domain.cases import Track, TrackFact
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey, FlightId
from planner.domain.spelling import listed
from planner.domain.time import Minute
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.partners.booking_steps import BookingStepError, require_step

SOURCE = "boekingen"
"""Source of bookings entered by hand."""
_TAKING = (BookingState.REQUESTED, BookingState.BOOKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingChange:
    """What a person reports about the seats of a departure on a flight."""

    activity: ActivityKey
    flight: FlightId
    state: BookingState
    actor: str
    reference: str = ""
    """Empty: the reference stays."""
    reason: CancelReason | None = None


def change_booking(store: Store, clock: Clock, change: BookingChange) -> tuple[Booking, bool]:
    """Record the booking; return it and whether anything changed.

    Raise BookingStepError when the departure or flight is unknown, when the state may not follow the one before,
    when seats are held on another flight, or when an independent track is open on the day of a forced departure.
    """
    now = clock.now()
    with store.transaction() as books:
        activity, flight = _departure(books, change.activity), _flight(books, change.flight)
        bookings = [b for b in books.facts.in_force(Booking) if b.activity == change.activity]
        before = next((b for b in bookings if b.flight == change.flight), None)
        after = _after(change, before, now)
        if before is not None and replace(after, since=before.since) == before:
            return before, False
        require_step(before, after)
        if after.state in _TAKING:
            _refuse_second(bookings, after)
            _refuse_open_track(books, activity, flight)
        books.facts.record((after,), source=SOURCE, at=now)
        subject = f"{change.activity} op {change.flight}: {change.state}"
        books.events.add(Event(at=now, actor=change.actor, what="booking", subject=subject))
    return after, True


def _after(change: BookingChange, before: Booking | None, now: Minute) -> Booking:
    try:
        return Booking(
            activity=change.activity,
            flight=change.flight,
            state=change.state,
            since=now,
            reference=change.reference or (before.reference if before else ""),
            reason=change.reason,
        )
    except ValueError as error:
        problem, _, remedy = str(error).partition("\n")
        raise BookingStepError(problem, remedy) from error


def _departure(books: Transaction, key: ActivityKey) -> Activity:
    found = next((activity for activity in books.facts.in_force(Activity) if activity.key == key), None)
    if found is None or found.kind is not ActivityKind.DEPARTURE:
        raise BookingStepError(f"vertrek {key} is niet bekend", "Neem het kenmerk over uit het plan of de agenda.")
    if found.departure.booked_by is not BookedBy.DTV:
        raise BookingStepError(
            f"vertrek {key} wordt geboekt door {found.departure.booked_by}", "Leg hier alleen eigen boekingen vast."
        )
    return found


def _flight(books: Transaction, code: FlightId) -> Flight:
    found = next((flight for flight in books.facts.in_force(Flight) if flight.id == code), None)
    if found is None:
        raise BookingStepError(f"vlucht {code} is niet bekend", "Lever de vlucht eerst aan in de tabel vluchten.")
    return found


def _refuse_second(bookings: list[Booking], after: Booking) -> None:
    held = [b.flight for b in bookings if b.state.holds and b.flight != after.flight]
    if held:
        raise BookingStepError(
            f"{after.activity} heeft al een plaats op {listed(held)}", "Annuleer die boeking eerst, met een reden."
        )


def _refuse_open_track(books: Transaction, activity: Activity, flight: Flight) -> None:
    if activity.departure.track is not Track.FORCED:
        return
    tracks = books.facts.in_force(TrackFact)
    still = [
        fact.case
        for fact in tracks
        if fact.case in activity.cases and fact.track.independent and fact.valid.contains(flight.departs)
    ]
    if still:
        raise BookingStepError(
            f"{listed(still)}: een zelfstandig spoor staat op de dag van de vlucht nog open",
            "Zelfstandig vertrek gaat voor; boek pas als mensen dat spoor hebben afgesloten.",
        )
