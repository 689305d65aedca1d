"""Searching who gets what: a linear programme says which takers are near, then groups are exchanged by annealing.

Several searches may go on beside each other; when it is heated again, each goes on from the best of all. The same
seed, number of steps and of searches give the same choice; the clock is looked at between chunks only. Not allowed
here: what groups and takers stand for.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from solver.allotment.anneal import BEST, CHAIN, COST, NUMBERS, RANDOM, Board, anneal, keep_within, place
from solver.allotment.prices import Prices, nearest, priced
from solver.allotment.problem import NONE, Allotment, Ints
from solver.kernel.budget import Budget, Pace

NEAR = 6
"""So many takers of least reduced cost are tried for each group."""
CYCLES = 2
"""How often the search is heated, from the best it had."""
FIRM = 3.0
"""How much dearer than its price passing a hard limit is at first."""
HOT, COLD = 1.0, 0.1
"""Temperature at the begin and end, in units of how much dearer a near taker is than the nearest."""
LARGEST = 1 << 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The option of each group, NONE when it is left over; what it costs, the bound if there is one, and the steps.

    ``steps`` are those of each search.
    """

    chosen: Ints
    cost: int
    bound: float | None
    steps: int


def allot(  # noqa: PLR0913 - the problem, the budget, and how it is searched
    problem: Allotment,
    budget: Budget,
    *,
    seed: int,
    pricing_seconds: float = 20.0,
    searches: int = 1,
    given: Ints | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Choice:
    """Return the best choice found by so many searches, each on a thread; leaving everything over is always one."""
    pace = Pace(budget, stopped)
    prices = priced(problem, min(pricing_seconds, budget.seconds / 2))
    boards = [new_board(problem, prices, seed + number) for number in range(searches)]
    if len(problem.cost):
        for board in boards:
            place(problem, board, given if given is not None else _rounded(problem, prices))
        with ThreadPoolExecutor(searches) as threads:
            _search(problem, boards, prices, pace, threads)
    best = min(boards, key=_cost)
    return Choice(chosen=best.best, cost=_cost(best), bound=prices.bound, steps=pace.made)


def _search(
    problem: Allotment, boards: Sequence[Board], prices: Prices, pace: Pace, threads: ThreadPoolExecutor
) -> None:
    unit = _unit(boards[0], prices)
    begun = pace.spent()
    for cycle in range(CYCLES):
        heats = (HOT * unit / (1 + cycle), COLD * unit)

        def chunk(begin: int, steps: int, total: float, heats: tuple[float, float] = heats) -> None:
            tasks = [threads.submit(anneal, problem, board, begin, steps, total, heats) for board in boards]
            for task in tasks:
                task.result()

        pace.run(begun + (1 - begun) * (cycle + 1) / CYCLES if cycle < CYCLES - 1 else 1.0, chunk, lambda: None)
        for board in boards:
            keep_within(problem, board, board.chosen.copy())
        found = min(boards, key=_cost).best.copy()
        for board in boards:
            place(problem, board, found)


def _cost(board: Board) -> int:
    return int(board.numbers[BEST])


def new_board(problem: Allotment, prices: Prices, seed: int) -> Board:
    """Return a board on which everything is left over."""
    groups, takers = len(problem.absent), int(problem.taker.max(initial=-1)) + 1
    near, near_at = nearest(problem, prices, NEAR)
    by_taker = np.full((groups, takers), NONE, np.int64)
    by_taker[np.repeat(np.arange(groups), np.diff(near_at)), problem.taker[near]] = near
    fine = np.where(problem.price == 0, np.maximum(FIRM * prices.rows, 0.1), problem.price)
    most = 2 * CHAIN * int(np.diff(problem.use_at).max(initial=0))
    numbers = np.zeros(NUMBERS, np.int64)
    numbers[[COST, BEST]] = int(problem.absent.sum())
    numbers[RANDOM] = (seed * 2654435761 + 88172645463325252) % (1 << 62) + 1
    return Board(
        chosen=np.full(groups, NONE, np.int64),
        best=np.full(groups, NONE, np.int64),
        load=np.zeros(len(problem.limit), np.int64),
        adders=np.zeros(len(problem.limit), np.int64),
        fine=fine.astype(np.float64),
        member=np.zeros((takers, groups), np.int64),
        size=np.zeros(takers, np.int64),
        at=np.zeros(groups, np.int64),
        near=near,
        near_at=near_at,
        by_taker=by_taker,
        moved=np.zeros(CHAIN, np.int64),
        to=np.zeros(CHAIN, np.int64),
        touched=np.zeros(most, np.int64),
        change=np.zeros(len(problem.limit), np.int64),
        change_adders=np.zeros(len(problem.limit), np.int64),
        mark=np.full(len(problem.limit), NONE, np.int64),
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
    keep_within(problem, board, one)
    anneal(problem, board, 0, 2, 2.0, (1.0, 0.1))
