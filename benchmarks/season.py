"""A season of weeks: ``python -m benchmarks season --size office --weeks 13 --seconds 5 --seeds 1,2,3 --out DIR``.

Each week is planned and published as the product does it; each morning what happened since the last one is reported, by
the model of how bookings fall out and a few people and means that drop out; in the evening what became of everything is
recorded, so that what failed is due again. Three ways of going on meet the same luck: repairing each morning, doing
nothing until the next week is planned, and solving the whole week anew each morning. Afterwards every version of every
plan, and every publication, is built again from the log and compared byte for byte; ends with 1 when one differs.

``--ways repair,nothing`` leaves one out; ``--jobs 2`` plays two at a time; ``--keep`` keeps the books beside the table.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import product, repeat
from multiprocessing import get_context
from pathlib import Path

from benchmarks.day_problem import WEEK
from benchmarks.season_counts import spread
from benchmarks.season_play import Way, played
from benchmarks.season_world import Arrivals, open_office, planned_at
from benchmarks.seeds import add_seeds
from planner.sample.sizes import SampleSize
from planner.usecases.editing.rebuilding import Rebuilt, rebuilt

NAMES = {Way.REPAIR: "repaired each morning", Way.NOTHING: "no repair", Way.ANEW: "solved anew each morning"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One season in one way."""

    seed: int
    way: Way
    figures: dict[str, float]
    reported: dict[str, int]
    ended: dict[str, int]
    refused: dict[str, int]
    rebuilt: Rebuilt


def main(arguments: Sequence[str]) -> None:
    """Play, print the tables, write them; exit with 1 when a plan cannot be built again."""
    options = _options(arguments)
    load, lines = os.getloadavg()[0], list[Line]()
    with ProcessPoolExecutor(max_workers=options.jobs, mp_context=get_context("spawn")) as pool:
        seeds, ways = zip(*product(options.seeds, options.ways), strict=True)
        for line in pool.map(season, repeat(options), seeds, ways):
            lines.append(line)
            print(_progress(line), file=sys.stderr, flush=True)
            _write(options, lines, load)
    print("\n".join(tables(lines, options, load)))
    wrong = [name for line in lines for name in line.rebuilt.differences]
    if wrong:
        sys.exit("\n".join(("built again, and different:", *wrong)))


def season(options: argparse.Namespace, seed: int, way: Way) -> Line:
    """Play one season in new books, and build all of its plans again."""
    arrivals = Arrivals.drawn(SampleSize(options.size), seed, options.weeks)
    with tempfile.TemporaryDirectory(prefix="vertrekplanner-season-") as folder:
        place = options.out if options.keep else Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        file = place / f"{options.size}-{seed}-{way}.sqlite"
        file.unlink(missing_ok=True)
        with open_office(file) as office:
            done = played(office, way, arrivals, seed, options.seconds, WEEK)
            with office.store.reading() as books:
                again = rebuilt(books, office.drafts())
    counts, weeks = done.counts, len(arrivals.weeks)
    return Line(
        seed=seed,
        way=way,
        figures=counts.figures(weeks, planned_at(WEEK.plus(weeks + 1))),
        reported=_sorted(counts.reported),
        ended=_sorted(counts.ended),
        refused=_sorted(counts.refused),
        rebuilt=again,
    )


def tables(lines: Sequence[Line], options: argparse.Namespace, load: float) -> list[str]:
    """Return the tables: each way by itself, what repairing differs from the others, what was built again."""
    ways = [way for way in Way if any(line.way is way for line in lines)]
    seeds = sorted({line.seed for line in lines})
    found = [
        f"{options.size}, {options.weeks} weeks, {options.seconds:g} s a solve, seeds {', '.join(map(str, seeds))}",
        f"load {load:.1f} before, {os.getloadavg()[0]:.1f} after, {os.cpu_count()} cores",
        "",
        *_rows(("", *(NAMES[way] for way in ways)), [_row(name, lines, ways) for name in lines[0].figures]),
        "",
    ]
    others = [way for way in ways if way is not Way.REPAIR]
    if Way.REPAIR in ways and others:
        found += [
            "What repairing each morning differs, on the same luck:",
            "",
            *_rows(
                ("", *(f"from {NAMES[way]}" for way in others)),
                [_differences(name, lines, others) for name in lines[0].figures],
            ),
            "",
        ]
    again = [line.rebuilt for line in lines]
    versions, steps, releases = (sum(getattr(one, part) for one in again) for part in ("versions", "steps", "releases"))
    different = sum(len(one.differences) for one in again)
    found.append(f"built again: {versions} versions by {steps} steps, {releases} publications; different: {different}")
    refused = sum((Counter(line.refused) for line in lines), Counter[str]())
    found += [f"refused {number} times: {what}" for what, number in refused.most_common(12)]
    return found


def _row(name: str, lines: Sequence[Line], ways: Iterable[Way]) -> tuple[str, ...]:
    values = ([line.figures[name] for line in lines if line.way is way] for way in ways)
    return (name, *(_said(*spread(one)) for one in values))


def _differences(name: str, lines: Sequence[Line], others: Iterable[Way]) -> tuple[str, ...]:
    """Return the differences on the same seed: their mean with its interval."""
    cells = [name]
    ours = {line.seed: line.figures[name] for line in lines if line.way is Way.REPAIR}
    for way in others:
        theirs = {line.seed: line.figures[name] for line in lines if line.way is way}
        both = [ours[seed] - theirs[seed] for seed in ours if seed in theirs]
        cells.append(_said(*spread(both), signed=True) if both else "")
    return tuple(cells)


def _said(value: float, half: float, *, signed: bool = False) -> str:
    sign = "+" if signed else ""
    text = f"{value:{sign}.1f}" if abs(value) < 100 else f"{value:{sign}.0f}"  # noqa: PLR2004 - three figures are enough
    return f"{text} ± {half:.1f}" if half else text


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    line = ["|".join(("", *cells, "")) for cells in (head, ("---", *("---:" for _ in head[1:])), *rows)]
    return [one.replace("|", " | ").strip() for one in line]


def _progress(line: Line) -> str:
    realised = line.figures["departures realised"]
    return (
        f"seed {line.seed}, {NAMES[line.way]}: {realised:.0f} departures, {line.figures['seconds of the season']:.0f} s"
    )


def _write(options: argparse.Namespace, lines: Sequence[Line], load: float) -> None:
    if options.out is None:
        return
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "season.md").write_text("\n".join(tables(lines, options, load)) + "\n")
    (options.out / "season.json").write_text(json.dumps([asdict(line) for line in lines], indent=1))


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks season", description=__doc__)
    parser.add_argument("--size", default="office", choices=["office", "region", "national"])
    parser.add_argument("--weeks", type=int, default=13)
    parser.add_argument("--seconds", type=float, default=5.0, help="of searching in each solve")
    parser.add_argument("--jobs", type=int, default=1, help="seasons played at the same time, each in its own process")
    parser.add_argument("--ways", type=_ways, default=tuple(Way))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--keep", action="store_true", help="keep the books in the folder of --out")
    add_seeds(parser)
    found = parser.parse_args(arguments)
    if found.keep and found.out is None:
        parser.error("--keep needs --out")
    return found


def _ways(text: str) -> tuple[Way, ...]:
    return tuple(Way(part) for part in text.split(","))
