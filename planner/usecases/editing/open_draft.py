"""Opening the draft of a week: its line when there is one, else a new one from the newest plan or publication.

Not allowed here: editing it, and taking over a solve (``rebase_solve``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from planner.domain.civil import IsoWeek
from planner.domain.draft_line import State, ordered
from planner.domain.editing import Draft, Ground
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.plan import Plan, PlanOrigin, Reason, Unplanned, UnplannedCode
from planner.domain.problem import Problem
from planner.ports.editing import Desk, Desks
from planner.ports.plans import PlanRecord
from planner.ports.store import Store, StoreConflictError, Transaction
from planner.ports.surroundings import Clock, TravelTimes
from planner.usecases.editing.heads import Heads, Opened
from planner.usecases.planning.cut_problem import CutRequest, cut_problem
from planner.usecases.planning.planning_moment import planning_moment

LOOKED_BACK = 60
"""So many solves back a plan of the week is looked for."""
_NOT_YET = "nog niet berekend"
EDITED = "bewerkt"
"""Said of plan versions that nobody solved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What a new draft starts from, judged; ``solved`` is the plan it takes, None: what is published."""

    solved: PlanRecord | None
    problem: Problem
    plan: Plan
    desk: Desk


class Ready:
    """Beginnings of drafts that nobody opened yet, so that the first who does need not wait."""

    def __init__(self) -> None:
        self._begun: dict[IsoWeek, Begun] = {}
        self._newest: tuple[int, ...] = ()

    def make(self, tools: "Opening", weeks: Sequence[IsoWeek]) -> None:
        """Judge the newest plans of weeks without a draft; costs next to nothing while there is no new plan."""
        with tools.store.reading() as books:
            newest = tuple(record.id for record in books.plans.solved(1))
            if newest == self._newest:
                return
            found: dict[IsoWeek, Begun] = {}
            for week in weeks:
                solved = None if books.drafts.of_week(week) is not None else newest_of_week(books, week)
                if solved is not None:
                    kept = self._begun.get(week)
                    same = kept is not None and kept.solved == solved
                    found[week] = kept if kept is not None and same else _judged(books, tools, week, solved)
        self._begun, self._newest = found, newest

    def take(self, week: IsoWeek, solved: PlanRecord | None) -> Begun | None:
        """Return the beginning of a draft, once, if it is still that of the newest plan."""
        begun = self._begun.pop(week, None)
        return begun if begun is not None and solved is not None and begun.solved == solved else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What opening needs."""

    store: Store
    clock: Clock
    travel: TravelTimes
    desks: Desks
    heads: Heads | None = None
    """Where a draft that was judged to be begun is kept, so that nobody reads and judges it once more."""
    ready: Ready = field(default_factory=Ready)


def open_draft(tools: Opening, week: IsoWeek, *, actor: str) -> Draft:
    """Return the draft of a week, begun when there is none."""
    with tools.store.reading() as books:
        found = books.drafts.of_week(week)
        if found is not None:
            return found
        solved = newest_of_week(books, week)
        begun = tools.ready.take(week, solved) or _judged(books, tools, week, solved)
    try:
        draft = _stored(tools, week, begun, actor=actor)
    except StoreConflictError:
        with tools.store.reading() as books:
            found = books.drafts.of_week(week)
        if found is None:
            raise
        return found
    if tools.heads is not None:
        tools.heads.keep(_opened(draft, begun))
    return draft


def _judged(books: Transaction, tools: Opening, week: IsoWeek, solved: PlanRecord | None) -> Begun:
    if solved is None:
        problem, plan = _published(books, tools, week)
    else:
        problem, plan = books.problems.load(solved.problem_hash), ordered(books.plans.load(solved.id))
    ground = Ground(problem_hash="" if solved is None else solved.problem_hash, solved=0)
    desk = tools.desks.make(problem, State(plan, ground, plan))
    plan = replace(plan, levels=tools.desks.levels(desk.broken(), plan.levels))
    return Begun(solved=solved, problem=problem, plan=plan, desk=desk)


def _opened(draft: Draft, begun: Begun) -> Opened:
    """Return the first version of a draft as it was judged."""
    state = State(begun.plan, draft.ground, begun.plan)
    return Opened(
        draft=draft,
        version=0,
        plan=draft.base,
        state=state,
        answered=begun.problem,
        desk=begun.desk.renewed(state),
        release=0 if begun.solved is None else begun.solved.release,
        newest=-1,
    )


def newest_of_week(books: Transaction, week: IsoWeek) -> PlanRecord | None:
    """Return the plan that a solve of the week stored last, or None."""
    start = week.interval().start
    for record in books.plans.solved(LOOKED_BACK):
        if books.problems.scope(record.problem_hash).contains(start):
            return record
    return None


def _stored(tools: Opening, week: IsoWeek, begun: Begun, *, actor: str) -> Draft:
    now, solved = tools.clock.now(), begun.solved
    parent = None if solved is None else solved.id
    with tools.store.reading() as books:
        problem = books.problems.pack(begun.problem) if solved is None else None
        plan = books.plans.pack(begun.plan, parent=parent)
    with tools.store.transaction() as books:
        problem_hash = books.problems.save(problem or begun.problem) if solved is None else solved.problem_hash
        release = books.releases.newest_number() if solved is None else solved.release
        base = books.plans.add(
            plan,
            problem_hash=problem_hash,
            at=now,
            actor=actor,
            parent=parent,
            release=release,
        )
        ground = Ground(problem_hash=problem_hash, solved=base)
        return books.drafts.open(week, base=base, ground=ground, at=now, actor=actor)


def _published(books: Transaction, tools: Opening, week: IsoWeek) -> tuple[Problem, Plan]:
    """Return the week as it is published, with everything else waiting for a solve."""
    cut = cut_problem(books, tools.travel, CutRequest(first=week, as_of=planning_moment(week, tools.clock)))
    return cut.problem, published_week(cut.problem)


def published_week(problem: Problem) -> Plan:
    """Return the plan of a problem that has what is published, with everything else waiting for a solve."""
    planned = {appointment.activity for appointment in problem.baseline}
    waiting = (activity.key for activity in problem.activities if activity.key not in planned)
    plan = Plan(
        appointments=problem.baseline,
        unplanned=tuple(_waiting(key) for key in waiting),
        origin=PlanOrigin(solver_version=EDITED),
    )
    return ordered(plan)


def _waiting(key: ActivityKey) -> Unplanned:
    reason = Reason(rule=RuleId("P11"), because=_NOT_YET)
    return Unplanned(activity=key, code=UnplannedCode.TIME_OUT, reasons=(reason,))
