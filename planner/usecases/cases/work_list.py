"""What each open case asks in the days ahead: steps and terms, outcomes not recorded, questions, barriers, tasks.

Not allowed here: who may see which case, filters and pages; and deciding anything.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from planner.domain.case_life import present
from planner.domain.case_steps import CaseStep, StepState
from planner.domain.cases import Regime, TargetGroup
from planner.domain.casework import CasePhase
from planner.domain.civil import at
from planner.domain.code_words import code_text
from planner.domain.departure_plan import Barrier, BarrierKind
from planner.domain.ids import ActivityKey, CaseId, PlaceId, RegievoerderId
from planner.domain.people import Regievoerder, Substitute
from planner.domain.protocols import StepForm
from planner.domain.tasks import TaskKind
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.domain.wording import Text
from planner.ports.store import Transaction
from planner.usecases.cases.unrecorded_outcomes import unrecorded_outcomes
from planner.usecases.protocols.casework_index import CaseworkIndex, in_force
from planner.usecases.protocols.protocol_books import read_step_world
from planner.usecases.protocols.protocol_steps import StepEngine, StepWorld

AHEAD = 7 * MINUTES_PER_DAY
"""What is due so soon is on the list."""
T = TypeVar("T")


class WorkKind(StrEnum):
    """What kind of work one line asks; the value is the word on the screen."""

    APPOINTMENT = "afspraak"
    TASK = "taak"
    TERM = "termijn"
    OUTCOME = "uitkomst"
    QUESTION = "vraag"
    BARRIER = "belemmering"
    NOTICE = "melding"
    """Something came up that the program may not settle by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One thing to do. ``due`` is the first minute that is too late (None: as soon as may be)."""

    kind: WorkKind
    what: Text | str
    due: Minute | None
    key: str = ""
    planned: Minute | None = None
    """When it is published, of an appointment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCase:
    """An open case with what it asks, the most pressing first."""

    case: CaseId
    regievoerder: RegievoerderId | None
    target_group: TargetGroup
    regime: Regime
    phase: CasePhase | None
    points: int = 0
    """How heavy the case is."""
    items: tuple[WorkItem, ...] = ()

    @property
    def due(self) -> Minute | None:
        """The first deadline, None where nothing has one."""
        return next((item.due for item in self.items if item.due is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkList:
    """All open cases as seen at a moment, and what filters need to know."""

    at: Minute
    cases: Mapping[CaseId, WorkCase]
    offices: Mapping[RegievoerderId, PlaceId]
    substitutes: tuple[Substitute, ...] = ()

    def stands_in_for(self, regievoerder: RegievoerderId, moment: Minute) -> frozenset[RegievoerderId]:
        """Return whose cases a regievoerder has at a moment: the own ones, and those of an absent colleague."""
        absent = (s.owner for s in self.substitutes if s.substitute == regievoerder and s.interval.contains(moment))
        return frozenset((regievoerder, *absent))


def work_list(books: Transaction, *, now: Minute) -> WorkList:
    """Return the work of all open cases."""
    return WorkList(
        at=now,
        cases={line.case: line for line in work_cases(books, now=now)},
        offices={person.id: person.office for person in books.facts.in_force(Regievoerder)},
        substitutes=books.facts.in_force(Substitute),
    )


def work_cases(books: Transaction, *, now: Minute, only: Collection[CaseId] | None = None) -> Iterator[WorkCase]:
    """Yield the work of open cases, of all or of those named, in the order of their codes."""
    world = read_step_world(books, moment=now, until=Minute(now + 4 * AHEAD))
    loose = _loose(books, world, now)
    engine, index = StepEngine(world), world.index
    release = books.releases.newest()
    planned = {item.activity: item.start for item in release.appointments} if release is not None else {}
    for code in sorted(index.cases if only is None else index.cases.keys() & only):
        case = index.cases[code]
        steps = _steps(engine.steps(case), planned, now)
        held = in_force(index.ownerships.get(code, ()), now)
        phase = present(index.phases.get(code, ()))
        yield WorkCase(
            case=code,
            regievoerder=None if held is None else held.regievoerder,
            target_group=case.target_group,
            regime=case.regime,
            phase=None if phase is None else phase.phase,
            points=case.load_points,
            items=tuple(sorted((*steps, *loose.get(code, ())), key=_presses)),
        )


def _presses(item: WorkItem) -> tuple[bool, int, str]:
    return item.due is None, item.due or 0, item.key


def _steps(steps: Iterable[CaseStep], planned: Mapping[ActivityKey, Minute], now: Minute) -> Iterator[WorkItem]:
    until = now + AHEAD
    for step in steps:
        if not step.state.to_do:
            continue
        key = step.activity.key if step.activity is not None else step.key
        starts = planned.get(key)
        soon = step.due is not None and step.due <= until
        if starts is not None and now <= starts < until:
            soon = True
        runs_out = step.form in (StepForm.TERM, StepForm.LIMIT)
        if soon and not (runs_out and step.state is StepState.LATE and step.form is StepForm.TERM):
            kind = _KINDS.get(step.form, WorkKind.APPOINTMENT)
            yield WorkItem(kind=kind, what=step.title, due=step.due, key=key, planned=starts)


_KINDS = {StepForm.TASK: WorkKind.TASK, StepForm.TERM: WorkKind.TERM, StepForm.LIMIT: WorkKind.TERM}


def _loose(books: Transaction, world: StepWorld, now: Minute) -> dict[CaseId, list[WorkItem]]:
    """Return what is no step of a protocol, by case."""
    found: dict[CaseId, list[WorkItem]] = defaultdict(list)
    for waiting in unrecorded_outcomes(books, now=now):
        for case in waiting.cases:
            item = WorkItem(kind=WorkKind.OUTCOME, what=waiting.kind.value, due=waiting.end, key=waiting.activity)
            found[case].append(item)
    for barrier in books.facts.in_force(Barrier):
        due = at(barrier.due, 24)
        if barrier.removed_on is None and due <= now + AHEAD:
            what = _BARRIER.get(barrier.kind, barrier.kind.value)
            key = f"{barrier.case}|{barrier.number}"
            found[barrier.case].append(WorkItem(kind=WorkKind.BARRIER, what=what, due=due, key=key))
    _questions(world.index, now, found)
    for task in books.tasks.open():
        case = CaseId(task.subject.partition("/")[0])
        what = NOTICES.get(task.kind, task.text)
        found[case].append(WorkItem(kind=WorkKind.NOTICE, what=what, due=None, key=task.key))
    return found


def _questions(index: CaseworkIndex, now: Minute, found: dict[CaseId, list[WorkItem]]) -> None:
    for case, questions in index.questions.items():
        for asked in questions:
            due = at(asked.due, 24)
            if asked.answered_on is None and due <= now + AHEAD:
                what = code_text(asked.item)
                key = f"{case}|{asked.party}|{asked.item}"
                found[case].append(WorkItem(kind=WorkKind.QUESTION, what=what, due=due, key=key))


_BARRIER: Mapping[BarrierKind, Text] = {
    BarrierKind.DOCUMENT: Text(nl="reisdocument", en="travel document"),
    BarrierKind.IDENTITY: Text(nl="identiteit", en="identity"),
    BarrierKind.HEALTH: Text(nl="gezondheid", en="health"),
    BarrierKind.FAMILY: Text(nl="gezin", en="family"),
    BarrierKind.PROCEDURE: Text(nl="procedure", en="procedure"),
    BarrierKind.HOUSING: Text(nl="onderdak daar", en="housing there"),
    BarrierKind.MONEY: Text(nl="geld", en="money"),
    BarrierKind.OTHER: Text(nl="anders", en="other"),
}
NOTICES: Mapping[TaskKind, Text] = {
    TaskKind.ABSENCE_CONFLICT: Text(nl="afwezigheid botst met een afspraak", en="absence clashes with an appointment"),
    TaskKind.OTHER_TIME: Text(nl="ander moment gevraagd", en="other time asked for"),
    TaskKind.PARTNER_DECLINED: Text(nl="partner weigert", en="partner declines"),
    TaskKind.PARTNER_TO_TELL: Text(nl="partner nog vertellen", en="partner still to be told"),
    TaskKind.OPERATION: Text(nl="uitvoering loopt anders", en="operation goes differently"),
    TaskKind.REMINDER: Text(
        nl="nog te regelen voor een vertrek of presentatie", en="still to arrange before a departure or presentation"
    ),
    TaskKind.TERM_AT_RISK: Text(nl="wettelijke termijn in gevaar", en="legal term at risk"),
    TaskKind.EXPIRY: Text(nl="document loopt af", en="document ends"),
}
"""What came up, in words; without what the task itself says of times and places."""
