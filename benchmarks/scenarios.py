"""Four what-ifs beside each other: ``python -m benchmarks scenarios --db FILE --seconds N``.

Splits four scenarios off the newest publication of a copy of the database, two with other facts, and solves them two
at a time with one worker each, beside one solve of the same week alone with the same seconds. Ends with 1 when a
split takes more than a second of the processor with its base at hand, or when a gap differs by more than a point from
that of the solve alone. The gap is that of the levels together: of each what lies above its bound, in percent.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.composition import SystemClock, drafting, opened, this_process
from api.runs.solving import Done, solved_apart
from api.scenarios.side_by_side import request_of, side_by_side
from planner.domain.civil import IsoWeek, day_of
from planner.domain.plan import LevelValue
from planner.domain.scenario import Scenario
from planner.store.transactions import SqlStore
from planner.usecases.editing.open_draft import open_draft
from planner.usecases.scenarios.base import Tools
from planner.usecases.scenarios.fork import ForkAsked, fork
from planner.usecases.scenarios.supposing import MoreTeams, Wish

LONGEST_FORK = 1.0
"""Seconds of the processor."""
LARGEST_DIFFERENCE = 1.0
"""Points of the gap in percent."""
ACTOR = "meting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forked:
    """A scenario and what splitting it off took, of the processor and of the clock."""

    scenario: Scenario
    processor: float
    seconds: float


def gaps(levels: Sequence[LevelValue]) -> dict[str, float]:
    """Return per level with a bound how far it lies above that, in percent of its cost."""
    known = (value for value in levels if value.bound is not None)
    return {f"L{int(v.level)}": 100 * (v.cost - (v.bound or 0)) / max(1, v.cost) for v in known}


def forked(store: SqlStore, wishes: Sequence[tuple[str, tuple[Wish, ...]]]) -> tuple[Forked, list[Forked]]:
    """Split a scenario off with nothing at hand (the one solved alone), and then one per wish."""
    clock = SystemClock()
    opening, editing = drafting(store, clock)
    with store.reading() as books:
        newest = books.plans.newest()
        if newest is None:
            sys.exit("no plan in the database")
        week = IsoWeek.of(day_of(books.problems.scope(newest.problem_hash).start))
    draft = open_draft(opening, week, actor=ACTOR)
    tools = Tools(store=store, clock=clock, heads=drafting(store, clock)[1].heads, worker=this_process())
    alone = _timed(tools, draft.id, "alleen", ())
    editing.heads.of(draft.id)
    warm = Tools(store=store, clock=clock, heads=editing.heads, worker=this_process())
    return alone, [_timed(warm, draft.id, name, wish) for name, wish in wishes]


def _timed(tools: Tools, draft: int, name: str, wishes: tuple[Wish, ...]) -> Forked:
    busy, begun = time.process_time(), time.perf_counter()
    scenario = fork(tools, ForkAsked(name=name, actor=ACTOR, draft=draft, wishes=wishes))
    return Forked(scenario=scenario, processor=time.process_time() - busy, seconds=time.perf_counter() - begun)


def main(arguments: Sequence[str] = ()) -> None:
    """Run the benchmark; end with 1 when a figure is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks scenarios")
    parser.add_argument("--db", type=Path, required=True, help="SQLite file with a publication; it is copied")
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--dir", default=None, help="where to put the copy")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=options.dir) as folder:
        copy = Path(folder) / "scenarios.sqlite"
        shutil.copyfile(options.db, copy)
        sys.exit(0 if _measured(f"sqlite:///{copy}", options.seconds) else 1)


def _measured(url: str, seconds: float) -> bool:
    with opened(url, must_exist=True) as store:
        with store.reading() as books:
            record = books.plans.newest()
            if record is None:
                sys.exit("no plan in the database")
            teams = books.problems.load(record.problem_hash).resources.escort_teams
        more: tuple[Wish, ...] = (MoreTeams(team=teams[0].id, count=2),)
        alone, four = forked(store, [("gelijk 1", ()), ("gelijk 2", ()), ("teams 1", more), ("teams 2", more)])
    solves = solved_apart(url)
    print(f"load {os.getloadavg()[0]:.1f}; {seconds:.0f} s for each solve, one worker", flush=True)
    single = _solved(solves, [alone], seconds)
    together = _solved(solves, four, seconds)
    with opened(url, must_exist=True) as store:
        found = {one.scenario.number: _levels(store, one) for one in (alone, *four)}
    return _told(alone, four, found, {**single, **together})


def _solved(solves: object, wanted: Sequence[Forked], seconds: float) -> dict[int, object]:
    asked = [request_of(one.scenario, actor=ACTOR, seconds=seconds) for one in wanted]
    return dict(side_by_side(solves, asked, heard=lambda *_: None, stopped=lambda: False))  # type: ignore[arg-type]


def _levels(store: SqlStore, one: Forked) -> tuple[LevelValue, ...]:
    with store.reading() as books:
        return books.plans.load(books.drafts.head(one.scenario.draft).plan).levels


def _told(
    alone: Forked, four: Sequence[Forked], found: dict[int, tuple[LevelValue, ...]], done: dict[int, object]
) -> bool:
    good, lone = True, gaps(found[alone.scenario.number])
    for one in (alone, *four):
        number = one.scenario.number
        levels = " ".join(f"L{int(v.level)} {v.cost}/{'-' if v.bound is None else v.bound}" for v in found[number])
        mine = gaps(found[number])
        apart = max((abs(mine[level] - lone[level]) for level in mine.keys() & lone.keys()), default=0.0)
        same = "gelijk" in one.scenario.name
        quick = one is alone or one.processor <= LONGEST_FORK
        fine = isinstance(done[number], Done) and quick and (apart <= LARGEST_DIFFERENCE or not same)
        good &= fine
        print(
            f"{one.scenario.name:10} fork {one.processor:.2f} s cpu ({one.seconds:.2f} s)  {levels}  "
            f"gap {' '.join(f'{k} {v:.1f}%' for k, v in sorted(mine.items()))}  "
            f"differs {apart:.2f}  {'ok' if fine else 'MISSED'}",
            flush=True,
        )
    return good
