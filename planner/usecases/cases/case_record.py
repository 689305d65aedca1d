"""Everything that is on record about a case, gathered from the books: of one case, or of all open ones at once.

Not allowed here: what follows from it (``case_gaps``, ``next_steps``, ``case_view``).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from planner.domain.activities import Activity
from planner.domain.cases import (
    BlockingFact,
    Case,
    ConditionFact,
    Membership,
    Ownership,
    Stay,
    TrackFact,
    TravelDocument,
)
from planner.domain.casework import Dossier, LegalMoment, PhaseChange, Procedure, Reception
from planner.domain.clearances import Clearance
from planner.domain.commitments import Outcome
from planner.domain.departure_plan import (
    Barrier,
    Contact,
    InformationRequest,
    MotivationPhase,
    Possibility,
    Representative,
    Support,
)
from planner.domain.facts import Fact
from planner.domain.ids import ActivityKey, CaseId, RegievoerderId
from planner.domain.plan import Appointment, Assignment
from planner.domain.release import Release
from planner.domain.time import Interval, Minute
from planner.ports.store import Facts, Transaction
from planner.usecases.publishing.published_owners import still_entered

F = TypeVar("F", bound=Fact)
_About = (
    PhaseChange | Dossier | Procedure | Reception | LegalMoment | Ownership | Stay | TrackFact | ConditionFact
    | BlockingFact | TravelDocument | Possibility | Barrier | Support | Representative | Contact
    | InformationRequest | MotivationPhase | Clearance
)  # fmt: skip
"""Facts that are each about one case."""
A = TypeVar("A", bound=_About)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """An activity of a case: what was published of it and how it went, as far as either is known."""

    key: ActivityKey
    activity: Activity | None = None
    appointment: Appointment | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """The facts about one case, each kind in the order of its keys, and what was and is to be done."""

    case: Case
    phases: tuple[PhaseChange, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    receptions: tuple[Reception, ...] = ()
    moments: tuple[LegalMoment, ...] = ()
    ownerships: tuple[Ownership, ...] = ()
    stays: tuple[Stay, ...] = ()
    tracks: tuple[TrackFact, ...] = ()
    conditions: tuple[ConditionFact, ...] = ()
    blocks: tuple[BlockingFact, ...] = ()
    documents: tuple[TravelDocument, ...] = ()
    possibilities: tuple[Possibility, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    supports: tuple[Support, ...] = ()
    representatives: tuple[Representative, ...] = ()
    contacts: tuple[Contact, ...] = ()
    questions: tuple[InformationRequest, ...] = ()
    motivation: tuple[MotivationPhase, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    household: tuple[Membership, ...] = ()
    """Everybody of the households that the case is or was in, itself included."""
    doings: tuple[Doing, ...] = ()
    published_owner: Assignment | None = None
    """Who got the case by a publication, for as long as no source says who has it."""


class _Valid(Protocol):
    @property
    def valid(self) -> Interval: ...


V = TypeVar("V", bound=_Valid)


def holding(facts: tuple[V, ...], at: Minute) -> V | None:
    """Return the fact that holds at a moment: of several the one that began last."""
    found = [fact for fact in facts if fact.valid.contains(at)]
    return max(found, key=lambda fact: fact.valid.start, default=None)


def owner_of(record: CaseRecord, at: Minute) -> RegievoerderId | None:
    """Return who has the case at a moment: as entered, else by a publication."""
    entered = holding(record.ownerships, at)
    if entered is not None:
        return entered.regievoerder
    return None if record.published_owner is None else record.published_owner.regievoerder


class _Of(Protocol):
    """Returns the facts of a type about a case."""

    def __call__(self, kind: type[A], case: CaseId) -> tuple[A, ...]: ...


def read_record(books: Transaction, code: CaseId) -> CaseRecord | None:
    """Return what is on record about a case, or None when it is not known."""
    cases = books.facts.beginning(Case, code)
    if not cases:
        return None

    def of(kind: type[A], case: CaseId) -> tuple[A, ...]:
        return books.facts.beginning(kind, case)

    release = books.releases.newest()
    outcomes = {outcome.activity: outcome for outcome in books.outcomes.beginning(f"{code}/")}
    mine = [activity for activity in release.activities if code in activity.cases] if release else []
    for activity in mine:
        history = () if activity.key in outcomes else books.outcomes.history(activity.key)
        outcomes.update({outcome.activity: outcome for outcome in history})
    doings = _doings(release, outcomes, {code})
    memberships = books.facts.in_force(Membership)
    record = _record(cases[0], of, doings.get(code, ()), _households(memberships), _assigned(release))
    return _as_published(books, record, release)


def read_records(books: Transaction) -> Iterator[CaseRecord]:
    """Yield what is on record about every open case, in the order of their codes."""
    open_cases = [case for case in books.facts.in_force(Case) if case.closed_on is None]
    grouped = _Grouped(books.facts)
    release = books.releases.newest()
    doings = _doings(release, books.outcomes.effective(), {case.id for case in open_cases})
    households = _households(books.facts.in_force(Membership))
    assigned = _assigned(release)
    for case in open_cases:
        record = _record(case, grouped, doings.get(case.id, ()), households, assigned)
        yield _as_published(books, record, release)


class _Grouped:
    """Reads each type once and keeps it by case."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._by_kind: dict[object, Mapping[CaseId, tuple[object, ...]]] = {}

    def __call__(self, kind: type[A], case: CaseId) -> tuple[A, ...]:
        if kind not in self._by_kind:
            found: dict[CaseId, tuple[object, ...]] = {}
            groups: dict[CaseId, list[A]] = defaultdict(list)
            for fact in self._facts.in_force(kind):
                groups[fact.case].append(fact)
            for code, group in groups.items():
                found[code] = tuple(group)
            self._by_kind[kind] = found
        return tuple(fact for fact in self._by_kind[kind].get(case, ()) if isinstance(fact, kind))


