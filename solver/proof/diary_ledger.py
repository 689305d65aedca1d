"""A ledger with exact weeks: whatever is no regievoerder's week is an item with columns, as in any ledger.

For any prices a bound follows from it, in whole numbers; see ``diary_weeks`` for why. Not allowed here: choosing
prices.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain

import numpy as np

from planner.domain.bounds import Certificate
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.ports.search import Stopped
from solver.proof.diary_choice import Chosen, cheapest
from solver.proof.diary_days import Ints
from solver.proof.diary_flat import Flat, sum_of
from solver.proof.diary_talks import Talk, talks_of
from solver.proof.diary_weeks import Week, Weeks, taken_row
from solver.proof.items import GivenUpError, Relaxed, items_of, nothing_due
from solver.proof.ledger import Column, Item, merged
from solver.proof.whole_choices import chosen_whole


@dataclass(frozen=True, slots=True)
class Answer:
    """What is cheapest at some prices: the sum, and per block (items, then weeks) its column."""

    least: int
    columns: tuple[Column, ...]


class DiaryLedger:
    """All items and weeks of a problem, and how much there is of each row."""

    def __init__(self, heard: Relaxed, stopped: Stopped = lambda: False) -> None:
        talks = tuple(talks_of(heard))
        made = Weeks(heard.known, talks)
        self.weeks = made.weeks
        inside = {talk.key for talk in talks}
        visits = _in_weeks(heard, inside)
        others = [activity for activity in heard.activities if activity.key not in inside]
        items = (
            *(_loose(talk, made.rows) for talk in made.loose),
            *items_of(heard, others),
            *(item for item in heard.visits() if item.name not in visits),
            *nothing_due(heard.known),
        )
        self.items, more = chosen_whole(items, heard.firm, heard.commitments)
        if stopped():
            raise GivenUpError
        blocks = [[item.columns] for item in self.items]
        blocks += [
            [*(talk.without for talk in week.talks), *(on.columns for _, on in week.cells)] for week in self.weeks
        ]
        dropped = set(chain.from_iterable(visits.values()))
        shared = _shared(blocks) - dropped
        self.rows = {row: most for row, most in heard.rows.items() if row in shared}
        self.rows.update(dict.fromkeys(sorted(made.rows), 0) | more)
        self._flat = Flat(list(chain.from_iterable(blocks)), self.rows)
        self._along = [[self._flat.numbers(work.row for work in day.works) for day in week.days] for week in self.weeks]

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
        return self.bound_of(self.answer(certificate), certificate)

    def bound_of(self, answer: Answer, certificate: Certificate) -> int:
        """Return the bound that follows from what is cheapest at the prices of a certificate."""
        total = answer.least
        total -= sum(item.price * self.rows.get(item.row, 0) for item in certificate.prices)
        total -= sum(item.price * item.reached for item in certificate.held)
        return -(-total // certificate.scale) + certificate.apart

    def answer(self, certificate: Certificate) -> Answer:
        """Return what is cheapest at the prices of a certificate."""
        weights = np.zeros(len(Level), np.int64)
        weights[certificate.level] = certificate.scale
        for held in certificate.held:
            weights[held.level] += held.price
        prices = self._flat.priced({item.row: item.price for item in certificate.prices})
        least, best = self._flat.cheapest(weights, prices)
        columns = [self._flat.column(int(one)) for one in best[: len(self.items)]]
        total, at = int(least[: len(self.items)].sum()), len(self.items)
        for week, along in zip(self.weeks, self._along, strict=True):
            until = at + len(week.talks) + len(week.cells)
            gains = [prices[rows] for rows in along]
            found = cheapest(week, least[at:until], gains, int(weights[Level.EFFICIENT]))
            total += found.cost
            columns.append(self._column(week, found, best[at:until]))
            at = until
        return Answer(total, tuple(columns))

    def nothing(self) -> tuple[Column, ...]:
        """Return a column of each block with hardly anything planned."""
        weeks = (sum_of([talk.without[-1] for talk in week.talks], 0, ()) for week in self.weeks)
        return (*(item.columns[-1] for item in self.items), *weeks)

    def _column(self, week: Week, found: Chosen, best: Ints) -> Column:
        """Return a week that was found as a column."""
        talks = len(week.talks)
        taken = best[:talks].copy()
        for cell in found.cells:
            taken[week.cells[cell][0]] = best[talks + cell]
        uses = [(row, -1) for row in found.along]
        return sum_of([self._flat.column(int(k)) for k in taken], found.visits, uses)


def _shared(blocks: Iterable[Sequence[Sequence[Column]]]) -> set[str]:
    """Return the rows that several blocks might use: within one, what fits is known exactly."""
    users = Counter(
        chain.from_iterable({row for group in block for column in group for row, _ in column.uses} for block in blocks)
    )
    return {row for row, count in users.items() if count > 1}


def _loose(talk: Talk, rows: AbstractSet[str]) -> Item:
    """Return the item of a talk that is in no week; where it asks to be taken along, at that price."""
    columns = list(talk.without)
    for on in talk.days:
        asked = taken_row(talk, on.day)
        more = ((asked, 1),) if asked in rows else ()
        columns += [Column(column.costs, (*column.uses, *more)) for column in on.columns]
    return Item(talk.key, merged(columns))


def _in_weeks(heard: Relaxed, inside: AbstractSet[ActivityKey]) -> dict[str, tuple[str, ...]]:
    """Return the visits that somebody may make in a week, by name, with their rows: paid for there, and only there."""
    return {
        name: rows
        for name, _, rows in heard.asked
        if not inside.isdisjoint(ActivityKey(row.removeprefix(f"{name} ")) for row in rows)
    }
