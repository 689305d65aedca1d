"""The steps of facts when something becomes known about a case: the person, an application, a document, a hand-over.

Nothing is proposed against anybody: a person who is not there is planned around. Not allowed here: means
(``about_means``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from planner.domain.activities import ActivityKind
from planner.domain.cases import (
    BlockingFact,
    BlockReason,
    Condition,
    ConditionFact,
    DocumentState,
    Stay,
    TravelDocument,
)
from planner.domain.civil import day_of
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState
from planner.domain.disruption import FactStep
from planner.domain.ids import CaseId
from planner.domain.lp_life import LAISSEZ_PASSER
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.sheet_facts import HandOverCheck, HandOverItem
from planner.domain.time import Interval, Minute
from planner.domain.wording import either
from planner.ports.store import Transaction
from planner.usecases.disruptions.happened import (
    DocumentGranted,
    DocumentLate,
    DocumentRefused,
    HandOverIncomplete,
    NewApplication,
    PersonGone,
)
from planner.usecases.disruptions.looking_up import absence, activity, open_case, require_span
from planner.usecases.disruptions.periods import without
from planner.usecases.disruptions.refusals import refused

CLEARED_BY: Mapping[HandOverCheck, ClearanceKind] = {
    HandOverCheck.FIT_TO_FLY: ClearanceKind.FIT_TO_FLY,
    HandOverCheck.IND: ClearanceKind.REMOVABILITY,
}
"""What stands for an item of the hand-over; the others belong to the pack as a whole."""


def person_gone(books: Transaction, asked: PersonGone, now: Minute) -> Iterator[FactStep]:
    """Yield that a person is away, stays nowhere known then, and is not available for a forced departure.

    What needs a person where that person stays cannot be planned then; nothing is looked for or enforced.
    """
    open_case(books, asked.case)
    span = _span(asked.since, asked.until)
    require_span(span, now)
    person = ResourceRef(ResourceKind.CASE, asked.case)
    known = absence(books, person, span.start)
    if known is not None and known.interval == span:
        raise refused(
            "van",
            either("dit is al bekend", "this is known already"),
            either("Meld alleen wat er bij komt.", "Report only what is added."),
        )
    yield FactStep(before=known, after=Absence(resource=person, interval=span))
    for fact in books.facts.beginning(ConditionFact, asked.case):
        if fact.condition is Condition.AVAILABLE:
            yield from without(fact, span)
    for stay in books.facts.beginning(Stay, asked.case):
        yield from without(stay, span)


def new_application(books: Transaction, asked: NewApplication, now: Minute) -> Iterator[FactStep]:
    """Yield the fact that forbids a departure as long as the application runs."""
    open_case(books, asked.case)
    require_span(asked.span, now)
    new = BlockingFact(case=asked.case, reason=BlockReason.NEW_APPLICATION, valid=asked.span)
    known: BlockingFact | None = None
    for fact in books.facts.beginning(BlockingFact, f"{asked.case}|{BlockReason.NEW_APPLICATION}"):
        if fact.valid.start == asked.span.start:
            known = fact
        elif fact.valid.overlaps(asked.span.start, asked.span.end):
            remedy = either(
                "Beëindig het lopende beletsel bij de zaak, of laat dit erop aansluiten.",
                "End the obstacle that runs in the case, or let this begin where it ends.",
            )
            raise refused(
                "van",
                either("er loopt al een aanvraag in deze periode", "an application runs in this period already"),
                remedy,
            )
    if known == new:
        raise refused(
            "van",
            either("deze aanvraag is al bekend", "this application is known already"),
            either("Meld alleen wat er bij komt.", "Report only what is added."),
        )
    yield FactStep(before=known, after=new)


def document_granted(books: Transaction, asked: DocumentGranted, now: Minute) -> Iterator[FactStep]:
    """Yield the document as it was issued."""
    known = _document(books, asked.case, asked.document)
    if asked.valid.end is not None and asked.valid.end <= now:
        raise refused(
            "tot",
            either("dit document is al verlopen", "this document has expired already"),
            either("Controleer tot wanneer het geldig is.", "Check until when it is valid."),
        )
    yield _answered(known, asked.case, asked.document, DocumentState.GRANTED, asked.valid, now)


def document_refused(books: Transaction, asked: DocumentRefused, now: Minute) -> Iterator[FactStep]:
    """Yield that the document was refused, and of a forced departure that this condition does not hold."""
    known = _document(books, asked.case, asked.document)
    if known is None:
        raise _unknown(asked.document)
    yield _answered(known, asked.case, asked.document, DocumentState.REFUSED, None, now)
    yield from _condition_ends(books, asked.case, Interval(now))


def document_late(books: Transaction, asked: DocumentLate, now: Minute) -> Iterator[FactStep]:
    """Yield that a promised document comes no earlier, and of a forced departure the condition along with it."""
    known = _document(books, asked.case, asked.document)
    if asked.expected <= now:
        raise refused(
            "van",
            either("dit tijdstip is al voorbij", "this moment is past"),
            either("Geef wanneer het document wordt verwacht.", "Say when the document is expected."),
        )
    if known is None:
        raise _unknown(asked.document)
    if known.state is DocumentState.GRANTED:
        problem = "dit document is al verstrekt"
        raise refused(
            "reisdocument",
            problem,
            either("Meld een nieuwe geldigheid als verstrekt.", "Report a new validity as granted."),
            asked.document,
        )
    if known.state is DocumentState.PROMISED:
        end = None if known.valid is None else known.valid.end
        later = Interval(asked.expected, end if end is None or end > asked.expected else None)
        yield FactStep(before=known, after=replace(known, valid=later))
    yield from _condition_ends(books, asked.case, Interval(now, asked.expected))


def hand_over_incomplete(books: Transaction, asked: HandOverIncomplete, now: Minute) -> Iterator[FactStep]:
    """Yield that something of the hand-over of a departure is not there, for everybody who leaves with it."""
    departure = activity(books, asked.activity, now)
    if departure.kind is not ActivityKind.DEPARTURE:
        problem = f"dit is een {departure.kind}, geen vertrek"
        raise refused("kenmerk", problem, either("Kies een vertrek.", "Choose a departure."), departure.key)
    span = _span(now, asked.until)
    for ticked in books.facts.beginning(HandOverItem, f"{departure.key}|{asked.item}"):
        yield FactStep(before=ticked, after=None)
    kind = CLEARED_BY.get(asked.item, ClearanceKind.HAND_OVER_PACK)
    for case in departure.cases:
        known = next(iter(books.facts.beginning(Clearance, f"{case}|{kind}|{now}")), None)
        answer = Clearance(case=case, kind=kind, state=ClearanceState.NO, valid=span, given_on=day_of(now))
        yield FactStep(before=known, after=answer)


def _span(start: Minute, end: Minute | None) -> Interval:
    if end is not None and end <= start:
        raise refused(
            "tot",
            either("het eind ligt niet na het begin", "the end is not after the beginning"),
            either("Verbeter een van beide tijden.", "Correct one of the two times."),
        )
    return Interval(start, end)


def _document(books: Transaction, case: CaseId, kind: str) -> TravelDocument | None:
    open_case(books, case)
    return next((fact for fact in books.facts.beginning(TravelDocument, case) if fact.kind == kind), None)


def _unknown(kind: str) -> Exception:
    return refused("reisdocument", "van deze zaak is dit document niet bekend", "Leg het eerst vast bij de zaak.", kind)


def _answered(
    known: TravelDocument | None, case: CaseId, kind: str, state: DocumentState, valid: Interval | None, now: Minute
) -> FactStep:
    answered = day_of(now) if kind == LAISSEZ_PASSER else None
    after = replace(known or TravelDocument(case=case, kind=kind, state=state), state=state, valid=valid)
    if answered is not None:
        after = replace(after, answered_on=answered)
    if known is not None and (known.state, known.valid) == (state, valid):
        raise refused(
            "reden",
            f"dit document is al {state}",
            either("Meld alleen wat er verandert.", "Report only what changes."),
            kind,
        )
    return FactStep(before=known, after=after)


def _condition_ends(books: Transaction, case: CaseId, hole: Interval) -> Iterator[FactStep]:
    for fact in books.facts.beginning(ConditionFact, case):
        if fact.condition is Condition.DOCUMENT:
            yield from without(fact, hole)
