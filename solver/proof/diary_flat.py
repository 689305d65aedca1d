"""Columns of many groups in arrays: the cheapest of each group at some prices. Not allowed here: what groups are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain

import numpy as np

from planner.domain.levels import Level
from solver.proof.diary_days import Ints
from solver.proof.ledger import Column


class Flat:
    """Groups of columns, none of them empty, and the rows that these may use."""

    def __init__(self, groups: Sequence[Sequence[Column]], rows: Iterable[str]) -> None:
        self._columns = tuple(chain.from_iterable(groups))
        self._rows = tuple(rows)
        self._number = number = {row: k for k, row in enumerate(self._rows)}
        uses = [[use for use in column.uses if use[0] in number] for column in self._columns]
        self._group_at = np.array([0, *accumulate(len(group) for group in groups)][:-1], np.int64)
        self._costs = np.array([column.costs for column in self._columns], np.int64).reshape(-1, len(Level))
        self._use_at = np.array([0, *accumulate(map(len, uses))], np.int64)
        self._row = np.array([number[row] for row, _ in chain.from_iterable(uses)], np.int64)
        self._amount = np.array([amount for _, amount in chain.from_iterable(uses)], np.int64)

    def numbers(self, rows: Iterable[str]) -> Ints:
        """Return the numbers of rows."""
        return np.array([self._number[row] for row in rows], np.int64)

    def priced(self, prices: Mapping[str, int]) -> Ints:
        """Return the price of each row by its number."""
        return np.array([prices.get(row, 0) for row in self._rows], np.int64)

    def cheapest(self, weights: Ints, price: Ints) -> tuple[Ints, Ints]:
        """Return what the cheapest column of each group costs, and which column it is."""
        if not len(self._group_at):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        summed = np.concatenate(([0], np.cumsum(self._amount * price[self._row])))
        costs = self._costs @ weights + summed[self._use_at[1:]] - summed[self._use_at[:-1]]
        least = np.minimum.reduceat(costs, self._group_at)
        sizes = np.diff(np.append(self._group_at, len(costs)))
        where = np.flatnonzero(costs == np.repeat(least, sizes))
        return least, where[np.searchsorted(where, self._group_at)]

    def column(self, number: int) -> Column:
        """Return a column by its number."""
        return self._columns[number]


def sum_of(columns: Iterable[Column], visits: int, besides: Iterable[tuple[str, int]]) -> Column:
    """Return columns as one, with minutes of visits and other uses besides."""
    costs = np.zeros(len(Level), np.int64)
    uses: dict[str, int] = defaultdict(int)
    for column in columns:
        costs += column.costs
        for row, amount in column.uses:
            uses[row] += amount
    costs[Level.EFFICIENT] += visits
    for row, amount in besides:
        uses[row] += amount
    return Column(tuple(costs.tolist()), tuple(sorted(uses.items())))
