"""The choice of one regievoerder per group of cases: cheap, under the caps, evenly spread.

The search of allotments chooses, one CP-SAT model proves it or does better.

Not allowed here: facts; the options with their costs come from ``assignment``.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr, LinearExprT

from planner.domain.ids import RegievoerderId
from planner.ports.search import Stopped
from solver.allotment.problem import NONE, Allotment, Way, allotment, weigh
from solver.allotment.search import allot
from solver.demand import DayMinutes, Demand
from solver.kernel.budget import Budget
from solver.load import Slot
from solver.solving import Limits, run

UNASSIGNED = 100_000
"""Cost of a case without a regievoerder."""
SPREAD = 2
"""Cost per load point above the norm, and again above half of what the norm leaves."""
CROWDED = 10
"""Cost per minute of conversations beyond what a day has left."""
NEAR = 0.002
"""Where the search of allotments is no further above its bound, in parts of its cost, CP-SAT need not look as well."""
STEPS_PER_GROUP = 3_000
"""Steps of the search for each group of cases, before CP-SAT."""
DAY_SHARE = 70
"""Percentage of a day's free minutes that conversations can fill; the rest is travel and preparation."""


@dataclass(frozen=True, slots=True)
class Option:
    """One regievoerder for one group: cost in minutes, load points, cases, and conversations bound to a day.

    ``added`` and ``taken`` are what it adds to, and takes from, the load of stretches.
    """

    who: RegievoerderId
    cost: int
    points: int
    cases: int
    due: DayMinutes
    added: tuple[tuple[Slot, int], ...] = ()
    taken: tuple[tuple[Slot, int], ...] = ()


_Taken = list[tuple[Option, IntVar]]


def choose(
    options: Sequence[Sequence[Option]],
    rooms: Mapping[Slot, int],
    even: Mapping[RegievoerderId, int],
    demand: Demand,
    limits: Limits,
    stopped: Stopped | None = None,
) -> list[RegievoerderId | None]:
    """Return who gets each group.

    ``rooms`` is what fits yet in each stretch of each regievoerder, ``even`` the points up to the norm.
    """
    if not any(options):
        return [None] * len(options)
    begun = time.monotonic()
    problem = _as_allotment(options, rooms, even, demand)
    found, near = _allotted(problem, options, limits)
    left = max(limits.seconds / 2, limits.seconds - (time.monotonic() - begun))
    if not near:
        model, taken = _model(options, rooms, even, demand, found)
        better = _proven(model, taken, replace(limits, seconds=left), stopped)
        found = min(better or found, found, key=lambda one: _weight(problem, options, one))
    return [None if option is None else option.who for option in found]


def _model(
    options: Sequence[Sequence[Option]],
    rooms: Mapping[Slot, int],
    even: Mapping[RegievoerderId, int],
    demand: Demand,
    hints: Sequence[Option | None],
) -> tuple[CpModel, list[_Taken]]:
    """Return the choice as a model of CP-SAT, with a literal for each option."""
    model = CpModel()
    taken: list[_Taken] = [[(option, model.new_bool_var(option.who)) for option in found] for found in options]
    costs: list[LinearExprT] = []
    mine: dict[RegievoerderId, _Taken] = defaultdict(list)
    for group, best in zip(taken, hints, strict=True):
        model.add_at_most_one(literal for _, literal in group)
        for option, literal in group:
            costs.append((option.cost - UNASSIGNED * option.cases) * literal)
            mine[option.who].append((option, literal))
            model.add_hint(literal, option is best)
    for who, given in mine.items():
        costs += _spread(model, even[who], given)
        costs += _days(model, who, given, demand)
    keep_rooms(model, taken, rooms)
    model.minimize(LinearExpr.sum(costs))
    return model, taken


def _proven(
    model: CpModel, taken: Sequence[_Taken], limits: Limits, stopped: Stopped | None
) -> list[Option | None] | None:
    """Return what CP-SAT chooses; None when it comes to nothing in time."""
    result = run(model, limits, stopped)
    if result is None:
        return None
    return [next((o for o, literal in group if result[0].boolean_value(literal)), None) for group in taken]


def _allotted(
    problem: Allotment, options: Sequence[Sequence[Option]], limits: Limits
) -> tuple[list[Option | None], bool]:
    """Return the option of each group that the search of allotments chooses, and whether no choice is much better."""
    budget = Budget(iterations=STEPS_PER_GROUP * max(1, len(options)), seconds=max(limits.seconds / 2, 0.05))
    choice = allot(problem, budget, seed=limits.seed, pricing_seconds=max(limits.seconds / 4, 0.05))
    flat = [option for group in options for option in group]
    near = choice.bound is not None and choice.cost - choice.bound <= NEAR * choice.cost
    return [flat[number] if number != NONE else None for number in choice.chosen.tolist()], near


