"""Rule: what became of a booking counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.bookings import BookingState
from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver import naming
from solver.departing import flies
from solver.rule import ModeRule, Word

if TYPE_CHECKING:
    from planner.domain.activities import Activity
    from solver.known import Known
    from solver.mode import Mode


class BookingStands(ModeRule):
    """A departure with seats keeps its flight; a flight whose booking was cancelled is not offered to it again."""

    id = RuleId("P50")
    title = Text(nl="Geboekt blijft geboekt", en="Booked stays booked")
    why = Text(
        nl="Een geboekte stoel is toegezegd; waarvan is geannuleerd, daarop gaat deze persoon niet mee.",
        en="A booked seat is promised; where the booking was cancelled, this person does not go along.",
    )
    source = Text(nl="boekingen, zoals ingevoerd", en="bookings, as entered")
    override = OverrideRight.REGIEVOERDER
    exception_by = Text(nl="annuleer de boeking, met reden", en="cancel the booking, with a reason")
    level = Level.HARD
    words = frozenset({Word.SKILL})
    kinds = frozenset({ActivityKind.DEPARTURE})
    fact = True
    held = Text(
        nl="de plaats op {flight} is {state}; annuleer die boeking voor een andere vlucht",
        en="the seat on {flight} is {state}; cancel that booking to take another flight",
    )
    cancelled = Text(
        nl="de boeking op {flight} is geannuleerd ({reason})",
        en="the booking on {flight} was cancelled ({reason})",
    )

    def objection(self, known: Known, activity: Activity, mode: Mode) -> str | None:
        """Say which seats are held, or that those on this flight were cancelled."""
        flight = mode.resource(ResourceKind.FLIGHT)
        if flight is None or not flies(activity):
            return None
        for booking in known.bookings.get(activity.key, ()):
            called = naming.flight(known, booking.flight)
            if booking.state.holds and booking.flight != flight:
                return self.held.say(flight=called, state=word(booking.state))
            if booking.state is BookingState.CANCELLED and booking.flight == flight:
                return self.cancelled.say(flight=called, reason=word(booking.reason) if booking.reason else None)
        return None
