"""Rule R34: how many deportees a carrier takes on one flight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.settings import Mark
from planner.domain.wording import Text
from solver.departing import forced
from solver.duty import persons_of
from solver.flight_rule import FlightRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.flights import Flight
    from solver.known import Known


class CarrierLimits(FlightRule):
    """A carrier takes so many escorted (DEPA) and unescorted (DEPU) forced departures, and minors, on one flight."""

    id = RuleId("R34")
    title = Text(nl="Grenzen van de luchtvaartmaatschappij", en="Limits of the carrier")
    why = Text(
        nl="Luchtvaartmaatschappijen beperken het aantal uitgezette personen per vlucht.",
        en="Carriers limit the number of removed persons per flight.",
    )
    source = Text(
        nl="voorwaarden van de luchtvaartmaatschappij (DEPA, DEPU)", en="conditions of the carrier (DEPA, DEPU)"
    )
    norm = frozenset({Mark.SECONDARY})
    anchor = Text(nl="vlucht", en="flight")
    override = OverrideRight.PARTNER
    exception_by = Text(
        nl="de luchtvaartmaatschappij beslist: leg haar voorwaarden vast",
        en="the carrier decides: record its conditions",
    )
    depa = Text(
        nl="{{total:begeleid gedwongen vertrek|begeleide gedwongen vertrekken}} (DEPA) bij {carrier}",
        en="{{total:escorted forced departure|escorted forced departures}} (DEPA) with {carrier}",
    )
    depu = Text(
        nl="{{total:onbegeleid gedwongen vertrek|onbegeleide gedwongen vertrekken}} (DEPU) bij {carrier}",
        en="{{total:unescorted forced departure|unescorted forced departures}} (DEPU) with {carrier}",
    )
    minors = Text(
        nl="{{total:minderjarige|minderjarigen}} bij {carrier}",
        en="{{total:minor|minors}} with {carrier}",
    )

    def limits(self, known: Known, flight: Flight) -> Sequence[tuple[str, int]]:
        """Return the limits; an unknown carrier has none."""
        carrier = known.carriers.get(flight.carrier)
        if carrier is None:
            return ()
        limits = [
            (self.depa.say(carrier=carrier.code), carrier.max_depa),
            (self.depu.say(carrier=carrier.code), carrier.max_depu),
        ]
        if carrier.max_children is not None:
            limits.append((self.minors.say(carrier=carrier.code), carrier.max_children))
        return limits

    def counts(self, known: Known, activity: Activity, flight: Flight) -> Sequence[int]:
        """Count persons as escorted or not, and minors; independent departures are ordinary passengers."""
        if not forced(activity):
            return (0, 0, 0)
        persons = persons_of(activity)
        minors = sum(known.cases[case].minor for case in activity.cases if case in known.cases)
        return (persons, 0, minors) if activity.departure.escorted else (0, persons, minors)
