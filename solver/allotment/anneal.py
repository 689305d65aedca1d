"""Giving a group to another taker, and what that pushes out to a third: the steps of the search, compiled.

A step is weighed before it is made, so that most steps change nothing. Hard limits may be passed on the way, at a price
that moves until they are passed seldom. Not allowed here: budgets.
"""

import math
from typing import Final, NamedTuple

import numpy as np

from solver.allotment.problem import NONE, Allotment, Floats, Ints
from solver.kernel.compiled import compiled, inner, small

CHAIN: Final = 4
"""Most groups that change taker in one step."""
TRIED: Final = 6
"""How often is looked for a group to push on that suits another taker."""
LEAVES: Final = 0.005
"""Chance that a step leaves a group over."""
EVERY: Final = 2
"""Steps per group after which the prices of hard limits are looked at."""
SLOWEST, FASTEST, WHOLE = 0.0005, 0.01, 10.0
"""How much the price of a limit grows at a time, as a share: such that a whole run could make it e^10 times as much."""
SELDOM: Final = 1 / 16
"""How much faster a price rises than falls; about so often the search is over a limit. Oftener over each of twenty
limits, and it is hardly ever within all of them."""
DEAREST: Final = 1e9
SAME_HEAT: Final = 64
"""Steps at one temperature."""
COST, OVER, BEST, RANDOM, MOVED, STEP, TOUCHED, NUMBERS = 0, 1, 2, 3, 4, 5, 6, 7
_POSITIVE: Final = (1 << 57) - 1
_UNIT: Final = 1.0 / (1 << 53)


class Board(NamedTuple):
    """What changes: who has what, how full rows are, what passing a hard limit costs now, and room to work in."""

    chosen: Ints
    best: Ints
    load: Ints
    adders: Ints
    fine: Floats
    """The price of each row above its limit, as the search sees it now."""
    member: Ints
    """Groups by taker, in no order, so many as ``size`` says."""
    size: Ints
    at: Ints
    """Where each group is among those of its taker."""
    near: Ints
    """Options of each group in order of reduced cost, so many as ``near_at`` says."""
    near_at: Ints
    by_taker: Ints
    """The option of a group (row) with a taker (column) when it is a near one, else NONE."""
    moved: Ints
    """The groups that the step moves, and below their options after it."""
    to: Ints
    touched: Ints
    """The rows that the step changes; below by how much, and by how many that add to them."""
    change: Ints
    change_adders: Ints
    mark: Ints
    """The last step that changed each row."""
    numbers: Ints


@small
def draw(numbers: Ints) -> float:
    """Return the next random number in [0, 1): xorshift64."""
    state = numbers[RANDOM]
    state ^= state << 13
    state ^= (state >> 7) & _POSITIVE
    state ^= state << 17
    numbers[RANDOM] = state
    number: float = ((state >> 9) & ((1 << 53) - 1)) * _UNIT
    return number


@small
def begin_step(board: Board) -> None:
    """Forget the step before."""
    board.numbers[STEP] += 1
    board.numbers[MOVED] = 0
    board.numbers[TOUCHED] = 0


@small
def note_rows(problem: Allotment, board: Board, option: int, sign: int) -> None:
    """Note what an option puts on its rows (``sign`` 1) or takes off them (-1)."""
    numbers = board.numbers
    for use in range(problem.use_at[option], problem.use_at[option + 1]):
        row, amount = problem.row[use], problem.amount[use]
        if board.mark[row] != numbers[STEP]:
            board.mark[row] = numbers[STEP]
            board.touched[numbers[TOUCHED]] = row
            numbers[TOUCHED] += 1
            board.change[row] = 0
            board.change_adders[row] = 0
        board.change[row] += sign * amount
        if amount > 0:
            board.change_adders[row] += sign


@small
def note_move(problem: Allotment, board: Board, group: int, option: int) -> int:
    """Note that a group goes to another taker, or is left over; return what that costs without rows."""
    old, k = board.chosen[group], board.numbers[MOVED]
    board.moved[k], board.to[k] = group, option
    board.numbers[MOVED] = k + 1
    grown = 0
    if old == NONE:
        grown -= problem.absent[group]
    else:
        grown -= problem.cost[old]
        note_rows(problem, board, old, -1)
    if option == NONE:
        return int(grown + problem.absent[group])
    note_rows(problem, board, option, 1)
    return int(grown + problem.cost[option])


@small
def weigh_rows(problem: Allotment, board: Board) -> tuple[float, int, int]:
    """Return by how much fines, real costs of rows, and what is over hard limits grow by what was noted."""
    fines, cost, over = 0.0, 0, 0
    for k in range(board.numbers[TOUCHED]):
        row = board.touched[k]
        before = board.load[row] - problem.limit[row]
        above = before + board.change[row]
        # what is over its limit already counts only where something adds to it
        before = before if before > 0 and board.adders[row] > 0 else 0
        above = above if above > 0 and board.adders[row] + board.change_adders[row] > 0 else 0
        if above != before:
            fines += board.fine[row] * (above - before)
            cost += problem.price[row] * (above - before)
            over += above - before if problem.price[row] == 0 else 0
    return fines, cost, over


