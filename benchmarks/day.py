"""How quickly and how well one day's transport is planned: ``python -m benchmarks day --seconds 60 --versus``.

The plan is made by the product's own stage and judged by its rulebook; ``--versus`` has others plan the same day, as
far as they can say it (see ``day_rivals``). With ``--out`` everything is written down. Ends with exit code 1 when a
stated figure is missed: no breaches, the first plan within ten seconds, 99.5 % served, no rival with a better plan.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path

from benchmarks.day_problem import WEEK, problem_of, stand_ins
from benchmarks.day_rivals import Entry, compare, table
from benchmarks.seeds import add_seeds
from planner.codec.canonical import to_bytes
from planner.domain.civil import day_interval
from planner.domain.levels import Level
from planner.domain.plan import Plan, UnplannedCode
from planner.domain.problem import Problem
from planner.domain.time import Interval
from planner.ports.search import Progress
from planner.sample.generate import generate
from planner.sample.sizes import SampleSize
from solver.judge import RulebookJudge
from solver.kernel.search import warm_up
from solver.transport import TransportResult, plan_transport

FIRST_WITHIN, SERVED = 10.0, 0.995
_SEARCHED_IN_VAIN = (UnplannedCode.CAPACITY, UnplannedCode.TIME_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one run came to; ``possible`` are the moves that some vehicle could serve were they alone.

    ``hard_breaches`` are those of planned moves, with flights and sessions stood in for.
    """

    seed: int
    seconds: float
    moves: int
    possible: int
    planned: int
    not_planned: dict[str, int]
    hard_breaches: int
    first_seconds: float
    first_planned: int
    total_seconds: float
    planned_after: dict[str, int]

    @property
    def served(self) -> float:
        """The share of the possible moves that is planned."""
        return self.planned / max(1, self.possible)

    def missed(self) -> list[str]:
        """Return the stated figures that were not reached."""
        checks = {
            f"{self.hard_breaches} hard breaches": self.hard_breaches > 0,
            f"first plan after {self.first_seconds:.1f} s": self.first_seconds > FIRST_WITHIN,
            f"{self.served:.2%} served": self.served < SERVED,
        }
        return [text for text, is_missed in checks.items() if is_missed]


def main(arguments: Sequence[str]) -> None:
    """Plan the Wednesday of the sample week, print what came of it, and end with 1 when a figure is missed."""
    options = _options(arguments)
    problem = problem_of(generate(SampleSize(options.size), seed=options.sample_seed, week=WEEK))
    wednesday = day_interval(WEEK.monday + timedelta(days=2))
    _warm_up()
    missed: list[str] = []
    for seed in options.seeds:
        figures, plan = run(problem, WEEK.interval() if options.week else wednesday, options.seconds, seed)
        _show(figures)
        if options.size == SampleSize.DVO_DAY:
            missed += [f"seed {seed}: {text}" for text in figures.missed()]
        entries = compare(problem, wednesday, options.seconds, seed) if options.versus else []
        if entries:
            print(table(entries))
            missed += [f"seed {seed}: {text}" for text in _beaten(entries)]
        if options.out:
            _write(options.out, figures, plan, entries)
    if missed:
        sys.exit("\n".join(("missed:", *missed)))


def run(problem: Problem, days: Interval, seconds: float, seed: int) -> tuple[Figures, Plan]:
    """Plan the days once and judge the plan."""
    begun = time.perf_counter()
    lines: list[Progress] = []
    result = plan_transport(
        problem,
        stand_ins(problem),
        days=days,
        seconds=seconds,
        seed=seed,
        report=lines.append,
        stopped=lambda: False,
    )
    total = time.perf_counter() - begun
    plan = Plan(appointments=result.appointments, unplanned=result.unplanned)
    return _figures(problem, result, plan, lines, (seconds, total, seed)), plan


def _figures(
    problem: Problem,
    result: TransportResult,
    plan: Plan,
    lines: Sequence[Progress],
    spent: tuple[float, float, int],
) -> Figures:
    seconds, total, seed = spent
    codes = Counter(str(item.code) for item in result.unplanned)
    moves = {appointment.activity for appointment in result.appointments}
    whole = replace(plan, appointments=(*plan.appointments, *stand_ins(problem).values()))
    breaches = RulebookJudge().judge(problem, whole)
    hard = [b for b in breaches if b.level is Level.HARD and not moves.isdisjoint(b.activities)]
    return Figures(
        seed=seed,
        seconds=seconds,
        moves=len(result.appointments) + len(result.unplanned),
        possible=len(result.appointments) + sum(codes[code] for code in _SEARCHED_IN_VAIN),
        planned=len(result.appointments),
        not_planned=dict(codes),
        hard_breaches=len(hard),
        first_seconds=lines[0].seconds,
        first_planned=lines[0].planned,
        total_seconds=total,
        planned_after={
            str(mark): max(line.planned for line in lines if line.seconds <= mark)
            for mark in (1, 2, 5, 10, 20, 30, 60)
            if lines[0].seconds <= mark < lines[-1].seconds
        },
    )


def _beaten(entries: Sequence[Entry]) -> list[str]:
    """Return where another served more, or as much at less cost."""
    ours = {entry.day: entry for entry in entries if entry.ours}
    return [
        f"{entry.who} is better on {entry.day}"
        for entry in entries
        if not entry.ours and (-entry.served, entry.cost) < (-ours[entry.day].served, ours[entry.day].cost)
    ]


def _warm_up() -> None:
    """Compile the kernel first, or load it; say how long it took."""
    begun = time.perf_counter()
    warm_up()
    print(f"{'compile or load':<28}{time.perf_counter() - begun:8.1f} s")


def _show(figures: Figures) -> None:
    print(f"{'moves in the problem':<28}{figures.moves:8}")
    of = f"of {figures.possible} that some vehicle could serve ({figures.served:.2%})"
    print(f"{'planned':<28}{figures.planned:8}  {of}")
    print(f"{'not planned':<28}{figures.not_planned}")
    print(f"{'hard breaches':<28}{figures.hard_breaches:8}")
    print(f"{'first plan after':<28}{figures.first_seconds:8.2f} s with {figures.first_planned} planned")
    print(f"{'total':<28}{figures.total_seconds:8.1f} s")
    for mark, planned in figures.planned_after.items():
        print(f"{f'  after {mark} s':<28}{planned:8} planned")


def _write(out: Path, figures: Figures, plan: Plan, entries: Sequence[Entry]) -> None:
    """Write the figures, the plan, and the routes of everyone."""
    out.mkdir(parents=True, exist_ok=True)
    rows = {"figures": asdict(figures), "versus": [entry.row() for entry in entries]}
    (out / f"day-{figures.seed}.json").write_text(json.dumps(rows, indent=1), encoding="utf-8")
    (out / f"plan-{figures.seed}.json").write_bytes(to_bytes(plan))
    for entry in entries:
        name = f"routes-{figures.seed}-{entry.day}-{entry.who}.json".replace(" ", "-")
        (out / name).write_text(json.dumps(entry.routes), encoding="utf-8")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks day")
    parser.add_argument("--size", choices=[size.value for size in SampleSize], default=SampleSize.DVO_DAY.value)
    parser.add_argument("--seconds", type=float, default=60.0)
    add_seeds(parser)
    parser.add_argument("--sample-seed", type=int, default=1)
    parser.add_argument("--week", action="store_true", help="all seven days instead of the Wednesday")
    parser.add_argument("--versus", action="store_true", help="OR-Tools and PyVRP on the same day")
    parser.add_argument("--out", type=Path, help="folder for figures, plan and routes")
    return parser.parse_args(arguments)
