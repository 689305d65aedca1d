"""The work list of a week: deadlines, desk tasks and appointments of cases and sites, with who and from which step.

Not allowed here: finding steps (``protocol_steps``) and printing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.domain.case_steps import CaseStep, StepState
from planner.domain.ids import ActivityKey, CaseId, RegievoerderId
from planner.domain.protocols import StepForm
from planner.domain.time import Interval, Minute
from planner.ports.store import Transaction
from planner.usecases.protocols.casework_index import CaseworkIndex, in_force
from planner.usecases.protocols.protocol_books import read_step_world
from planner.usecases.protocols.protocol_steps import StepEngine, StepWorld
from planner.usecases.protocols.site_meetings import Chairing, site_meetings


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One line: the step, whose case it is, and when it is planned where it is."""

    step: CaseStep
    regievoerder: RegievoerderId | None
    planned: Minute | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFilter:
    """Which lines are wanted; None: all."""

    case: CaseId | None = None
    regievoerder: RegievoerderId | None = None
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DueWork:
    """The lines of a week in order of their deadline, and the steps that wait for facts."""

    lines: tuple[DueLine, ...]
    waiting: tuple[DueLine, ...]


def due_work(books: Transaction, week: Interval, *, moment: Minute, wanted: DueFilter) -> DueWork:
    """Return what is due in a week (or overdue before it), and what waits."""
    until = week.end if week.end is not None else week.start
    world = read_step_world(books, moment=moment, until=max(until, Minute(moment + 1)))
    release = books.releases.newest()
    published = {a.activity: a for a in release.appointments} if release is not None else {}
    planned = {key: appointment.start for key, appointment in published.items()}
    chairing = Chairing(published=published)
    steps = [*_steps(world, wanted.case), *(site_meetings(world, week, chairing) if wanted.case is None else ())]
    lines = [_line(step, world.index, planned) for step in steps]
    if wanted.regievoerder is not None:
        lines = [line for line in lines if line.regievoerder == wanted.regievoerder]
    due = [line for line in lines if _is_due(line, week) and (not wanted.late or line.step.state is StepState.LATE)]
    return DueWork(
        lines=tuple(sorted(due, key=_order)),
        waiting=tuple(line for line in lines if line.step.state is StepState.WAITING),
    )


def _steps(world: StepWorld, case: CaseId | None) -> Iterable[CaseStep]:
    engine, cases = StepEngine(world), world.index.cases
    for code in sorted(cases) if case is None else (case,):
        if code in cases:
            yield from engine.steps(cases[code])


def _line(step: CaseStep, index: CaseworkIndex, planned: Mapping[ActivityKey, Minute]) -> DueLine:
    key = step.activity.key if step.activity is not None else step.key
    if step.case is None:
        who = step.activity.performer if step.activity is not None else None
    else:
        held = in_force(index.ownerships.get(step.case, ()), index.moment)
        who = held.regievoerder if held is not None else None
    return DueLine(step=step, regievoerder=who, planned=planned.get(key))


def _is_due(line: DueLine, week: Interval) -> bool:
    """Return whether somebody must look at it this week: it is due by then, or planned in it."""
    step = line.step
    if not step.state.to_do:
        return False
    if line.planned is not None and week.contains(line.planned):
        return True
    ends = step.due is not None and (week.end is None or step.due <= week.end)
    return ends and (step.form is not StepForm.TERM or step.state is not StepState.LATE)


def _order(line: DueLine) -> tuple[Minute, str]:
    return line.step.due or Minute(0), line.step.key
