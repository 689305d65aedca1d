"""How small and how quick repairs are: ``python -m benchmarks replan --size national --disruptions 200 --out DIR``.

Publishes a solved week as it is, and lets something happen to it at five moments of the week, drawn as people would
report it: impact, then the repair with the smallest change, checked by the whole rulebook. ``--plan FILE`` keeps the
solved week, and reads it the next time; ``--versus N`` compares N of them with solving anew and with doing it greedily;
``--only 3,17`` measures just these. Each is told on stderr, and kept in the directory, as soon as it is measured; the
tables come also when it is stopped before the end. Not allowed here: the tables, and what is drawn.
Ends with 1 when a stated figure is missed: repair p50 1 s and p95 2 s, impact p95 200 ms, no new hard breach, in 95 %
nothing unaffected moves, in 80 % proven and else at most one item above the bound.
"""

import argparse
import gc
import json
import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType

from benchmarks.replan_events import Drawn, Events
from benchmarks.replan_figures import Figures, Line, said, table
from benchmarks.replan_rivals import new_breaches, put_back_greedily, solved_anew
from benchmarks.seeds import add_seeds
from benchmarks.week_problem import solved_week
from planner.domain.cases import Ownership
from planner.domain.draft_line import State, ordered, with_stands
from planner.domain.editing import Ground
from planner.domain.plan import Appointment, Plan
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import MINUTES_PER_HOUR, Interval, Minute
from planner.ports.repairing import Impact, Repair, Wanted
from planner.sample.sizes import SampleSize
from solver.editing.desk import RuleDesks
from solver.repairing.happened import Happened, Version
from solver.repairing.repairer import RuleRepairer

HOURS = (-60, 8, 34, 57, 81)
"""Moments of the week, in hours from its beginning: before it, and on four of its days."""
SHARED = frozenset(
    {
        ResourceKind.CASE,
        ResourceKind.REGIEVOERDER,
        ResourceKind.ROOM,
        ResourceKind.SESSION,
        ResourceKind.VEHICLE,
        ResourceKind.ESCORT,
        ResourceKind.OFFICER,
    }
)
"""Sharing one of these makes somebody affected."""


def main(arguments: Sequence[str]) -> None:
    """Measure, print the tables, write JSON; exit with 1 when a figure is missed or it was stopped."""
    options = _options(arguments)
    problem, plan = solved_week(SampleSize(options.size), 1, options.solve, options.plan)
    figures, load = Figures(), os.getloadavg()[0]
    whole = _gather(figures, problem, ordered(plan), options)
    lines = [*table(figures), "", f"load {load:.1f} before, {os.getloadavg()[0]:.1f} after, {os.cpu_count()} cores"]
    print("\n".join(lines))
    missed = [*figures.missed(), *(() if whole else (f"stopped after {len(figures.lines)} disruptions",))]
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        summary = {"missed": missed, "lines": [asdict(line) for line in figures.lines]}
        (options.out / "summary.json").write_text(json.dumps(summary, indent=1))
        (options.out / "replan.md").write_text("\n".join(lines) + "\n")
    if missed:
        sys.exit("\n".join(("missed:", *missed)))


def _gather(figures: Figures, problem: Problem, plan: Plan, options: argparse.Namespace) -> bool:
    """Measure, and keep each disruption as soon as it is measured; return whether it came to its end."""
    kept = None if options.out is None else options.out / "lines.jsonl"
    if kept is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        kept.write_text("")
    ordinary = signal.signal(signal.SIGTERM, _stop)
    try:
        for seed in options.seeds:
            for line in measured(problem, plan, options, seed):
                figures.lines.append(line)
                print(f"seed {seed} {said(line)}", file=sys.stderr, flush=True)
                if kept is not None:
                    with kept.open("a") as file:
                        print(json.dumps({"seed": seed, **asdict(line)}), file=file)
    except KeyboardInterrupt:
        return False
    finally:
        signal.signal(signal.SIGTERM, ordinary)
    return True


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - what a signal is told
    raise KeyboardInterrupt


