"""Whether a seed repeats: ``python -m benchmarks repeat --size office --tries 2000``.

The sample week is planned twice with the same seed and one worker, bounded by counts and not by the clock, in two
processes in which Python hashes text otherwise. The plans must be the same to the byte; ends with 1 when they differ.
What is proven beside a search depends on how far that was meanwhile, so bounds and certificates are left out.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.seeds import add_seeds
from benchmarks.week_problem import week_problem
from planner.codec.canonical import to_bytes
from planner.domain.plan import Plan
from planner.ports.search import Progress
from planner.sample.sizes import SampleSize
from solver.search import SearchSettings, StagedSearch

HASH_SEEDS = ("1", "4711")
PLENTY = 100_000.0
"""Seconds: never what ends a stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """Two runs of one seed: how many are planned, and where the plans first differ; no differences when they do not."""

    seed: int
    planned: int
    hashes: tuple[str, ...]
    differences: tuple[str, ...]


def main(arguments: Sequence[str]) -> None:
    """Plan every seed twice and compare; exit with 1 when a plan differs."""
    options = _options(arguments)
    if options.plan_to is not None:
        options.plan_to.write_bytes(planned(SampleSize(options.size), options.seeds[0], options.tries))
        return
    wrong = False
    for seed in options.seeds:
        found = repeated(SampleSize(options.size), seed, options.tries)
        wrong |= bool(found.differences)
        same = "differ" if found.differences else "the same"
        print(f"{options.size}, seed {seed}: {found.planned} planned, {same}: {' and '.join(found.hashes)}", flush=True)
        print("\n".join(f"  {line}" for line in found.differences), end="\n" if found.differences else "")
    if wrong:
        sys.exit(1)


def repeated(size: SampleSize, seed: int, tries: int) -> Repeated:
    """Plan a week in two processes, one after the other, and compare."""
    with TemporaryDirectory(prefix="vertrekplanner-repeat-") as folder:
        plans = [_in_process(Path(folder) / f"{hashed}.json", size, seed, tries, hashed) for hashed in HASH_SEEDS]
    one, other = (json.loads(plan) for plan in plans)
    return Repeated(
        seed=seed,
        planned=len(one["appointments"]),
        hashes=tuple(hashlib.sha256(plan).hexdigest()[:12] for plan in plans),
        differences=tuple(differences(one, other)) if plans[0] != plans[1] else (),
    )


def planned(size: SampleSize, seed: int, tries: int) -> bytes:
    """Return the plan of a sample week, without what is proven about it."""
    search = StagedSearch(SearchSettings(tries=tries))
    plan = search.solve(week_problem(size, 1), seconds=PLENTY, seed=seed, report=_silent, stopped=lambda: False)
    return to_bytes(unproven(plan))


def unproven(plan: Plan) -> Plan:
    """Return a plan without bounds and certificates."""
    levels = tuple(replace(value, bound=None) for value in plan.levels)
    return replace(plan, levels=levels, certificates=())


def differences(one: object, other: object, where: str = "plan") -> Iterator[str]:
    """Yield the first difference of each part of two plans, with where it is."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted(one.keys() | other.keys()):
            yield from differences(one.get(name), other.get(name), f"{where}.{name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (a, b) in enumerate(zip(one, other, strict=True)):
            if a != b:
                yield from differences(a, b, f"{where}[{number}]")
                return
    elif one != other:
        yield f"{where}: {str(one)[:80]} / {str(other)[:80]}"


def _in_process(file: Path, size: SampleSize, seed: int, tries: int, hashed: str) -> bytes:
    command = [sys.executable, "-m", "benchmarks", "repeat", "--size", size, "--seeds", str(seed)]
    command += ["--tries", str(tries), "--plan-to", str(file)]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": hashed}, check=True)  # noqa: S603 - our own program
    return file.read_bytes()


def _silent(_progress: Progress) -> None:
    """Tell nobody."""


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks repeat")
    sizes = [size.value for size in SampleSize if size is not SampleSize.DVO_DAY]
    parser.add_argument("--size", choices=sizes, default=SampleSize.OFFICE.value)
    parser.add_argument("--tries", type=int, default=2_000, help="steps of the diaries")
    add_seeds(parser)
    parser.add_argument("--plan-to", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)
