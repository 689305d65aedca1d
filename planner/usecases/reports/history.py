"""Everything that reports count, gathered from the books once.

Not allowed here: counting.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from planner.domain.activities import Activity
from planner.domain.bookings import Booking
from planner.domain.case_life import standing
from planner.domain.cases import Case, ConditionFact, Stay, TrackFact, TravelDocument
from planner.domain.casework import (
    CasePhase,
    Closing,
    Dossier,
    HandedOverBy,
    LegalMoment,
    PhaseChange,
    Reception,
    ReceptionKind,
)
from planner.domain.civil import day_of, day_start
from planner.domain.commitments import Outcome
from planner.domain.departure_plan import Contact
from planner.domain.ids import NETHERLANDS, ActivityKey, CaseId, PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.resources import ClosedDays
from planner.domain.settings import Setting, Settings
from planner.domain.terms import WorkCalendar, work_calendars
from planner.domain.time import Interval, Minute
from planner.ports.store import Transaction
from planner.usecases.norms.merge_settings import settings_in_force
from planner.usecases.planning.due_activities import read_due
from planner.usecases.reports.term_ends import TermEnd, term_ends

_F = TypeVar("_F")
_KINDS = {
    PlaceKind.AZC: ReceptionKind.AZC,
    PlaceKind.GLO: ReceptionKind.FAMILY_SITE,
    PlaceKind.VBL: ReceptionKind.RESTRICTED,
    PlaceKind.HTL: ReceptionKind.HTL,
    PlaceKind.DETENTION: ReceptionKind.DETENTION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One time that a case was with us: handed over on a day, closed on a later one or not yet."""

    case: Case
    began: date
    ended: date | None = None
    closing: Closing | None = None

    def open_on(self, day: date) -> bool:
        """Return whether the case is open when a day begins."""
        return self.began < day and (self.ended is None or self.ended >= day)


@dataclass(frozen=True, kw_only=True)
class History:
    """Facts and outcomes as known at ``now``."""

    now: Minute
    cases: Mapping[CaseId, Case] = field(default_factory=dict)
    activities: Mapping[ActivityKey, Activity] = field(default_factory=dict)
    outcomes: Mapping[ActivityKey, Outcome] = field(default_factory=dict)
    bookings: Sequence[Booking] = ()
    phases: Sequence[PhaseChange] = ()
    dossiers: Sequence[Dossier] = ()
    stays: Sequence[Stay] = ()
    receptions: Sequence[Reception] = ()
    documents: Sequence[TravelDocument] = ()
    tracks: Sequence[TrackFact] = ()
    conditions: Sequence[ConditionFact] = ()
    contacts: Sequence[Contact] = ()
    moments: Sequence[LegalMoment] = ()
    places: Mapping[PlaceId, Place] = field(default_factory=dict)
    settings: Settings = field(default_factory=lambda: Settings(()))
    calendar: WorkCalendar = field(default_factory=WorkCalendar)

    @cached_property
    def lives(self) -> tuple[Life, ...]:
        """Every time that a case was with us, by case and then by day."""
        changes = _by(self.phases, lambda fact: fact.case)
        return tuple(life for code in sorted(self.cases) for life in _lives(self.cases[code], changes.get(code, ())))

    @cached_property
    def lives_of(self) -> Mapping[CaseId, Sequence[Life]]:
        """The same, by case."""
        return _by(self.lives, lambda life: life.case.id)

    @cached_property
    def of_case(self) -> Mapping[CaseId, Sequence[tuple[Activity, Outcome]]]:
        """What happened in each case, in order of time."""
        found: dict[CaseId, list[tuple[Activity, Outcome]]] = defaultdict(list)
        for key, outcome in sorted(self.outcomes.items(), key=lambda pair: (pair[1].started, pair[0])):
            activity = self.activities.get(key)
            for case in activity.cases if activity else ():
                if activity is not None:
                    found[case].append((activity, outcome))
        return found

    @cached_property
    def handed_over_by(self) -> Mapping[tuple[CaseId, date], HandedOverBy]:
        """Who handed a case over, by the day on which the dossier came."""
        return {(fact.case, fact.received_on): fact.handed_over_by for fact in self.dossiers}

    def sender(self, life: Life) -> HandedOverBy | None:
        """Return who handed a case over: by the dossier of that time, or the last before its end."""
        days = [day for day in self._handed_over_on.get(life.case.id, ()) if self._fits(life, day)]
        return self.handed_over_by[life.case.id, max(days)] if days else None

    @cached_property
    def _handed_over_on(self) -> Mapping[CaseId, Sequence[date]]:
        found: dict[CaseId, list[date]] = defaultdict(list)
        for case, day in self.handed_over_by:
            found[case].append(day)
        return dict(found)

    @staticmethod
    def _fits(life: Life, day: date) -> bool:
        return life.ended is None or day <= life.ended

    def stay_on(self, case: CaseId, day: date) -> ReceptionKind:
        """Return in what kind of place somebody stays on a day: as recorded, else by the place itself."""
        moment = day_start(day)
        recorded = next((f.kind for f in self._receptions.get(case, ()) if f.valid.contains(moment)), None)
        if recorded is not None:
            return recorded
        place = next((f.place for f in self._stays.get(case, ()) if f.valid.contains(moment)), None)
        found = self.places.get(place) if place is not None else None
        return ReceptionKind.NONE if found is None else _KINDS.get(found.kind, ReceptionKind.NONE)

    def detained(self, case: CaseId) -> Sequence[Interval]:
        """Return when somebody is in detention, by where the person stays."""
        return self._detained.get(case, ())

    @cached_property
    def _detained(self) -> Mapping[CaseId, Sequence[Interval]]:
        closed = {place.id for place in self.places.values() if place.kind is PlaceKind.DETENTION}
        found: dict[CaseId, list[Interval]] = defaultdict(list)
        for stay in self.stays:
            if stay.place in closed:
                found[stay.case].append(stay.valid)
        return dict(found)

    @cached_property
    def term_ends(self) -> Sequence[TermEnd]:
        """The terms that ran out, in order of time."""
        return term_ends(self.activities.values(), self.moments_of, self.settings, self.calendar, self.now)

    @cached_property
    def tracks_of(self) -> Mapping[CaseId, Sequence[TrackFact]]:
        """Tracks, by case."""
        return _by(self.tracks, lambda fact: fact.case)

    @cached_property
    def documents_of(self) -> Mapping[CaseId, Sequence[TravelDocument]]:
        """Travel documents, by case."""
        return _by(self.documents, lambda fact: fact.case)

    @cached_property
    def conditions_of(self) -> Mapping[CaseId, Sequence[ConditionFact]]:
        """The four conditions, by case."""
        return _by(self.conditions, lambda fact: fact.case)

    @cached_property
    def contacts_of(self) -> Mapping[CaseId, Sequence[Contact]]:
        """The contact log, by case."""
        return _by(self.contacts, lambda fact: fact.case)

    @cached_property
    def moments_of(self) -> Mapping[CaseId, Sequence[LegalMoment]]:
        """What happened in law, by case."""
        return _by(self.moments, lambda fact: fact.case)

    @cached_property
    def _stays(self) -> Mapping[CaseId, Sequence[Stay]]:
        return _by(self.stays, lambda fact: fact.case)

    @cached_property
    def _receptions(self) -> Mapping[CaseId, Sequence[Reception]]:
        return _by(self.receptions, lambda fact: fact.case)


