"""Where an activity fits best in the diaries as they stand, compiled. No choice of what to take out is made here."""

from typing import Final

from solver.diary.week import ADDED, CURRENT, NONE, OPTION, RANDOM, Desk, Ints, Week
from solver.kernel.compiled import compiled, inner, small

FAR: Final = 1 << 61
_POSITIVE: Final = (1 << 57) - 1
_MANTISSA: Final = (1 << 53) - 1
_UNIT: Final = 1.0 / (1 << 53)


@small
def draw(numbers: Ints) -> float:
    """Return the next random number in [0, 1): xorshift64."""
    state = numbers[RANDOM]
    state ^= state << 13
    state ^= (state >> 7) & _POSITIVE
    state ^= state << 17
    numbers[RANDOM] = state
    number: float = ((state >> 9) & _MANTISSA) * _UNIT
    return number


@small
def below(numbers: Ints, limit: int) -> int:
    """Return a random whole number from 0 to below the limit."""
    return int(draw(numbers) * limit)


@inner
def put(week: Week, desk: Desk, option: int, start: int, sign: int) -> None:
    """Take what a start uses (``sign`` 1), or give it back (-1)."""
    first, until = week.slot[start], week.until[start]
    for k in range(week.pool_at[option], week.pool_at[option + 1]):
        pool, amount = week.pool[k], sign * week.amount[k]
        for slot in range(first, until):
            desk.free[pool, slot] -= amount
    desk.visits[week.visit[option], week.day[start]] += sign


@inner
def add(week: Week, desk: Desk, option: int, start: int) -> None:
    """Plan an activity at a start; it must be free."""
    activity, person = week.activity[option], week.person[option]
    if desk.visits[week.visit[option], week.day[start]] == 0:
        desk.numbers[CURRENT] += week.drive[option]
    desk.numbers[CURRENT] += week.cost[start] - week.absent[activity]
    put(week, desk, option, start, 1)
    desk.chosen[activity], desk.way[activity] = start, option
    desk.diary[person, desk.busy[person]] = activity
    desk.busy[person] += 1


@inner
def take_out(week: Week, desk: Desk, activity: int) -> None:
    """Leave a planned activity out."""
    start, option = desk.chosen[activity], desk.way[activity]
    person = week.person[option]
    put(week, desk, option, start, -1)
    desk.numbers[CURRENT] += week.absent[activity] - week.cost[start]
    if desk.visits[week.visit[option], week.day[start]] == 0:
        desk.numbers[CURRENT] -= week.drive[option]
    desk.chosen[activity], desk.way[activity] = NONE, NONE
    last = desk.busy[person] - 1
    for k in range(last):
        if desk.diary[person, k] == activity:
            desk.diary[person, k] = desk.diary[person, last]
            break
    desk.busy[person] = last


@inner
def first_from(starts: Ints, low: int, high: int, moment: int) -> int:
    """Return the first index from low to high at which starts are at or after the moment."""
    while low < high:
        middle = (low + high) // 2
        if starts[middle] < moment:
            low = middle + 1
        else:
            high = middle
    return low


@small
def mark(week: Week, desk: Desk, option: int, other: int, there: int, back: int) -> None:
    """Mark the starts of an option that are too near another planned activity, given the drives there and back."""
    first, until = week.start_at[option], week.start_at[option + 1]
    begins = week.start[desk.chosen[other]]
    ends = begins + week.minutes[desk.way[other]]
    low = first_from(week.start, first, until, begins - week.minutes[option] - back + 1)
    high = first_from(week.start, low, until, ends + there)
    if low < high:
        desk.marks[low - first] += 1
        desk.marks[high - first] -= 1


@inner
def mark_taken(week: Week, desk: Desk, option: int) -> None:
    """Mark the starts at which somebody who takes part is elsewhere."""
    activity, person, place = week.activity[option], week.person[option], week.place[option]
    for k in range(desk.busy[person]):
        other = desk.diary[person, k]
        at = week.place[desk.way[other]]
        mark(week, desk, option, other, week.car[at, place], week.car[place, at])
    for k in range(week.rival_at[activity], week.rival_at[activity + 1]):
        other = week.rival[k]
        if desk.chosen[other] != NONE:
            at = week.place[desk.way[other]]
            mark(week, desk, option, other, week.travel[at, place], week.travel[place, at])


