"""Which scopes of a plan may be judged otherwise once facts changed. Not allowed here: judging.

A fact about a person touches all that is planned for that person and its household; a fact about a means what uses it
in the stretch that the fact is about; a fact of another kind (places, calendars, limits of a country) everything.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import singledispatch

from planner.domain.activities import Activity
from planner.domain.bookings import Booking, StandbyApproval
from planner.domain.cases import (
    BlockingFact,
    Case,
    ConditionFact,
    Membership,
    Ownership,
    SeparationApproval,
    Stay,
    TrackFact,
    TravelDocument,
)
from planner.domain.casework import LegalMoment, Reception
from planner.domain.clearances import Clearance, Override
from planner.domain.commitments import PartnerRequest, Pin
from planner.domain.disruption import FactStep
from planner.domain.escorts import EscortOfficer, EscortTeam
from planner.domain.facts import Fact
from planner.domain.flights import Carrier, CountryRule, Flight
from planner.domain.ids import ActivityKey, CaseId, HouseholdId, OfficerId, RegievoerderId
from planner.domain.missions import Mission, Session
from planner.domain.people import Regievoerder, Substitute
from planner.domain.places import Place
from planner.domain.resources import Absence, Capacity, ClosedDays, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from solver.known import Known
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from solver.rules.fallback_for_departure import FallbackForDeparture
from solver.rules.load_points import LoadPoints
from solver.view import Scope, ScopeKind, View

OF_CASES = (
    BlockingFact,
    ConditionFact,
    Membership,
    Ownership,
    Stay,
    TrackFact,
    TravelDocument,
    LegalMoment,
    Reception,
    Clearance,
)
OF_ACTIVITIES = (Booking, PartnerRequest, Pin, StandbyApproval, Override)
OF_EVERYTHING = (Place, Mission, CountryRule, Carrier, ClosedDays)
OF_LOAD = (Substitute, Ownership, Case, Membership, Regievoerder)
OF_JOURNEYS = (Vehicle, Flight, EscortTeam, Activity)

MEANS: Mapping[type, ResourceKind] = {
    Session: ResourceKind.SESSION,
    Flight: ResourceKind.FLIGHT,
    Vehicle: ResourceKind.VEHICLE,
    EscortTeam: ResourceKind.ESCORT,
    Regievoerder: ResourceKind.REGIEVOERDER,
}
Used = tuple[ResourceRef, Interval | None]
"""A means and the stretch of it that matters; None: always."""
Touched = dict[ScopeKind, set[Scope]]


@dataclass
class About:
    """What facts are about; ``everything``: it cannot be said."""

    cases: set[CaseId] = field(default_factory=set)
    households: set[HouseholdId] = field(default_factory=set)
    activities: set[ActivityKey] = field(default_factory=set)
    uses: list[Used] = field(default_factory=list)
    everything: bool = False


def about(steps: Iterable[FactStep], known: Known) -> About:
    """Return what steps are about."""
    found = About()
    for step in steps:
        for fact in (step.before, step.after):
            if fact is not None:
                _add(found, fact, known)
    return found


def _add(found: About, fact: Fact, known: Known) -> None:
    if isinstance(fact, Case):
        found.cases.add(fact.id)
    elif isinstance(fact, OF_CASES):
        found.cases.add(fact.case)
    elif isinstance(fact, Activity):
        found.activities.add(fact.key)
    elif isinstance(fact, OF_ACTIVITIES):
        found.activities.add(fact.activity)
    if isinstance(fact, (Membership, SeparationApproval)):
        found.households.add(fact.household)
    found.everything |= isinstance(fact, OF_EVERYTHING)
    found.uses.extend(_uses(fact, known))


@singledispatch
def _uses(fact: Fact, known: Known) -> Iterator[Used]:  # noqa: ARG001 - what the kinds below are asked
    """Yield the means that a fact is about, and the stretch."""
    yield from ()


@_uses.register
def _of_absence(fact: Absence, known: Known) -> Iterator[Used]:
    yield fact.resource, fact.interval
    if fact.resource.kind is ResourceKind.REGIEVOERDER:
        for when, substitute in known.substitutes(RegievoerderId(fact.resource.id)):
            yield ResourceRef(ResourceKind.REGIEVOERDER, substitute), when
    officer = known.escorts.officers.get(OfficerId(fact.resource.id))
    if officer is not None:
        yield ResourceRef(ResourceKind.ESCORT, officer.team), None


@_uses.register
def _of_substitute(fact: Substitute, known: Known) -> Iterator[Used]:  # noqa: ARG001
    for who in (fact.owner, fact.substitute):
        yield ResourceRef(ResourceKind.REGIEVOERDER, who), fact.interval


@_uses.register
def _of_capacity(fact: Capacity, known: Known) -> Iterator[Used]:  # noqa: ARG001
    yield fact.resource, fact.interval


@_uses.register
def _of_request(fact: PartnerRequest, known: Known) -> Iterator[Used]:  # noqa: ARG001
    yield fact.resource, Interval(fact.start, fact.end)


@_uses.register
def _of_officer(fact: EscortOfficer, known: Known) -> Iterator[Used]:  # noqa: ARG001
    yield ResourceRef(ResourceKind.OFFICER, fact.id), None
    yield ResourceRef(ResourceKind.ESCORT, fact.team), None


@_uses.register(Session)
@_uses.register(Flight)
@_uses.register(Vehicle)
@_uses.register(EscortTeam)
@_uses.register(Regievoerder)
def _of_means(fact: Session | Flight | Vehicle | EscortTeam | Regievoerder, known: Known) -> Iterator[Used]:  # noqa: ARG001
    yield ResourceRef(MEANS[type(fact)], fact.id), None


class FactReach:
    """Finds scopes by what facts are about."""

    def __init__(self, known: Known) -> None:
        self._of_case: dict[CaseId, list[ActivityKey]] = defaultdict(list)
        for activity in known.activities.values():
            for case in activity.cases:
                self._of_case[case].append(activity.key)

    def touched(self, before: View, after: View, steps: Sequence[FactStep]) -> Touched:
        """Return the scopes in which something may be different."""
        subject = about(steps, after.known)
        if subject.everything:
            return {kind: {*before.scopes(kind), *after.scopes(kind)} for kind in ScopeKind}
        found: Touched = {kind: set() for kind in ScopeKind}
        found[ScopeKind.PLAN] = {Scope(ScopeKind.PLAN)}
        cases = {*subject.cases, *self._mates((before.known, after.known), subject)}
        keys = {*subject.activities, *(key for case in cases for key in self._of_case.get(case, ()))}
        for case in cases:
            found[ScopeKind.CASE].add(Scope(ScopeKind.CASE, case=case))
        for resource, when in subject.uses:
            found[ScopeKind.RESOURCE].add(Scope(ScopeKind.RESOURCE, resource=resource))
            keys |= set(_using(after, resource, when))
        keys |= {a.key for a in after.known.activities.values() if a.key not in before.known.activities}
        keys |= {a.key for a in before.known.activities.values() if a.key not in after.known.activities}
        for key in keys:
            found[ScopeKind.ACTIVITY].add(Scope(ScopeKind.ACTIVITY, activity=key))
            for one in after.known.linked.get(key, ()):
                found[ScopeKind.ACTIVITY].add(Scope(ScopeKind.ACTIVITY, activity=one))
            planned = after.appointments.get(key)
            for scope in () if planned is None else (*before.touched(planned), *after.touched(planned)):
                found[scope.kind].add(scope)
        for house in {*subject.households, *(h for case in cases for h in after.known.households(case))}:
            found[ScopeKind.HOUSEHOLD].add(Scope(ScopeKind.HOUSEHOLD, household=house))
        return found

    def _mates(self, both: Iterable[Known], subject: About) -> Iterator[CaseId]:
        for known in both:
            houses = {house for case in subject.cases for house in known.households(case)} | subject.households
            for house in houses:
                yield from known.members.get(house, ())


def needless_for(steps: Iterable[FactStep], rules: Sequence[Rule] = RULEBOOK) -> list[Rule]:
    """Return the rules about the plan as a whole that steps of facts cannot make a difference to."""
    facts = [fact for step in steps for fact in (step.before, step.after) if fact is not None]
    load = any(_weighs(fact) for fact in facts)
    journeys = any(_drives(fact) for fact in facts)
    return [
        rule
        for rule in rules
        if (isinstance(rule, LoadPoints) and not load) or (isinstance(rule, FallbackForDeparture) and not journeys)
    ]


def _weighs(fact: Fact) -> bool:
    """Return whether a fact may be about who carries which load."""
    if isinstance(fact, Absence):
        return fact.resource.kind is ResourceKind.REGIEVOERDER
    return isinstance(fact, (*OF_LOAD, *OF_EVERYTHING))


def _drives(fact: Fact) -> bool:
    """Return whether a fact may be about who can bring somebody back."""
    if isinstance(fact, Absence):
        return fact.resource.kind in (ResourceKind.VEHICLE, ResourceKind.ESCORT, ResourceKind.OFFICER)
    return isinstance(fact, (*OF_JOURNEYS, *OF_EVERYTHING))


def _using(view: View, resource: ResourceRef, when: Interval | None) -> Iterator[ActivityKey]:
    for part in view.parts(resource):
        inside = part.participation
        if when is None or when.overlaps(inside.start, Minute(max(inside.end, inside.start + 1))):
            yield part.appointment.activity
