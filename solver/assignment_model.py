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
from solver.load import Slot
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
        costs += _spread(model, even[who], given)
        costs += _days(model, who, given, demand)
    keep_rooms(model, taken, rooms)
    if not costs:
        return [None] * len(options)
    model.minimize(LinearExpr.sum(costs))
    result = run(model, limits, stopped)
    if result is None:
        return [None] * len(options)
    solver = result[0]
    return [next((o.who for o, literal in group if solver.boolean_value(literal)), None) for group in taken]


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