@small
def full_from(week: Week, desk: Desk, option: int, start: int) -> int:
    """Return the last quarter of a start at which a pool is too small; NONE when there is none."""
    for k in range(week.pool_at[option], week.pool_at[option + 1]):
        pool, amount = week.pool[k], week.amount[k]
        slot = week.until[start] - 1
        while slot >= week.slot[start]:
            if desk.free[pool, slot] < amount:
                return int(slot)
            slot -= 1
    return NONE


@small
def leaned(week: Week, desk: Desk, option: int, start: int) -> int:
    """Return at how many sides a start leans against what is full: what leans leaves no useless gaps."""
    sides = 0
    last = desk.free.shape[1]
    for k in range(week.pool_at[option], week.pool_at[option + 1]):
        pool, amount = week.pool[k], week.amount[k]
        before, after = week.slot[start] - 1, week.until[start]
        sides += int(before < 0 or desk.free[pool, before] < amount)
        sides += int(after >= last or desk.free[pool, after] < amount)
    return sides


@inner
def find(week: Week, desk: Desk, activity: int, blink: float, lean: bool) -> int:  # noqa: C901, FBT001 - one loop
    """Return the cheapest start that is free, NONE when there is none; among equals any, or one that leans most.

    ``blink`` is the chance that a start is overlooked. What it adds and its option are among the numbers.
    """
    numbers = desk.numbers
    least, found, ties, sides = FAR, NONE, 0, 0
    for option in range(week.option_at[activity], week.option_at[activity + 1]):
        mark_taken(week, desk, option)
        first, until = week.start_at[option], week.start_at[option + 1]
        taken, open_from = 0, NONE
        for start in range(first, until):
            taken += desk.marks[start - first]
            desk.marks[start - first] = 0
            if taken > 0 or week.slot[start] <= open_from:
                continue
            cost = week.cost[start]
            if desk.visits[week.visit[option], week.day[start]] == 0:
                cost += week.drive[option]
            if cost > least or (blink > 0 and draw(numbers) < blink):
                continue
            full = full_from(week, desk, option, start)
            if full != NONE:
                open_from = full
                continue
            here = leaned(week, desk, option, start) if lean else 0
            if cost < least or here > sides:
                least, found, ties, sides = cost, start, 1, here
                numbers[OPTION] = option
            elif here == sides:
                ties += 1
                if draw(numbers) * ties < 1.0:
                    found = start
                    numbers[OPTION] = option
        desk.marks[until - first] = 0
    numbers[ADDED] = least
    return found


@compiled
def place_all(week: Week, desk: Desk, order: Ints, starts: Ints) -> None:
    """Plan activities one after another where they fit best; at the given start where that is one and still free."""
    for activity in order:
        if desk.chosen[activity] != NONE:
            continue
        wanted = starts[activity]
        if wanted != NONE and is_free(week, desk, activity, wanted):
            add(week, desk, desk.numbers[OPTION], wanted)
            continue
        start = find(week, desk, activity, 0.0, True)  # noqa: FBT003 - compiled functions take no keywords
        if start != NONE and desk.numbers[ADDED] < week.absent[activity]:
            add(week, desk, desk.numbers[OPTION], start)


@inner
def is_free(week: Week, desk: Desk, activity: int, wanted: int) -> bool:
    """Return whether one start of an activity is free; its option is among the numbers."""
    free = False
    for option in range(week.option_at[activity], week.option_at[activity + 1]):
        first, until = week.start_at[option], week.start_at[option + 1]
        if not first <= wanted < until:
            continue
        mark_taken(week, desk, option)
        taken = 0
        for start in range(first, until):
            taken += desk.marks[start - first]
            desk.marks[start - first] = 0
            if start == wanted:
                free = taken == 0 and full_from(week, desk, option, start) == NONE
        desk.marks[until - first] = 0
        desk.numbers[OPTION] = option
    return free
