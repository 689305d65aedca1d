"""The choice of one regievoerder per group of cases, as one CP-SAT model: cheap, under the caps, evenly spread.

Not allowed here: facts; the options with their costs come from ``assignment``.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr, LinearExprT

from planner.domain.ids import RegievoerderId
from planner.ports.search import Stopped
from solver.demand import DayMinutes, Demand
from solver.solving import Limits, run

UNASSIGNED = 100_000
"""Cost of a case without a regievoerder."""
SPREAD = 2
"""Cost per load point above the norm, and again above half of what the norm leaves."""
CROWDED = 10
"""Cost per minute of conversations beyond what a day has left."""
DAY_SHARE = 70
"""Percentage of a day's free minutes that conversations can fill; the rest is travel and preparation."""


@dataclass(frozen=True, slots=True)
class Option:
    """One regievoerder for one group: cost in minutes, load points, cases, and conversations bound to a day."""

    who: RegievoerderId
    cost: int
    points: int
    cases: int
    due: DayMinutes


_Taken = list[tuple[Option, IntVar]]


def choose(
    options: Sequence[Sequence[Option]],
    norms: Mapping[RegievoerderId, tuple[int, int]],
    demand: Demand,
    limits: Limits,
    stopped: Stopped | None = None,
) -> list[RegievoerderId | None]:
    """Return who gets each group; ``norms`` are (most points to add, points to the norm) per regievoerder."""
    model = CpModel()
    taken: list[_Taken] = [[(option, model.new_bool_var(option.who)) for option in found] for found in options]
    costs: list[LinearExprT] = []
    mine: dict[RegievoerderId, _Taken] = defaultdict(list)
    for group in taken:
        model.add_at_most_one(literal for _, literal in group)
        for option, literal in group:
            costs.append((option.cost - UNASSIGNED * option.cases) * literal)
            mine[option.who].append((option, literal))
    for who, given in mine.items():
        costs += _load(model, norms[who], given)
        costs += _days(model, who, given, demand)
    if not costs:
        return [None] * len(options)
    model.minimize(LinearExpr.sum(costs))
    result = run(model, limits, stopped)
    if result is None:
        return [None] * len(options)
    solver = result[0]
    return [next((o.who for o, literal in group if solver.boolean_value(literal)), None) for group in taken]


def _load(model: CpModel, norm: tuple[int, int], given: _Taken) -> Iterator[LinearExprT]:
    """Keep one regievoerder under the cap; yield the cost of an uneven share."""
    most, even = norm
    added = LinearExpr.sum([option.points * literal for option, literal in given])
    model.add(added <= most)
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