def _as_allotment(
    options: Sequence[Sequence[Option]],
    rooms: Mapping[Slot, int],
    even: Mapping[RegievoerderId, int],
    demand: Demand,
) -> Allotment:
    """Say the choice as an allotment: a row for each stretch, for each mark of the spread, and for each full day."""
    people = sorted({option.who for group in options for option in group})
    taker = {who: number for number, who in enumerate(people)}
    rows: list[tuple[int, int]] = []
    row_of: dict[object, int] = {}

    def row(key: object, limit: int, price: int) -> int:
        if key not in row_of:
            row_of[key] = len(rows)
            rows.append((limit, price))
        return row_of[key]

    def way(option: Option) -> Way:
        used: dict[int, int] = defaultdict(int)
        for slot, amount in option.added:
            used[row(slot, rooms[slot], 0)] += amount
        for slot, amount in option.taken:
            used[row(slot, rooms[slot], 0)] -= amount
        for mark in (max(0, even[option.who]), max(0, even[option.who] // 2)):
            used[row(("spread", option.who, mark), mark, SPREAD)] += option.points
        for day, minutes in option.due:
            free = max(0, demand.minutes_left(option.who, day) * DAY_SHARE // 100)
            used[row(("day", option.who, day), free, CROWDED)] += minutes
        return Way(taker[option.who], option.cost, tuple(used.items()))

    absent = [UNASSIGNED * max((option.cases for option in group), default=1) for group in options]
    return allotment([[way(option) for option in group] for group in options], absent, rows)


def _weight(problem: Allotment, options: Sequence[Sequence[Option]], found: Sequence[Option | None]) -> tuple[int, int]:
    """Return by how much limits are passed, and the cost."""
    chosen, number = np.full(len(options), NONE, np.int64), 0
    for k, (group, choice) in enumerate(zip(options, found, strict=True)):
        for option in group:
            if option is choice:
                chosen[k] = number
            number += 1
    cost, over = weigh(problem, chosen)
    return over, cost


def keep_rooms(model: CpModel, taken: Sequence[_Taken], rooms: Mapping[Slot, int]) -> None:
    """Keep every stretch that something is added to within its room; what is over it already may not be added to."""
    adding: dict[Slot, list[tuple[int, IntVar]]] = defaultdict(list)
    taking: dict[Slot, list[tuple[int, IntVar]]] = defaultdict(list)
    for option, literal in (pair for group in taken for pair in group):
        for slot, amount in option.added:
            adding[slot].append((amount, literal))
        for slot, amount in option.taken:
            taking[slot].append((-amount, literal))
    seen: dict[tuple[tuple[int, int], ...], int] = {}
    for slot, parts in sorted(adding.items(), key=lambda pair: rooms[pair[0]]):
        room, terms = rooms[slot], [*parts, *taking[slot]]
        same = tuple((amount, literal.index) for amount, literal in terms)
        if same in seen or sum(amount for amount, _ in parts) <= room:
            continue  # as strict a limit is there already, or everything fits
        seen[same] = room
        limit = model.add(LinearExpr.sum([amount * literal for amount, literal in terms]) <= room)
        if room < 0:
            added = model.new_bool_var("erbij")
            limit.only_enforce_if(added)
            for _, literal in parts:
                model.add_implication(literal, added)


def _spread(model: CpModel, even: int, given: _Taken) -> Iterator[LinearExprT]:
    """Yield the cost of an uneven share."""
    added = LinearExpr.sum([option.points * literal for option, literal in given])
    ceiling = sum(option.points for option, _ in given)
    for mark in (max(0, even), max(0, even // 2)):
        over = model.new_int_var(0, ceiling, "boven")
        model.add(over >= added - mark)
        yield SPREAD * over


def _days(model: CpModel, who: RegievoerderId, given: _Taken, demand: Demand) -> Iterator[LinearExprT]:
    """Yield the cost of more conversations on a day than fit."""
    per_day: dict[date, list[tuple[int, IntVar]]] = defaultdict(list)
    for option, literal in given:
        for day, minutes in option.due:
            per_day[day].append((minutes, literal))
    for day, parts in per_day.items():
        free = max(0, demand.minutes_left(who, day) * DAY_SHARE // 100)
        ceiling = sum(minutes for minutes, _ in parts)
        if ceiling > free:
            over = model.new_int_var(0, ceiling, "vol")
            model.add(over >= LinearExpr.sum([minutes * literal for minutes, literal in parts]) - free)
            yield CROWDED * over
