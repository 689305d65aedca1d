"""Generalised assignment through the search that gives cases to regievoerders: ``python -m benchmarks gap``.

Instances and best-known values stay where they are, outside the repository. ``--versus`` gives the same instances as
long to plain CP-SAT and to HiGHS. Not allowed here: solving; an instance becomes an allotment and the search does it.
"""

import argparse
import csv
import json
import math
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean

from benchmarks.gap_instance import Instance, agents_of, as_allotment, check, read_instance
from benchmarks.gap_rivals import RIVALS
from benchmarks.seeds import add_seeds
from solver.allotment.search import allot, warm_up
from solver.kernel.budget import Budget

FIGURE_MEAN, FIGURE_WORST = 0.30, 0.8
"""Per cent above the best known, to be reached: in the mean, and by each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one search of one instance gave; ``bound`` is that of the linear programme, not rounded up."""

    instance: str
    seed: int
    solver: str
    seconds: float
    processor_seconds: float
    cost: int
    bound: float | None
    gap_percent: float | None
    valid: bool
    best_cost: int | None
    steps: int
    load: float
    wrong: tuple[str, ...]


def main(arguments: Sequence[str]) -> None:
    """Solve the instances of a folder, write solutions and a summary, and compare with the best known."""
    options = _options(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    found = sorted(path for path in options.instances.glob("[de]*") if path.suffix in {".gz", ".txt", ""})
    paths = [path for path in found if not options.only or path.name.split(".")[0] in options.only.split(",")]
    if not paths:
        sys.exit(f"no instances in {options.instances}\nGive the folder that holds d20100.gz and the others.")
    best = _best_known(options.instances / "best_known.csv")
    warm_up()
    rows: list[Row] = []
    for path in paths:
        for row in _solved(path, options, best.get(path.name.split(".")[0])):
            rows.append(row)
            _show(row)
    (options.out / "summary.json").write_text(json.dumps({"rows": [asdict(row) for row in rows]}, indent=1))
    sys.exit(1 if _conclude(rows) else 0)


def _solved(path: Path, options: argparse.Namespace, best: int | None) -> Iterator[Row]:
    """Yield what the product's search gives with each seed, and the others where asked for."""
    for seed in options.seeds:
        begun, busy = time.perf_counter(), time.process_time()
        instance = read_instance(path)
        problem = as_allotment(instance)
        left = options.seconds - (time.perf_counter() - begun)
        choice = allot(problem, Budget(iterations=options.steps, seconds=left), seed=seed, searches=options.searches)
        spent = time.perf_counter() - begun, time.process_time() - busy
        agent_of = agents_of(problem, choice.chosen)
        (options.out / f"{instance.name}.{seed}.json").write_text(json.dumps({"agent_of": agent_of}))
        yield _row(instance, seed, "vertrekplanner", spent, agent_of, best, choice.bound, choice.steps)
    for name, rival in RIVALS.items() if options.versus else ():
        begun, busy = time.perf_counter(), time.process_time()
        instance = read_instance(path)
        agent_of = rival(instance, options.seconds)
        spent = time.perf_counter() - begun, time.process_time() - busy
        yield _row(instance, 0, name, spent, agent_of, best, None, 0)


def _row(  # noqa: PLR0913, PLR0917 - one line of the table
    instance: Instance,
    seed: int,
    solver: str,
    spent: tuple[float, float],
    agent_of: Sequence[int],
    best: int | None,
    bound: float | None,
    steps: int,
) -> Row:
    cost, wrong = check(instance, agent_of)
    return Row(
        instance=instance.name,
        seed=seed,
        solver=solver,
        seconds=round(spent[0], 2),
        processor_seconds=round(spent[1], 2),
        cost=cost,
        bound=None if bound is None else round(bound, 2),
        gap_percent=None if best is None or wrong else round(100 * (cost - best) / best, 4),
        valid=not wrong,
        best_cost=best,
        steps=steps,
        load=round(os.getloadavg()[0], 1),
        wrong=tuple(wrong),
    )


def _best_known(path: Path) -> dict[str, int]:
    """Return the best known cost by instance; nothing when there is no such file."""
    if not path.exists():
        return {}
    with path.open(newline="") as lines:
        return {row["instance"]: int(row["best_known"]) for row in csv.DictReader(lines)}


def _show(row: Row) -> None:
    gap = "" if row.gap_percent is None else f"{row.gap_percent:+9.3f} %"
    wrong = "" if row.valid else "NOT VALID: " + "; ".join(row.wrong[:3])
    times = f"{row.seconds:8.2f} s{row.processor_seconds:8.2f} s of processor"
    print(f"{row.solver:16}{row.instance:10}{row.seed:4}{times}{row.cost:10}{gap:>13}  {wrong}", flush=True)


def _conclude(rows: Sequence[Row]) -> list[str]:
    """Print the mean and the worst of each solver; return which stated figures our own search missed."""
    missed: list[str] = []
    for solver in dict.fromkeys(row.solver for row in rows):
        mine = [row for row in rows if row.solver == solver]
        gaps = [row.gap_percent for row in mine if row.gap_percent is not None]
        middle, worst = (mean(gaps), max(gaps)) if gaps else (math.nan, math.nan)
        print(f"{solver}: {len(gaps)} of {len(mine)} compared, mean {middle:+.3f} %, worst {worst:+.3f} %")
        if solver == "vertrekplanner":
            missed += [f"{row.instance} seed {row.seed} is not valid" for row in mine if not row.valid]
            missed += [f"mean {middle:+.3f} %, at most {FIGURE_MEAN} % wanted"] * (middle > FIGURE_MEAN)
            missed += [f"worst {worst:+.3f} %, at most {FIGURE_WORST} % wanted"] * (worst > FIGURE_WORST)
    for line in missed:
        print(f"MISSED {line}")
    return missed


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks gap")
    parser.add_argument("--instances", type=Path, required=True, help="folder with d20100.gz and the others")
    parser.add_argument("--out", type=Path, required=True, help="folder for solutions and summary.json")
    parser.add_argument("--seconds", type=float, default=60.0, help="per instance, reading included")
    parser.add_argument("--searches", type=int, default=2, help="how many go on beside each other, each on a thread")
    parser.add_argument("--steps", type=int, help="end after so many steps, so that a seed repeats")
    parser.add_argument("--only", default="", help="names of instances, with commas")
    parser.add_argument("--versus", action="store_true", help="give plain CP-SAT and HiGHS as long")
    add_seeds(parser)
    return parser.parse_args(arguments)
