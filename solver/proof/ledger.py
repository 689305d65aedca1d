"""What a proof reckons with: items that each cost at least something, and means that are not endless.

Every plan takes one *column* of each item and keeps inside each *row*. So for prices per row that are not negative, a
plan costs no less than the cheapest columns at these prices, less the prices of all there is. That sum is the bound:
anybody can work it out again from the prices, in whole numbers. Not allowed here: where items and prices come from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.domain.bounds import Certificate


@dataclass(frozen=True, slots=True)
class Column:
    """One way out for an item: what it costs per level, and what it takes of the rows."""

    costs: tuple[int, ...]
    uses: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """Something of which every plan takes one column."""

    name: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All items, and how much there is of each row."""

    items: tuple[Item, ...]
    rows: Mapping[str, int]

    def bound(self, certificate: Certificate) -> int:
        """Return the bound that follows from the prices of a certificate, whoever made it.

        Rows that the ledger does not know count for nothing. Raise ValueError for a price below 0: nothing follows.
        """
        prices = {item.row: item.price for item in certificate.prices if item.row in self.rows}
        if (
            certificate.scale < 1
            or any(price < 0 for price in prices.values())
            or any(item.price < 0 for item in certificate.held)
        ):
            raise ValueError(f"certificate of {certificate.level.name} has a price below 0\nNo bound follows from it.")
        total = sum(cheapest(item, certificate, prices) for item in self.items)
        total -= sum(price * self.rows[row] for row, price in prices.items())
        total -= sum(item.price * item.reached for item in certificate.held)
        return -(-total // certificate.scale) + certificate.apart


def cheapest(item: Item, certificate: Certificate, prices: Mapping[str, int]) -> int:
    """Return what the cheapest column of an item costs at these prices."""
    weights = [(certificate.level, certificate.scale), *((held.level, held.price) for held in certificate.held)]
    return min(
        sum(weight * column.costs[level] for level, weight in weights)
        + sum(prices.get(row, 0) * amount for row, amount in column.uses)
        for column in item.columns
    )


def merged(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns, each once."""
    return tuple(dict.fromkeys(columns))
