"""The facts about cases that protocol steps depend on, by case: what holds at a moment, and since which day.

Facts are entered by people; nothing is concluded from them here.
Not allowed here: protocols, and who the regievoerder is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import BlockingFact, Case, Membership, Ownership, Stay, TrackFact, TravelDocument
from planner.domain.casework import Dossier, LegalMoment, PhaseChange, Procedure, Reception, ReceptionKind
from planner.domain.civil import day_of
from planner.domain.clearances import Clearance
from planner.domain.commitments import Outcome, OutcomeCode
from planner.domain.departure_plan import Channel, Contact, InformationRequest, Party, Representative, Support
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.missions import Mission
from planner.domain.places import Place, PlaceKind
from planner.domain.time import Interval, Minute

_K = TypeVar("_K")
_V = TypeVar("_V")
_RECEPTIONS = {
    PlaceKind.AZC: ReceptionKind.AZC,
    PlaceKind.GLO: ReceptionKind.FAMILY_SITE,
    PlaceKind.VBL: ReceptionKind.RESTRICTED,
    PlaceKind.HTL: ReceptionKind.HTL,
    PlaceKind.DETENTION: ReceptionKind.DETENTION,
}
"""What a kind of building says of a stay, where no reception was entered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseworkFacts:
    """Everything entered that a step may depend on.

    ``open`` are activities still to be done, ``known`` all of them; ``planned`` is when departures and presentations
    start, by booking or publication.
    """

    cases: tuple[Case, ...]
    memberships: tuple[Membership, ...] = ()
    ownerships: tuple[Ownership, ...] = ()
    stays: tuple[Stay, ...] = ()
    receptions: tuple[Reception, ...] = ()
    moments: tuple[LegalMoment, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    phases: tuple[PhaseChange, ...] = ()
    documents: tuple[TravelDocument, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    tracks: tuple[TrackFact, ...] = ()
    blocks: tuple[BlockingFact, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    contacts: tuple[Contact, ...] = ()
    supports: tuple[Support, ...] = ()
    representatives: tuple[Representative, ...] = ()
    questions: tuple[InformationRequest, ...] = ()
    places: tuple[Place, ...] = ()
    missions: tuple[Mission, ...] = ()
    open: Mapping[ActivityKey, Activity] = field(default_factory=dict)
    known: Mapping[ActivityKey, Activity] = field(default_factory=dict)
    outcomes: Mapping[ActivityKey, Outcome] = field(default_factory=dict)
    planned: Mapping[ActivityKey, Minute] = field(default_factory=dict)


class CaseworkIndex:
    """One look at the facts, by case and by step. ``talks`` are the codes of steps that are conversations."""

    def __init__(self, facts: CaseworkFacts, moment: Minute, talks: Collection[str] = ()) -> None:
        self.facts, self.moment, self.today = facts, moment, day_of(moment)
        self._talks = frozenset(talks)
        self.cases = {case.id: case for case in facts.cases}
        self.places = {place.id: place for place in facts.places}
        self.ownerships = _grouped((f.case, f) for f in facts.ownerships)
        self.stays = _grouped((f.case, f) for f in facts.stays)
        self.receptions = _grouped((f.case, f) for f in facts.receptions)
        self.moments = _grouped((f.case, f) for f in facts.moments)
        self.procedures = _grouped((f.case, f) for f in facts.procedures)
        self.phases = _grouped((f.case, f) for f in facts.phases)
        self.documents = _grouped((f.case, f) for f in facts.documents)
        self.clearances = _grouped((f.case, f) for f in facts.clearances)
        self.tracks = _grouped((f.case, f) for f in facts.tracks)
        self.blocks = _grouped((f.case, f) for f in facts.blocks)
        self.dossiers = _grouped((f.case, f) for f in facts.dossiers)
        self.supports = _grouped((f.case, f) for f in facts.supports)
        self.representatives = _grouped((f.case, f) for f in facts.representatives)
        self.questions = _grouped((f.case, f) for f in facts.questions)
        self.open = _grouped(((case, a.step), a) for a in facts.open.values() for case in a.cases)
        self.talks_due = _grouped(
            (case, a) for a in facts.open.values() if a.kind is ActivityKind.CONVERSATION for case in a.cases
        )
        self.missions = _grouped((mission.country, mission) for mission in facts.missions)

    @cached_property
    def households(self) -> Mapping[CaseId, tuple[CaseId, ...]]:
        """The open cases of each case's household now, in order; absent for who is alone."""
        members: dict[str, list[CaseId]] = defaultdict(list)
        for fact in self.facts.memberships:
            if fact.valid.contains(self.moment) and fact.case in self.cases:
                members[fact.household].append(fact.case)
        return {case: tuple(sorted(group)) for group in members.values() if len(group) > 1 for case in group}

    @cached_property
    def outcomes(self) -> Mapping[tuple[CaseId, str], list[tuple[int, Outcome]]]:
        """Outcomes by case and step, with the occurrence they are of."""
        found: dict[tuple[CaseId, str], list[tuple[int, Outcome]]] = defaultdict(list)
        for key, outcome in self.facts.outcomes.items():
            activity = self.facts.known.get(key)
            if activity is not None:
                for case in activity.cases:
                    found[case, activity.step].append((activity.occurrence, outcome))
            elif (parts := key_parts(key)) is not None and parts[0] in self.cases:
                for case in self.households.get(parts[0], (parts[0],)) if parts[1] in self._talks else (parts[0],):
                    found[case, parts[1]].append((parts[2], outcome))
        return found

    @cached_property
    def talks_logged(self) -> Mapping[tuple[CaseId, str], date]:
        """The day of the last conversation in the contact log, by case and by the step it is said to have been."""
        last: dict[tuple[CaseId, str], date] = {}
        for contact in self.facts.contacts:
            if contact.subject in self._talks and self._is_conversation(contact):
                asked = (contact.case, contact.subject)
                last[asked] = max(last.get(asked, date.min), day_of(contact.at))
        return last

    def _is_conversation(self, contact: Contact) -> bool:
        return contact.channel is Channel.MEETING and contact.party is Party.PERSON and contact.at <= self.moment

    @cached_property
    def last_talks(self) -> Mapping[CaseId, date]:
        """The day of the last conversation held with each case, by outcomes and the contact log."""
        last: dict[CaseId, date] = {}
        for contact in self.facts.contacts:
            if self._is_conversation(contact):
                _keep_latest(last, contact.case, day_of(contact.at))
        for (case, step), outcomes in self.outcomes.items():
            for _, outcome in outcomes:
                if outcome.code is OutcomeCode.HELD and self._is_talk(step, outcome.activity):
                    _keep_latest(last, case, day_of(outcome.started))
        return last

    def _is_talk(self, step: str, key: ActivityKey) -> bool:
        activity = self.facts.known.get(key)
        return step in self._talks if activity is None else activity.kind is ActivityKind.CONVERSATION

    @cached_property
    def departures(self) -> Mapping[CaseId, tuple[Activity, Minute]]:
        """The first departure of each case of which the moment (or at least the day) is known."""
        return self._planned(ActivityKind.DEPARTURE)

    @cached_property
    def presentations(self) -> Mapping[CaseId, tuple[Activity, Minute]]:
        """The first presentation of each case of which the moment is known."""
        return self._planned(ActivityKind.PRESENTATION)

    def _planned(self, kind: ActivityKind) -> Mapping[CaseId, tuple[Activity, Minute]]:
        found: dict[CaseId, tuple[Activity, Minute]] = {}
        for key, activity in self.facts.open.items():
            start = self.facts.planned.get(key) if activity.kind is kind else None
            if start is not None:
                for case in activity.cases:
                    if case not in found or start < found[case][1]:
                        found[case] = (activity, start)
        return found

    def stay(self, case: CaseId) -> Stay | None:
        """Return where the person stays now."""
        return in_force(self.stays.get(case, ()), self.moment)

    def reception(self, case: CaseId) -> ReceptionKind | None:
        """Return the kind of reception now: as entered, else that of the building."""
        entered = in_force(self.receptions.get(case, ()), self.moment)
        if entered is not None:
            return entered.kind
        stay = self.stay(case)
        place = self.places.get(stay.place) if stay is not None else None
        return _RECEPTIONS.get(place.kind) if place is not None else None


class _Dated(Protocol):
    @property
    def valid(self) -> Interval: ...


_D = TypeVar("_D", bound=_Dated)


def in_force(facts: Iterable[_D], moment: Minute) -> _D | None:
    """Return the fact that holds at a moment, the one that began last when several do."""
    found: _D | None = None
    for fact in facts:
        if fact.valid.contains(moment) and (found is None or fact.valid.start > found.valid.start):
            found = fact
    return found


def key_parts(key: ActivityKey) -> tuple[CaseId, str, int] | None:
    """Return case, step and occurrence of a key that was made of them."""
    head, _, number = key.rpartition("/")
    case, _, step = head.rpartition("/")
    return (CaseId(case), step, int(number)) if case and step and number.isdecimal() else None


def _keep_latest(last: dict[CaseId, date], case: CaseId, day: date) -> None:
    if case not in last or last[case] < day:
        last[case] = day


def _grouped(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, list[_V]]:
    grouped: dict[_K, list[_V]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return dict(grouped)
