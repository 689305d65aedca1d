"""How planning grows with the service: ``python -m benchmarks growth --seconds 60 --sizes 10,25,50,100,250``.

Weeks of the whole country with so many regievoerders and all else in proportion, each planned in a process of its own
by the product's search. Every size is written into ``groei.json`` as soon as it is done, beside what stands there of
other sizes, and page and chart are drawn from that file alone (``growth_page``). Ends with 1 when a plan is not valid.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from benchmarks.growth_page import Grown, write_page
from benchmarks.seeds import add_seeds
from benchmarks.week import run
from benchmarks.week_problem import week_problem
from planner.sample.sizes import SampleSize
from solver.allotment.search import warm_up as warm_up_allotments
from solver.diary.search import warm_up as warm_up_diaries
from solver.kernel.search import warm_up
from solver.parallel.workers import end_with

SIZES = (10, 25, 50, 100, 250)
FILE = "groei.json"


def main(arguments: Sequence[str]) -> None:
    """Plan a week of every size, keep the figures, and draw them."""
    options = _options(arguments)
    file: Path = options.out / FILE
    options.out.mkdir(parents=True, exist_ok=True)
    rows = read(file)
    for size in () if options.draw else options.sizes:
        context, here = get_context("spawn"), (os.getpid(),)
        with ProcessPoolExecutor(1, mp_context=context, initializer=end_with, initargs=here) as pool:
            row = pool.submit(grown, size, options.seconds, options.seeds[0]).result()
        rows = sorted((*(old for old in rows if old.regievoerders != size), row), key=lambda one: one.regievoerders)
        file.write_text(json.dumps([asdict(one) for one in rows], indent=1) + "\n")
        print(
            f"{size:>6}: {row.seconds} s, processor {row.processor_seconds} s, {row.megabytes} MB, {row.gap_percent}",
            flush=True,
        )
    write_page(rows, options.out)
    if not all(row.valid for row in rows):
        sys.exit(1)


def grown(regievoerders: int, seconds: float, seed: int) -> Grown:
    """Plan the week of so many regievoerders, and return its figures."""
    warm_up_allotments()
    warm_up_diaries()
    warm_up()
    problem = week_problem(SampleSize.NATIONAL, 1, regievoerders)
    row, plan = run(problem, str(regievoerders), seconds, seed)
    return Grown(
        regievoerders=regievoerders,
        activities=len(problem.activities),
        planned=len(plan.appointments),
        asked_seconds=seconds,
        seconds=row.seconds,
        first_seconds=row.first_seconds,
        processor_seconds=row.processor_seconds,
        first_processor_seconds=row.first_processor_seconds,
        stages=row.stages,
        cost=row.cost,
        bound=row.bound,
        gap_percent=row.gap_percent,
        megabytes=row.megabytes,
        valid=row.valid,
        load=row.load,
        measured=datetime.now(UTC).date().isoformat(),
    )


def read(file: Path) -> list[Grown]:
    """Return the figures in a file; none when there is no such file."""
    return [Grown(**row) for row in json.loads(file.read_text())] if file.exists() else []


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks growth")
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="regievoerders, for instance 10,25,2500")
    parser.add_argument("--seconds", type=float, default=60.0)
    add_seeds(parser)
    parser.add_argument("--out", type=Path, default=Path("docs"), help="folder of groei.json, GROEI.md and groei.svg")
    parser.add_argument("--draw", action="store_true", help="only draw what stands in groei.json")
    return parser.parse_args(arguments)
