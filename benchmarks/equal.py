"""Equal treatment on random weeks: ``python -m benchmarks equal --weeks 100 --out DIR``.

Each week is solved under its own names and again with countries, languages and sexes permuted, the rules about them
along with them; the plans must be the same. Ends with 1 when any differs. ``--stages`` leaves out parts of the plan.
Not allowed here: how names change and what is compared (``tests/recheck``).
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.seeds import add_seeds
from solver.search import SearchSettings, StagedSearch
from tests.recheck.equal import Change, Compared, Stage, compare_week

TRIES = 2_000
"""Steps of the diaries: bounded by count, so that a search repeats."""
WORK = 2.0
"""Deterministic time of the models: enough to tell plans apart, and a hundred weeks in minutes."""
_SHOWN = 5


def main(arguments: Sequence[str]) -> None:
    """Compare the weeks, print a table, write JSON; exit with 1 when a plan differs."""
    options = _options(arguments)
    stages = tuple(Stage(name) for name in options.stages)
    changes = tuple(Change(name) for name in options.changes)
    begun = time.perf_counter()
    weeks: list[Compared] = []
    for compared in _all(options.seeds or range(1, options.weeks + 1), changes, options.tries, options.workers):
        weeks += compared
        for week in compared:
            for words in week.wrong(stages)[:_SHOWN]:
                print(f"seed {week.seed}, {week.change}: {words}", flush=True)
    lines = table(weeks, stages, time.perf_counter() - begun)
    print("\n".join(lines))
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "equal.json").write_text(json.dumps([_data(week) for week in weeks], indent=1))
        (options.out / "equal.md").write_text("\n".join(lines) + "\n")
    if any(week.wrong(stages) for week in weeks):
        sys.exit(1)


def compare(seed: int, changes: Sequence[Change], tries: int) -> tuple[Compared, ...]:
    """Compare one week with the product's own search."""
    return compare_week(seed, changes, search(tries))


def search(tries: int = TRIES) -> StagedSearch:
    """Return the product's search, bounded by counts alone."""
    return StagedSearch(SearchSettings(tries=tries, assignment_work=WORK, commitment_work=WORK))


def _all(seeds: Sequence[int], changes: Sequence[Change], tries: int, workers: int) -> Iterator[tuple[Compared, ...]]:
    with get_context("spawn").Pool(workers) as pool:
        yield from pool.imap(partial(compare, changes=changes, tries=tries), seeds)


def table(weeks: Sequence[Compared], stages: Sequence[Stage], seconds: float) -> list[str]:
    """Return the figures as lines of a Markdown table: weeks, and weeks with a difference, per change and stage."""
    rows = ["| names changed | weeks | activities | planned | " + " | ".join(stages) + " |"]
    rows.append("|---|" + "---:|" * (3 + len(stages)))
    for change in dict.fromkeys(week.change for week in weeks):
        mine = [week for week in weeks if week.change is change]
        cells = [len(mine), sum(week.activities for week in mine), sum(week.planned for week in mine)]
        cells += [sum(stage in week.different for week in mine) for stage in stages]
        rows.append(f"| {change} | " + " | ".join(map(str, cells)) + " |")
    return [*rows, "", f"Weeks that differ stand under the stage; {round(seconds)} seconds."]


def _data(week: Compared) -> dict[str, object]:
    different = {stage.value: list(words) for stage, words in week.different.items()}
    return {"seed": week.seed, "change": week.change.value, "planned": week.planned, "different": different}


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks equal")
    parser.add_argument("--weeks", type=int, default=100, help="seeds 1 to this, unless --seeds")
    add_seeds(parser, default=())
    parser.add_argument("--changes", nargs="+", default=list(Change), choices=list(Change))
    parser.add_argument("--stages", nargs="+", default=list(Stage), choices=list(Stage), help="parts to compare")
    parser.add_argument("--tries", type=int, default=TRIES)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path)
    return parser.parse_args(arguments)
