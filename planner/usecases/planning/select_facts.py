"""The facts about cases and resources that matter during a stretch of time.

Not allowed here: activities, settings and what was published (``cut_problem``).
"""

from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from typing import TypeVar

from planner.domain.cases import (
    BlockingFact,
    Case,
    CaseFile,
    ConditionFact,
    Membership,
    Ownership,
    SeparationApproval,
    Stay,
    TrackFact,
    TravelDocument,
)
from planner.domain.casework import LegalMoment, Reception
from planner.domain.civil import day_start
from planner.domain.clearances import Clearance, Override
from planner.domain.escorts import EscortOfficer, EscortTeam
from planner.domain.facts import Fact
from planner.domain.flights import Carrier, CountryRule, Flight
from planner.domain.ids import CaseId
from planner.domain.missions import Mission, Session, SessionPattern
from planner.domain.people import Regievoerder, Substitute
from planner.domain.places import Place
from planner.domain.resources import Absence, Capacity, ClosedDays, Resources
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.ports.store import Facts
from planner.usecases.planning.expand_sessions import expand_sessions

_F = TypeVar("_F", bound=Fact)


class RelevantFacts:
    """Reads facts in force that share a minute with ``span``, as the books said at ``known_at``."""

    def __init__(self, facts: Facts, span: Interval, known_at: Minute | None) -> None:
        self._facts = facts
        self._span = span
        self._known_at = known_at

    def case_file(self) -> CaseFile:
        """Return the open cases and the facts about them."""
        cases = self._all(Case, lambda case: case.closed_on is None or day_start(case.closed_on) > self._span.start)
        ids = {case.id for case in cases}
        return CaseFile(
            cases=cases,
            memberships=self._all(Membership, lambda f: f.case in ids and self._meets(f.valid)),
            separations=self._all(SeparationApproval, lambda f: self._meets(f.valid)),
            ownerships=self._ownerships(ids),
            stays=self._all(Stay, lambda f: f.case in ids and self._meets(f.valid)),
            tracks=self._all(TrackFact, lambda f: f.case in ids and self._meets(f.valid)),
            conditions=self._all(ConditionFact, lambda f: f.case in ids and self._meets(f.valid)),
            blocks=self._all(BlockingFact, lambda f: f.case in ids and self._meets(f.valid)),
            documents=self._all(TravelDocument, lambda f: f.case in ids and (f.valid is None or self._meets(f.valid))),
            moments=self._all(LegalMoment, lambda f: f.case in ids),
            clearances=self._all(Clearance, lambda f: f.case in ids and self._meets(f.valid)),
            receptions=self._all(Reception, lambda f: f.case in ids and self._meets(f.valid)),
            overrides=self._all(Override, lambda f: self._meets(f.valid)),
        )

    def _ownerships(self, cases: Container[CaseId]) -> tuple[Ownership, ...]:
        """Return who has each case; of a case that nobody has, who had it last."""
        facts = self._all(Ownership, lambda f: f.case in cases)
        held = {fact.case for fact in facts if self._meets(fact.valid)}
        last: dict[CaseId, Ownership] = {}
        for fact in sorted(facts, key=lambda f: f.valid.start):
            if fact.case not in held and fact.valid.start < self._span.start:
                last[fact.case] = fact
        return tuple(fact for fact in facts if self._meets(fact.valid) or last.get(fact.case) == fact)

    def resources(self) -> Resources:
        """Return what can be used; sittings that come back stand in it one by one."""
        missions, closed = self._all(Mission), self._all(ClosedDays)
        announced = self._all(Session, lambda f: self._meets(f.interval))
        patterns = self._all(SessionPattern, lambda f: self._meets(f.valid))
        return Resources(
            places=self._all(Place),
            regievoerders=self._all(Regievoerder),
            absences=self._all(Absence, lambda f: self._meets(f.interval)),
            substitutes=self._all(Substitute, lambda f: self._meets(f.interval)),
            capacities=self._all(Capacity, lambda f: self._meets(f.interval)),
            missions=missions,
            sessions=expand_sessions(patterns, missions, closed, announced, self._span),
            country_rules=self._all(CountryRule),
            carriers=self._all(Carrier),
            flights=self._all(Flight, lambda f: self._span.overlaps(f.departs, f.arrives)),
            escort_teams=tuple(self._offered(team) for team in self._all(EscortTeam)),
            vehicles=tuple(replace(vehicle, shifts=self._during(vehicle.shifts)) for vehicle in self._all(Vehicle)),
            closed_days=closed,
            officers=tuple(replace(who, available=self._during(who.available)) for who in self._all(EscortOfficer)),
        )

    def _all(self, kind: type[_F], wanted: Callable[[_F], bool] | None = None) -> tuple[_F, ...]:
        facts = self._facts.in_force(kind, at=self._known_at)
        return facts if wanted is None else tuple(fact for fact in facts if wanted(fact))

    def _meets(self, interval: Interval) -> bool:
        return self._span.overlaps(interval.start, interval.end)

    def _offered(self, team: EscortTeam) -> EscortTeam:
        offers = tuple(offer for offer in team.offers if self._meets(offer.interval))
        return replace(team, available=self._during(team.available), offers=offers)

    def _during(self, intervals: Iterable[Interval]) -> tuple[Interval, ...]:
        return tuple(interval for interval in intervals if self._meets(interval))
