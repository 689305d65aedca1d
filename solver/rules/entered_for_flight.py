"""Rule: charters and joint flights take only those who were entered for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.bookings import BookingState
from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.wording import Text
from solver import naming
from solver.departing import flies, flight_of
from solver.rule import ModeRule, Word

if TYPE_CHECKING:
    from planner.domain.activities import Activity
    from solver.known import Known
    from solver.mode import Mode


class EnteredForFlight(ModeRule):
    """Who has no booking on a charter or joint flight, in whatever state but cancelled, does not go along on it."""

    id = RuleId("P52")
    title = Text(nl="Aangemeld voor de charter", en="Entered for the charter")
    why = Text(
        nl="Voor een charter of gezamenlijke vlucht melden mensen personen aan; de planner voegt niemand toe.",
        en="For a charter or joint flight people enter the persons; the planner adds nobody.",
    )
    source = Text(
        nl="werkwijze charters en gezamenlijke vluchten (Frontex)",
        en="working method for charters and joint flights (Frontex)",
    )
    override = OverrideRight.SUPERVISOR
    exception_by = Text(nl="meld de persoon aan voor de vlucht", en="enter the person for the flight")
    level = Level.HARD
    words = frozenset({Word.SKILL})
    kinds = frozenset({ActivityKind.DEPARTURE})
    fact = True
    joint = Text(
        nl="niet aangemeld (geen boeking) voor {flight}, een gezamenlijke vlucht",
        en="not entered (no booking) for {flight}, a joint flight",
    )
    charter = Text(
        nl="niet aangemeld (geen boeking) voor {flight}, een charter",
        en="not entered (no booking) for {flight}, a charter",
    )

    def objection(self, known: Known, activity: Activity, mode: Mode) -> str | None:
        """Say who was not entered for which flight."""
        flight = flight_of(known, mode)
        if flight is None or not (flight.charter or flight.joint) or not flies(activity):
            return None
        bookings = known.bookings.get(activity.key, ())
        if any(b.flight == flight.id and b.state is not BookingState.CANCELLED for b in bookings):
            return None
        template = self.joint if flight.joint else self.charter
        return template.say(flight=naming.flight(known, flight.id))
