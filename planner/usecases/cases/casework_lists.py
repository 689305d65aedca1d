"""What officers have to look at in all open cases: steps to take, missing information, what is overdue or ends.

Not allowed here: deciding anything; each line names the fact it comes from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.domain.civil import day_of
from planner.domain.departure_plan import Barrier
from planner.domain.gaps import Gap
from planner.domain.ids import CaseId, RegievoerderId
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.store import Transaction
from planner.usecases.cases.case_gaps import case_gaps
from planner.usecases.cases.case_record import CaseRecord, owner_of, read_records
from planner.usecases.cases.case_view import planned_journey
from planner.usecases.cases.document_view import DocumentRules, DocumentView, document_view, ends_within, read_rules
from planner.usecases.cases.next_steps import NextStep, next_step

AHEAD = 28 * MINUTES_PER_DAY
"""So far ahead the end of a document is told: the weeks that are planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingDocument:
    """A document that ends within the weeks ahead, or that does not fit the planned journey."""

    case: CaseId
    document: DocumentView


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseworkLists:
    """The lists, each in the order of the cases; ``owners`` says whose each case is."""

    steps: tuple[NextStep, ...]
    gaps: tuple[Gap, ...]
    barriers: tuple[Barrier, ...]
    """Overdue and still there."""
    documents: tuple[EndingDocument, ...]
    owners: dict[CaseId, RegievoerderId]


def casework_lists(books: Transaction, *, now: Minute, regievoerder: RegievoerderId | None = None) -> CaseworkLists:
    """Return the lists of all open cases, or of those of one regievoerder."""
    rules, today = read_rules(books), day_of(now)
    steps: list[NextStep] = []
    gaps: list[Gap] = []
    barriers: list[Barrier] = []
    documents: list[EndingDocument] = []
    owners: dict[CaseId, RegievoerderId] = {}
    for record in read_records(books):
        owner = owner_of(record, now)
        if regievoerder is not None and owner != regievoerder:
            continue
        if owner is not None:
            owners[record.case.id] = owner
        step = next_step(record, now)
        steps += [] if step is None else [step]
        gaps += case_gaps(record, now)
        barriers += _overdue(record, today)
        documents += _ending(record, rules, now)
    return CaseworkLists(
        steps=tuple(steps), gaps=tuple(gaps), barriers=tuple(barriers), documents=tuple(documents), owners=owners
    )


def _overdue(record: CaseRecord, today: date) -> Iterator[Barrier]:
    return (barrier for barrier in record.barriers if barrier.removed_on is None and barrier.due < today)


def _ending(record: CaseRecord, rules: DocumentRules, now: Minute) -> Iterator[EndingDocument]:
    journey = planned_journey(record, now)
    for document in record.documents:
        view = document_view(document, record.case, rules, now, journey)
        if view.warnings or ends_within(view, now, Minute(now + AHEAD)):
            yield EndingDocument(case=record.case.id, document=view)
