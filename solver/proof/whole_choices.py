"""Departures and presentations in a proof, chosen in whole: what all of them together cost at least.

A linear programme takes halves of flights: half of a departure now, half later. So that their choices are whole, CP-SAT
proves what they cost together at the least, inside the same rows, and a row says so. Whoever works a bound out again
has it proven again. Not allowed here: anything that rows do not say.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from planner.domain.levels import Level
from solver.proof.ledger import Column, Item
from solver.solving import Limits, run

WEIGHTS: Final = MappingProxyType({Level.LEGAL: 30, Level.REALISED: 30, Level.TIMELY: 1})
"""What the levels weigh together. A departure left out weighs more than the days it could save others."""
ROW: Final = "geheel"
LIMITS: Final = Limits(work=5.0, seconds=60.0)


def chosen_whole(
    items: Iterable[Item], rows: Mapping[str, int], names: AbstractSet[str]
) -> tuple[tuple[Item, ...], dict[str, int]]:
    """Return the items, and the row (if there is one) that says what those with these names cost at least together.

    ``rows`` are limits that nothing widens. The new one is a limit from below, and so has a number below 0.
    """
    known = tuple(items)
    least = _least([item for item in known if item.name in names], rows)
    if least <= 0:
        return known, {}
    return tuple(_weighed(item) if item.name in names else item for item in known), {ROW: -least}


def _least(items: Sequence[Item], rows: Mapping[str, int]) -> int:
    """Return a proven lower bound of what items weigh together when of each one column is chosen; 0 when none is."""
    model = CpModel()
    used: dict[str, list[tuple[IntVar, int]]] = defaultdict(list)
    weighed: list[tuple[IntVar, int]] = []
    for item in items:
        taken = [model.new_bool_var("") for _ in item.columns]
        model.add_exactly_one(taken)
        for one, column in zip(taken, item.columns, strict=True):
            weighed.append((one, _weight(column)))
            for row, amount in column.uses:
                used[row].append((one, amount))
    for row, users in used.items():
        if row in rows:
            model.add(_sum(users) <= rows[row])
    model.minimize(_sum(weighed))
    found = run(model, LIMITS) if weighed else None
    return 0 if found is None else math.ceil(found[0].best_objective_bound - 1e-6)


def _weight(column: Column) -> int:
    return sum(weight * column.costs[level] for level, weight in WEIGHTS.items())


def _weighed(item: Item) -> Item:
    """Return an item with what its columns weigh counted in the row."""
    return Item(item.name, tuple(_counted(column) for column in item.columns))


def _counted(column: Column) -> Column:
    weight = _weight(column)
    return replace(column, uses=(*column.uses, (ROW, -weight))) if weight else column


def _sum(terms: Sequence[tuple[IntVar, int]]) -> LinearExpr:
    return LinearExpr.weighted_sum([one for one, _ in terms], [amount for _, amount in terms])
