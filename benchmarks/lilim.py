"""Pick-up and delivery instances of Li and Lim through the product's own search: ``python -m benchmarks lilim``.

Instances and best-known values stay where they are, outside the repository. Few vehicles come first, then distance.
Not allowed here: solving; an instance becomes a route problem and the kernel searches it.
"""

import argparse
import csv
import json
import math
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean

from benchmarks.lilim_instance import check, node_of_stop, read_instance, route_problem
from benchmarks.seeds import add_seeds
from solver.kernel.search import Budget, search, warm_up

FIGURE_VEHICLES, FIGURE_PERCENT, FIGURE_INSTANCES = 402, 0.1, 56
"""To be reached on all instances: vehicles in total, and mean distance above the best known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one search of one instance gave.

    ``cost`` is the distance. ``bound`` is empty: nothing is proved here. ``gap_percent`` is the distance above that
    of the best known plan, and is only there when the number of vehicles is the same.
    """

    instance: str
    seed: int
    seconds: float
    cost: float
    vehicles: int
    bound: float | None
    gap_percent: float | None
    valid: bool
    best_vehicles: int | None
    best_cost: float | None
    iterations: int
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One instance to solve with one seed."""

    path: Path
    seed: int
    seconds: float
    out: Path
    best: tuple[int, float] | None


def main(arguments: Sequence[str]) -> None:
    """Solve the instances of a folder, write solutions and a summary, and compare with the best known."""
    options = _options(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    tasks = list(_tasks(options))
    if not tasks:
        sys.exit(f"no instances in {options.instances}\nGive the folder that holds lc101.txt and the others.")
    rows: list[Row] = []
    with ProcessPoolExecutor(options.workers, initializer=warm_up) as pool:
        for row in pool.map(solve, tasks):
            rows.append(row)
            _show(row)
    (options.out / "summary.json").write_text(json.dumps({"rows": [asdict(row) for row in rows]}, indent=1))
    sys.exit(1 if _conclude(rows) else 0)


def solve(task: Task) -> Row:
    """Solve one instance within its seconds, reading and building included, and write the routes."""
    begun = time.perf_counter()
    instance = read_instance(task.path)
    problem = route_problem(instance)
    budget = Budget(seconds=task.seconds - (time.perf_counter() - begun))
    found = search(problem, budget, seed=task.seed)
    seconds = time.perf_counter() - begun
    nodes = node_of_stop(instance)
    routes = [[nodes[stop] for stop in route] for route in found.routes if route]
    (task.out / f"{instance.name}.{task.seed}.json").write_text(json.dumps({"routes": routes}))
    distance, wrong = check(instance, routes)
    same = task.best is not None and task.best[0] == len(routes)
    return Row(
        instance=instance.name,
        seed=task.seed,
        seconds=round(seconds, 2),
        cost=round(distance, 2),
        vehicles=len(routes),
        bound=None,
        gap_percent=round(100 * (distance - task.best[1]) / task.best[1], 4) if task.best and same else None,
        valid=not wrong,
        best_vehicles=task.best[0] if task.best else None,
        best_cost=task.best[1] if task.best else None,
        iterations=found.iterations,
        wrong=tuple(wrong),
    )


def _tasks(options: argparse.Namespace) -> Iterator[Task]:
    best = _best_known(options.best or options.instances / "best_known.csv")
    names = set(options.only.split(",")) if options.only else None
    for seed in options.seeds:
        for path in sorted(options.instances.glob("*.txt")):
            if names is None or path.stem in names:
                yield Task(path=path, seed=seed, seconds=options.seconds, out=options.out, best=best.get(path.stem))


def _best_known(path: Path) -> dict[str, tuple[int, float]]:
    """Return vehicles and distance of the best known plans by instance; nothing when there is no such file."""
    if not path.exists():
        return {}
    with path.open(newline="") as lines:
        return {row["instance"]: (int(row["vehicles"]), float(row["distance"])) for row in csv.DictReader(lines)}


def _show(row: Row) -> None:
    gap = "" if row.gap_percent is None else f"{row.gap_percent:+9.3f} %"
    known = "" if row.best_vehicles is None else f"({row.best_vehicles:3})"
    speed = row.iterations / max(row.seconds, 1e-9)
    print(
        f"{row.instance:10}{row.seed:4}{row.seconds:8.2f} s{row.vehicles:5} {known}{row.cost:12.2f}{gap:>13}"
        f"{speed:12,.0f} steps/s  {'' if row.valid else 'NOT VALID: ' + '; '.join(row.wrong[:3])}",
        flush=True,
    )


def _conclude(rows: Sequence[Row]) -> list[str]:
    """Print the totals per seed; return which stated figures were missed."""
    missed = [f"{row.instance} seed {row.seed} is not valid" for row in rows if not row.valid]
    for seed in sorted({row.seed for row in rows}):
        mine = [row for row in rows if row.seed == seed]
        gaps = [row.gap_percent for row in mine if row.gap_percent is not None]
        vehicles, gap = sum(row.vehicles for row in mine), mean(gaps) if gaps else math.nan
        print(
            f"seed {seed}: {len(mine)} instances, {vehicles} vehicles "
            f"(best known {sum(row.best_vehicles or 0 for row in mine)}), mean distance {gap:+.4f} % "
            f"on the {len(gaps)} with as many vehicles, {sum(abs(value) < 0.005 for value in gaps)} of them equal"  # noqa: PLR2004
        )
        if len(mine) == FIGURE_INSTANCES and vehicles > FIGURE_VEHICLES:
            missed.append(f"seed {seed}: {vehicles} vehicles, {FIGURE_VEHICLES} wanted")
        if gaps and gap > FIGURE_PERCENT:
            missed.append(f"seed {seed}: distance {gap:+.3f} %, at most +{FIGURE_PERCENT} % wanted")
    for line in missed:
        print(f"MISSED {line}")
    return missed


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks lilim")
    parser.add_argument("--instances", type=Path, required=True, help="folder with lc101.txt and the others")
    parser.add_argument("--out", type=Path, required=True, help="folder for solutions and summary.json")
    parser.add_argument("--best", type=Path, help="table of best known plans (best_known.csv beside the instances)")
    parser.add_argument("--seconds", type=float, default=20.0, help="per instance, reading included")
    add_seeds(parser)
    parser.add_argument("--only", default="", help="names of instances, with commas")
    parser.add_argument("--workers", type=int, default=1, help="instances solved at the same time, a core each")
    return parser.parse_args(arguments)
