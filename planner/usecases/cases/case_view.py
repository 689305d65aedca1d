"""The vertrekplan of a case as one page would show it: what was entered, and what follows from it at a moment.

Not allowed here: storing, and deciding who may see it (whoever shows it does).
"""

from dataclasses import dataclass
from datetime import date

from planner.domain.activities import ActivityKind, DepartureDetail
from planner.domain.case_life import allowed_next, present, standing
from planner.domain.cases import BlockingFact, Case, Condition, ConditionFact, Stay, TrackFact
from planner.domain.casework import CasePhase, Dossier, LegalMoment, PhaseChange, Procedure, Reception
from planner.domain.civil import day_of
from planner.domain.clearances import Clearance
from planner.domain.departure_plan import (
    Barrier,
    Contact,
    InformationRequest,
    MotivationPhase,
    Possibility,
    Representative,
    Support,
)
from planner.domain.gaps import Gap
from planner.domain.ids import CaseId, HouseholdId, RegievoerderId
from planner.domain.time import Interval, Minute, intersection, subtract
from planner.ports.store import Transaction
from planner.usecases.cases.case_gaps import case_gaps
from planner.usecases.cases.case_record import CaseRecord, Doing, holding, owner_of, read_record
from planner.usecases.cases.document_view import (
    DocumentRules,
    DocumentView,
    PlannedJourney,
    document_view,
    read_rules,
)
from planner.usecases.cases.next_steps import NextStep, next_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Barriers or questions by how they stand on a day."""

    barriers_open: tuple[Barrier, ...] = ()
    barriers_overdue: tuple[Barrier, ...] = ()
    barriers_removed: tuple[Barrier, ...] = ()
    questions_open: tuple[InformationRequest, ...] = ()
    questions_overdue: tuple[InformationRequest, ...] = ()
    questions_answered: tuple[InformationRequest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything about one case at one moment. Lists are in order of time, oldest first, unless they have an order."""

    case: Case
    at: Minute
    phase: PhaseChange | None
    history: tuple[PhaseChange, ...]
    """Every phase ever recorded, corrected ones too."""
    life: tuple[PhaseChange, ...]
    """The phases that count."""
    may_go_to: tuple[CasePhase, ...]
    next_step: NextStep | None
    dossier: Dossier | None
    procedure: Procedure | None
    reception: Reception | None
    stay: Stay | None
    owner: RegievoerderId | None
    household: HouseholdId | None
    family: tuple[CaseId, ...]
    """The others of the household now."""
    track: TrackFact | None
    possibilities: tuple[Possibility, ...]
    work: Agreed
    supports: tuple[Support, ...]
    representatives: tuple[Representative, ...]
    contacts: tuple[Contact, ...]
    motivation: MotivationPhase | None
    motivation_history: tuple[MotivationPhase, ...]
    documents: tuple[DocumentView, ...]
    moments: tuple[LegalMoment, ...]
    clearances: tuple[Clearance, ...]
    conditions: tuple[ConditionFact, ...]
    blocks: tuple[BlockingFact, ...]
    removable: tuple[Interval, ...]
    """When all four conditions for forced departure hold and nothing blocks, from now on."""
    gaps: tuple[Gap, ...]
    planned: tuple[Doing, ...]
    """Published and without outcome."""
    done: tuple[Doing, ...]
    """With an outcome, by when it ended."""


def case_view(books: Transaction, case: CaseId, at: Minute) -> CaseView | None:
    """Return the view of a case at a moment, by what the books say now; None for a case that is not known."""
    record = read_record(books, case)
    return None if record is None else view_of(record, at, read_rules(books))


