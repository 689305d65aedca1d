"""Keeping the day on which a case was closed in step with its phases.

Not allowed here: deciding that a case is closed (a person does, by its phase).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from planner.domain.case_life import present
from planner.domain.cases import Case
from planner.domain.casework import CasePhase, PhaseChange
from planner.domain.civil import day_of
from planner.domain.ids import CaseId
from planner.domain.time import Minute
from planner.ports.store import RecordedFact, Transaction
from planner.usecases.cases.fact_steps import MANY, phases_of


def close_cases(books: Transaction, changes: Iterable[PhaseChange], *, at: Minute) -> None:
    """Let cases of which a phase was just recorded be closed on the day their phase says, or open again."""
    added = tuple(changes)
    ending = {change.case for change in added if change.phase is CasePhase.CLOSED or change.correction}
    begun = {change.case for change in added if change.phase is CasePhase.HANDED_OVER}
    records = {r.fact.id: r for r in _cases(books, ending | begun)}
    touched = {case for case, r in records.items() if case in ending or r.fact.closed_on is not None}
    closed = _closed_on(books, touched)
    for code in sorted(touched):
        record = records[code]
        if (record.fact.closed_on is None) != (closed[code] is None):
            books.facts.record((replace(record.fact, closed_on=closed[code]),), source=record.source, at=at)


def _cases(books: Transaction, cases: set[CaseId]) -> Iterable[RecordedFact[Case]]:
    if len(cases) > MANY:
        return (record for record in books.facts.recorded(Case) if record.fact.id in cases)
    histories = (books.facts.history(Case, case) for case in sorted(cases))
    return (record for history in histories for record in history if record.retired_at is None)


def _closed_on(books: Transaction, cases: set[CaseId]) -> dict[CaseId, date | None]:
    lives: dict[CaseId, list[PhaseChange]] = defaultdict(list)
    for change in phases_of(books, cases):
        lives[change.case].append(change)
    days: dict[CaseId, date | None] = {}
    for case in cases:
        now = present(lives[case])
        days[case] = day_of(now.at) if now is not None and now.phase is CasePhase.CLOSED else None
    return days
