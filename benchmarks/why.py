"""How quick and how sure explanations are: ``python -m benchmarks why --size national --out DIR``.

Solves the sample week, verifies a reason for everything that is left out, and asks all three levels about a part of it
and of what is planned. ``--plan FILE`` keeps the solved week as an exchange file, and reads it the next time.
Ends with 1 when a stated figure is missed: every reason verified, level 1 within 200 ms and levels 2 and 3 within 10 s
(the 95th of a hundred).
"""

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.week_problem import solved_week
from planner.domain.explaining import Proof
from planner.domain.ids import ActivityKey
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.sample.sizes import SampleSize
from solver.clock import Budget
from solver.why import wording
from solver.why.accounts import accounted
from solver.why.answer import conflicts_of, repairs_of, runners_up_of
from solver.why.examined import examined
from solver.why.ground import Ground
from solver.why.hopeless import nothing_to_do
from solver.why.table import blocking_table
from solver.why.ways import EVERYTHING

LIMITS = {"level 1": 0.2, "level 2": 10.0, "level 3": 10.0}
SECONDS = 10.0


@dataclass(slots=True)
class Figures:
    """What was found, with seconds per level."""

    unplanned: int = 0
    verified: int = 0
    free: int = 0
    by_solve: int = 0
    conflicts: dict[str, int] = field(default_factory=dict)
    repairs: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def timed(self, name: str, begun: float) -> float:
        """Note the time since a moment, and return now."""
        now = time.perf_counter()
        self.seconds.setdefault(name, []).append(now - begun)
        return now

    def missed(self) -> list[str]:
        """Return the stated figures that were not reached."""
        late = [f"{name}: p95 {_part(self.seconds[name], 0.95):.2f} s" for name in LIMITS if self._late(name)]
        unsure = self.unplanned - self.verified - self.free
        return [*late, *([f"{unsure} reasons not verified"] if unsure else [])]

    def _late(self, name: str) -> bool:
        return name in self.seconds and _part(self.seconds[name], 0.95) > LIMITS[name]


def main(arguments: Sequence[str]) -> None:
    """Measure, print the table, write JSON; exit with 1 when a figure is missed."""
    options = _options(arguments)
    problem, plan = solved_week(SampleSize(options.size), options.seed, options.seconds, options.plan)
    figures = measured(problem, plan, options.asked, lambda text: print(text, flush=True))
    lines = table(figures)
    print("\n".join(lines))
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "why.json").write_text(json.dumps(asdict(figures), indent=1))
        (options.out / "why.md").write_text("\n".join(lines) + "\n")
    missed = figures.missed()
    if missed:
        sys.exit("\n".join(("missed:", *missed)))


def measured(problem: Problem, plan: Plan, asked: int, tell: Callable[[str], None]) -> Figures:
    """Verify all reasons of a plan, and ask everything about so many activities of each kind, left out and planned."""
    figures = Figures(unplanned=len(plan.unplanned), by_solve=sum(item.verified for item in plan.unplanned))
    begun = time.perf_counter()
    ground = Ground(problem, plan)
    figures.timed("loading", begun)
    for item in plan.unplanned:
        begun = time.perf_counter()
        account = accounted(ground, item)
        figures.timed("verifying", begun)
        figures.free += account is None
        figures.verified += account is not None and account.verified
        if account is not None and not account.verified:
            tell(f"not verified: {item.activity}")
    for key in _some(ground, asked):
        _ask(ground, key, figures)
    return figures


def _ask(ground: Ground, key: ActivityKey, figures: Figures) -> None:
    activity = ground.known.activities[key]
    begun = time.perf_counter()
    spots = examined(ground, activity)
    blocking_table(ground, activity, found=spots)
    begun = figures.timed("level 1", begun)
    if key in ground.view.appointments:
        runners_up_of(ground, spots, Budget.of(SECONDS))
        figures.timed("runners-up", begun)
        return
    conflicts = conflicts_of(ground, activity, spots, EVERYTHING, Budget.of(SECONDS))
    begun = figures.timed("level 2", begun)
    _count(figures.conflicts, (f"{one.frame}: {one.proof}" for one in conflicts))
    clock = Budget.of(SECONDS)
    repairs = repairs_of(ground, activity, spots, clock)
    figures.timed("level 3", begun)
    told = [f"{one.kind}{', bound' if one.bound is Proof.PROVEN else ''}" for one in repairs]
    _count(figures.repairs, (*told, f"{len(repairs)} repairs"))
    if not repairs:
        said = nothing_to_do(ground, activity, spots, conflicts, clock)
        proved = said not in {str(wording.NO_REPAIR_FOUND), str(wording.TIME_OUT)}
        _count(figures.repairs, (f"0 repairs, {'proved that there is none' if proved else 'not proved'}",))


def _count(found: dict[str, int], names: Iterable[str]) -> None:
    for name in names:
        found[name] = found.get(name, 0) + 1


def _some(ground: Ground, asked: int) -> Iterator[ActivityKey]:
    """Yield activities of each kind, evenly spread, those left out and those planned alike."""
    groups: dict[tuple[str, bool], list[ActivityKey]] = {}
    for activity in ground.problem.activities:
        groups.setdefault((activity.kind, activity.key in ground.view.appointments), []).append(activity.key)
    for keys in groups.values():
        yield from keys[:: max(1, len(keys) // asked)][:asked]


def table(figures: Figures) -> list[str]:
    """Return the figures as lines of Markdown, with the machine and its load."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    lines = [
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {load}",
        "",
        "| | |",
        "|---|---:|",
        f"| left out | {figures.unplanned} |",
        f"| reason verified | {figures.verified} |",
        f"| verified within the solve already | {figures.by_solve} |",
        f"| a place turned out to be free | {figures.free} |",
        *(f"| conflict, {name} | {count} |" for name, count in sorted(figures.conflicts.items())),
        *(f"| repair: {name} | {count} |" for name, count in sorted(figures.repairs.items())),
        "",
        "| seconds | asked | p50 | p95 | longest |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, spent in figures.seconds.items():
        parts = (_part(spent, 0.5), _part(spent, 0.95), max(spent))
        lines.append(f"| {name} | {len(spent)} | " + " | ".join(f"{one:.3f}" for one in parts) + " |")
    return lines


def _part(spent: Sequence[float], share: float) -> float:
    ordered = sorted(spent)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks why")
    parser.add_argument("--size", choices=[size.value for size in SampleSize], default=SampleSize.NATIONAL.value)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=120.0, help="for the solve")
    parser.add_argument("--plan", type=Path, help="exchange file: read if it is there, else written after the solve")
    parser.add_argument("--asked", type=int, default=25, help="activities of each kind, left out and planned")
    parser.add_argument("--out", type=Path)
    return parser.parse_args(arguments)
