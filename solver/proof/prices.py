"""Prices for a proof from a linear programme: the dual values of its rows, rounded to whole numbers.

Any prices prove something; those of the linear programme prove most. Not allowed here: the proof itself (``ledger``).
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from ortools.linear_solver.python import model_builder as lp

from planner.domain.bounds import Certificate, Held, Price
from planner.domain.levels import Level
from solver.proof.ledger import Item, Ledger

SCALE = 10_000


def prove(ledger: Ledger, level: Level, reached: Mapping[Level, int], seconds: float, apart: int = 0) -> Certificate:
    """Return the best bound of a level found while the levels before it stay as ``reached``."""
    best = worked_out(ledger, Certificate(level=level, bound=0, apart=apart))
    if not ledger.items or seconds <= 0:
        return best
    before = {k: value for k, value in reached.items() if Level.HARD < k < level}
    found = _Programme(ledger, level, before).prices(seconds)
    if found is None:
        return best
    rows, held = found
    priced = Certificate(level=level, bound=0, scale=SCALE, prices=rows, held=held, apart=apart)
    return max(best, worked_out(ledger, priced), key=lambda certificate: certificate.bound)


def worked_out(ledger: Ledger, certificate: Certificate) -> Certificate:
    """Return the certificate with the bound that follows from it."""
    return replace(certificate, bound=ledger.bound(certificate))


class _Programme:
    """The linear programme of one level: columns in shares, rows and held levels as limits."""

    def __init__(self, ledger: Ledger, level: Level, before: Mapping[Level, int]) -> None:
        self._ledger, self._before = ledger, before
        self._model = lp.Model()  # type: ignore[no-untyped-call]  # OR-Tools left it untyped
        self._terms: dict[str, list[tuple[lp.Variable, int]]] = {row: [] for row in ledger.rows}
        self._held: dict[Level, list[tuple[lp.Variable, int]]] = {k: [] for k in before}
        objective: list[tuple[lp.Variable, int]] = []
        for item in ledger.items:
            objective += self._item(item, level)
        self._rows = {row: self._limit(terms, ledger.rows[row]) for row, terms in self._terms.items()}
        self._levels = {k: self._limit(terms, before[k]) for k, terms in self._held.items()}
        self._model.minimize(lp.LinearExpr.weighted_sum(*_split(objective)))

    def prices(self, seconds: float) -> tuple[tuple[Price, ...], tuple[Held, ...]] | None:
        """Return the prices of rows and of held levels, or None when time was too short."""
        solver = lp.Solver("GLOP")
        solver.set_time_limit_in_seconds(seconds)
        if solver.solve(self._model) != lp.SolveStatus.OPTIMAL:
            return None
        rows = (Price(row=row, price=_price(solver, limit)) for row, limit in self._rows.items())
        held = (Held(level=k, price=_price(solver, e), reached=self._before[k]) for k, e in self._levels.items())
        return tuple(one for one in rows if one.price), tuple(one for one in held if one.price)

    def _item(self, item: Item, level: Level) -> list[tuple[lp.Variable, int]]:
        """Add the columns of an item; return what they cost."""
        costs: list[tuple[lp.Variable, int]] = []
        shares: list[lp.Variable] = []
        for column in item.columns:
            share = self._model.new_num_var(0.0, np.inf, "")
            shares.append(share)
            costs.append((share, column.costs[level]))
            for row, amount in column.uses:
                self._terms[row].append((share, amount))
            for k in self._before:
                if column.costs[k]:
                    self._held[k].append((share, column.costs[k]))
        self._model.add(lp.LinearExpr.sum(shares) == 1)
        return costs

    def _limit(self, terms: list[tuple[lp.Variable, int]], most: int) -> lp.LinearConstraint | None:
        if not terms:
            return None
        return self._model.add_linear_constraint(lp.LinearExpr.weighted_sum(*_split(terms)), ub=float(most))


def _split(terms: list[tuple[lp.Variable, int]]) -> tuple[list[lp.Variable], list[float]]:
    return [share for share, _ in terms], [float(amount) for _, amount in terms]


def _price(solver: lp.Solver, limit: lp.LinearConstraint | None) -> int:
    """Return the price of a limit in whole parts; what a limit of this kind is worth is never below 0."""
    return 0 if limit is None else max(0, round(-solver.dual_value(limit) * SCALE))
