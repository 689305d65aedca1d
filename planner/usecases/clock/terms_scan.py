"""The nightly scan: legal terms that run out without anything planned, and documents that end.

Not allowed here: planning, and what a term is (the rules and ``planner.domain.terms`` say so).
"""

from collections.abc import Iterator

from planner.domain.activities import Activity
from planner.domain.civil import day_of
from planner.domain.ids import NETHERLANDS
from planner.domain.levels import Level
from planner.domain.problem import Problem
from planner.domain.settings import Settings
from planner.domain.spelling import day, numeric_date
from planner.domain.tasks import Task, TaskKind
from planner.domain.terms import term_end, work_calendars
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.ports.store import Store, Transaction
from planner.usecases.cases.casework_lists import EndingDocument, casework_lists
from planner.usecases.clock.notices import Renewed, renew
from planner.usecases.planning.current_plan import stored_plan

AHEAD = 7 * MINUTES_PER_DAY
"""A legal term that ends within so long, without anything planned, is told."""
DOCUMENTS_AHEAD = 14 * MINUTES_PER_DAY


def scan_terms(store: Store, now: Minute) -> Renewed:
    """Raise what runs out soon and is not seen to, and end what was raised and no longer holds."""
    with store.reading() as books:
        found = (*_terms(books, now), *_documents(books, now))
    with store.transaction() as books:
        return renew(books, {TaskKind.TERM_AT_RISK, TaskKind.EXPIRY}, found, now=now)


def _terms(books: Transaction, now: Minute) -> Iterator[Task]:
    if books.plans.newest() is None:
        return
    plan = stored_plan(books, None)
    release = books.releases.newest()
    planned = {item.activity for item in plan.plan.appointments}
    planned |= set() if release is None else {item.activity for item in release.appointments}
    done = books.outcomes.effective()
    ends = _Ends(plan.problem)
    for activity in plan.problem.activities:
        if activity.key in planned or activity.key in done:
            continue
        for rule, end in ends.of(activity):
            if now < end <= now + AHEAD:
                yield Task(
                    key=f"{TaskKind.TERM_AT_RISK}/{activity.key}/{rule}",
                    kind=TaskKind.TERM_AT_RISK,
                    subject=activity.key,
                    text=f"{rule}: uiterlijk {day(Minute(end - 1))} en niet gepland",
                    raised_at=now,
                )


class _Ends:
    """When the legal terms of activities end, by the settings and the days off of one problem."""

    def __init__(self, problem: Problem) -> None:
        self._settings = Settings(problem.settings)
        self._calendar = work_calendars(problem.resources.closed_days)[NETHERLANDS]

    def of(self, activity: Activity) -> Iterator[tuple[str, Minute]]:
        """Yield rule and first minute too late of each legal term."""
        for term in activity.terms:
            if term.level is Level.LEGAL:
                regime = activity.regime
                length = self._settings.find(term.rule, term.key, on=term.anchor, regime=regime)
                if length is not None:
                    yield term.rule, term_end(length, term.anchor, self._settings, self._calendar, regime)


def _documents(books: Transaction, now: Minute) -> Iterator[Task]:
    for ending in casework_lists(books, now=now).documents:
        expires = ending.document.expires
        if ending.document.warnings or (expires is not None and expires <= now + DOCUMENTS_AHEAD):
            yield _expiry(ending, now)


def _expiry(ending: EndingDocument, now: Minute) -> Task:
    kind, expires = ending.document.document.kind, ending.document.expires
    said = list(ending.document.warnings)
    if not said and expires is not None:
        said = [f"{kind} loopt af op {numeric_date(day_of(Minute(expires - 1)))}"]
    return Task(
        key=f"{TaskKind.EXPIRY}/{ending.case}/{kind}",
        kind=TaskKind.EXPIRY,
        subject=ending.case,
        text="; ".join(said),
        raised_at=now,
    )
