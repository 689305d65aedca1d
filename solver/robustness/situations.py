"""The planned departures as the cancellation model may see them: state, document, carrier, notice and time left.

Not allowed here: any look at who the person is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planner.domain.activities import Activity, ActivityKind
from planner.domain.bookings import Booking, BookingState
from planner.domain.cancellation import BookingSituation, Standing, standing_of
from planner.domain.cases import Condition, DocumentState, Track
from planner.domain.flights import Flight
from planner.domain.ids import ActivityKey, CaseId, FlightId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval
from solver.failing import party_of
from solver.known import Known


@dataclass(frozen=True, slots=True)
class Leaving:
    """A planned departure, with whom it falls out, and what the model may know of it."""

    departure: Activity
    appointment: Appointment
    flight: Flight | None
    party: str
    situation: BookingSituation


def leaving(known: Known, appointments: Iterable[Appointment], when: Interval) -> list[Leaving]:
    """Return the departures that leave in a stretch of time, in order of time."""
    bookings = _newest(known.problem.bookings)
    found = [
        _leaving(known, activity, appointment, bookings)
        for appointment in appointments
        if when.contains(appointment.start)
        and (activity := known.activities.get(appointment.activity)) is not None
        and activity.kind is ActivityKind.DEPARTURE
    ]
    return sorted(found, key=lambda item: (item.appointment.start, item.departure.key))


def _leaving(
    known: Known,
    departure: Activity,
    appointment: Appointment,
    bookings: dict[tuple[ActivityKey, FlightId], Booking],
) -> Leaving:
    flight = known.flights.get(FlightId(appointment.resource(ResourceKind.FLIGHT) or ""))
    booking = bookings.get((departure.key, flight.id)) if flight else None
    given = departure.departure.notice_given
    # of a journey booked elsewhere only the day is known; the middle of it will do
    leaves = (appointment.start + appointment.end) // 2 if appointment.all_day else appointment.start
    return Leaving(
        departure,
        appointment,
        flight,
        party_of(known, departure, appointment),
        BookingSituation(
            state=_state(booking),
            document=document_of(known, departure, appointment),
            carrier=flight.carrier if flight else None,
            notice_given=given is not None and given <= known.now,
            minutes_left=max(0, leaves - known.now),
        ),
    )


def _newest(bookings: Sequence[Booking]) -> dict[tuple[ActivityKey, FlightId], Booking]:
    return {(b.activity, b.flight): b for b in sorted(bookings, key=lambda booking: booking.since)}


def _state(booking: Booking | None) -> BookingState:
    """Return the state of a planned booking; one that was cancelled on this flight is proposed anew."""
    return BookingState.PROPOSED if booking is None or booking.state is BookingState.CANCELLED else booking.state


def document_of(known: Known, departure: Activity, appointment: Appointment) -> Standing:
    """Return how far the documents of all who travel are."""
    return standing_of(tuple(_best(known, departure, appointment, case) for case in departure.cases))


def _best(known: Known, departure: Activity, appointment: Appointment, case: CaseId) -> DocumentState | None:
    """Return the furthest document of one person; for a forced departure it may stand among the conditions."""
    states = list(_states(known, appointment, case))
    if departure.departure.track is Track.FORCED and any(
        stretch.contains(appointment.start) for stretch in known.condition(case, Condition.DOCUMENT)
    ):
        states.append(DocumentState.GRANTED)
    for state in (DocumentState.GRANTED, DocumentState.PROMISED):
        if state in states:
            return state
    return states[0] if states else None


def _states(known: Known, appointment: Appointment, case: CaseId) -> Iterator[DocumentState]:
    for document in known.documents.get(case, ()):
        if document.valid is None or document.valid.contains(appointment.start):
            yield document.state
