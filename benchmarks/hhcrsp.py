"""Home health care instances of Mankowska et al. through the product's own search: ``python -m benchmarks hhcrsp``.

Visits with a due moment at a price, skills, and pairs of visits by two people at the same time or with a time between.
Instances and best-known values stay where they are, outside the repository. ``--versus`` gives the same instances as
long to plain CP-SAT and to the routing library of OR-Tools. Not allowed here: solving; an instance becomes a route
problem and the kernel searches it.
"""

import argparse
import csv
import json
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean

from benchmarks.hhcrsp_instance import Instance, Plan, as_solution, check, plan_of, read_instance, route_problem
from benchmarks.hhcrsp_rivals import RIVALS
from benchmarks.seeds import add_seeds
from solver.kernel.search import Budget, search, warm_up

FIGURES: Mapping[int, float] = {50: 0.5, 75: -0.5, 100: 0.5, 200: 0.0}
"""Per cent above the best known, by number of patients: at most so much in the mean, in 60 s (200 patients: 120 s)."""
OURS = "vertrekplanner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one search of one instance gave; ``bound`` is empty: nothing is proved here."""

    instance: str
    patients: int
    seed: int
    solver: str
    seconds: float
    processor_seconds: float
    cost: float
    bound: float | None
    gap_percent: float | None
    valid: bool
    best_cost: float | None
    iterations: int
    load: float
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One instance to solve with one seed, or by one rival."""

    path: Path
    seed: int
    solver: str
    budget: Budget
    out: Path
    best: float | None


def main(arguments: Sequence[str]) -> None:
    """Solve the instances of a folder, write solutions and a summary, and compare with the best known."""
    options = _options(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    tasks = list(_tasks(options))
    if not tasks:
        sys.exit(f"no instances in {options.instances}\nGive the folder that holds InstanzCPLEX_HCSRP_50_1.json.gz.")
    rows: list[Row] = []
    with ProcessPoolExecutor(options.workers, initializer=_warm_up) as pool:
        for row in pool.map(solve, tasks):
            rows.append(row)
            _show(row)
    (options.out / "summary.json").write_text(json.dumps({"rows": [asdict(row) for row in rows]}, indent=1))
    sys.exit(1 if _conclude(rows) else 0)


def solve(task: Task) -> Row:
    """Solve one instance within its seconds, reading and building included; our own plan is written."""
    begun, busy = time.perf_counter(), time.process_time()
    instance = read_instance(task.path)
    if task.solver == OURS:
        plan, iterations = _searched(instance, task, begun)
        (task.out / f"{instance.name}.{task.seed}.json").write_text(json.dumps(as_solution(instance, plan)))
    else:
        plan, iterations = RIVALS[task.solver](instance, task.budget.seconds), 0
    spent = time.perf_counter() - begun, time.process_time() - busy
    checked = check(instance, plan)
    gap = None if task.best is None or checked.wrong else 100 * (checked.cost - task.best) / task.best
    return Row(
        instance=instance.name,
        patients=len(instance.patients),
        seed=task.seed,
        solver=task.solver,
        seconds=round(spent[0], 2),
        processor_seconds=round(spent[1], 2),
        cost=round(checked.cost, 3),
        bound=None,
        gap_percent=None if gap is None else round(gap, 4),
        valid=not checked.wrong,
        best_cost=task.best,
        iterations=iterations,
        load=round(os.getloadavg()[0], 1),
        wrong=checked.wrong,
    )


def _searched(instance: Instance, task: Task, begun: float) -> tuple[Plan, int]:
    problem = route_problem(instance)
    left = task.budget.seconds - (time.perf_counter() - begun)
    found = search(problem, Budget(iterations=task.budget.iterations, seconds=left), seed=task.seed)
    return plan_of(instance, found.routes, found.schedule.starts), found.iterations


def _tasks(options: argparse.Namespace) -> Iterator[Task]:
    best = _best_known(options.instances / "best_known.csv")
    names = set(options.only.split(",")) if options.only else None
    budget = Budget(iterations=options.steps, seconds=options.seconds)
    runs = [(OURS, seed) for seed in options.seeds] + [(name, 0) for name in RIVALS if options.versus]
    for path in sorted(options.instances.glob("Instanz*.json*")):
        name = path.name.split(".")[0]
        patients = name.split("_")[-2]
        if names is None or name in names or patients in names:
            for solver, seed in runs:
                yield Task(path=path, seed=seed, solver=solver, budget=budget, out=options.out, best=best.get(name))


def _best_known(path: Path) -> dict[str, float]:
    """Return the best known cost by instance; nothing when there is no such file."""
    if not path.exists():
        return {}
    with path.open(newline="") as lines:
        return {row["instance"]: float(row["best_known_cost"]) for row in csv.DictReader(lines)}


def _warm_up() -> None:
    warm_up(tied=True)


def _show(row: Row) -> None:
    gap = "" if row.gap_percent is None else f"{row.gap_percent:+9.3f} %"
    times = f"{row.seconds:8.2f} s{row.processor_seconds:8.2f} s of processor{row.iterations:9} steps"
    wrong = "" if row.valid else "NOT VALID: " + "; ".join(row.wrong[:3])
    print(f"{row.solver:16}{row.instance:24}{row.seed:4}{times}{row.cost:11.3f}{gap:>13}  {wrong}", flush=True)


def _conclude(rows: Sequence[Row]) -> list[str]:
    """Print the mean of each solver by size; return which stated figures our own search missed."""
    missed = [f"{row.instance} seed {row.seed} is not valid" for row in rows if row.solver == OURS and not row.valid]
    for solver, patients in dict.fromkeys((row.solver, row.patients) for row in rows):
        mine = [row for row in rows if (row.solver, row.patients) == (solver, patients)]
        gaps = [row.gap_percent for row in mine if row.gap_percent is not None]
        if not gaps:
            print(f"{solver}: {patients} patients: nothing to compare of {len(mine)}")
            continue
        print(
            f"{solver}: {patients} patients: {len(gaps)} of {len(mine)} compared, mean {mean(gaps):+.3f} %, "
            f"worst {max(gaps):+.3f} %, {sum(gap <= 0 for gap in gaps)} as good as the best known"
        )
        if solver == OURS and mean(gaps) > FIGURES.get(patients, float("inf")):
            missed.append(f"{patients} patients: mean {mean(gaps):+.3f} %, {FIGURES[patients]:+} % wanted")
    for line in missed:
        print(f"MISSED {line}")
    return missed


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks hhcrsp")
    parser.add_argument("--instances", type=Path, required=True, help="folder with the instances, packed or not")
    parser.add_argument("--out", type=Path, required=True, help="folder for solutions and summary.json")
    parser.add_argument("--seconds", type=float, default=60.0, help="per instance, reading included")
    parser.add_argument("--steps", type=int, help="end after so many steps, so that a seed repeats")
    parser.add_argument("--only", default="", help="names of instances or numbers of patients, with commas")
    parser.add_argument("--workers", type=int, default=1, help="instances solved at the same time, a core each")
    parser.add_argument("--versus", action="store_true", help="give plain CP-SAT and OR-Tools routing as long")
    add_seeds(parser)
    return parser.parse_args(arguments)