@inner
def carry_out(problem: Allotment, board: Board, cost: int, over: int) -> None:
    """Make the step that was noted."""
    numbers = board.numbers
    for k in range(numbers[TOUCHED]):
        row = board.touched[k]
        board.load[row] += board.change[row]
        board.adders[row] += board.change_adders[row]
    for k in range(numbers[MOVED]):
        group, option = board.moved[k], board.to[k]
        old = board.chosen[group]
        if old != NONE:
            taker = problem.taker[old]
            board.size[taker] -= 1
            last = board.member[taker, board.size[taker]]
            board.member[taker, board.at[group]] = last
            board.at[last] = board.at[group]
        if option != NONE:
            taker = problem.taker[option]
            board.member[taker, board.size[taker]] = group
            board.at[group] = board.size[taker]
            board.size[taker] += 1
        board.chosen[group] = option
    numbers[COST] += cost
    numbers[OVER] += over
    if numbers[OVER] == 0 and numbers[COST] < numbers[BEST]:
        numbers[BEST] = numbers[COST]
        board.best[:] = board.chosen


@small
def near_option(board: Board, group: int) -> int:
    """Return one of the near options of a group, the nearest most often; NONE when it has none."""
    first, count = board.near_at[group], board.near_at[group + 1] - board.near_at[group]
    if count == 0:
        return NONE
    share = draw(board.numbers)
    return int(board.near[first + int(share * share * count)])


@small
def pushed(board: Board, taker: int, wish: int) -> int:
    """Return a group of a taker that may go to another (any if ``wish`` is NONE) and stays yet; NONE if not found."""
    if board.size[taker] == 0:
        return NONE
    for _ in range(TRIED):
        group = board.member[taker, int(draw(board.numbers) * board.size[taker])]
        free = wish == NONE or board.by_taker[group, wish] != NONE
        for k in range(board.numbers[MOVED]):
            free = free and board.moved[k] != group
        if free:
            return int(group)
    return NONE


@small
def note_step(problem: Allotment, board: Board) -> int:
    """Note a move of a group, and with some chance of one that its new taker has, and so on; return the cost."""
    numbers = board.numbers
    group = int(draw(numbers) * len(board.chosen))
    first = board.chosen[group]
    option = NONE if draw(numbers) < LEAVES else near_option(board, group)
    if option == first:
        return 0
    home = problem.taker[first] if first != NONE else NONE
    grown = note_move(problem, board, group, option)
    goes_on = 0.75
    while option != NONE and numbers[MOVED] < CHAIN and draw(numbers) < goes_on:
        taker = problem.taker[option]
        closes = home != NONE and draw(numbers) < 0.6  # noqa: PLR2004 - more often an exchange than a chain
        group = pushed(board, taker, home if closes else NONE)
        if group == NONE:
            break
        option = board.by_taker[group, home] if closes else near_option(board, group)
        if option == board.chosen[group]:
            break
        grown += note_move(problem, board, group, option)
        if closes:
            break
        goes_on = 0.5
    return grown


@inner
def settle_fines(problem: Allotment, board: Board, share: float) -> None:
    """Make passing a limit dearer by a share where it is passed, and a little cheaper where it is not."""
    for row in range(len(problem.limit)):
        if problem.price[row] == 0:
            passed = board.adders[row] > 0 and board.load[row] > problem.limit[row]
            board.fine[row] = min(DEAREST, board.fine[row] * (1 + share if passed else 1 - SELDOM * share))


@compiled
def anneal(problem: Allotment, board: Board, begin: int, steps: int, total: float, heats: tuple[float, float]) -> None:
    """Take steps from number ``begin`` on, of about ``total`` in which the temperature goes from hot to cold."""
    numbers, hot, cold = board.numbers, heats[0], heats[1]
    period = EVERY * len(board.chosen)
    dearer = min(FASTEST, max(SLOWEST, WHOLE * period / total))
    heat = 0.0
    for number in range(begin, begin + steps):
        begin_step(board)
        if numbers[STEP] % period == 0:
            settle_fines(problem, board, dearer)
        if number == begin or number % SAME_HEAT == 0:
            heat = hot * (cold / hot) ** min(1.0, (number - number % SAME_HEAT) / total)
        cost = note_step(problem, board)
        fines, more, over = weigh_rows(problem, board)
        grown = cost + fines
        if numbers[MOVED] > 0 and (grown <= 0 or grown < -heat * math.log(draw(numbers) + 1e-300)):
            carry_out(problem, board, cost + more, over)


@compiled
def place(problem: Allotment, board: Board, wanted: Ints) -> None:
    """Give every group to the taker that is wanted."""
    for group in range(len(wanted)):
        if wanted[group] != board.chosen[group]:
            begin_step(board)
            cost = note_move(problem, board, group, wanted[group])
            _, more, over = weigh_rows(problem, board)
            carry_out(problem, board, cost + more, over)


@inner
def given_within(problem: Allotment, board: Board, group: int, option: int) -> bool:
    """Give a group that is left over an option when that passes no hard limit and costs less; say whether it did."""
    if option == NONE:
        return False
    begin_step(board)
    cost = note_move(problem, board, group, option)
    _, more, over = weigh_rows(problem, board)
    if over > 0 or cost + more >= 0:
        return False
    carry_out(problem, board, cost + more, over)
    return True


@compiled
def keep_within(problem: Allotment, board: Board, wanted: Ints) -> None:
    """Begin with nothing given; then give each group what is wanted where that fits, else its nearest that does.

    Twice, because what one takes off a row makes room for another.
    """
    place(problem, board, np.full(len(wanted), NONE, np.int64))
    for turn in range(2):
        for group in range(len(wanted)):
            found = board.chosen[group] != NONE or given_within(problem, board, group, wanted[group])
            for k in range(board.near_at[group], board.near_at[group + 1] if turn > 0 else 0):
                found = found or given_within(problem, board, group, board.near[k])
