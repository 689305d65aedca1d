"""Giving a group to another taker, and what that pushes out to a third: the steps of the search, compiled.

Hard limits may be passed on the way, at a price that grows where they stay passed. Not allowed here: budgets.
"""

import math
from typing import Final, NamedTuple

from solver.allotment.problem import NONE, Allotment, Floats, Ints
from solver.kernel.compiled import compiled, inner, small

CHAIN: Final = 4
"""Most groups that change taker in one step."""
TRIED: Final = 6
"""How often is looked for a group to push on that suits another taker."""
EVERY: Final = 2
"""Steps per group after which the prices of hard limits are looked at."""
SHORTEST: Final = 400
LONGEST: Final = 10_000
"""Steps per group of a wave: half of a run, but no fewer and no more. Long waves end in better choices."""
CHEAP: Final = 0.7
DEARER: Final = 4.0
"""Part of a wave in which passing a limit stays cheap, and how much dearer it is at the end."""
UP: Final = 1.01
DOWN: Final = 0.995
COST, OVER, BEST, RANDOM, MOVED, STEP, NUMBERS = 0, 1, 2, 3, 4, 5, 6
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
    base: Floats
    """The same, without what comes on top at the end of a wave."""
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
    back: Ints
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


@inner
def load_rows(problem: Allotment, board: Board, option: int, sign: int) -> float:
    """Put an option on its rows (``sign`` 1) or take it off (-1); return by how much fines grow."""
    numbers, grown = board.numbers, 0.0
    for use in range(problem.use_at[option], problem.use_at[option + 1]):
        row, amount = problem.row[use], problem.amount[use]
        before = max(0, board.load[row] - problem.limit[row]) if board.adders[row] > 0 else 0
        board.load[row] += sign * amount
        if amount > 0:
            board.adders[row] += sign
        above = max(0, board.load[row] - problem.limit[row]) if board.adders[row] > 0 else 0
        if above == before:
            continue
        grown += board.fine[row] * (above - before)
        if problem.price[row] > 0:
            numbers[COST] += problem.price[row] * (above - before)
        else:
            numbers[OVER] += above - before
    return grown


@inner
def give(problem: Allotment, board: Board, group: int, option: int) -> float:
    """Give a group to another taker, or leave it over; return what that costs with fines."""
    old = board.chosen[group]
    grown = 0.0
    if old == NONE:
        board.numbers[COST] -= problem.absent[group]
        grown -= problem.absent[group]
    else:
        taker = problem.taker[old]
        last = board.member[taker, board.size[taker] - 1]
        board.member[taker, board.at[group]] = last
        board.at[last] = board.at[group]
        board.size[taker] -= 1
        board.numbers[COST] -= problem.cost[old]
        grown += load_rows(problem, board, old, -1) - problem.cost[old]
    board.chosen[group] = option
    if option == NONE:
        board.numbers[COST] += problem.absent[group]
        return float(grown + problem.absent[group])
    taker = problem.taker[option]
    board.member[taker, board.size[taker]] = group
    board.at[group] = board.size[taker]
    board.size[taker] += 1
    board.numbers[COST] += problem.cost[option]
    return float(grown + load_rows(problem, board, option, 1) + problem.cost[option])


@inner
def near_option(board: Board, group: int) -> int:
    """Return one of the near options of a group, the nearest most often; NONE when it has none."""
    first, count = board.near_at[group], board.near_at[group + 1] - board.near_at[group]
    if count == 0:
        return NONE
    share = draw(board.numbers)
    return int(board.near[first + int(share * share * count)])


@inner
def pushed(board: Board, taker: int, wish: int, but: int) -> int:
    """Return a group of a taker that may go to another (any when ``wish`` is NONE), not ``but``; NONE if none found."""
    for _ in range(TRIED):
        group = board.member[taker, int(draw(board.numbers) * board.size[taker])]
        if group != but and (wish == NONE or board.by_taker[group, wish] != NONE):
            return int(group)
    return NONE


@inner
def move(problem: Allotment, board: Board, group: int, option: int) -> float:
    """Give a group to a taker and note how it was."""
    k = board.numbers[MOVED]
    board.moved[k], board.back[k] = group, board.chosen[group]
    board.numbers[MOVED] = k + 1
    return give(problem, board, group, option)


@inner
def step(problem: Allotment, board: Board) -> float:
    """Move a group, and with some chance one that its new taker had, and so on; return what that costs."""
    numbers = board.numbers
    numbers[MOVED] = 0
    group = int(draw(numbers) * len(board.chosen))
    first = board.chosen[group]
    option = near_option(board, group)
    if option in (NONE, first):
        return 0.0
    home = problem.taker[first] if first != NONE else NONE
    grown = move(problem, board, group, option)
    goes_on = 0.75
    while numbers[MOVED] < CHAIN and draw(numbers) < goes_on:
        taker = problem.taker[option]
        closes = home != NONE and draw(numbers) < 0.6  # noqa: PLR2004 - more often an exchange than a chain
        group = pushed(board, taker, home if closes else NONE, group)
        if group == NONE:
            break
        option = board.by_taker[group, home] if closes else near_option(board, group)
        if option in (NONE, board.chosen[group]):
            break
        grown += move(problem, board, group, option)
        if closes:
            break
        goes_on = 0.5
    return grown


@inner
def settle_fines(problem: Allotment, board: Board, length: int) -> None:
    """Make passing a limit dearer where it is passed, a little cheaper where it is not; all dear at the end of a wave.

    While passing is cheap the search gets about; while it is dear it comes back within the limits. ``length`` is that
    of a wave, in steps.
    """
    wave = (board.numbers[STEP] % length) / length
    dear = 1.0 + DEARER * max(0.0, wave - CHEAP) / (1.0 - CHEAP)
    for row in range(len(problem.limit)):
        if problem.price[row] == 0:
            passed = board.adders[row] > 0 and board.load[row] > problem.limit[row]
            if wave <= CHEAP:
                board.base[row] *= UP if passed else DOWN
            board.fine[row] = board.base[row] * dear


@compiled
def anneal(problem: Allotment, board: Board, begin: int, steps: int, total: float, heats: tuple[float, float]) -> None:
    """Take steps from number ``begin`` on, of about ``total`` in which the temperature goes from hot to cold."""
    numbers, hot, cold = board.numbers, heats[0], heats[1]
    groups = len(board.chosen)
    length = int(max(SHORTEST * groups, min(LONGEST * groups, total / 2)))
    for number in range(begin, begin + steps):
        numbers[STEP] += 1
        if numbers[STEP] % (EVERY * groups) == 0:
            settle_fines(problem, board, length)
        grown = step(problem, board)
        heat = hot * (cold / hot) ** min(1.0, number / total)
        if grown > -heat * math.log(draw(numbers) + 1e-12):
            for k in range(numbers[MOVED] - 1, -1, -1):
                give(problem, board, board.moved[k], board.back[k])
        elif numbers[OVER] == 0 and numbers[COST] < numbers[BEST]:
            numbers[BEST] = numbers[COST]
            board.best[:] = board.chosen


@compiled
def place(problem: Allotment, board: Board, wanted: Ints) -> None:
    """Give every group to the taker that is wanted."""
    for group in range(len(wanted)):
        if wanted[group] != board.chosen[group]:
            give(problem, board, group, wanted[group])
    if board.numbers[OVER] == 0 and board.numbers[COST] < board.numbers[BEST]:
        board.numbers[BEST] = board.numbers[COST]
        board.best[:] = board.chosen