def view_of(record: CaseRecord, at: Minute, rules: DocumentRules) -> CaseView:
    """Return the view of what is on record at a moment."""
    past = tuple(change for change in record.phases if change.at <= at)
    household = next((f.household for f in record.household if f.case == record.case.id and f.valid.contains(at)), None)
    journey = planned_journey(record, at)
    waiting = [doing for doing in record.doings if doing.outcome is None and doing.appointment is not None]
    return CaseView(
        case=record.case,
        at=at,
        phase=present(past),
        history=tuple(sorted(past, key=lambda change: change.at)),
        life=standing(past),
        may_go_to=allowed_next(past),
        next_step=next_step(record, at),
        dossier=max(record.dossiers, key=lambda dossier: dossier.received_on, default=None),
        procedure=holding(record.procedures, at),
        reception=holding(record.receptions, at),
        stay=holding(record.stays, at),
        owner=owner_of(record, at),
        household=household,
        family=tuple(
            fact.case
            for fact in record.household
            if fact.household == household and fact.case != record.case.id and fact.valid.contains(at)
        ),
        track=holding(record.tracks, at),
        possibilities=record.possibilities,
        work=_work(record, day_of(at)),
        supports=tuple(sorted(record.supports, key=lambda support: support.agreed_on)),
        representatives=tuple(one for one in record.representatives if one.valid.contains(at)),
        contacts=tuple(sorted(record.contacts, key=lambda contact: contact.at)),
        motivation=holding(record.motivation, at),
        motivation_history=tuple(sorted(record.motivation, key=lambda phase: phase.valid.start)),
        documents=tuple(document_view(document, record.case, rules, at, journey) for document in record.documents),
        moments=tuple(sorted(record.moments, key=lambda moment: moment.on)),
        clearances=tuple(one for one in record.clearances if one.valid.end is None or one.valid.end > at),
        conditions=record.conditions,
        blocks=record.blocks,
        removable=_removable(record, at),
        gaps=case_gaps(record, at),
        planned=tuple(sorted(waiting, key=_begins)),
        done=tuple(sorted((d for d in record.doings if d.outcome is not None), key=_ended)),
    )


def planned_journey(record: CaseRecord, at: Minute) -> PlannedJourney | None:
    """Return the first published departure that is still to come, or None."""
    coming = [
        PlannedJourney(
            country=doing.activity.detail.country, departs=doing.appointment.start, arrives=doing.appointment.end
        )
        for doing in record.doings
        if doing.activity is not None
        and doing.activity.kind is ActivityKind.DEPARTURE
        and isinstance(doing.activity.detail, DepartureDetail)
        and doing.appointment is not None
        and doing.outcome is None
        and doing.appointment.end > at
    ]
    return min(coming, key=lambda journey: journey.departs, default=None)


def _work(record: CaseRecord, today: date) -> Agreed:
    left = [barrier for barrier in record.barriers if barrier.removed_on is None or barrier.removed_on > today]
    asked = [one for one in record.questions if one.answered_on is None or one.answered_on > today]
    return Agreed(
        barriers_open=tuple(barrier for barrier in left if barrier.due >= today),
        barriers_overdue=tuple(barrier for barrier in left if barrier.due < today),
        barriers_removed=tuple(barrier for barrier in record.barriers if barrier not in left),
        questions_open=tuple(one for one in asked if one.due >= today),
        questions_overdue=tuple(one for one in asked if one.due < today),
        questions_answered=tuple(one for one in record.questions if one not in asked),
    )


def _removable(record: CaseRecord, at: Minute) -> tuple[Interval, ...]:
    """Return when the four conditions, as people entered them, hold together and nothing blocks."""
    all_four = intersection([fact.valid for fact in record.conditions if fact.condition is one] for one in Condition)
    free = subtract(all_four, (block.valid for block in record.blocks))
    return tuple(part for part in (interval.intersect(Interval(at)) for interval in free) if part is not None)


def _begins(doing: Doing) -> tuple[int, str]:
    return (0 if doing.appointment is None else doing.appointment.start, doing.key)


def _ended(doing: Doing) -> tuple[int, str]:
    return (0 if doing.outcome is None else doing.outcome.ended, doing.key)
