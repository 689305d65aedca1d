"""Whether a fact that a protocol names holds for a case, and from which day.

Not allowed here: what follows from it (``protocol_steps``).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import ClassVar

from planner.domain.case_life import standing
from planner.domain.cases import Case, DocumentState, TravelDocument
from planner.domain.casework import CasePhase, LegalMoment, PhaseChange
from planner.domain.civil import day_of
from planner.domain.clearances import ClearanceState
from planner.domain.protocol_facts import DOCUMENT_STATES, DepartureDay, DocumentDay, DossierDay, FactKind, FactRef
from planner.usecases.protocols.casework_index import CaseworkIndex, in_force

_PHASES = {phase.value: number for number, phase in enumerate(CasePhase)}
_DAYS: Mapping[DocumentDay, Callable[[TravelDocument], date | None]] = {
    DocumentDay.ORDERED: lambda d: d.ordered_on,
    DocumentDay.APPLIED: lambda d: d.applied_on,
    DocumentDay.COPY_GIVEN: lambda d: d.copy_given_on,
    DocumentDay.TOLD: lambda d: d.told_on,
    DocumentDay.CHECKED: lambda d: d.checked_on,
    DocumentDay.PRESENTED: lambda d: d.presented_on,
    DocumentDay.ANSWERED: lambda d: d.answered_on,
    DocumentDay.GRANTED: lambda d: d.answered_on,
    DocumentDay.REFUSED: lambda d: d.answered_on,
}
_ANSWERED = frozenset({DocumentState.GRANTED, DocumentState.PROMISED, DocumentState.REFUSED})


class CaseSight:
    """The facts of one case by the names that protocols use, each looked up once; steps are found elsewhere."""

    def __init__(self, index: CaseworkIndex, case: Case) -> None:
        self._index, self.case = index, case
        self._seen: dict[tuple[FactKind, str], date | None] = {}

    @cached_property
    def phases(self) -> tuple[PhaseChange, ...]:
        """The phases that count, oldest first."""
        changes = self._index.phases.get(self.case.id)
        return standing(changes) if changes else ()

    @property
    def phase(self) -> CasePhase | None:
        """The phase now."""
        return self.phases[-1].phase if self.phases else None

    def since(self, fact: FactRef) -> date | None:
        """Return the day from which the fact holds, or None when it does not (negation aside)."""
        asked = (fact.kind, fact.value)
        if asked not in self._seen:
            reader = self._readers.get(fact.kind)
            self._seen[asked] = reader(self, fact.value) if reader is not None else None
        return self._seen[asked]

    def last_day(self, fact: FactRef) -> date | None:
        """Return the day of a fact also when it is still to come."""
        if fact.kind in (FactKind.MOMENT, FactKind.KNOWN):
            return max((m.on for m in self._moments(fact.value)), default=None)
        return self.since(fact)

    def _moments(self, kind: str) -> Iterable[LegalMoment]:
        return (moment for moment in self._index.moments.get(self.case.id, ()) if moment.kind == kind)

    def _handover(self, _: str) -> date | None:
        return self.case.handed_over

    def _assigned(self, _: str) -> date | None:
        held = self._index.ownerships.get(self.case.id, ())
        first = min((fact.valid.start for fact in held), default=None)
        return None if first is None else day_of(first)

    def _dossier(self, value: str) -> date | None:
        found = self._index.dossiers.get(self.case.id, ())
        days = (d.received_on if value == DossierDay.RECEIVED else d.complete_on for d in found)
        return max((day for day in days if day is not None), default=None)

    def _moment(self, value: str) -> date | None:
        if self.case.id not in self._index.moments:
            return None
        return max((m.on for m in self._moments(value) if m.on <= self._index.today), default=None)

    def _moment_here(self, value: str) -> date | None:
        day = self._moment(value)
        return day if day is not None and day >= self.case.handed_over else None

    def _known(self, value: str) -> date | None:
        if self.case.id not in self._index.moments:
            return None
        last = max(self._moments(value), key=lambda moment: moment.on, default=None)
        known = last.known_on if last is not None else None
        return known if known is not None and known <= self._index.today else None

    def _conversation(self, _: str) -> date | None:
        return self._index.last_talks.get(self.case.id)

    def _document(self, value: str) -> date | None:
        if self.case.id not in self._index.documents:
            return None
        wanted = DocumentDay(value)
        days = [_document_day(document, wanted) for document in self._index.documents.get(self.case.id, ())]
        return max((day for day in days if day is not None), default=None)

    def _clearance(self, value: str) -> date | None:
        given = self._index.clearances.get(self.case.id)
        if given is None:
            return None
        kind = (c for c in given if c.kind == value)
        found = in_force(kind, self._index.moment)
        if found is None or found.state is not ClearanceState.YES:
            return None
        return found.given_on or day_of(found.valid.start)

    def _phase(self, value: str) -> date | None:
        now = self.phase
        if now is None or now is CasePhase.CLOSED or _PHASES[now] < _PHASES[value]:
            return None
        return day_of(min(change.at for change in self.phases if _PHASES[change.phase] >= _PHASES[value]))

    def _track(self, value: str) -> date | None:
        kind = (fact for fact in self._index.tracks.get(self.case.id, ()) if fact.track == value)
        found = in_force(kind, self._index.moment)
        return day_of(found.valid.start) if found is not None else None

    def _block(self, value: str) -> date | None:
        kind = (fact for fact in self._index.blocks.get(self.case.id, ()) if fact.reason == value)
        found = in_force(kind, self._index.moment)
        return day_of(found.valid.start) if found is not None else None

    def _block_end(self, value: str) -> date | None:
        kind = (fact for fact in self._index.blocks.get(self.case.id, ()) if fact.reason == value)
        found = in_force(kind, self._index.moment)
        return day_of(found.valid.end) if found is not None and found.valid.end is not None else None

    def _stay(self, value: str) -> date | None:
        if value and self._index.reception(self.case.id) != value:
            return None
        entered = in_force(self._index.receptions.get(self.case.id, ()), self._index.moment) if value else None
        if entered is not None:
            return day_of(entered.valid.start)
        found = self._index.stay(self.case.id)
        return day_of(found.valid.start) if found is not None else None

    def _presentation(self, _: str) -> date | None:
        found = self._index.presentations.get(self.case.id)
        return day_of(found[1]) if found is not None else None

    def _departure(self, value: str) -> date | None:
        found = self._index.departures.get(self.case.id)
        if found is None:
            return None
        detail = found[0].departure
        if value == DepartureDay.ANNOUNCED:
            return None if detail.notice_given is None else day_of(detail.notice_given)
        if value == DepartureDay.TOLD_STATE:
            return detail.transfer.announced_on if detail.transfer is not None else None
        return day_of(found[1])

    def _support(self, _: str) -> date | None:
        return max((fact.agreed_on for fact in self._index.supports.get(self.case.id, ())), default=None)

    def _representative(self, value: str) -> date | None:
        kind = (fact for fact in self._index.representatives.get(self.case.id, ()) if fact.role == value)
        found = in_force(kind, self._index.moment)
        return day_of(found.valid.start) if found is not None else None

    def _answer(self, value: str) -> date | None:
        asked = (q.answered_on for q in self._index.questions.get(self.case.id, ()) if q.item == value)
        return max((day for day in asked if day is not None), default=None)

    def _minor(self, _: str) -> date | None:
        return self.case.handed_over if self.case.minor else None

    def _household(self, _: str) -> date | None:
        return self.case.handed_over if self.case.id in self._index.households else None

    _readers: ClassVar[Mapping[FactKind, Callable[["CaseSight", str], date | None]]] = {
        FactKind.HANDOVER: _handover,
        FactKind.ASSIGNED: _assigned,
        FactKind.DOSSIER: _dossier,
        FactKind.MOMENT: _moment,
        FactKind.MOMENT_HERE: _moment_here,
        FactKind.KNOWN: _known,
        FactKind.CONVERSATION: _conversation,
        FactKind.DOCUMENT: _document,
        FactKind.CLEARANCE: _clearance,
        FactKind.PHASE: _phase,
        FactKind.TRACK: _track,
        FactKind.BLOCK: _block,
        FactKind.BLOCK_END: _block_end,
        FactKind.STAY: _stay,
        FactKind.PRESENTATION: _presentation,
        FactKind.DEPARTURE: _departure,
        FactKind.SUPPORT: _support,
        FactKind.REPRESENTATIVE: _representative,
        FactKind.ANSWER: _answer,
        FactKind.MINOR: _minor,
        FactKind.HOUSEHOLD: _household,
    }


def _document_day(document: TravelDocument, wanted: DocumentDay) -> date | None:
    """Return the day of a document; where only its state says so, the last day that was entered."""
    states = _ANSWERED if wanted is DocumentDay.ANSWERED else DOCUMENT_STATES.get(wanted)
    if wanted in (DocumentDay.GRANTED, DocumentDay.REFUSED) and states is not None and document.state not in states:
        return None
    day = _DAYS[wanted](document)
    if day is not None or states is None or document.state not in states:
        return day
    entered = (document.answered_on, document.presented_on, document.applied_on, document.ordered_on)
    return next((one for one in entered if one is not None), date.min)
