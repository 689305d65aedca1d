"""Random weeks, solved and checked by a second reader: ``python -m benchmarks recheck --weeks 200 --out DIR``.

Each week is solved, published, and solved once more after things happened; every plan and release is looked at by the
product's judge and by the solver-free checks of ``tests/recheck``. Ends with 1 when anybody finds a hard breach.
Not allowed here: the checks and the weeks themselves.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.seeds import add_seeds
from solver.judge import RulebookJudge
from solver.search import StagedSearch
from tests.recheck.campaign import Turn, WeekChecked, check_week

_SHOWN = 5


def main(arguments: Sequence[str]) -> None:
    """Check the weeks, print a table, write JSON; exit with 1 when something is wrong."""
    options = _options(arguments)
    seeds = options.seeds or range(1, options.weeks + 1)
    begun = time.perf_counter()
    weeks = [_shown(week) for week in _checked(seeds, options.seconds, options.workers)]
    took = time.perf_counter() - begun
    for line in table(weeks, took):
        print(line)
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "recheck.json").write_text(json.dumps([asdict(week) for week in weeks], indent=1))
        (options.out / "recheck.md").write_text("\n".join(table(weeks, took)) + "\n")
    if any(week.wrong for week in weeks):
        sys.exit(1)


def one_week(seed: int, seconds: float) -> WeekChecked:
    """Check one week with the product's own search and judge."""
    return check_week(seed, seconds=seconds, search=StagedSearch(), judge=RulebookJudge())


def _checked(seeds: Sequence[int], seconds: float, workers: int) -> Iterator[WeekChecked]:
    with get_context("spawn").Pool(workers) as pool:
        yield from pool.imap(partial(one_week, seconds=seconds), seeds)


def _shown(week: WeekChecked) -> WeekChecked:
    """Print what is wrong with a week as soon as it is known."""
    for words in week.wrong[:_SHOWN]:
        print(f"seed {week.seed} ({week.week}): {words}", flush=True)
    return week


def table(weeks: Sequence[WeekChecked], seconds: float) -> list[str]:
    """Return the figures as lines of a Markdown table."""
    turns = [turn for week in weeks for turn in week.turns]
    planned, unplanned = Counter[str](), Counter[str]()
    for turn in turns:
        planned.update(turn.planned)
        unplanned.update(turn.unplanned)
    rows = [
        ("weeks", len(weeks)),
        ("plans", len(turns)),
        ("activities", sum(turn.activities for turn in turns)),
        *((f"planned: {kind}", count) for kind, count in sorted(planned.items())),
        *((f"unplanned: {code}", count) for code, count in sorted(unplanned.items())),
        ("hard breaches, second reader", sum(len(turn.findings) for turn in turns)),
        ("hard breaches, judge", sum(len(turn.breaches) for turn in turns)),
        ("hard breaches, releases", sum(len(turn.released) for turn in turns)),
        ("weeks with a breach", sum(bool(week.wrong) for week in weeks)),
        ("seconds per solve, median", _median(turns)),
        ("seconds per solve, longest", max((turn.seconds for turn in turns), default=0.0)),
        ("seconds in all", round(seconds)),
    ]
    return ["| | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in rows)]


def _median(turns: Sequence[Turn]) -> float:
    spent = sorted(turn.seconds for turn in turns)
    return spent[len(spent) // 2] if spent else 0.0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks recheck")
    parser.add_argument("--weeks", type=int, default=200, help="seeds 1 to this, unless --seeds")
    add_seeds(parser, default=())
    parser.add_argument("--seconds", type=float, default=3.0, help="for one solve")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path)
    return parser.parse_args(arguments)
