"""Rule: seats on a flight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.wording import Text
from solver.departing import escorts_of
from solver.duty import persons_of
from solver.flight_rule import FlightRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.flights import Flight
    from solver.known import Known


class Seats(FlightRule):
    """The persons on a flight and the escorts they need have a seat."""

    id = RuleId("P19a")
    title = Text(nl="Stoelen op de vlucht", en="Seats on the flight")
    why = Text(
        nl="Er kunnen niet meer personen en escorts mee dan er stoelen zijn gereserveerd of vrij.",
        en="No more persons and escorts can go along than there are seats reserved or free.",
    )
    source = Text(nl="opgave van de luchtvaartmaatschappij", en="as stated by the carrier")
    override = OverrideRight.PARTNER
    exception_by = Text(
        nl="de maatschappij geeft meer stoelen: leg de vlucht opnieuw vast",
        en="the carrier gives more seats: record the flight anew",
    )
    needed = Text(
        nl="{total:stoel|stoelen} nodig voor personen en escorts",
        en="{total:seat|seats} needed for persons and escorts",
    )

    def limits(self, known: Known, flight: Flight) -> Sequence[tuple[str, int]]:
        """Return the seats."""
        return ((str(self.needed), flight.seats),)

    def counts(self, known: Known, activity: Activity, flight: Flight) -> Sequence[int]:
        """Count persons and escorts."""
        return (persons_of(activity) + escorts_of(known, activity, flight),)
