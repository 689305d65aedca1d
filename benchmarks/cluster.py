"""What more workers bring: ``python -m benchmarks cluster --workers 2``.

The same sub-problems of the diaries of a made-up week are worked out with one worker and with several: processes of
this machine, or with ``--cluster`` the workers of a Dask scheduler (then ``--workers`` is how many it has; one of
them is used first). Told are the seconds between handing the first out and having the last back, and whether the
answers are the same. Ends with 1 when they are not, or when two workers are not ``FIGURE`` times as fast.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from benchmarks.seeds import add_seeds
from benchmarks.week_problem import week_problem
from planner.sample.sizes import SampleSize
from solver.candidates import Candidates
from solver.diary.making import make_diary
from solver.diary.packing import Packed
from solver.diary.part_search import Improved, Task, improve
from solver.diary.parts import Cutter
from solver.diary.phases import phases
from solver.diary.search import search_diary, warm_up
from solver.kernel.budget import Budget
from solver.known import Known
from solver.occupancy import Occupancy
from solver.parallel.cluster import Cluster
from solver.parallel.rounds import Round
from solver.parallel.workers import Processes, Workers
from solver.search import DIARY_KINDS

FIGURE = 1.7
ENDLESS = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The same sub-problems with one worker and with more."""

    instance: str
    seed: int
    parts: int
    steps: int
    workers: int
    seconds_one: float
    seconds: float
    factor: float
    lost: int
    valid: bool
    """Whether the answers are the same."""
    load: float


def main(arguments: Sequence[str]) -> None:
    """Measure per seed, print a table, write JSON; exit with 1 when answers differ or the figure is missed."""
    options = _options(arguments)
    warm_up()
    packed = _diaries(SampleSize(options.size))
    rows = []
    for seed in options.seeds:
        tasks = _tasks(packed, options.parts, options.steps, seed)
        rows.append(_row(tasks, options, seed))
        print(_line(rows[-1]), flush=True)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "summary.json").write_text(json.dumps({"rows": [asdict(row) for row in rows]}, indent=1))
    if not all(row.valid and row.factor >= FIGURE for row in rows):
        sys.exit(f"MISSED: the same answers at least {FIGURE} times as fast")


def _line(row: Row) -> str:
    times = f"1 worker {row.seconds_one} s, {row.workers} workers {row.seconds} s: {row.factor} times as fast"
    same = "the same answers" if row.valid else "OTHER ANSWERS"
    return f"{row.instance} seed {row.seed}: {row.parts} parts, {times}, {same}, {row.lost} lost, load {row.load}"


def _diaries(size: SampleSize) -> Packed:
    known = Known(week_problem(size, 1))
    activities = [activity for activity in known.problem.activities if activity.kind in DIARY_KINDS]
    return Packed(make_diary(Candidates(known), activities, Occupancy(known)))


def _tasks(packed: Packed, parts: int, steps: int, seed: int) -> list[Task]:
    """Return the parts of a week that was filled quickly, each with so many steps."""
    filled = search_diary(packed, Budget(iterations=1), seed=seed, given=packed.given({})).chosen
    desk, draw = packed.desk(seed), np.random.default_rng(seed)
    heats = next(phases(packed.scale)).heats
    pieces = Cutter(packed.week, desk.free, desk.visits).cut(filled, parts, draw)
    return [Task(part=piece.part, steps=steps, seconds=ENDLESS, heats=heats, seed=seed) for piece in pieces]


def _row(tasks: Sequence[Task], options: argparse.Namespace, seed: int) -> Row:
    one, first, _ = _measured(_hired(options, 1), tasks)
    more, second, lost = _measured(_hired(options, options.workers), tasks)
    same = all(a and b and a.now.tolist() == b.now.tolist() for a, b in zip(first, second, strict=True))
    return Row(
        instance=f"week-{options.size}",
        seed=seed,
        parts=len(tasks),
        steps=options.steps,
        workers=options.workers,
        seconds_one=round(one, 2),
        seconds=round(more, 2),
        factor=round(one / more, 2),
        lost=lost,
        valid=same,
        load=round(os.getloadavg()[0], 1),
    )


def _measured(workers: Workers, tasks: Sequence[Task]) -> tuple[float, list[Improved | None], int]:
    """Return how long the workers take once each has loaded what it needs, what they find, and how much they lose."""
    handed = Round(workers, lambda: False)
    ready = [Task(part=tasks[0].part, steps=1, seconds=ENDLESS, heats=tasks[0].heats, seed=1)] * (4 * workers.count)
    handed.carry_out(improve, ready, ENDLESS)
    begun = time.perf_counter()
    found = handed.carry_out(improve, tasks, ENDLESS)
    seconds = time.perf_counter() - begun
    workers.close()
    return seconds, found, handed.lost


def _hired(options: argparse.Namespace, count: int) -> Workers:
    return Cluster(options.cluster, most=count) if options.cluster else Processes(count)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks cluster")
    sizes = [size.value for size in SampleSize if size is not SampleSize.DVO_DAY]
    parser.add_argument("--size", choices=sizes, default=SampleSize.REGION.value)
    parser.add_argument("--parts", type=int, default=8, help="how many sub-problems")
    parser.add_argument("--steps", type=int, default=200_000, help="steps of each sub-problem")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--cluster", default="", help="address of a Dask scheduler")
    parser.add_argument("--out", type=Path, help="folder for summary.json")
    add_seeds(parser)
    return parser.parse_args(arguments)
