"""Four what-ifs beside each other: ``python -m benchmarks scenarios --db FILE --seconds N``.

Splits scenarios off the draft of the newest week of a copy of the database: one in a process that was only just begun,
with nothing at hand, and four in a process that has the draft at hand, as the server has; two of those suppose more
escort teams. The first is solved alone, then the four two at a time, all with one worker; two share the machine that
the first had alone, so each of the four may search ``--longer`` times as long. Ends with 1 when a split takes more than
a second of the processor, when the four take longer than one after another would, or when the gap of a scenario on the
same facts is more than a point worse than of the one solved alone: per level what lies above its bound, in percent.
"""

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.composition import SystemClock, drafting, opened, this_process
from api.runs.solving import Done, Solves, solved_apart
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


def forked(url: str, wishes: Sequence[tuple[str, tuple[Wish, ...]]]) -> tuple[Forked, Forked, list[Forked]]:
    """Split scenarios off: two with nothing at hand (one to be solved alone, one that supposes), then one per wish."""
    with opened(url, must_exist=True) as store:
        opening, editing = drafting(store, SystemClock())
        draft = open_draft(opening, _week(store), actor=ACTOR).id
        editing.heads.of(draft)
        warm = Tools(store=store, clock=SystemClock(), heads=editing.heads, worker=this_process())
        four = [_timed(warm, draft, name, wish) for name, wish in wishes]
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as fresh:
        alone = fresh.apply(_cold, (url, draft, "alleen", ()))
        supposing = fresh.apply(_cold, (url, draft, "koud", wishes[-1][1]))
    return alone, supposing, four


def _week(store: SqlStore) -> IsoWeek:
    with store.reading() as books:
        newest = books.plans.newest()
        if newest is None:
            sys.exit("no plan in the database")
        return IsoWeek.of(day_of(books.problems.scope(newest.problem_hash).start))


def _cold(url: str, draft: int, name: str, wishes: tuple[Wish, ...]) -> Forked:
    """Split a scenario off in a process that has nothing at hand."""
    with opened(url, must_exist=True) as store:
        clock = SystemClock()
        heads = drafting(store, clock)[1].heads
        return _timed(Tools(store=store, clock=clock, heads=heads, worker=this_process()), draft, name, wishes)


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
    parser.add_argument("--longer", type=float, default=2.0, help="how much longer each of the four may search")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=options.dir) as folder:
        copy = Path(folder) / "scenarios.sqlite"
        shutil.copyfile(options.db, copy)
        sys.exit(0 if _measured(f"sqlite:///{copy}", options.seconds, options.longer) else 1)


def _measured(url: str, seconds: float, longer: float) -> bool:
    with opened(url, must_exist=True) as store, store.reading() as books:
        record = books.plans.newest()
        if record is None:
            sys.exit("no plan in the database")
        teams = books.problems.load(record.problem_hash).resources.escort_teams
    more: tuple[Wish, ...] = (MoreTeams(team=teams[0].id, count=2),)
    wanted = [("gelijk 1", ()), ("gelijk 2", ()), ("teams 1", more), ("teams 2", more)]
    alone, supposing, four = forked(url, wanted)
    print(f"load {os.getloadavg()[0]:.1f}", flush=True)
    print(f"{'scenario':10} {'split off':22} {'cpu s':>6} {'wall s':>7}  at most {LONGEST_FORK:.1f} s cpu")
    quick = True
    for one, how in (
        (alone, "fresh process"),
        (supposing, "fresh process, teams"),
        *((one, "at hand") for one in four),
    ):
        quick &= one.processor <= LONGEST_FORK
        said = "ok" if one.processor <= LONGEST_FORK else "MISSED"
        print(f"{one.scenario.name:10} {how:22} {one.processor:6.2f} {one.seconds:7.2f}  {said}", flush=True)
    solves = solved_apart(url)
    begun = time.perf_counter()
    single = _solved(solves, [alone], seconds)
    between = time.perf_counter()
    together = _solved(solves, four, seconds * longer)
    lone, four_took = between - begun, time.perf_counter() - between
    print(
        f"one worker each: alone {seconds:.0f} s, {lone:.0f} s in all; of four two at a time {seconds * longer:.0f} s, "
        f"{four_took:.0f} s in all, one after another {4 * lone:.0f} s; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    quick &= four_took <= 4 * lone
    with opened(url, must_exist=True) as store:
        found = {one.scenario.number: _levels(store, one) for one in (alone, *four)}
    return _told(alone, four, found, {**single, **together}) and quick


def _solved(solves: Solves, wanted: Sequence[Forked], seconds: float) -> dict[int, object]:
    asked = [request_of(one.scenario, actor=ACTOR, seconds=seconds) for one in wanted]
    return dict(side_by_side(solves, asked, heard=lambda *_: None, stopped=lambda: False))


def _levels(store: SqlStore, one: Forked) -> tuple[LevelValue, ...]:
    with store.reading() as books:
        return books.plans.load(books.drafts.head(one.scenario.draft).ground.solved).levels


def _told(
    alone: Forked, four: Sequence[Forked], found: dict[int, tuple[LevelValue, ...]], done: dict[int, object]
) -> bool:
    good, lone = True, gaps(found[alone.scenario.number])
    print(f"{'scenario':10} {'worse':>6}  per level: cost/bound (gap); worse by at most {LARGEST_DIFFERENCE:.1f} point")
    for one in (alone, *four):
        number = one.scenario.number
        mine = gaps(found[number])
        levels = "  ".join(
            f"L{int(v.level)} {v.cost}/{'-' if v.bound is None else v.bound} ({mine.get(f'L{int(v.level)}', 0.0):.1f}%)"
            for v in found[number]
        )
        worse = max((mine[level] - lone[level] for level in mine.keys() & lone.keys()), default=0.0)
        same = one is alone or one.scenario.name.startswith("gelijk")
        fine = isinstance(done[number], Done) and (worse <= LARGEST_DIFFERENCE or not same)
        good &= fine
        said = ("ok" if same else "other facts") if fine else f"MISSED {done[number] if worse == 0 else ''}"
        print(f"{one.scenario.name:10} {worse:6.2f}  {levels}  {said}", flush=True)
    return good
