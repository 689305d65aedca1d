"""How quick recommendations are: ``python -m benchmarks recommend --plan FILE --count N --out DIR``.

On a solved week, as it is and with a hundred items taken out: the best five places for one activity, what could use a
free hour of somebody or a flight, and a session packed. ``--plan FILE`` keeps the solved week, and reads it the next
time. Seconds of the processor stand beside those of the clock. Ends with 1 when the 95th of a hundred questions of one
kind takes more than 0.3 s of the clock.
"""

import argparse
import gc
import json
import os
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.week_problem import solved_week
from planner.domain.draft_line import State, ordered
from planner.domain.editing import Ground
from planner.domain.ids import ActivityKey
from planner.domain.plan import Plan, Reason, Unplanned, UnplannedCode
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import MINUTES_PER_HOUR, Interval, Minute
from planner.ports.editing import Desk, EditImpossibleError
from planner.sample.sizes import SampleSize
from solver.editing.desk import RuleDesks
from solver.rules.nothing_dropped import NothingDropped

LIMIT, BEST = 0.3, 5
"""Seconds for one question, and places or activities asked for."""
Question = tuple[str, Callable[[], object]]


def main(arguments: Sequence[str]) -> None:
    """Measure, print the table, write JSON; exit with 1 when a figure is missed."""
    options = _options(arguments)
    problem, plan = solved_week(SampleSize(options.size), 1, options.solve, options.plan)
    clock: dict[str, list[float]] = defaultdict(list)
    busy: dict[str, list[float]] = defaultdict(list)
    load = os.getloadavg()[0]
    for name, ask in questions(problem, ordered(plan), options.count, options.out_of_it):
        begun, worked = time.perf_counter(), time.process_time()
        try:
            ask()
        except EditImpossibleError:
            continue
        clock[name].append(time.perf_counter() - begun)
        busy[name].append(time.process_time() - worked)
    lines = [*table(clock, busy), "", f"load {load:.1f} before, {os.getloadavg()[0]:.1f} after, {os.cpu_count()} cores"]
    print("\n".join(lines))
    missed = missed_of(clock)
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "recommend.json").write_text(json.dumps({"clock": clock, "processor": busy}, indent=1))
        (options.out / "recommend.md").write_text("\n".join(lines) + "\n")
    if missed:
        sys.exit("\n".join(("missed:", *missed)))


def questions(problem: Problem, plan: Plan, count: int, out: int) -> Iterator[Question]:
    """Yield what is asked of the week as it is, and with so many items taken out; each a name and the asking."""
    dice = random.Random(1)
    now = problem.recorded_at
    coming = [a for a in plan.appointments if a.start > now and a.start < (problem.scope.end or a.start + 1)]
    desk = desk_of(problem, plan)
    for item in dice.sample(coming, min(count, len(coming))):
        yield "places of what is planned", partial(desk.alternatives, item.activity, BEST)
    left = [a.activity for a in dice.sample(coming, min(out, len(coming)))]
    thin = desk_of(problem, without(plan, left))
    for key in left[:count]:
        yield f"places of what is not, {len(left)} out", partial(thin.alternatives, key, BEST)
    yield from _freed(thin, problem, plan, dice, count)


def _freed(desk: Desk, problem: Problem, plan: Plan, dice: random.Random, count: int) -> Iterator[Question]:
    """Yield questions about hours, flights and sessions."""
    used = {kind: sorted(_used(plan, kind)) for kind in (ResourceKind.REGIEVOERDER, ResourceKind.FLIGHT)}
    start = problem.scope.start + 8 * MINUTES_PER_HOUR
    for code in dice.sample(used[ResourceKind.REGIEVOERDER], min(count, len(used[ResourceKind.REGIEVOERDER]))):
        who = ResourceRef(ResourceKind.REGIEVOERDER, code)
        begins = Minute(start + MINUTES_PER_HOUR * dice.randint(0, 8) + 24 * MINUTES_PER_HOUR * dice.randint(1, 4))
        hour = Interval(begins, Minute(begins + MINUTES_PER_HOUR))
        yield "an hour of somebody", partial(desk.fillers, who, hour, BEST)
    flights = {str(flight.id): flight for flight in problem.resources.flights}
    for code in dice.sample(used[ResourceKind.FLIGHT], min(count, len(used[ResourceKind.FLIGHT]))):
        flight = flights[code]
        seat, when = ResourceRef(ResourceKind.FLIGHT, code), Interval(flight.departs, flight.arrives)
        yield "a seat on a flight", partial(desk.fillers, seat, when, BEST)
    sessions = [one for one in problem.resources.sessions if one.interval.start > problem.recorded_at]
    for session in dice.sample(sessions, min(count, len(sessions))):
        sitting = ResourceRef(ResourceKind.SESSION, session.id)
        yield "a session packed", partial(desk.packed, sitting, session.interval)


def desk_of(problem: Problem, plan: Plan) -> Desk:
    """Return the desk of a week, judged whole once as that of a draft has been."""
    desk = RuleDesks().make(problem, State(plan, Ground(problem_hash="", solved=1), plan))
    desk.broken()
    gc.collect()
    gc.freeze()  # what stands is not looked through again and again: the server does the same once it is ready
    return desk


def without(plan: Plan, keys: Sequence[ActivityKey]) -> Plan:
    """Return the plan with some items taken out."""
    gone = set(keys)
    reason = Reason(rule=NothingDropped.id, because="voor de meting uit het plan genomen")
    left = (Unplanned(activity=key, code=UnplannedCode.NO_OPTION, reasons=(reason,)) for key in keys)
    kept = tuple(item for item in plan.appointments if item.activity not in gone)
    fallbacks = tuple(one for one in plan.fallbacks if one.activity not in gone)
    return replace(plan, appointments=kept, unplanned=(*plan.unplanned, *left), fallbacks=fallbacks)


def table(clock: dict[str, list[float]], busy: dict[str, list[float]]) -> list[str]:
    """Return the figures as lines of Markdown."""
    rows = ["| what | number | p50 ms | p95 ms | worst ms | processor p50 ms | p95 ms | worst ms |"]
    rows.append("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, seconds in clock.items():
        both = (seconds, busy[name])
        shown = " | ".join(f"{1000 * _part(some, share):.0f}" for some in both for share in (0.5, 0.95, 1.0))
        rows.append(f"| {name} | {len(seconds)} | {shown} |")
    return rows


def missed_of(clock: dict[str, list[float]]) -> list[str]:
    """Return the kinds of questions of which the 95th of a hundred takes too long."""
    slow = {name: _part(seconds, 0.95) for name, seconds in clock.items()}
    return [f"{name}: p95 {1000 * p95:.0f} ms" for name, p95 in slow.items() if p95 > LIMIT]


def _used(plan: Plan, kind: ResourceKind) -> set[str]:
    return {part.resource.id for item in plan.appointments for part in item.of_kind(kind)}


def _part(seconds: Sequence[float], share: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * share))]


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks recommend", description=__doc__)
    parser.add_argument("--size", default="national", choices=[size.value for size in SampleSize])
    parser.add_argument("--count", type=int, default=100, help="questions of each kind")
    parser.add_argument("--out-of-it", type=int, default=100, help="items taken out of the week")
    parser.add_argument("--solve", type=float, default=120.0, help="seconds for the week, where there is no plan yet")
    parser.add_argument("--plan", type=Path, default=None, help="file that keeps the solved week")
    parser.add_argument("--out", type=Path, default=None)
    return parser.parse_args(arguments)
