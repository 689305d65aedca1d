"""How quickly and how well a whole week is planned: ``python -m benchmarks week --size national --seconds 60``.

The product's own search on the made-up week, judged by its rulebook. Told per seed: when the first diaries were there,
cost, proven bound and gap per level at a few moments and at the end, and the memory used. With ``--out`` each plan with
its problem and certificates is written as an exchange file (``python -m benchmarks verify_bound`` works the bounds out
again), and ``summary.json``. ``--versus`` lets others plan the same week in the same seconds (``week_rivals``). Ends
with 1 when a stated figure is missed (``week_figures``), a plan has a hard breach or a bound lies above its cost.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.memory import Memory
from benchmarks.seeds import add_seeds
from benchmarks.week_figures import mean_lines, means, missed
from benchmarks.week_problem import week_problem
from benchmarks.week_rivals import compare, table
from benchmarks.week_rivals import missed as missed_against
from planner.domain.levels import Level
from planner.domain.plan import LevelValue, Plan
from planner.domain.problem import Problem
from planner.ports.search import Progress
from planner.sample.sizes import SampleSize
from planner.usecases.planning.exchange import make_exchange, write_exchange
from solver.diary.search import warm_up as warm_up_diaries
from solver.judge import RulebookJudge
from solver.kernel.search import warm_up
from solver.parallel.workers import Processes
from solver.search import StagedSearch
from solver.tidying import seldom_tidied

MOMENTS = (10, 30, 60, 120, 300)
DIARIES = "agenda's"
Values = dict[str, tuple[int, int | None]]
"""(cost, bound) by the name of the level."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was told, and when: seconds of the clock and of the processor."""

    seconds: float
    processor: float
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one run came to; ``after`` are the levels told at the latest by so many seconds, moves not counted yet."""

    instance: str
    seed: int
    seconds: float
    first_seconds: float | None
    processor_seconds: float
    first_processor_seconds: float | None
    stages: dict[str, float]
    """Processor seconds per stage, those of the proofs beside it included."""
    cost: dict[str, int]
    bound: dict[str, int | None]
    gap: dict[str, int | None]
    gap_percent: dict[str, float | None]
    after: dict[str, Values]
    megabytes: int
    valid: bool
    load: float
    """Processes that wanted to run on this machine meanwhile, our own included."""


def main(arguments: Sequence[str]) -> None:
    """Plan the week once per seed, print a table, write JSON; exit with 1 when a stated figure is missed."""
    options = _options(arguments)
    warm_up_diaries()
    warm_up()
    problem = week_problem(SampleSize(options.size), options.sample_seed)
    seldom_tidied()  # as the process does in which the product searches
    rows: list[Row] = []
    first: Plan | None = None
    for seed in options.seeds:
        row, plan = run(problem, options.size, options.seconds, seed, options.workers)
        rows.append(row)
        first = first or plan
        print("\n".join(lines(row)), flush=True)
        if options.out:
            _write(options.out, row, problem, plan)
    print("\n".join(mean_lines(rows)), flush=True)
    short = [text for row in rows for text in missed(row, options.seconds)]
    rivals = compare(problem, first.levels, options.seconds, options.seeds[0]) if options.versus and first else []
    if rivals and first:
        print("\n".join(table(rivals, first.levels)), flush=True)
        short += missed_against(rivals, first.levels)
    if options.out:
        summary = {"rows": [asdict(row) for row in rows], "versus": [asdict(rival) for rival in rivals]}
        told = {**summary, "mean": means(rows), "missed": short}
        (options.out / "summary.json").write_text(json.dumps(told, indent=1))
    if short:
        sys.exit("\n".join(("missed:", *short)))


def run(problem: Problem, size: str, seconds: float, seed: int, count: int = 1) -> tuple[Row, Plan]:
    """Plan the week once; with more than one worker sub-problems go to as many processes."""
    workers = Processes(count) if count > 1 else None
    told: list[Told] = []
    memory = Memory()
    begun, busy = time.perf_counter(), time.process_time()

    def heard(progress: Progress) -> None:
        told.append(Told(time.perf_counter() - begun, time.process_time() - busy, progress))
        memory.look()

    plan = StagedSearch(workers=workers).solve(problem, seconds=seconds, seed=seed, report=heard, stopped=lambda: False)
    spent, worked = time.perf_counter() - begun, time.process_time() - busy
    if workers is not None:
        workers.close()
    first = _first(told)
    breaches = RulebookJudge().judge(problem, plan)
    hard = any(breach.level is Level.HARD for breach in breaches)
    wrong = any(value.bound is not None and value.bound > value.cost for value in plan.levels)
    row = Row(
        instance=f"week-{size}",
        seed=seed,
        seconds=round(spent, 1),
        first_seconds=round(first.seconds, 1) if first else None,
        processor_seconds=round(worked, 1),
        first_processor_seconds=round(first.processor, 1) if first else None,
        stages=_stages(told, worked),
        cost={value.level.name: value.cost for value in plan.levels},
        bound={value.level.name: value.bound for value in plan.levels},
        gap={value.level.name: _gap(value) for value in plan.levels},
        gap_percent={value.level.name: _percent(value) for value in plan.levels},
        after={str(moment): _values(told, moment) for moment in MOMENTS if moment < spent},
        megabytes=memory.megabytes,
        valid=not hard and not wrong,
        load=round(os.getloadavg()[0], 1),
    )
    return row, plan


def lines(row: Row) -> list[str]:
    """Return a run as lines of text."""
    head = f"{row.instance}, seed {row.seed}: {row.seconds} s, first diaries after {row.first_seconds} s"
    found = [f"{head}, {row.megabytes} MB, load {row.load}, {'valid' if row.valid else 'NOT VALID'}"]
    stages = ", ".join(f"{stage} {seconds}" for stage, seconds in row.stages.items())
    found.append(f"  processor {row.processor_seconds} s, first diaries {row.first_processor_seconds} s: {stages}")
    for name, cost in row.cost.items():
        bound, percent = row.bound[name], row.gap_percent[name]
        proof = "no bound" if bound is None else f"bound {bound:>8}  gap {row.gap[name]} ({percent} %)"
        found.append(f"  {name:<10}{cost:>8}  {proof}")
    for moment, values in row.after.items():
        found.append(f"  after {moment:>3} s  " + "  ".join(f"{name} {cost}" for name, (cost, _) in values.items()))
    return found


def _first(told: Sequence[Told]) -> Told | None:
    """Return when diaries were first there: the search tells what is planned once they are filled."""
    of_diaries = [one for one in told if one.progress.stage == DIARIES]
    before = of_diaries[0].progress.planned if of_diaries else 0
    return next((one for one in of_diaries if one.progress.planned > before), None)


def _stages(told: Sequence[Told], worked: float) -> dict[str, float]:
    """Return the processor time from the begin of each stage to the begin of the next."""
    begins: dict[str, float] = {}
    for one in told:
        begins.setdefault(one.progress.stage, one.processor)
    ends = [*list(begins.values())[1:], worked]
    return {stage: round(end - begin, 1) for (stage, begin), end in zip(begins.items(), ends, strict=True)}


def _values(told: Sequence[Told], moment: float) -> Values:
    """Return the levels last told by a moment."""
    levels = next((one.progress.levels for one in reversed(told) if one.seconds <= moment and one.progress.levels), ())
    return {value.level.name: (value.cost, value.bound) for value in levels}


def _gap(value: LevelValue) -> int | None:
    return None if value.bound is None else value.cost - value.bound


def _percent(value: LevelValue) -> float | None:
    return None if value.bound is None else round(100 * (value.cost - value.bound) / max(1, value.cost), 2)


def _write(out: Path, row: Row, problem: Problem, plan: Plan) -> None:
    out.mkdir(parents=True, exist_ok=True)
    data = write_exchange(make_exchange(problem, plan, RulebookJudge()))
    (out / f"{row.instance}.{row.seed}.json").write_bytes(data)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks week")
    sizes = [size.value for size in SampleSize if size is not SampleSize.DVO_DAY]
    parser.add_argument("--size", choices=sizes, default=SampleSize.OFFICE.value)
    parser.add_argument("--seconds", type=float, default=60.0)
    add_seeds(parser)
    parser.add_argument("--workers", type=int, default=1, help="processes for sub-problems; with 1 a seed repeats")
    parser.add_argument("--sample-seed", type=int, default=1)
    parser.add_argument("--versus", action="store_true", help="one CP-SAT model and two greedy ways on the same week")
    parser.add_argument("--out", type=Path, help="folder for plans with their proofs, and a summary")
    return parser.parse_args(arguments)
