"""Bookings of seats: their life, and why they end.

Not allowed here: choosing a flight (see ``solver``).
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.ids import ActivityKey, FlightId
from planner.domain.time import Minute


class BookingState(StrEnum):
    """Life of a booking."""

    PROPOSED = "voorgesteld"
    REQUESTED = "aangevraagd"
    BOOKED = "geboekt"
    IN_TRANSIT = "onderweg"
    COMPLETED = "voltooid"
    CANCELLED = "geannuleerd"

    @property
    def holds(self) -> bool:
        """Whether seats are held, so that planning keeps the flight."""
        return self in (BookingState.BOOKED, BookingState.IN_TRANSIT, BookingState.COMPLETED)


class CancelReason(StrEnum):
    """Why a booking was cancelled."""

    NEW_APPLICATION = "nieuwe-aanvraag"
    DISAPPEARED = "verdwenen"
    RESISTANCE = "verzet"
    DOCUMENT_LATE = "document-te-laat"
    MEDICAL = "medisch"
    CARRIER = "maatschappij-of-gezagvoerder"
    TRANSPORT = "vervoer-of-escort"
    ADMINISTRATIVE = "administratief"
    OTHER = "overig"


FOLLOWING: dict[BookingState | None, frozenset[BookingState]] = {
    None: frozenset(BookingState),
    BookingState.PROPOSED: frozenset({BookingState.REQUESTED, BookingState.BOOKED, BookingState.CANCELLED}),
    BookingState.REQUESTED: frozenset({BookingState.BOOKED, BookingState.CANCELLED}),
    BookingState.BOOKED: frozenset({BookingState.IN_TRANSIT, BookingState.CANCELLED}),
    BookingState.IN_TRANSIT: frozenset({BookingState.COMPLETED, BookingState.CANCELLED}),
    BookingState.COMPLETED: frozenset(),
    BookingState.CANCELLED: frozenset({BookingState.PROPOSED, BookingState.REQUESTED}),
}
"""Which state may follow which; ``None`` is a booking not heard of before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Seats on one flight for one departure. A departure may have had several, one per flight."""

    activity: ActivityKey
    flight: FlightId
    state: BookingState
    since: Minute
    reference: str = ""
    reason: CancelReason | None = None
    """Set when cancelled, and only then."""

    def __post_init__(self) -> None:
        if (self.state is BookingState.CANCELLED) != (self.reason is not None):
            codes = ", ".join(CancelReason)
            msg = (
                f"boeking van {self.activity} op {self.flight} is {self.state}: bij een geannuleerde boeking hoort een"
                f" reden, bij een andere niet\nVul een reden in ({codes}), of laat haar weg."
            )
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class StandbyApproval:
    """A person approved a departure as stand-by for one flight."""

    activity: ActivityKey
    flight: FlightId
    approved_by: str
    """Service number."""
    approved_at: Minute
