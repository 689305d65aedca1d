"""Running CP-SAT on one sub-problem: repeatable limits, stopping, levels one after another.

Not allowed here: what the sub-problem is about.
"""

import math
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpModel, CpSolver, IntVar

from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.time import Minute
from planner.ports.search import Stopped
from solver.mode import Mode
from solver.variables import Choice, Variables

POLL_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long one solve may take. ``work`` is deterministic time: the same on every machine.

    ``seconds`` is wall time, only as a safety net: a run that meets it need not repeat exactly.
    """

    work: float
    seconds: float
    seed: int = 0
    workers: int = 1


@dataclass(slots=True)
class Outcome:
    """What one sub-problem came to: appointments by activity, and (cost, proven bound) per level."""

    appointments: dict[ActivityKey, Appointment]
    levels: dict[Level, tuple[int, int]] = field(default_factory=dict)
    proven: bool = False
    """Whether nothing better exists for this sub-problem."""


def run(model: CpModel, limits: Limits, stopped: Stopped | None = None) -> tuple[CpSolver, bool] | None:
    """Solve and return (solver, proven), or None when no solution was found in time."""
    solver = CpSolver()
    solver.parameters.catch_sigint_signal = False  # else it takes Ctrl-C away from the whole program, for good
    solver.parameters.num_workers = limits.workers
    solver.parameters.random_seed = limits.seed
    solver.parameters.max_deterministic_time = limits.work
    solver.parameters.max_time_in_seconds = max(limits.seconds, 0.05)
    with _watched(solver, stopped):
        status = solver.solve(model)
    return (solver, status == OPTIMAL) if status in (OPTIMAL, FEASIBLE) else None


@contextmanager
def _watched(solver: CpSolver, stopped: Stopped | None) -> Iterator[None]:
    """Stop the solver soon after ``stopped`` says so."""
    if stopped is None:
        yield
        return
    done = threading.Event()

    def watch() -> None:
        while not done.wait(POLL_SECONDS):
            if stopped():
                solver.stop_search()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def hint(v: Variables, plan: Mapping[ActivityKey, Appointment]) -> None:
    """Tell the solver where to begin: these appointments, as far as the choices have them."""
    v.model.clear_hints()  # type: ignore[no-untyped-call]  # OR-Tools left it untyped
    for choice in v.choices():
        current = plan.get(choice.mode.activity)
        same = current is not None and offers(choice, current)
        v.model.add_hint(choice.taken, same)
        if isinstance(choice.start, IntVar):
            v.model.add_hint(choice.start, current.start if same and current is not None else choice.starts[0])


def offers(choice: Choice, current: Appointment) -> bool:
    """Return whether a choice can be this appointment (further parts, such as escorts, apart)."""
    mine = {use.resource for use in choice.mode.uses}
    return (
        choice.mode.place == current.place
        and mine <= {part.resource for part in current.participations}
        and current.start in choice.starts
    )


def picked(v: Variables, solver: CpSolver) -> dict[ActivityKey, tuple[Mode, Minute]]:
    """Return the mode and start of every planned activity."""
    return {
        choice.mode.activity: (choice.mode, Minute(solver.value(choice.start)))
        for choice in v.choices()
        if solver.boolean_value(choice.taken)
    }


def at_once(v: Variables, limits: Limits, stopped: Stopped | None = None) -> Outcome | None:
    """Solve with all levels in one objective: right for small sub-problems."""
    v.minimise()
    result = run(v.model, limits, stopped)
    if result is None:
        return None
    solver, proven = result
    planned = {key: mode.at(start) for key, (mode, start) in picked(v, solver).items()}
    return Outcome(planned, proven=proven)


def level_by_level(v: Variables, limits: Limits, stopped: Stopped | None = None) -> Outcome | None:
    """Solve the levels in order, each held while the next is improved; None when nothing fits at all.

    The limits are for all levels together; what a level leaves is for the next.
    """
    best: Outcome | None = None
    levels = v.levels() or (Level.EFFICIENT,)
    until, work = time.monotonic() + limits.seconds, limits.work
    for number, level in enumerate(levels):
        v.model.minimize(v.cost(level))
        share = 1.0 if number == len(levels) - 1 else 0.5
        mine = replace(limits, work=work * share, seconds=(until - time.monotonic()) * share)
        result = run(v.model, mine, stopped)
        if result is None:
            return best
        solver, proven = result
        work -= solver.response_proto.deterministic_time
        found = {key: mode.at(start) for key, (mode, start) in picked(v, solver).items()}
        cost, bound = round(solver.objective_value), math.ceil(solver.best_objective_bound - 1e-6)
        known = best.levels if best else {}
        best = Outcome(found, {**known, level: (cost, bound)}, proven=proven and (best is None or best.proven))
        if stopped is not None and stopped():
            return best
        v.model.add(v.cost(level) <= cost)
        hint(v, found)
    return best
