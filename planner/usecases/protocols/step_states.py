"""How far a step is, and which fact decided so.

Not allowed here: looking facts up and counting terms.
"""

from dataclasses import replace
from datetime import date
from typing import Protocol

from planner.domain.case_steps import CaseStep, StepState
from planner.domain.civil import day_of
from planner.domain.levels import Level
from planner.domain.protocol_facts import FactKind, FactRef
from planner.domain.protocols import StepForm
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.usecases.protocols.casework_index import CaseworkIndex
from planner.usecases.protocols.step_drafts import Draft, done_day

Decided = tuple[StepState, FactRef | None, date | None]
"""State, the fact that decided it, and the day of that fact."""
_SINCE_ANCHOR = frozenset({FactKind.MOMENT, FactKind.CONVERSATION})
"""Facts that count only when they came on or after the anchor day."""


class Looking(Protocol):
    """Looks up facts and other steps of the case."""

    index: CaseworkIndex

    def since(self, fact: FactRef) -> date | None:
        """Return the day from which a fact holds, or None."""
        ...

    def find(self, code: str) -> CaseStep | None:
        """Return another step of the case."""
        ...

    def other_talk(self, draft: Draft) -> date | None:
        """Return the day from which another conversation may be held, when one is due before this step is."""
        ...

    def last_moment(self, fact: FactRef) -> Minute | None:
        """Return the moment of a fact that is still to come."""
        ...


def state_of(draft: Draft, looking: Looking, unrecorded_days: int) -> Decided:
    """Return the state of a step; ``unrecorded_days`` after its due day people must first say whether it was done."""
    now = looking.index.moment
    if draft.cases[0] != draft.case:
        return StepState.NOT_APPLICABLE, FactRef(FactKind.HOUSEHOLD), None
    if draft.delivered is None:
        decided = _outside(draft, looking) or _done(draft, looking) or _waiting(draft, looking)
        if decided is not None:
            return decided
    if draft.due is None or draft.due > now:
        coming = draft.opens is not None and draft.opens > now
        return (StepState.COMING if coming else StepState.OPEN), None, None
    forgotten = draft.delivered is None and draft.level is not Level.LEGAL
    if forgotten and draft.due + unrecorded_days * MINUTES_PER_DAY <= now:
        return StepState.WAITING, FactRef(FactKind.RECORD, draft.step.code), None
    return StepState.LATE, None, None


def _outside(draft: Draft, looking: Looking) -> Decided | None:
    """Return that the step is not for this case, or has lapsed."""
    for fact in draft.step.only_if:
        day = looking.since(fact)
        if (day is None) is not fact.negated:
            return StepState.NOT_APPLICABLE, replace(fact, negated=not fact.negated), day
    for fact in draft.step.ends:
        day = looking.other_talk(draft) if fact.kind is FactKind.OTHER_TALK else looking.since(fact)
        if _came(draft, fact, day):
            return StepState.NOT_APPLICABLE, fact, day
    return None


def _done(draft: Draft, looking: Looking) -> Decided | None:
    """Return that the step was done, by an outcome or by another fact."""
    step = draft.step
    day = done_day(draft, looking.index)
    if day is not None:
        return StepState.DONE, FactRef(FactKind.STEP, step.code), day
    for fact in step.done:
        if _came(draft, fact, day := looking.since(fact)):
            return StepState.DONE, fact, day
    if step.form is StepForm.TERM and draft.due is not None and draft.due <= looking.index.moment:
        return StepState.DONE, FactRef(FactKind.TERM_END, step.code), day_of(Minute(draft.due - 1))
    return None


def _waiting(draft: Draft, looking: Looking) -> Decided | None:
    """Return what the step waits for, or that it is too late for it."""
    step = draft.step
    for code in step.after:
        before = looking.find(code)
        if before is not None and before.state not in (StepState.DONE, StepState.NOT_APPLICABLE):
            return StepState.WAITING, FactRef(FactKind.STEP, code), None
    for fact in step.needs:
        if (looking.since(fact) is None) is not fact.negated:
            return StepState.WAITING, fact, None
    if draft.day is None:
        return StepState.WAITING, draft.anchor, None
    if draft.due is None:
        return StepState.NOT_APPLICABLE, draft.anchor, draft.day
    last = None if step.not_after is None else looking.last_moment(step.not_after)
    if last is not None and last <= looking.index.moment:
        return StepState.NOT_APPLICABLE, step.not_after, day_of(last)
    return None


def _came(draft: Draft, fact: FactRef, day: date | None) -> bool:
    if fact.negated or day is None:
        return fact.negated and day is None
    return fact.kind not in _SINCE_ANCHOR or draft.day is None or day >= draft.day
