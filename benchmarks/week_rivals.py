"""The same week planned by others in the same seconds: one CP-SAT model, and two greedy ways (``week_greedy``).

Every plan is brought to the same end (fallbacks, stand-ins, nothing that breaks a hard rule) and judged by the same
rulebook. Not allowed here: planning.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from benchmarks.week_cpsat import with_cp_sat
from benchmarks.week_greedy import Order, greedily
from planner.domain.levels import Level
from planner.domain.plan import LevelValue, Plan
from planner.domain.problem import Problem
from solver.fallbacks import with_fallbacks
from solver.judge import RulebookJudge
from solver.known import Known
from solver.repair import remove_breaches
from solver.rulebook import PLANNED
from solver.settled import settled
from solver.standby import standbys_of
from solver.view import View

OURS = "Vertrekplanner"
CP_SAT = "one CP-SAT model"
PROVEN_LEVELS = (Level.LEGAL, Level.REALISED, Level.TIMELY)
LEAST_LEFT = 5.0
"""Per cent of what the greedy ways cost on L1 to L3 that the search must take off: else searching is not worth it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one planner made of the week; ``factor`` is how many times ours it costs, by level."""

    who: str
    seconds: float
    processor_seconds: float
    planned: int
    cost: dict[str, int]
    factor: dict[str, float | None]
    removed: int
    """What it planned against a hard rule, taken out again."""
    valid: bool

    def on(self, levels: Sequence[Level]) -> int:
        """Return what it costs on these levels together."""
        return sum(self.cost[level.name] for level in levels)


def compare(problem: Problem, ours: Sequence[LevelValue], seconds: float, seed: int) -> list[Entry]:
    """Let every rival plan the week, one after the other."""
    rivals: dict[str, Callable[[], Plan]] = {
        CP_SAT: lambda: with_cp_sat(problem, seconds, seed),
        Order.BY_STAGE: lambda: greedily(problem, seconds, Order.BY_STAGE),
        Order.BY_DEADLINE: lambda: greedily(problem, seconds, Order.BY_DEADLINE),
    }
    return [_entry(who, problem, ours, rival) for who, rival in rivals.items()]


def _entry(who: str, problem: Problem, ours: Sequence[LevelValue], rival: Callable[[], Plan]) -> Entry:
    begun, busy = time.perf_counter(), time.process_time()
    made = rival()
    spent, worked = time.perf_counter() - begun, time.process_time() - busy
    plan, removed = ended(problem, made)
    judge = RulebookJudge()
    breaches = judge.judge(problem, plan)
    cost = {value.level.name: value.cost for value in judge.levels(breaches)}
    return Entry(
        who=who,
        seconds=round(spent, 1),
        processor_seconds=round(worked, 1),
        planned=len(plan.appointments),
        cost=cost,
        factor={value.level.name: _factor(cost[value.level.name], value.cost) for value in ours},
        removed=removed,
        valid=not any(breach.level is Level.HARD for breach in breaches),
    )


def ended(problem: Problem, plan: Plan) -> tuple[Plan, int]:
    """Return a plan with fallbacks and stand-ins and without hard breaches, and how many appointments that cost."""
    known = Known(problem).assigned(plan.assignments)
    keep = frozenset(appointment.activity for appointment in settled(Known(problem)))
    before = len(plan.appointments)
    found, _, defects = remove_breaches(RulebookJudge(), problem, _ready(known, plan), keep)
    return (_ready(known, found) if defects else found), before - len(found.appointments)


def _ready(known: Known, plan: Plan) -> Plan:
    plan = with_fallbacks(known, plan)
    standbys = standbys_of(View(known, plan), PLANNED) if known.problem.standbys else ()
    return replace(plan, standbys=standbys)


def _factor(cost: int, ours: int) -> float | None:
    """Return how many times ours a cost is; None where ours is nothing and this is not."""
    if ours == 0:
        return 1.0 if cost == 0 else None
    return round(cost / ours, 3)


def left_on_the_table(entry: Entry, ours: Sequence[LevelValue]) -> float:
    """Return how many per cent of what a rival costs on L1 to L3 together the search saves."""
    theirs = entry.on(PROVEN_LEVELS)
    mine = sum(value.cost for value in ours if value.level in PROVEN_LEVELS)
    return round(100 * (theirs - mine) / max(1, theirs), 2)


def missed(entries: Sequence[Entry], ours: Sequence[LevelValue]) -> list[str]:
    """Return what falls short: a greedy way nearly as good as the search, or a rival that is better at the levels."""
    found = [
        f"{entry.who} leaves {left_on_the_table(entry, ours)} % of L1 to L3, at least {LEAST_LEFT} % wanted"
        for entry in entries
        if entry.who != CP_SAT and left_on_the_table(entry, ours) < LEAST_LEFT
    ]
    mine = [value.cost for value in ours if value.level is not Level.HARD]
    better = [e for e in entries if e.valid and [e.cost[n.name] for n in Level if n is not Level.HARD] < mine]
    return [*found, *(f"{entry.who} has the better plan" for entry in better)]


def table(entries: Sequence[Entry], ours: Sequence[LevelValue]) -> list[str]:
    """Return the entries as lines, per level the cost and how many times ours that is."""
    names = [level.name for level in Level]
    lines = [f"  {'':<20}" + "".join(f"{name:>18}" for name in names)]
    lines.append(f"  {OURS:<20}" + "".join(f"{value.cost:>18}" for value in ours))
    for entry in entries:
        cells = "".join(f"{_cell(entry, name):>18}" for name in names)
        valid = "valid" if entry.valid else "NOT VALID"
        times = f"{entry.seconds} s, {entry.processor_seconds} s of processor"
        lines.append(f"  {entry.who:<20}{cells}  {entry.planned} planned, {times}, {entry.removed} taken out, {valid}")
    lines += [f"  {entry.who} leaves {left_on_the_table(entry, ours)} % of L1 to L3 on the table" for entry in entries]
    return lines


def _cell(entry: Entry, name: str) -> str:
    factor = entry.factor[name]
    return f"{entry.cost[name]} ({'-' if factor is None else f'{factor:.2f}x'})"
