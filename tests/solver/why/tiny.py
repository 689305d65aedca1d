"""Tiny problems in which one conversation finds no place, and everything that could be, judged one plan at a time.

The judge looks at whole plans here; nothing is shared with how explanations are found.
"""

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from planner.domain.activities import Activity
from planner.domain.explaining import Obstacle
from planner.domain.ids import CaseId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach, Plan
from planner.domain.problem import Problem
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.judge import RulebookJudge
from solver.known import Known
from solver.modes import modes_of
from solver.rule import WindowRule
from solver.rulebook import PLANNED
from solver.why.ground import Ground
from solver.why.shifting import SHARED, Demand
from tests.solver import world as w
from tests.solver.small import conversation

QUARTER = 15
CASES: tuple[CaseId, ...] = (w.A, w.B, w.C)
JUDGE = RulebookJudge(PLANNED)
OWN = frozenset(rule.id for rule in PLANNED if isinstance(rule, WindowRule))


@dataclass(frozen=True)
class Tiny:
    """A problem with a plan that leaves one activity out, for which no spot is free."""

    problem: Problem
    plan: Plan
    left_out: Activity

    def ground(self) -> Ground:
        """Return the question about the plan."""
        return Ground(self.problem, self.plan)


def tiny_problems(seed: int, wanted: int) -> Iterator[Tiny]:
    """Yield so many infeasible problems, drawn from a seed."""
    dice = random.Random(seed)  # noqa: S311 - the same problems every time, nothing secret
    made = 0
    while made < wanted:
        tiny = _drawn(dice)
        if tiny is not None:
            made += 1
            yield tiny


def _drawn(dice: random.Random) -> Tiny | None:
    """Return a problem in which nothing is free for the last activity; None when something is."""
    activities = [_activity(dice, number) for number in range(dice.randint(2, 4))]
    world = w.World(activities=activities)
    if dice.random() < 0.5:
        away = Interval(w.clock(dice.randint(9, 11)), w.clock(dice.randint(12, 14)))
        who = ResourceRef(ResourceKind.REGIEVOERDER, dice.choice((w.R1, w.R2)))
        world = world.with_resources(absences=(Absence(resource=who, interval=away),))
    if dice.random() < 0.4:
        offered = Interval(w.clock(dice.randint(9, 10)), w.clock(dice.randint(11, 13)))
        world = world.with_resources(capacities=(w.rooms(w.AZC, 1, offered), w.rooms(w.DC, 2), w.interpreters(1)))
    problem = world.problem()
    planned: list[Appointment] = []
    for activity in activities[:-1]:
        free = [one for one in spots(problem, activity) if not _hard(problem, [*planned, one])]
        if free:
            planned.append(dice.choice(free))
    left_out = activities[-1]
    if any(not _hard(problem, [*planned, one]) for one in spots(problem, left_out)):
        return None
    return Tiny(problem, w.plan_of(activities, planned), left_out)


def _activity(dice: random.Random, number: int) -> Activity:
    begins = dice.choice((9, 10, 11))
    window = Interval(w.clock(begins), w.clock(begins + dice.choice((1, 1, 2))))
    return conversation(
        dice.choice(CASES),
        number,
        window=window,
        minutes=dice.choice((30, 45, 60)),
        interpreter=dice.random() < 0.4,
        place=dice.choice((w.AZC, w.AZC, w.DC)),
    )


def spots(problem: Problem, activity: Activity) -> list[Appointment]:
    """Return every way and quarter in the window of an activity."""
    last = activity.latest_end - activity.duration
    starts = range(-(-activity.window.start // QUARTER) * QUARTER, last + 1, QUARTER)
    return [mode.at(Minute(start)) for mode in modes_of(Known(problem), activity) for start in starts]


def broken(tiny: Tiny, spot: Appointment) -> frozenset[Obstacle]:
    """Return what the left-out activity would break on a spot, by judging the whole plan."""
    key = tiny.left_out.key
    found = set()
    alone = {(b.rule, b.resource) for b in _hard(tiny.problem, [spot]) if b.resource is not None}
    for breach in _hard(tiny.problem, [*tiny.plan.appointments, spot]):
        others = tuple(sorted(set(breach.activities) - {key}))
        if key in breach.activities:
            by_itself = (breach.rule, breach.resource) in alone
            found.add(
                Obstacle(rule=breach.rule, activity=key, resource=breach.resource, others=() if by_itself else others)
            )
    return frozenset(found)


def _hard(problem: Problem, planned: Sequence[Appointment]) -> list[Breach]:
    """Return the hard breaches of a plan, those about what is left out apart."""
    found = JUDGE.judge(problem, w.plan_of(problem.activities, planned))
    return [breach for breach in found if breach.level is Level.HARD]


@dataclass(frozen=True)
class Combination:
    """One way to place the left-out activity and each of the others: who is there, and which demands that breaks."""

    present: frozenset[Demand]
    broken: frozenset[Demand]


def combinations(tiny: Tiny, movable: Sequence[Activity]) -> list[Combination]:
    """Return every way to place the activity and the movable others (or leave those out) that breaks demands alone."""
    key = tiny.left_out.key
    moving = {other.key for other in movable}
    rest = [a for a in tiny.plan.appointments if a.activity not in moving]
    theirs: list[list[Appointment | None]] = [[None, *_own_spots(tiny.problem, other)] for other in movable]
    found = []
    for mine, *others in product(spots(tiny.problem, tiny.left_out), *theirs):
        placed = [a for a in (mine, *others) if a is not None]
        demands = [_demand(tiny, breach) for breach in _hard(tiny.problem, [*rest, *placed])]
        if None not in demands:
            present = frozenset(Demand(a.activity) for a in placed if a.activity != key)
            found.append(Combination(present, frozenset(d for d in demands if d is not None)))
    return found


def fits(every: Collection[Combination], held: Collection[Demand]) -> bool:
    """Return whether some way keeps all these demands, whoever need not stay being left out."""
    asked = frozenset(held)
    stay = frozenset(demand for demand in asked if not demand.rule)
    return any(one.present == stay and not one.broken & asked for one in every)


def _own_spots(problem: Problem, activity: Activity) -> list[Appointment]:
    """Return the spots that an activity's own rules allow."""
    return [
        one
        for one in spots(problem, activity)
        if not any(b.rule in OWN and activity.key in b.activities for b in _hard(problem, [one]))
    ]


def _demand(tiny: Tiny, breach: Breach) -> Demand | None:
    """Return the demand that a breach is about; None when there is none that could be left out."""
    key = tiny.left_out.key
    if breach.rule in OWN:
        return Demand(key, breach.rule) if breach.activities == (key,) else None
    used = {part.resource for one in spots(tiny.problem, tiny.left_out) for part in one.participations}
    means = breach.resource
    if means is None or means not in used or breach.rule not in SHARED.get(means.kind, ()):
        return None
    return Demand(key, breach.rule, means)
