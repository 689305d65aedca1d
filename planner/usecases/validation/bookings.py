"""Issues of bookings: seats that the facts about the person or the flight contradict.

Not allowed here: flights without bookings (see ``flights``).
"""

from collections.abc import Iterator

from planner.domain.activities import Activity
from planner.domain.bookings import Booking, BookingState
from planner.domain.cases import DocumentState, Track
from planner.domain.flights import Flight
from planner.domain.ids import CaseId
from planner.domain.issues import Issue, IssueCode
from planner.domain.spelling import listed, moment
from planner.domain.wording import either
from planner.usecases.validation.sight import Sight

_OPEN = frozenset({BookingState.PROPOSED, BookingState.REQUESTED, BookingState.BOOKED})
"""States in which the booking still has to come true."""
_TABLE = "boekingen"


def booking_issues(sight: Sight) -> Iterator[Issue]:
    """Yield what is wrong with bookings that are still to come true."""
    for booking in sight.problem.bookings:
        if booking.state not in _OPEN:
            continue
        departure, flight = sight.own_departure(booking.activity), sight.flights.get(booking.flight)
        if departure is None:
            what = either(
                f"{booking.activity} is geen vertrek dat DT&V boekt",
                f"{booking.activity} is not a departure that DT&V books",
            )
            yield _issue(
                IssueCode.BOOKING_NO_DEPARTURE,
                booking,
                what,
                either("Verbeter het kenmerk of annuleer de boeking.", "Correct the key or cancel the booking."),
            )
        elif flight is None:
            what = either(
                f"vlucht {booking.flight} is in deze periode niet bekend of is vervallen",
                f"flight {booking.flight} is unknown in this period or was cancelled",
            )
            remedy = either(
                "Lever de vlucht opnieuw aan, of annuleer de boeking met een reden.",
                "Deliver the flight again, or cancel the booking with a reason.",
            )
            yield _issue(IssueCode.BOOKING_NO_FLIGHT, booking, what, remedy)
        else:
            yield from _of_flight(sight, booking, departure, flight)
            yield from _of_person(sight, booking, departure, flight)
    yield from _twice(sight)


def _of_flight(sight: Sight, booking: Booking, departure: Activity, flight: Flight) -> Iterator[Issue]:
    called = f"{flight.number} van {moment(flight.departs)}"
    if flight.country != departure.departure.country:
        what = either(
            f"{called} gaat naar {flight.country}, het vertrek is naar {departure.departure.country}",
            f"{called} goes to {flight.country}, the departure is to {departure.departure.country}",
        )
        yield _issue(
            IssueCode.BOOKING_OTHER_COUNTRY,
            booking,
            what,
            either("Annuleer de boeking of verbeter het land.", "Cancel the booking or correct the country."),
        )
    if not departure.window.contains(flight.departs):
        what = either(
            f"{called} ligt buiten het venster van het vertrek", f"{called} is outside the window of the departure"
        )
        yield _issue(
            IssueCode.BOOKING_OUTSIDE_WINDOW,
            booking,
            what,
            either("Verruim het venster of annuleer de boeking.", "Widen the window or cancel the booking."),
        )
    closed = flight.booking_closes is not None and flight.booking_closes <= sight.problem.recorded_at
    if closed and booking.state is BookingState.PROPOSED and flight.booking_closes is not None:
        what = either(
            f"de stoelen op {called} zijn niet aangevraagd; dat kon tot {moment(flight.booking_closes)}",
            f"the seats on {called} were not requested; that was possible until {moment(flight.booking_closes)}",
        )
        yield _issue(
            IssueCode.BOOKING_CLOSED,
            booking,
            what,
            either(
                "Vraag de maatschappij alsnog, of annuleer de boeking.",
                "Ask the carrier after all, or cancel the booking.",
            ),
        )


def _of_person(sight: Sight, booking: Booking, departure: Activity, flight: Flight) -> Iterator[Issue]:
    track = departure.departure.track
    still = [case for case in departure.cases if sight.independent(case, flight.departs)]
    off = [case for case in departure.cases if not sight.on_track(case, track, flight.departs)]
    if track is Track.FORCED and still:
        what = either(
            f"{listed(still)}: op de dag van de vlucht staat een zelfstandig spoor nog open",
            f"{listed(still)}: on the day of the flight a voluntary track is still open",
        )
        remedy = either(
            "Annuleer de gedwongen boeking; zelfstandig vertrek gaat voor.",
            "Cancel the forced booking; voluntary departure comes first.",
        )
        yield _issue(IssueCode.BOOKING_OPEN_TRACK, booking, what, remedy)
    elif off:
        what = either(
            f"{listed(off)}: het spoor {track} geldt niet op de dag van de vlucht",
            f"{listed(off)}: the track {track} is not in force on the day of the flight",
        )
        yield _issue(
            IssueCode.BOOKING_OFF_TRACK,
            booking,
            what,
            either("Verbeter het spoor of annuleer de boeking.", "Correct the track or cancel the booking."),
        )
    blocked = {
        fact.reason
        for case in departure.cases
        for fact in sight.blocks.get(case, ())
        if fact.valid.contains(flight.departs)
    }
    if blocked:
        what = either(
            f"op de dag van de vlucht geldt een blokkade: {listed(sorted(blocked))}",
            f"a block is in force on the day of the flight: {listed(sorted(blocked))}",
        )
        yield _issue(
            IssueCode.BOOKING_BLOCKED,
            booking,
            what,
            either("Annuleer de boeking met een reden.", "Cancel the booking with a reason."),
        )
    late = [case for case in departure.cases if _document_ends(sight, case, flight)]
    if late:
        what = either(
            f"{listed(late)}: geen reisdocument is de hele reis geldig ({moment(flight.arrives)} aankomst)",
            f"{listed(late)}: no travel document is valid for the whole journey ({moment(flight.arrives)} arrival)",
        )
        remedy = either(
            "Vraag een nieuw of verlengd document, of boek een eerdere vlucht.",
            "Ask for a new or extended document, or book an earlier flight.",
        )
        yield _issue(IssueCode.BOOKING_NO_DOCUMENT, booking, what, remedy)


def _document_ends(sight: Sight, case: CaseId, flight: Flight) -> bool:
    """Return whether documents are on record, and none of them is promised or valid during the whole journey."""
    documents = sight.documents.get(case, ())
    if any(document.state is DocumentState.PROMISED for document in documents):
        return False
    granted = [d.valid for d in documents if d.state is DocumentState.GRANTED and d.valid is not None]
    return bool(granted) and not any(valid.covers(flight.departs, flight.arrives) for valid in granted)


def _twice(sight: Sight) -> Iterator[Issue]:
    for key, bookings in sight.bookings.items():
        held = [booking for booking in bookings if booking.state is BookingState.BOOKED]
        if len(held) > 1:
            what = either(
                f"geboekt op {listed(booking.flight for booking in held)} tegelijk",
                f"booked on {listed(booking.flight for booking in held)} at once",
            )
            yield _issue(
                IssueCode.BOOKING_TWICE,
                held[0],
                what,
                either("Annuleer alle boekingen op één na.", "Cancel all bookings but one."),
                subject=key,
            )


def _issue(code: IssueCode, booking: Booking, what: str, remedy: str, *, subject: str = "") -> Issue:
    return Issue(
        code=code,
        table=_TABLE,
        subject=subject or f"{booking.activity} {booking.flight}",
        what=what,
        remedy=remedy,
        activity=booking.activity,
    )
