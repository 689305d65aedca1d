"""Prices for a ledger with exact weeks, by column generation: a linear programme over the weeks found so far.

Its dual values, kept near those that proved most (Wentges' smoothing), ask for the next weeks. Each round proves
something; more rounds prove more. Not allowed here: the proof itself (``diary_ledger``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from planner.domain.bounds import Certificate, Held, Price
from planner.domain.levels import Level
from solver.clock import Budget
from solver.proof.diary_ledger import DiaryLedger
from solver.proof.diary_programme import Floats, Programme
from solver.proof.diary_weeks import ALONG

SCALE = 10_000
KEPT = 0.6
"""Share of the prices that proved most in the next prices."""
FIRST = ((2.0, 0.0), (6.0, 0.0), (20.0, 5.0), (60.0, 20.0), (90.0, 40.0), (200.0, 60.0))
"""Prices at which the first weeks are made: of a day at the level of timeliness, and of taking work along."""
DAYS = 20.0
"""So many days at the level of timeliness are what a unit of the levels before it is taken to be worth at first."""
ENOUGH = 0.001


class DiaryProof:
    """The proof of one level as it grows, for what the levels before it have reached by now."""

    def __init__(self, ledger: DiaryLedger, level: Level, reached: Mapping[Level, int], apart: int = 0) -> None:
        self._ledger = ledger
        self._level = level
        self._apart = apart
        self._before = _before(level, reached)
        self._programme = Programme(ledger, level, self._before)
        self._programme.add(ledger.nothing())
        self._first = _first(ledger, self._before)
        self._kept = Prices.none(ledger, self._before)
        self._share = KEPT
        self._done = False
        self.best = self._worked_out(Certificate(level=level, bound=0, apart=apart))
        self._most = self.best.bound

    def hold(self, reached: Mapping[Level, int], apart: int = 0) -> None:
        """Go on from what the levels before have reached now; the prices stay."""
        before = _before(self._level, reached)
        if before == self._before and apart == self._apart:
            return
        self._before, self._apart, self._done = before, apart, False
        self._programme.hold(before)
        held = tuple(replace(item, reached=before[item.level]) for item in self.best.held)
        self.best = self._worked_out(replace(self.best, held=held, apart=apart))
        self._most = self.best.bound

    def improve(self, budget: Budget) -> Certificate:
        """Return the best bound found in the time there is."""
        for prices in () if budget.over else self._first:
            self._look(prices)
            if budget.over:
                break
        while not budget.over and not self._done and self._round(budget):
            pass
        return self.best

    def _round(self, budget: Budget) -> bool:
        """Ask the programme for prices once; return whether it gave any."""
        found = self._programme.solved(budget.left)
        if found is None:
            return False
        value, prices = found.value, Prices(tuple(self._ledger.rows), found.of_rows, found.of_levels)
        share = self._share
        new = self._look(prices.near(self._kept, share), go_there=share == 0.0)
        self._share = KEPT if new else 0.0
        self._done = (not new and share == 0.0) or value - self.best.bound < ENOUGH * abs(value)
        return True

    def _look(self, prices: "Prices", *, go_there: bool = False) -> bool:
        """Work out what prices prove, and add what is cheapest at them; return whether any of it is new."""
        certificate = prices.certificate(self._level, self._before, self._apart)
        answer = self._ledger.answer(certificate)
        bound = self._ledger.bound_of(answer, certificate)
        if bound > self._most or go_there:
            self._kept, self._most = prices, bound
        if bound > self.best.bound:
            self.best = replace(certificate, bound=bound)
        return self._programme.add(answer.columns)

    def _worked_out(self, certificate: Certificate) -> Certificate:
        return replace(certificate, bound=self._ledger.bound(certificate))


def _before(level: Level, reached: Mapping[Level, int]) -> dict[Level, int]:
    return {k: value for k, value in reached.items() if Level.HARD < k < level}


def _first(ledger: DiaryLedger, before: Mapping[Level, int]) -> Iterator["Prices"]:
    """Yield prices to begin with: of what is held, and of taking work along."""
    none = Prices.none(ledger, before)
    along = np.array([row.startswith(ALONG) for row in none.rows])
    for day, fare in FIRST:
        levels = np.array([day * DAYS if k < Level.TIMELY else day for k in before])
        yield Prices(none.rows, along * fare, levels)


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of rows and of held levels, in units of the level."""

    rows: tuple[str, ...]
    of_rows: Floats
    of_levels: Floats

    @classmethod
    def none(cls, ledger: DiaryLedger, before: Mapping[Level, int]) -> "Prices":
        """Return prices of nothing."""
        return cls(tuple(ledger.rows), np.zeros(len(ledger.rows)), np.zeros(len(before)))

    def near(self, other: "Prices", share: float) -> "Prices":
        """Return prices between these and others, with so large a share of the others."""
        return Prices(
            self.rows,
            share * other.of_rows + (1 - share) * self.of_rows,
            share * other.of_levels + (1 - share) * self.of_levels,
        )

    def certificate(self, level: Level, before: Mapping[Level, int], apart: int) -> Certificate:
        """Return the prices in whole parts, as a certificate that proves nothing yet."""
        rows = zip(self.rows, np.rint(self.of_rows * SCALE).astype(np.int64).tolist(), strict=True)
        held = zip(before, np.rint(self.of_levels * SCALE).astype(np.int64).tolist(), strict=True)
        return Certificate(
            level=level,
            bound=0,
            scale=SCALE,
            prices=tuple(Price(row=row, price=price) for row, price in rows if price),
            held=tuple(Held(level=k, price=price, reached=before[k]) for k, price in held if price),
            apart=apart,
        )
