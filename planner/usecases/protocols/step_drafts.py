"""A step being found: which occurrence it is, under which key, and how its terms run.

Not allowed here: which state it is in (``step_states``).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.activities import Activity, Lead, Term
from planner.domain.cases import Regime
from planner.domain.civil import day_of, day_start
from planner.domain.ids import ActivityKey, CaseId, activity_key
from planner.domain.legal_terms import ANCHORS, running_term
from planner.domain.levels import Level
from planner.domain.protocol_facts import FactKind, FactRef
from planner.domain.protocols import Norm, Protocol, Step, StepForm, StepTerm
from planner.domain.time import Minute
from planner.usecases.protocols.casework_index import CaseworkIndex
from planner.usecases.protocols.norm_lengths import Norms

_UNKNOWN = ActivityKey("")


@dataclass(slots=True, kw_only=True)
class Draft:
    """What is known so far of one step of one case. ``due`` is the first minute that is too late."""

    case: CaseId
    protocol: Protocol
    step: Step
    anchor: FactRef | None
    day: date | None
    regime: Regime
    occurrence: int = 1
    key: ActivityKey = _UNKNOWN
    cases: tuple[CaseId, ...] = ()
    """Who takes part, the one addressed first."""
    terms: tuple[Term, ...] = ()
    leads: tuple[Lead, ...] = ()
    due: Minute | None = None
    opens: Minute | None = None
    level: Level = Level.TIMELY
    delivered: Activity | None = None
    """What a source delivered under this key."""
    lookalike: Activity | None = None
    """What a source delivered for this step under another key."""


def planned(index: CaseworkIndex, case: CaseId, fact: FactRef | None) -> tuple[Activity, Minute] | None:
    """Return the departure or presentation that a fact is about, with its moment; None when it is not planned."""
    if fact is None or fact.kind not in (FactKind.DEPARTURE, FactKind.PRESENTATION):
        return None
    return (index.departures if fact.kind is FactKind.DEPARTURE else index.presentations).get(case)


def number(draft: Draft, index: CaseworkIndex) -> None:
    """Find occurrence and key: what a source delivered comes first, then what has ended."""
    talk = draft.step.form is StepForm.CONVERSATION
    draft.cases = _addressed(draft, index) if talk else (draft.case,)
    head, code = draft.cases[0], draft.step.code
    waiting = index.open.get((head, code))
    if waiting is not None:
        waiting = sorted(waiting, key=lambda a: (a.window.start, a.occurrence, a.key))
        own = next((a for a in waiting if a.key == activity_key(a.cases[0], code, a.occurrence)), None)
        if own is not None:
            draft.delivered, draft.occurrence, draft.cases, draft.key = own, own.occurrence, own.cases, own.key
            return
        draft.lookalike = waiting[0]
    before = planned(index, draft.case, draft.anchor)
    ended = index.outcomes.get((head, code))
    if before is not None and draft.day is not None:
        draft.occurrence = before[0].occurrence
    elif ended is not None:
        draft.occurrence = 1 + max(count for count, _ in ended)
    draft.key = activity_key(head, code, draft.occurrence)


def _addressed(draft: Draft, index: CaseworkIndex) -> tuple[CaseId, ...]:
    """Return who takes part in a conversation: of a household its adults, the one addressed first."""
    members = index.households.get(draft.case)
    if members is None:
        return (draft.case,)
    adults = tuple(member for member in members if not index.cases[member].minor) or members
    spoken = (a.cases[0] for member in adults for a in index.open.get((member, draft.step.code), ()))
    head = next((case for case in spoken if case in members), adults[0])
    return (head, *(member for member in adults if member != head))


def done_day(draft: Draft, index: CaseworkIndex) -> date | None:
    """Return the day on which the step was done since its anchor, by outcome or contact log; take over its occurrence.

    A planned departure or presentation counts for its own occurrence alone; what comes back was done later.
    """
    head, code = draft.cases[0], draft.step.code
    ended, logged = index.outcomes.get((head, code)), index.talks_logged.get((head, code))
    if ended is None and logged is None:
        return None
    days = [(count, day_of(outcome.ended)) for count, outcome in ended or () if outcome.code.done]
    if logged is not None:
        days.append((draft.occurrence, logged))
    if draft.day is not None:
        if planned(index, draft.case, draft.anchor) is not None:
            days = [(count, day) for count, day in days if count == draft.occurrence]
        elif draft.step.recurring:
            days = [(count, day) for count, day in days if day > draft.day]
        else:
            days = [(count, day) for count, day in days if day >= draft.day]
    if not days:
        return None
    draft.occurrence, day = max(days)
    draft.key = activity_key(head, code, draft.occurrence)
    return day


def count(draft: Draft, terms: Iterable[StepTerm], index: CaseworkIndex, norms: Norms) -> None:
    """Count the terms from the anchor to the due moment, and back from there to when the step opens.

    What a source delivered has the terms and the window that the source gave it.
    """
    if draft.delivered is not None and draft.delivered.terms:
        _count_delivered(draft, draft.delivered, norms)
        draft.leads = draft.delivered.leads
        return
    if draft.day is None:
        draft.opens = draft.delivered.window.start if draft.delivered is not None else None
        return
    forward = True
    for term in terms:
        forward = forward and not term.before
        end = _end(draft, term, index, norms)
        if end is not None and (draft.due is None or end < draft.due):
            draft.due, draft.level = end, term.level
    if draft.delivered is not None:
        draft.opens = draft.delivered.window.start
    elif draft.step.opens is not None and draft.due is not None:
        last = day_of(Minute(draft.due - 1))
        draft.opens = norms.back(draft.step.opens, last, draft.day, draft.regime)
    elif forward:
        draft.opens = day_start(draft.day)


def _count_delivered(draft: Draft, delivered: Activity, norms: Norms) -> None:
    draft.opens = delivered.window.start
    for term in delivered.terms:
        end = norms.after(Norm(rule=term.rule, key=term.key), term.anchor, delivered.regime or draft.regime)
        if draft.due is None or end < draft.due:
            draft.due, draft.level = end, term.level


def _end(draft: Draft, term: StepTerm, index: CaseworkIndex, norms: Norms) -> Minute | None:
    """Return the end of one term; a term of the law runs as what happened in law makes it run, or not at all."""
    if draft.day is None:
        return None
    if term.before:
        found = planned(index, draft.case, draft.anchor)
        if found is not None and term.norm.rule is not None:
            draft.leads = (*draft.leads, Lead(before=found[0].key, rule=term.norm.rule, key=term.norm.key))
        return norms.before(term.norm, found[1] if found else None, draft.day, draft.regime)
    rule = term.norm.rule
    if rule is None:
        return norms.after(term.norm, draft.day, draft.regime)
    running = Term(rule=rule, anchor=draft.day, level=term.level, key=term.norm.key)
    if rule in ANCHORS:
        changed = running_term(running, index.moments.get(draft.case, ()), index.today)
        if changed is None:
            return None
        running = changed
    draft.terms = (*draft.terms, running)
    norm = term.norm if running.key == term.norm.key else replace(term.norm, key=running.key)
    return norms.after(norm, running.anchor, draft.regime)
