"""A partner reports how an operation goes: begun, delayed, done, cancelled. Planners see it at once.

What goes wrong is raised as work for who plans. Not allowed here: changing the plan, and recording an outcome.
"""

from dataclasses import dataclass

from planner.domain.bookings import CancelReason
from planner.domain.ids import ActivityKey
from planner.domain.operation_status import CrewNames, OperationReport, OperationState, wrong_report
from planner.domain.resources import ResourceRef
from planner.domain.steps import StepRefusedError
from planner.domain.tasks import Task, TaskKind
from planner.domain.time import Minute
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock

MOST_NUMBERS = 12
LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What somebody reports about an operation."""

    activity: ActivityKey
    state: OperationState
    actor: str
    party: str = ""
    delay: int = 0
    cause: CancelReason | None = None


def report_status(store: Store, clock: Clock, reported: Reported) -> OperationReport:
    """Add a report and return it, the one before when it says the same; raise StepRefusedError."""
    now = clock.now()
    with store.transaction() as books:
        _require_published(books, reported.activity)
        history = books.reports.of([reported.activity]).get(reported.activity, ())
        before = history[-1] if history else None
        report = OperationReport(
            activity=reported.activity,
            state=reported.state,
            at=now,
            actor=reported.actor,
            party=reported.party,
            delay=reported.delay if reported.state is OperationState.DELAYED else 0,
            cause=reported.cause if reported.state in _FAILING else None,
        )
        if before is not None and _same(before, report):
            return before
        wrong = wrong_report(before, report)
        if wrong is not None:
            raise StepRefusedError(wrong.problem, wrong.remedy)
        books.reports.add(report)
        if report.state in _FAILING:
            books.tasks.raise_(_task(report, now))
        subject = f"{report.activity}: {report.state}"
        books.events.add(Event(at=now, actor=report.actor, what="operation status", subject=subject))
    return report


def name_crew(
    store: Store, clock: Clock, activity: ActivityKey, resource: ResourceRef, numbers: tuple[str, ...], *, actor: str
) -> CrewNames:
    """Keep whom a partner sends, as service numbers; raise StepRefusedError for what are no such numbers."""
    now = clock.now()
    refuse_names(numbers)
    names = CrewNames(activity=activity, resource=resource, numbers=numbers, at=now, actor=actor)
    with store.transaction() as books:
        _require_published(books, activity)
        books.reports.name_crew(names)
        books.events.add(Event(at=now, actor=actor, what="crew named", subject=f"{activity}, {resource.id}"))
    return names


_FAILING = frozenset({OperationState.DELAYED, OperationState.CANCELLED})


def _same(before: OperationReport, report: OperationReport) -> bool:
    return (before.state, before.delay, before.cause) == (report.state, report.delay, report.cause)


def refuse_names(numbers: tuple[str, ...]) -> None:
    """Raise StepRefusedError for what are no service numbers: names of persons are not kept."""
    if len(numbers) > MOST_NUMBERS or any(not _is_number(number) for number in numbers):
        raise StepRefusedError(
            "dit zijn geen dienstnummers", "Geef nummers van letters, cijfers en streepjes, gescheiden door een komma."
        )


def _is_number(text: str) -> bool:
    """Return whether a text can be a service number: with a digit, so that no name is taken for one."""
    plain = text.replace("-", "")
    return plain.isascii() and plain.isalnum() and any(sign.isdigit() for sign in plain) and len(text) <= LONGEST_NUMBER


def _require_published(books: Transaction, activity: ActivityKey) -> None:
    release = books.releases.newest()
    if release is None or activity not in {item.activity for item in release.appointments}:
        raise StepRefusedError("deze opdracht is niet gepubliceerd", "Open de lijst opnieuw.")


def _task(report: OperationReport, now: Minute) -> Task:
    later = f", {report.delay} minuten later" if report.delay else ""
    cause = f": {report.cause}" if report.cause else ""
    return Task(
        key=f"{TaskKind.OPERATION}/{report.activity}/{report.state}",
        kind=TaskKind.OPERATION,
        subject=report.activity,
        text=f"{report.party or 'uitvoering'} meldt {report.activity} {report.state}{later}{cause}",
        raised_at=now,
    )