def _by(facts: Iterable[_F], key: Callable[[_F], CaseId]) -> dict[CaseId, list[_F]]:
    found: dict[CaseId, list[_F]] = defaultdict(list)
    for fact in facts:
        found[key(fact)].append(fact)
    return dict(found)


def _lives(case: Case, changes: Sequence[PhaseChange]) -> list[Life]:
    """Return the lives of a case by its phases; without them by its own days."""
    lives: list[Life] = []
    began: date | None = None
    for change in standing(changes):
        if change.phase is CasePhase.CLOSED:
            first = began or min(case.handed_over, day_of(change.at))
            lives.append(Life(case=case, began=first, ended=day_of(change.at), closing=change.closing))
            began = None
        elif began is None:
            late = change.phase is not CasePhase.HANDED_OVER and not lives
            began = min(case.handed_over, day_of(change.at)) if late else day_of(change.at)
    if began is not None or not lives:
        lives.append(Life(case=case, began=began or case.handed_over, ended=case.closed_on))
    return lives


def read_history(books: Transaction, now: Minute) -> History:
    """Return what the books say now."""
    release = books.releases.newest()
    published = {activity.key: activity for activity in release.activities} if release else {}
    due = read_due(books, until=now)
    facts = books.facts
    return History(
        now=now,
        cases={case.id: case for case in facts.in_force(Case)},
        activities={**published, **due.known},
        outcomes=due.outcomes,
        bookings=facts.in_force(Booking),
        phases=facts.in_force(PhaseChange),
        dossiers=facts.in_force(Dossier),
        stays=facts.in_force(Stay),
        receptions=facts.in_force(Reception),
        documents=facts.in_force(TravelDocument),
        tracks=facts.in_force(TrackFact),
        conditions=facts.in_force(ConditionFact),
        contacts=facts.in_force(Contact),
        moments=facts.in_force(LegalMoment),
        places={place.id: place for place in facts.in_force(Place)},
        settings=Settings(settings_in_force(facts.in_force(Setting))),
        calendar=work_calendars(facts.in_force(ClosedDays))[NETHERLANDS],
    )
