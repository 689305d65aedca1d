"""Opening the draft of a week: its line when there is one, else a new one from the newest plan or publication.

Not allowed here: editing it, and taking over a solve (``rebase_solve``).
"""

from dataclasses import dataclass, replace

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
class Opening:
    """What opening needs."""

    store: Store
    clock: Clock
    travel: TravelTimes
    desks: Desks
    heads: Heads | None = None
    """Where a draft that was judged to be begun is kept, so that nobody reads and judges it once more."""


def open_draft(tools: Opening, week: IsoWeek, *, actor: str) -> Draft:
    """Return the draft of a week, begun when there is none."""
    with tools.store.reading() as books:
        found = books.drafts.of_week(week)
        if found is not None:
            return found
        solved = newest_of_week(books, week)
        if solved is None:
            problem, plan = _published(books, tools, week)
        else:
            problem, plan = books.problems.load(solved.problem_hash), ordered(books.plans.load(solved.id))
    ground = Ground(problem_hash="" if solved is None else solved.problem_hash, solved=0)
    desk = tools.desks.make(problem, State(plan, ground, plan))
    plan = replace(plan, levels=tools.desks.levels(desk.broken(), plan.levels))
    try:
        draft = _stored(tools, week, problem, plan, solved, actor=actor)
    except StoreConflictError:
        with tools.store.reading() as books:
            found = books.drafts.of_week(week)
        if found is None:
            raise
        return found
    if tools.heads is not None:
        tools.heads.keep(_opened(draft, plan, problem, desk, 0 if solved is None else solved.release))
    return draft


def _opened(draft: Draft, plan: Plan, problem: Problem, desk: Desk, release: int) -> Opened:
    """Return the first version of a draft as it was judged."""
    state = State(plan, draft.ground, plan)
    return Opened(
        draft=draft,
        version=0,
        plan=draft.base,
        state=state,
        answered=problem,
        desk=desk.renewed(state),
        release=release,
        newest=-1,
    )


def newest_of_week(books: Transaction, week: IsoWeek) -> PlanRecord | None:
    """Return the plan that a solve of the week stored last, or None."""
    start = week.interval().start
    for record in books.plans.solved(LOOKED_BACK):
        if books.problems.scope(record.problem_hash).contains(start):
            return record
    return None


def _stored(
    tools: Opening, week: IsoWeek, problem: Problem, plan: Plan, solved: PlanRecord | None, *, actor: str
) -> Draft:
    now = tools.clock.now()
    with tools.store.transaction() as books:
        problem_hash = books.problems.save(problem) if solved is None else solved.problem_hash
        release = books.releases.newest_number() if solved is None else solved.release
        base = books.plans.add(
            plan,
            problem_hash=problem_hash,
            at=now,
            actor=actor,
            parent=None if solved is None else solved.id,
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
