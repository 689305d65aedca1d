"""How a job is solved: here, or in a process of its own that cuts, searches and stores, so that nobody waits for it.

Not allowed here: the queue of jobs.
"""

import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from api.apart import ApartFailedError, apart
from api.composition import drafting, opened, solve_tools
from api.web.speech import _
from planner.domain.draft_line import State, ordered
from planner.domain.editing import Ground
from planner.domain.steps import StepRefusedError
from planner.ports.editing import Desks, Findings
from planner.ports.search import Progress, Report, Stopped
from planner.ports.store import StoreError
from planner.usecases.planning.claiming import ClaimLostError, SolveBusyError
from planner.usecases.planning.solve_week import Solved, SolveRequest, SolveTools, solve_week
from planner.usecases.scenarios.base import Tools
from planner.usecases.scenarios.solve import ScenarioSolve, solve_scenario

LOOK_AGAIN = 0.2
"""Seconds between two looks whether somebody wants it to stop."""
_STOP = "stop"


class SolvingFailedError(RuntimeError):
    """A solve ended without a plan; the text may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A stored plan. ``reused``: nothing had changed, the plan is an earlier one.

    ``found`` is what the rules find in it: who takes it over needs not judge it again.
    """

    plan_id: int
    reused: bool = False
    found: Findings | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Failed:
    """Why there is no plan; what may be shown of it."""

    text: str


Solves = Callable[[SolveRequest, Report, Stopped], Done]
"""Solves what is asked; raise SolveBusyError, ClaimLostError or SolvingFailedError."""


def solved_here(tools: Callable[[], SolveTools]) -> Solves:
    """Return what solves in this process, but for the search."""

    def solve(request: SolveRequest, report: Report, stopped: Stopped) -> Done:
        return _solved(tools(), request, report, stopped)

    return solve


def solved_apart(url: str) -> Solves:
    """Return what solves the weeks of a database in a process of its own."""

    def solve(request: SolveRequest, report: Report, stopped: Stopped) -> Done:
        try:
            with apart(_work, url, request, has_children=True) as pipe:
                return _followed(pipe, report, stopped)
        except ApartFailedError as error:
            raise SolvingFailedError(_("De berekening is afgebroken.\nVraag haar opnieuw aan.")) from error

    return solve


def _solved(tools: SolveTools, request: SolveRequest, report: Report, stopped: Stopped) -> Done:
    """Solve the weeks that are asked for, or a what-if of them with one worker: others are solved beside it."""
    if request.scenario is None:
        solved = solve_week(tools, request, report=report, stopped=stopped)
        if solved.reused:
            return Done(plan_id=solved.plan_id, reused=True)
        return Done(plan_id=solved.plan_id, found=_judged(solved, drafting(tools.store, tools.clock)[1].heads.desks))
    asked = ScenarioSolve(scenario=request.scenario, actor=request.actor, seconds=request.seconds, seed=request.seed)
    heads = drafting(tools.store, tools.clock)[1].heads
    scenarios = Tools(store=tools.store, clock=tools.clock, heads=heads, worker=tools.worker)
    try:
        return Done(plan_id=solve_scenario(scenarios, tools.search, asked, report=report, stopped=stopped))
    except (StepRefusedError, StoreError) as error:
        raise SolvingFailedError(str(error)) from error


def _judged(solved: Solved, desks: Desks) -> Findings:
    """Return what the rules find in a plan as it was solved."""
    plan = ordered(solved.plan)
    ground = Ground(problem_hash=solved.problem_hash, solved=solved.plan_id)
    return desks.make(solved.cut.problem, State(plan, ground, plan)).findings()


def _followed(pipe: Connection, report: Report, stopped: Stopped) -> Done:
    asked = False
    while True:
        if stopped() and not asked:
            pipe.send(_STOP)
            asked = True
        if not pipe.poll(LOOK_AGAIN):
            continue
        message: Progress | Done | _Failed = pipe.recv()
        if isinstance(message, Done):
            return message
        if isinstance(message, _Failed):
            raise SolvingFailedError(message.text)
        report(message)


def _work(url: str, request: SolveRequest, pipe: Connection) -> None:
    """Solve inside the process; it ends when nobody listens any more."""
    stop = threading.Event()
    threading.Thread(target=_listen, args=(pipe, stop), daemon=True).start()
    try:
        with opened(url, must_exist=True) as store:
            workers = None if request.scenario is None else 1
            done = _solved(solve_tools(store, workers), request, pipe.send, stop.is_set)
        pipe.send(done)
    except (SolveBusyError, ClaimLostError, SolvingFailedError) as error:
        pipe.send(_Failed(str(error)))
    except BrokenPipeError:
        return
    except Exception as error:  # noqa: BLE001 - told to who asked; the text may hold codes and stays inside
        place = traceback.extract_tb(error.__traceback__)[-1]
        pipe.send(_Failed(f"{type(error).__name__} ({place.name})"))


def _listen(pipe: Connection, stop: threading.Event) -> None:
    """Wait for somebody who wants it to stop, or is not there any more."""
    with suppress(EOFError, OSError):
        pipe.recv()
    stop.set()
