"""The linear programme of a proof with exact weeks: shares of the columns found so far, and what rows are worth.

Columns only come on top, so the programme is solved on from where it was. Not allowed here: looking for columns.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

from planner.domain.levels import Level
from solver.proof.diary_ledger import DiaryLedger
from solver.proof.ledger import Column

Floats = npt.NDArray[np.float64]
BREAK = 2_000.0
"""What passing a held level by one costs in the programme, so that it always has an answer."""
BREAK_TIMELY = 300.0
OPTIONS = {"output_flag": False, "threads": 1, "presolve": "off", "solver": "simplex", "simplex_strategy": 4}
"""The last is the primal simplex: it keeps what it has when columns come on top."""
NOTHING = np.zeros(0)


@dataclass(frozen=True, slots=True)
class Solved:
    """What the programme comes to, and in it the price of each row and of each held level."""

    value: float
    of_rows: Floats
    of_levels: Floats


class Programme:
    """One column of each block (items, then weeks) in shares; rows and held levels as limits."""

    def __init__(self, ledger: DiaryLedger, level: Level, before: Mapping[Level, int]) -> None:
        self._level = level
        self._solver = highspy.Highs()
        for option, value in OPTIONS.items():
            self._solver.setOptionValue(option, value)
        self._rows = {row: number for number, row in enumerate(ledger.rows)}
        self._levels = {k: len(self._rows) + number for number, k in enumerate(before)}
        self._first = len(self._rows) + len(self._levels)
        blocks = len(ledger.items) + len(ledger.weeks)
        most = np.array([*ledger.rows.values(), *before.values(), *(1 for _ in range(blocks))], np.float64)
        least = np.where(np.arange(len(most)) < self._first, -np.inf, 1.0)
        none = np.zeros(0, np.int32)
        self._solver.addRows(len(most), least, most, 0, np.zeros(len(most), np.int32), none, NOTHING)
        self._seen: list[set[Column]] = [set() for _ in range(blocks)]
        self._new: list[tuple[float, list[int], list[float]]] = [
            (BREAK if k < Level.TIMELY else BREAK_TIMELY, [row], [-1.0]) for k, row in self._levels.items()
        ]
        for block, item in enumerate(ledger.items):
            for column in item.columns:
                self._note(block, column)

    def add(self, columns: Iterable[Column]) -> bool:
        """Add a column of each block; return whether any is new."""
        new = [self._note(block, column) for block, column in enumerate(columns)]
        return any(new)

    def hold(self, before: Mapping[Level, int]) -> None:
        """Set what the levels before may cost."""
        for k, row in self._levels.items():
            self._solver.changeRowBounds(row, -np.inf, float(before[k]))

    def solved(self, seconds: float) -> Solved | None:
        """Return what the programme comes to, or None when time was too short."""
        self._put()
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(seconds, 0.0))  # of all runs
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        worth = np.maximum(0.0, -np.array(self._solver.getSolution().row_dual))
        value = float(self._solver.getInfo().objective_function_value)
        return Solved(value, worth[: len(self._rows)], worth[len(self._rows) : self._first])

    def _note(self, block: int, column: Column) -> bool:
        """Note a column of a block; return whether it is new."""
        if column in self._seen[block]:
            return False
        self._seen[block].add(column)
        uses = [(self._rows[row], amount) for row, amount in column.uses if row in self._rows]
        uses += [(row, column.costs[k]) for k, row in self._levels.items() if column.costs[k]]
        rows, amounts = [self._first + block], [1.0]
        for row, amount in uses:
            rows.append(row)
            amounts.append(float(amount))
        self._new.append((float(column.costs[self._level]), rows, amounts))
        return True

    def _put(self) -> None:
        """Put the noted columns in the programme."""
        if not self._new:
            return
        costs, rows, amounts = zip(*self._new, strict=True)
        begins = np.cumsum([0, *(len(some) for some in rows)])
        count, most = len(costs), np.full(len(costs), np.inf)
        self._solver.addCols(
            count,
            np.array(costs),
            np.zeros(count),
            most,
            int(begins[-1]),
            begins[:-1].astype(np.int32),
            np.concatenate(rows).astype(np.int32),
            np.concatenate(amounts),
        )
        self._new = []
