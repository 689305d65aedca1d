"""Rule: until when seats can be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.bookings import BookingState
from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.spelling import moment
from planner.domain.wording import Text
from solver import naming
from solver.departing import flies, flight_of
from solver.rule import WindowRule, Word
from solver.standing import or_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.time import Interval
    from solver.known import Known
    from solver.mode import Mode

ASKED = frozenset(BookingState) - {BookingState.PROPOSED, BookingState.CANCELLED}
"""States of a booking that reached the carrier."""


class BookingCloses(WindowRule):
    """Seats that were not asked for before the booking closed are not to be had; what was published may stay."""

    id = RuleId("P51")
    title = Text(nl="Boeking nog open", en="Booking still open")
    why = Text(
        nl="Na sluiting van de boeking geeft de maatschappij geen stoelen meer.",
        en="Once the booking has closed the carrier gives no more seats.",
    )
    source = Text(nl="opgave van de luchtvaartmaatschappij of organisator", en="as stated by the carrier or organiser")
    override = OverrideRight.PARTNER
    exception_by = Text(
        nl="de maatschappij opent de boeking opnieuw: leg de vlucht opnieuw vast",
        en="the carrier opens the booking again: record the flight anew",
    )
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.DEPARTURE})
    whole = False
    closed = Text(
        nl="{flight}: boeken kon tot {moment}",
        en="{flight}: booking was possible until {moment}",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return only what was published when the booking closed without seats asked for."""
        flight = flight_of(known, mode)
        if flight is None or flight.booking_closes is None or not flies(activity):
            return None
        if known.now < flight.booking_closes:
            return None
        if any(b.flight == flight.id and b.state in ASKED for b in known.bookings.get(activity.key, ())):
            return None
        return or_published(known, activity, mode, ())

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say when it closed."""
        flight = flight_of(known, mode)
        if flight is None or flight.booking_closes is None:
            return str(self.title)
        return self.closed.say(flight=naming.flight(known, flight.id), moment=moment(flight.booking_closes))
