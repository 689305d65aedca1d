"""How quick the desk answers: ``python -m benchmarks desk --size national --plan FILE --out DIR``.

Opens a draft of a solved week in a new SQLite file, asks what an officer asks while moving things, and edits: check,
rows, slots, alternatives, apply_edit, undo. ``--plan FILE`` keeps the solved week, and reads it the next time.
Seconds of the processor stand beside those of the clock, for a machine that does other work too.
Ends with 1 when a stated figure is missed (the 95th of a hundred): check 100 ms, rows 300 ms, alternatives 300 ms.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from benchmarks.week_problem import solved_week
from maps.travel import FittedGreatCircle
from planner.domain.civil import IsoWeek, day_of
from planner.domain.editing import Edit, Move
from planner.domain.plan import Appointment, Plan
from planner.domain.problem import Problem
from planner.domain.time import Minute
from planner.ports.editing import EditImpossibleError
from planner.sample.sizes import SampleSize
from planner.store import open_store
from planner.usecases.editing.apply_edit import Editing, Officer, apply_edit
from planner.usecases.editing.heads import Heads
from planner.usecases.editing.open_draft import Opening, open_draft
from planner.usecases.editing.refusals import DraftConflictError, EditRefusedError
from planner.usecases.editing.undo_redo import undo
from solver.editing.desk import RuleDesks

T = TypeVar("T")
LIMITS = {"check": 0.1, "rows": 0.3, "alternatives": 0.3}
"""Seconds."""
OFFICER = "meting"
REFUSED = (EditImpossibleError, EditRefusedError, DraftConflictError)


class Stopwatch:
    """Seconds per name."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.processor: dict[str, list[float]] = defaultdict(list)

    def timed(self, name: str, work: Callable[[], T]) -> T | None:
        """Carry out work and note how long it took; None when it was refused."""
        begun, busy = time.perf_counter(), time.process_time()
        try:
            return work()
        except REFUSED:
            return None
        finally:
            self.seconds[name].append(time.perf_counter() - begun)
            self.processor[name].append(time.process_time() - busy)

    def lines(self) -> list[str]:
        """Return the table."""
        rows = [f"| {'what':<14} | number | p50 ms | p95 ms | processor p50 ms | p95 ms |", "|---|---|---|---|---|---|"]
        for name, seconds in self.seconds.items():
            both = (seconds, self.processor[name])
            shown = " | ".join(f"{1000 * _part(some, share):.1f}" for some in both for share in (0.5, 0.95))
            rows.append(f"| {name:<14} | {len(seconds)} | {shown} |")
        return rows

    def missed(self) -> list[str]:
        """Return the stated figures that were not reached."""
        found = {name: _part(self.seconds[name], 0.95) for name in LIMITS if name in self.seconds}
        return [f"{name}: p95 {1000 * p95:.0f} ms" for name, p95 in found.items() if p95 > LIMITS[name]]


def main(arguments: Sequence[str]) -> None:
    """Measure, print the table, write JSON; exit with 1 when a figure is missed."""
    options = _options(arguments)
    problem, plan = solved_week(SampleSize(options.size), options.seed, options.seconds, options.plan)
    watch = Stopwatch()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="vertrekplanner-desk-") as folder:
        _measure(Path(folder), problem, plan, options.asked, watch)
    lines = [*watch.lines(), "", f"load {load:.1f} before, {os.getloadavg()[0]:.1f} after, {os.cpu_count()} cores"]
    print("\n".join(lines))
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "desk.json").write_text(json.dumps(watch.seconds, indent=1))
        (options.out / "desk.md").write_text("\n".join(lines) + "\n")
    missed = watch.missed()
    if missed:
        sys.exit("\n".join(("missed:", *missed)))


def _measure(folder: Path, problem: Problem, plan: Plan, asked: int, watch: Stopwatch) -> None:
    store, clock, desks = open_store(f"sqlite:///{folder / 'desk.sqlite'}"), _StandingClock(problem), RuleDesks()
    with store.transaction() as books:
        problem_hash = books.problems.save(problem)
        books.plans.add(plan, problem_hash=problem_hash, at=clock.now(), actor="search", fingerprint="benchmark")
    week = IsoWeek.of(day_of(problem.scope.start))
    opening = Opening(store=store, clock=clock, travel=FittedGreatCircle(), desks=desks)
    draft = watch.timed("open_draft", lambda: open_draft(opening, week, actor=OFFICER))
    tools = Editing(store=store, clock=clock, heads=Heads(store, desks))
    if draft is None:
        sys.exit("the draft did not open")
    watch.timed("load", tools.heads.of(draft.id).desk.broken)
    dice = random.Random(1)
    planned = [a for a in plan.appointments if a.start > problem.recorded_at]
    for appointment in dice.sample(planned, min(asked, len(planned))):
        _ask(tools, draft.id, appointment, dice, watch)
    store.close()


def _ask(tools: Editing, draft: int, appointment: Appointment, dice: random.Random, watch: Stopwatch) -> None:
    """Ask about one item as an officer does who drags it, and put it on its best other place."""
    head, key = tools.heads.of(draft), appointment.activity
    start = Minute(appointment.start + 15 * dice.randint(-8, 8))
    watch.timed("check", lambda: head.desk.check(key, None, start))
    watch.timed("rows", lambda: head.desk.rows(key, start))
    watch.timed("rows of a week", lambda: head.desk.rows(key, None))
    watch.timed("slots", lambda: head.desk.slots(key, None))
    better = watch.timed("alternatives", lambda: head.desk.alternatives(key, 5))
    if not better:
        return
    slot = better[0].slot
    edit = Edit(deed=Move(activity=key, start=slot.start, resource=slot.resource))
    officer = Officer(actor=OFFICER, seen=head.version)
    done = watch.timed("apply_edit", lambda: apply_edit(tools, draft, edit, officer))
    if done is not None and dice.random() < 1 / 3:
        again = Officer(actor=OFFICER, seen=done.entry.version)
        watch.timed("undo", lambda: undo(tools, draft, again))


class _StandingClock:
    """A clock that stands at the planning moment."""

    def __init__(self, problem: Problem) -> None:
        self._minute = problem.recorded_at

    def now(self) -> Minute:
        """Return the planning moment."""
        return self._minute


def _part(seconds: Sequence[float], share: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * share))]


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks desk", description=__doc__)
    parser.add_argument("--size", default="national", choices=[size.value for size in SampleSize])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=120.0, help="for the solve, where there is no plan yet")
    parser.add_argument("--asked", type=int, default=100, help="items asked about")
    parser.add_argument("--plan", type=Path, default=None, help="file that keeps the solved week")
    parser.add_argument("--out", type=Path, default=None)
    return parser.parse_args(arguments)