def _record(
    case: Case,
    of: _Of,
    doings: tuple[Doing, ...],
    households: Mapping[CaseId, tuple[Membership, ...]],
    assigned: Mapping[CaseId, Assignment],
) -> CaseRecord:
    code = case.id
    return CaseRecord(
        case=case,
        phases=of(PhaseChange, code),
        dossiers=of(Dossier, code),
        procedures=of(Procedure, code),
        receptions=of(Reception, code),
        moments=of(LegalMoment, code),
        ownerships=of(Ownership, code),
        stays=of(Stay, code),
        tracks=of(TrackFact, code),
        conditions=of(ConditionFact, code),
        blocks=of(BlockingFact, code),
        documents=of(TravelDocument, code),
        possibilities=of(Possibility, code),
        barriers=of(Barrier, code),
        supports=of(Support, code),
        representatives=of(Representative, code),
        contacts=of(Contact, code),
        questions=of(InformationRequest, code),
        motivation=of(MotivationPhase, code),
        clearances=of(Clearance, code),
        household=households.get(code, ()),
        doings=doings,
        published_owner=assigned.get(code),
    )


def _as_published(books: Transaction, record: CaseRecord, release: Release | None) -> CaseRecord:
    """Return a record without the regievoerder whose case was marked, once a publication gave it to another."""
    given = record.published_owner
    if release is None or given is None:
        return record
    left = still_entered(books, record.ownerships, {given.case: given}, release)
    return record if left == record.ownerships else replace(record, ownerships=left)


def _doings(
    release: Release | None, outcomes: Mapping[ActivityKey, Outcome], cases: set[CaseId]
) -> dict[CaseId, tuple[Doing, ...]]:
    """Return the activities of cases that are published or have an outcome, in the order of their keys."""
    activities = {activity.key: activity for activity in release.activities} if release else {}
    planned = {item.activity: item for item in release.appointments} if release else {}
    found: dict[CaseId, list[Doing]] = defaultdict(list)
    for key in sorted(planned.keys() | outcomes.keys()):
        activity = activities.get(key)
        concerned = activity.cases if activity is not None else (CaseId(key.partition("/")[0]),)
        doing = Doing(key=key, activity=activity, appointment=planned.get(key), outcome=outcomes.get(key))
        for case in cases.intersection(concerned):
            found[case].append(doing)
    return {case: tuple(doings) for case, doings in found.items()}


def _households(memberships: tuple[Membership, ...]) -> dict[CaseId, tuple[Membership, ...]]:
    groups: dict[str, list[Membership]] = defaultdict(list)
    for fact in memberships:
        groups[fact.household].append(fact)
    found: dict[CaseId, list[Membership]] = defaultdict(list)
    for group in groups.values():
        for case in dict.fromkeys(fact.case for fact in group):
            found[case] += group
    return {case: tuple(facts) for case, facts in found.items()}


def _assigned(release: Release | None) -> dict[CaseId, Assignment]:
    return {assignment.case: assignment for assignment in release.assignments} if release else {}
