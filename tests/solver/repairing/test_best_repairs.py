"""Repairs of tiny weeks against the best there is, found by trying every plan: as much served, and the least weight."""

import random
from collections.abc import Iterator, Sequence
from itertools import product

import pytest

from planner.domain.activities import Activity
from planner.domain.disruption import FactStep
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.problem import Problem
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.ports.repairing import Wanted
from solver.judge import RulebookJudge
from solver.known import Known
from solver.modes import modes_of
from solver.repairing.happened import Happened
from solver.rulebook import PLANNED
from tests.solver import world as w
from tests.solver.repairing.published import Published, gone, new
from tests.solver.small import conversation

JUDGE = RulebookJudge(PLANNED)
QUARTER = 15
SEEDS = range(12)


def drawn(seed: int) -> tuple[Published, tuple[FactStep, ...]]:
    """Return a published morning of three conversations, and something that happens to it."""
    dice = random.Random(seed)  # noqa: S311 - the same mornings every time, nothing secret
    morning = Interval(w.clock(9), w.clock(dice.randint(12, 13)))
    cases = dice.choices((w.A, w.B, w.C), k=3)
    talks = [conversation(case, number, window=morning) for number, case in enumerate(cases, start=1)]
    world = w.World(activities=talks)
    problem = world.with_resources(capacities=(w.rooms(w.AZC, dice.randint(1, 2)), w.interpreters(1))).problem()
    plan: list[Appointment] = []
    for talk in talks:
        free = [spot for spot in spots(Known(problem), talk) if not hard(problem, [*plan, spot])]
        plan += [dice.choice(free)] if free else []
    week = Published(problem, w.plan_of(talks, plan))
    return week, tuple(happens(dice, week))


def happens(dice: random.Random, week: Published) -> Iterator[FactStep]:
    first = dice.randint(9, 11)
    away = Interval(w.clock(first), w.clock(first + dice.randint(1, 2)))
    if dice.random() < 0.5:
        who = ResourceRef(ResourceKind.REGIEVOERDER, dice.choice((w.R1, w.R2)))
        yield from new(Absence(resource=who, interval=away))
        return
    rooms = next(one for one in week.problem.resources.capacities if one.resource.kind is ResourceKind.ROOM)
    yield from gone(rooms)
    yield from new(w.rooms(w.AZC, rooms.amount, Interval(away.end or away.start, w.clock(17))))


def spots(known: Known, talk: Activity) -> list[Appointment]:
    """Return every way and quarter of a conversation."""
    last = talk.latest_end - talk.duration
    starts = range(talk.window.start, last + 1, QUARTER)
    return [mode.at(Minute(start)) for mode in modes_of(known, talk) for start in starts]


def hard(problem: Problem, planned: list[Appointment]) -> bool:
    plan = w.plan_of(problem.activities, planned)
    return any(breach.level is Level.HARD for breach in JUDGE.judge(problem, plan))


def best_of_all(week: Published, steps: tuple[FactStep, ...]) -> tuple[int, int]:
    """Return how many of what was planned find no place at least, and the least weight of changes with so many."""
    happened = Happened(week.repairer._version, steps)  # noqa: SLF001 - the weights are what is given here
    known, cost = happened.known, happened.cost
    options: dict[ActivityKey, list[tuple[int, int, Appointment | None]]] = {}
    for key in week.was:
        free = [spot for spot in spots(known, known.activities[key]) if not hard(known.problem, [spot])]
        weighed = [(0, cost.weight(key, spot), spot) for spot in free]
        options[key] = sorted([*weighed, (1, cost.weight(key, None), None)], key=lambda one: one[:2])
    for some in sorted(product(*options.values()), key=_merit):
        planned = [spot for _, _, spot in some if spot is not None]
        if not hard(known.problem, planned):
            return sum(out for out, _, _ in some), sum(weight for _, weight, _ in some)
    raise AssertionError("a plan without anything breaks nothing")


def _merit(some: Sequence[tuple[int, int, Appointment | None]]) -> tuple[int, int]:
    return sum(out for out, _, _ in some), sum(weight for _, weight, _ in some)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_best_repair_serves_as_much_with_the_least_change(seed: int) -> None:
    week, steps = drawn(seed)

    repair = week.repairer.repair(steps, Wanted(count=1, seconds=60.0))[0]

    assert week.hard(steps, repair) == []
    assert (len(repair.dropped), repair.weight) == best_of_all(week, steps)
    assert repair.bound <= repair.weight
    assert repair.proven


def test_the_mornings_differ_in_what_is_needed() -> None:
    found = set()
    for seed in SEEDS:
        week, steps = drawn(seed)
        repair = week.repairer.repair(steps, Wanted(count=1, seconds=60.0))[0]
        found.add((bool(repair.changes), bool(repair.dropped)))

    assert {(False, False), (True, False)} <= found