def measured(problem: Problem, plan: Plan, options: argparse.Namespace, seed: int) -> Iterator[Line]:
    """Yield what came of each disruption, as many at each moment; those not asked for are drawn all the same."""
    dice, done = random.Random(seed), 0
    for number, hours in enumerate(HOURS):
        share = len(range(number, options.disruptions, len(HOURS)))
        numbers = range(done + 1, done + 1 + share)
        done += share
        now = Minute(problem.scope.start + hours * MINUTES_PER_HOUR)
        events = Events(answered(problem, plan, now), plan, dice)
        drawn = {one: events.draw() for one in numbers}
        asked = [one for one in numbers if not options.only or one in options.only]
        if not asked:
            continue
        version = published(problem, plan, now)
        gc.collect()
        gc.freeze()  # what stands is not looked through again and again: the server does the same once it is ready
        rivals = asked[: -(-options.versus // len(HOURS))]
        for one in asked:
            judged = (one - numbers.start) % options.judge == 0
            yield replace(_measure(version, drawn[one], options, judged=judged, rival=one in rivals), number=one)


def answered(problem: Problem, plan: Plan, now: Minute) -> Problem:
    """Return the problem of a week that was published, seen from a moment: who got a case has it."""
    moment, given = max(now, problem.recorded_at), {one.case for one in plan.assignments}
    owners = (
        *(one for one in problem.case_file.ownerships if one.case not in given),
        *(
            Ownership(case=one.case, regievoerder=one.regievoerder, valid=Interval(one.since or problem.recorded_at))
            for one in plan.assignments
        ),
    )
    facts = replace(problem.case_file, ownerships=tuple(sorted(owners, key=lambda one: (one.case, one.valid.start))))
    return replace(problem, case_file=facts, baseline=plan.appointments, recorded_at=moment)


def published(problem: Problem, plan: Plan, now: Minute) -> Version:
    """Return the week once it was published, seen from a moment."""
    kept = replace(plan, assignments=())
    seen, state = answered(problem, plan, now), State(kept, Ground(problem_hash="", solved=1), kept)
    version = Version(seen, state, RuleDesks().make(seen, state))
    version.tally  # noqa: B018 - judged whole once, as the desk of a draft has done
    return version


def _measure(version: Version, drawn: Drawn, options: argparse.Namespace, *, judged: bool, rival: bool) -> Line:
    repairer, steps = RuleRepairer(version), drawn.disruption.steps
    begun, busy = time.perf_counter(), time.process_time()
    impact = repairer.impact(steps)
    looked = time.perf_counter() - begun, time.process_time() - busy
    repairer = RuleRepairer(version)
    begun, busy = time.perf_counter(), time.process_time()
    found = repairer.propose(steps, Wanted(count=options.count, seconds=options.seconds))
    repair = found.repairs[0]
    mended = time.perf_counter() - begun, time.process_time() - busy
    begun = time.perf_counter()
    greedy = put_back_greedily(version, steps, impact) if rival else None
    greedily, begun = time.perf_counter() - begun, time.perf_counter()
    anew = solved_anew(version, steps, impact, options.anew) if rival else None
    return Line(
        reason=drawn.reason,
        kind=drawn.disruption.kind,
        way=repair.way,
        struck=len(impact.struck),
        changed=sum(change.before is not None for change in repair.changes),
        weight=repair.weight,
        bound=repair.bound,
        proven=repair.proven,
        needless=repair.needless,
        dropped=len(repair.dropped),
        unaffected=sum(1 for _ in unaffected(version, impact, repair)),
        hard=_hard(version, drawn, repair, judged=judged),
        impact=looked,
        repair=mended,
        greedy=greedy,
        anew=anew,
        anew_seconds=time.perf_counter() - begun,
        greedy_seconds=greedily,
        offered=len(found.repairs),
        sought=found.sought,
    )


def _hard(version: Version, drawn: Drawn, repair: Repair, *, judged: bool) -> int:
    """Return the new hard breaches by the whole rulebook, or by the rules where the repair touches the week."""
    happened = Happened(version, drawn.disruption.steps)
    if not judged:
        left = happened.worse(happened.desk.judged(repair.deal).step.tally)
        return sum(not all(happened.begun(key) for key in breach.activities) for breach in left)
    stands = {change.activity: change.after for change in repair.deal.changes}
    placed = [stand.placement for stand in stands.values() if stand.placement is not None]
    return new_breaches(happened, with_stands(version.state.plan, stands), placed)


def unaffected(version: Version, impact: Impact, repair: Repair) -> Iterator[Appointment]:
    """Yield what was published, changes, and shares nothing with what is struck."""
    known = version.ground.known
    struck = {one.activity for one in impact.struck}
    parts = {part.resource for one in impact.struck for part in one.appointment.participations}
    houses = {
        house
        for ref in parts
        if ref.kind is ResourceKind.CASE
        for case in known.cases
        if case == ref.id
        for house in known.households(case)
    }
    parts |= {ResourceRef(ResourceKind.CASE, case) for house in houses for case in known.members.get(house, ())}
    for change in repair.changes:
        if change.before is None or change.activity in struck or change.activity not in known.baseline:
            continue
        mine = {part.resource for part in change.before.participations if part.resource.kind in SHARED}
        if not mine & parts:
            yield change.before


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks replan", description=__doc__)
    parser.add_argument("--size", default="national", choices=[size.value for size in SampleSize])
    parser.add_argument("--disruptions", type=int, default=200)
    add_seeds(parser)
    parser.add_argument("--seconds", type=float, default=2.0, help="for one repair")
    parser.add_argument("--only", type=_numbers, default=(), help="numbers of disruptions, for instance 3,17")
    parser.add_argument("--count", type=int, default=3, help="different repairs asked for")
    parser.add_argument("--judge", type=int, default=1, help="every so many-th repair is judged by the whole rulebook")
    parser.add_argument("--versus", type=int, default=0, help="repairs compared with other ways")
    parser.add_argument("--anew", type=float, default=20.0, help="seconds for solving anew")
    parser.add_argument("--solve", type=float, default=120.0, help="seconds for the week, where there is no plan yet")
    parser.add_argument("--plan", type=Path, default=None, help="file that keeps the solved week")
    parser.add_argument("--out", type=Path, default=None)
    return parser.parse_args(arguments)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))
