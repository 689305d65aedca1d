"""Rule R10: how many persons a country takes back on one flight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.settings import Mark
from planner.domain.wording import Text
from solver.departing import flies
from solver.duty import persons_of
from solver.flight_rule import FlightRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.flights import Flight
    from solver.known import Known


class CountryPerFlight(FlightRule):
    """A country takes no more persons on one flight than its rule says."""

    id = RuleId("R10a")
    title = Text(
        nl="Ten hoogste zoveel personen per vlucht voor een land", en="At most so many persons per flight for a country"
    )
    why = Text(
        nl="Sommige landen laten per vlucht maar enkele personen terugkeren.",
        en="Some countries let only a few persons return on one flight.",
    )
    source = Text(nl="landenregels", en="country rules")
    norm = frozenset({Mark.FOUND})
    anchor = Text(nl="vlucht", en="flight")
    override = OverrideRight.SUPERVISOR
    persons = Text(
        nl="{{total:persoon|personen}} naar {country}",
        en="{{total:person|persons}} to {country}",
    )

    def limits(self, known: Known, flight: Flight) -> Sequence[tuple[str, int]]:
        """Return the country's limit when it has one."""
        rule = known.country_rules.get(flight.country)
        if rule is None or rule.max_per_flight is None:
            return ()
        return ((self.persons.say(country=flight.country), rule.max_per_flight),)

    def counts(self, known: Known, activity: Activity, flight: Flight) -> Sequence[int]:
        """Count the persons that DT&V books, but for those whom an exception leaves out."""
        counted = flies(activity) and not self.excepted(known, activity.key, flight.departs)
        return (persons_of(activity) if counted else 0,)
