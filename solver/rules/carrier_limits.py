"""Rule R34: how many deportees a carrier takes on one flight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.ids import RuleId
from solver.departing import forced
from solver.duty import persons_of
from solver.flight_rule import FlightRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.flights import Flight
    from solver.known import Known


class CarrierLimits(FlightRule):
    """A carrier takes so many escorted (DEPA) and so many unescorted (DEPU) forced departures on one flight."""

    id = RuleId("R34")
    title = "Grenzen van de luchtvaartmaatschappij"
    why = "Luchtvaartmaatschappijen beperken het aantal uitgezette personen per vlucht."
    source = "voorwaarden van de luchtvaartmaatschappij (DEPA, DEPU)"

    def limits(self, known: Known, flight: Flight) -> Sequence[tuple[str, int]]:
        """Return both limits; an unknown carrier has none."""
        carrier = known.carriers.get(flight.carrier)
        if carrier is None:
            return ()
        return (
            (f"begeleide gedwongen vertrekken (DEPA) bij {carrier.code}", carrier.max_depa),
            (f"onbegeleide gedwongen vertrekken (DEPU) bij {carrier.code}", carrier.max_depu),
        )

    def counts(self, known: Known, activity: Activity, flight: Flight) -> Sequence[int]:
        """Count persons as escorted or not; independent departures are ordinary passengers."""
        persons = persons_of(activity) if forced(activity) else 0
        return (persons, 0) if persons and activity.departure.escorted else (0, persons)
