"""The draft of next week, made by the clock so that it is there when the officer begins.

A draft that people work on takes the plan over; what they decided stays. Nothing is published.
Not allowed here: searching, and how a plan is taken over (``rebase_solve``).
"""

from collections.abc import Callable

from planner.domain.civil import IsoWeek, day_of
from planner.domain.clockwork import GROUP, Run
from planner.ports.search import Stopped
from planner.usecases.clock.notices import CLOCK
from planner.usecases.clock.running import clock_settings
from planner.usecases.editing.apply_edit import Editing, Officer
from planner.usecases.editing.rebase_solve import rebase_solve
from planner.usecases.planning.cut_problem import CutRequest
from planner.usecases.planning.planning_moment import planning_moment
from planner.usecases.planning.solve_week import Solved, SolveRequest, SolveTools, solve_week


def plan_next_week(tools: SolveTools, editing: Callable[[], Editing], run: Run, *, stopped: Stopped) -> str:
    """Solve the week after the one of the slot, let its draft take the plan over, and say so in a line.

    When ``stopped`` says so, the best so far is kept.

    Raises what solving and taking over raise: another solve of the week, a draft that changed too often.
    """
    week = IsoWeek.of(day_of(run.due)).plus(1)
    with tools.store.reading() as books:
        seconds = clock_settings(books).value(GROUP, "week-plan-seconds", on=day_of(run.due))
        begun = _version(tools, week)
    request = SolveRequest(
        cut=CutRequest(first=week, as_of=planning_moment(week, tools.clock)), actor=CLOCK, seconds=seconds
    )
    solved = solve_week(tools, request, stopped=stopped)
    said = _said(week, solved)
    if begun is None or solved.reused:
        return said
    version = _taken(editing(), week, solved, run, begun)
    return f"{said}; concept nu versie {version}"


def _version(tools: SolveTools, week: IsoWeek) -> int | None:
    with tools.store.reading() as books:
        draft = books.drafts.of_week(week)
        return None if draft is None else books.drafts.head(draft.id).version


def _taken(editing: Editing, week: IsoWeek, solved: Solved, run: Run, begun: int) -> int:
    with editing.store.reading() as books:
        draft = books.drafts.of_week(week)
        if draft is None:
            raise AssertionError(week)
        seen = books.drafts.head(draft.id).version
    officer = Officer(actor=CLOCK, seen=seen, key=f"{CLOCK} {run.job} {run.slot}")
    return rebase_solve(editing, draft.id, solved.plan_id, officer, begun=begun).applied.entry.version


def _said(week: IsoWeek, solved: Solved) -> str:
    planned, all_of_it = len(solved.plan.appointments), len(solved.cut.problem.activities)
    again = ", onveranderd" if solved.reused else ""
    return f"week {week}: plan {solved.plan_id}{again}, {planned} van {all_of_it} gepland"
