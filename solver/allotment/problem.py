"""Who may take what, at which cost and under which limits, as arrays of whole numbers. No search here.

A *group* is given to one *taker*, by one of its options, or left over. An option adds to rows, or takes off them.
A row has a limit: a hard one that may not be passed by adding to it, or a soft one where each unit above has a price.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
NONE: Final = -1


@dataclass(frozen=True, slots=True)
class Way:
    """One option of a group: the taker, its cost, and (row, amount) of what it adds, or takes off below 0."""

    taker: int
    cost: int
    uses: tuple[tuple[int, int], ...]


class Allotment(NamedTuple):
    """The whole problem."""

    option_at: Ints
    """Where the options of each group begin; one longer than there are groups."""
    absent: Ints
    """What leaving a group over costs."""
    taker: Ints
    cost: Ints
    use_at: Ints
    row: Ints
    amount: Ints
    limit: Ints
    price: Ints
    """What a unit above the limit of a row costs; 0 for a hard limit."""


def allotment(groups: Sequence[Sequence[Way]], absent: Iterable[int], rows: Sequence[tuple[int, int]]) -> Allotment:
    """Return the problem of these groups; ``rows`` are (limit, price), with price 0 for a hard limit."""
    ways = list(chain.from_iterable(groups))
    uses = list(chain.from_iterable(way.uses for way in ways))
    return Allotment(
        option_at=_begins(len(found) for found in groups),
        absent=_row(absent),
        taker=_row(way.taker for way in ways),
        cost=_row(way.cost for way in ways),
        use_at=_begins(len(way.uses) for way in ways),
        row=_row(row for row, _ in uses),
        amount=_row(amount for _, amount in uses),
        limit=_row(limit for limit, _ in rows),
        price=_row(price for _, price in rows),
    )


def weigh(problem: Allotment, chosen: Ints) -> tuple[int, int]:
    """Return what the chosen options cost, and by how much hard limits are passed."""
    load, adders = np.zeros(len(problem.limit), np.int64), np.zeros(len(problem.limit), np.int64)
    cost = int(problem.absent[chosen == NONE].sum()) + int(problem.cost[chosen[chosen != NONE]].sum())
    for option in chosen[chosen != NONE].tolist():
        for use in range(problem.use_at[option], problem.use_at[option + 1]):
            load[problem.row[use]] += problem.amount[use]
            adders[problem.row[use]] += problem.amount[use] > 0
    above = np.where(adders > 0, np.maximum(0, load - problem.limit), 0)
    return cost + int((above * problem.price).sum()), int(above[problem.price == 0].sum())


def _begins(sizes: Iterable[int]) -> Ints:
    return np.array([0, *accumulate(sizes)], np.int64)


def _row(values: Iterable[int]) -> Ints:
    return np.array(list(values), np.int64)
