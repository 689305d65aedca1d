"""Searching who gets what: a linear programme says which takers are near, then groups are exchanged by annealing.

The same seed and number of steps give the same choice; the clock is looked at between chunks only. Not allowed here:
what groups and takers stand for.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from solver.allotment.anneal import BEST, CHAIN, COST, NUMBERS, RANDOM, Board, anneal, place
from solver.allotment.prices import Prices, nearest, priced
from solver.allotment.problem import NONE, Allotment, Ints
from solver.kernel.budget import Budget, Pace

NEAR = 6
"""So many takers of least reduced cost are tried for each group."""
CYCLES = 2
"""How often the search is heated, from the best it had."""
HOT, COLD = 0.3, 0.12
"""Temperature at the begin and end, in units of how much dearer a near taker is than the nearest."""
LARGEST = 1 << 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The option of each group, NONE when it is left over; what it costs, the bound if there is one, and the steps."""

    chosen: Ints
    cost: int
    bound: float | None
    steps: int


def allot(
    problem: Allotment,
    budget: Budget,
    *,
    seed: int,
    pricing_seconds: float = 20.0,
    given: Ints | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Choice:
    """Return the best choice found; leaving everything over is always one."""
    pace = Pace(budget, stopped)
    prices = priced(problem, min(pricing_seconds, budget.seconds / 2))
    board = new_board(problem, prices, seed)
    if len(problem.cost):
        place(problem, board, given if given is not None else _rounded(problem, prices))
        _search(problem, board, prices, pace)
    return Choice(chosen=board.best, cost=int(board.numbers[BEST]), bound=prices.bound, steps=pace.made)


def _search(problem: Allotment, board: Board, prices: Prices, pace: Pace) -> None:
    unit = _unit(board, prices)
    begun = pace.spent()
    for cycle in range(CYCLES):
        hot = HOT * unit / (1 + cycle)
        heats = (hot, COLD * unit)

        def chunk(begin: int, steps: int, total: float, heats: tuple[float, float] = heats) -> None:
            anneal(problem, board, begin, steps, total, heats)

        pace.run(begun + (1 - begun) * (cycle + 1) / CYCLES if cycle < CYCLES - 1 else 1.0, chunk, lambda: None)
        place(problem, board, board.best.copy())


def new_board(problem: Allotment, prices: Prices, seed: int) -> Board:
    """Return a board on which everything is left over."""
    groups, takers = len(problem.absent), int(problem.taker.max(initial=-1)) + 1
    near, near_at = nearest(problem, prices, NEAR)
    by_taker = np.full((groups, takers), NONE, np.int64)
    by_taker[np.repeat(np.arange(groups), np.diff(near_at)), problem.taker[near]] = near
    hard = problem.price == 0
    fine = np.where(hard, np.maximum(prices.rows, 0.1), problem.price)
    numbers = np.zeros(NUMBERS, np.int64)
    numbers[[COST, BEST]] = int(problem.absent.sum())
    numbers[RANDOM] = (seed * 2654435761 + 88172645463325252) % (1 << 62) + 1
    return Board(
        chosen=np.full(groups, NONE, np.int64),
        best=np.full(groups, NONE, np.int64),
        load=np.zeros(len(problem.limit), np.int64),
        adders=np.zeros(len(problem.limit), np.int64),
        fine=fine.astype(np.float64),
        base=fine.astype(np.float64),
        member=np.zeros((takers, groups), np.int64),
        size=np.zeros(takers, np.int64),
        at=np.zeros(groups, np.int64),
        near=near,
        near_at=near_at,
        by_taker=by_taker,
        moved=np.zeros(CHAIN, np.int64),
        back=np.zeros(CHAIN, np.int64),
        numbers=numbers,
    )


def _rounded(problem: Allotment, prices: Prices) -> Ints:
    """Return for each group the option that the linear programme takes most."""
    wanted = np.full(len(problem.absent), NONE, np.int64)
    for group in range(len(wanted)):
        first, last = int(problem.option_at[group]), int(problem.option_at[group + 1])
        if first < last:
            order = prices.taken[first:last] - 1e-9 * prices.reduced[first:last]
            wanted[group] = first + int(np.argmax(order))
    return wanted


def _unit(board: Board, prices: Prices) -> float:
    """Return how much dearer the third nearest taker is than the nearest, for the middle group."""
    gaps = []
    for first, last in zip(board.near_at[:-1].tolist(), board.near_at[1:].tolist(), strict=True):
        if last - first > 1:
            near = prices.reduced[board.near[first:last]]
            gaps.append(float(near[min(2, last - first - 1)] - near[0]))
    return max(1.0, float(np.median(gaps))) if gaps else 1.0


def warm_up() -> None:
    """Compile the search, or load it when it was compiled before."""
    one, pair = np.zeros(1, np.int64), np.array([0, 1], np.int64)
    problem = Allotment(pair, one + 5, one, one, pair, one, one + 1, one + 1, one)
    board = new_board(problem, Prices(np.zeros(1), np.zeros(1), np.ones(1), None), 1)
    place(problem, board, one)
    anneal(problem, board, 0, 2, 2.0, (1.0, 0.1))
