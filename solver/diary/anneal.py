"""Take out, put back, keep or not: the steps of the search, compiled. Not allowed here: budgets and what a week is."""

import math
from typing import Final

from solver.diary.fit import add, below, draw, find, take_out
from solver.diary.ruin import MOST, ruin
from solver.diary.week import ADDED, BEST, COUNT, CURRENT, NONE, OPTION, STEP, TROUBLED, Desk, Week
from solver.kernel.compiled import compiled, inner, small

BLINK: Final = 0.02
RETRIED: Final = 16
"""Most that was left out before and is tried again in one step."""


@compiled
def anneal(week: Week, desk: Desk, begin: int, steps: int, total: float, heats: tuple[float, float]) -> None:
    """Take steps from number ``begin`` on, of about ``total`` in which the temperature goes from hot to cold."""
    numbers, hot, cold = desk.numbers, heats[0], heats[1]
    for step in range(begin, begin + steps):
        before = numbers[CURRENT]
        ruin(week, desk)
        recreate(week, desk)
        heat = hot * (cold / hot) ** min(1.0, step / total)
        if numbers[CURRENT] > before - heat * math.log(draw(numbers) + 1e-12):
            undo(week, desk)
            numbers[CURRENT] = before
        elif numbers[CURRENT] < numbers[BEST]:
            keep_best(desk)


@inner
def keep_best(desk: Desk) -> None:
    """Remember the plan as it stands."""
    desk.numbers[BEST] = desk.numbers[CURRENT]
    desk.best[:] = desk.chosen
    desk.best_way[:] = desk.way


@compiled
def restore(week: Week, desk: Desk, keep: bool) -> None:  # noqa: FBT001 - compiled functions take no keywords
    """Go back to the best plan, or ``keep`` the one that stands as the best."""
    if keep:
        keep_best(desk)
        return
    for activity in range(len(desk.chosen)):
        if desk.chosen[activity] != NONE:
            take_out(week, desk, activity)
    for activity in range(len(desk.chosen)):
        if desk.best[activity] != NONE:
            add(week, desk, desk.best_way[activity], desk.best[activity])


@inner
def recreate(week: Week, desk: Desk) -> None:
    """Put what is out, and what was left out and may fit now, where it fits best."""
    numbers = desk.numbers
    retry(week, desk)
    sort_out(week, desk)
    lean = draw(numbers) < 0.5  # noqa: PLR2004 - a fair coin
    for k in range(numbers[COUNT]):
        activity = desk.out[desk.rank[k]]
        start = find(week, desk, activity, BLINK, lean)
        if start != NONE and numbers[ADDED] < week.absent[activity]:
            add(week, desk, numbers[OPTION], start)


@inner
def retry(week: Week, desk: Desk) -> None:
    """Note what was left out before and asks for a person or pool that is concerned."""
    numbers = desk.numbers
    count = numbers[TROUBLED]
    if count == 0:
        return
    activities, people, tried = len(desk.chosen), len(desk.busy), 0
    offset = below(numbers, count)
    for k in range(count):
        activity = desk.troubled[(k + offset) % count]
        if tried >= RETRIED or desk.chosen[activity] != NONE or desk.stamp[activity] == numbers[STEP]:
            continue
        for option in range(week.option_at[activity], week.option_at[activity + 1]):
            near = desk.stamp[activities + week.person[option]] == numbers[STEP]
            for p in range(week.pool_at[option], week.pool_at[option + 1]):
                near = near or desk.stamp[activities + people + week.pool[p]] == numbers[STEP]
            if near:
                note_absent(desk, activity)
                tried += 1
                break


@small
def note_absent(desk: Desk, activity: int) -> None:
    """Note an activity that is left out, to be tried."""
    count = desk.numbers[COUNT]
    desk.out[count], desk.old[count], desk.old_way[count] = activity, NONE, NONE
    desk.stamp[activity] = desk.numbers[STEP]
    desk.numbers[COUNT] = count + 1


@inner
def sort_out(week: Week, desk: Desk) -> None:
    """Rank what is out: by what leaving it out costs, by how few starts it has, or just as it came; with some noise."""
    numbers = desk.numbers
    count, how = numbers[COUNT], draw(numbers)
    base = len(desk.rank) // 2
    for k in range(count):
        activity = desk.out[k]
        option = week.option_at[activity]
        starts = week.start_at[week.option_at[activity + 1]] - week.start_at[option]
        key = draw(numbers)
        if how < 0.4:  # noqa: PLR2004 - of ten steps four
            key *= starts
        elif how < 0.7 and desk.old[k] == NONE:  # noqa: PLR2004 - and three
            key -= 1.0
        value = int(key * 1_000_000)
        j = k
        while j > 0 and desk.rank[base + j - 1] > value:
            desk.rank[j], desk.rank[base + j] = desk.rank[j - 1], desk.rank[base + j - 1]
            j -= 1
        desk.rank[j], desk.rank[base + j] = k, value


@inner
def undo(week: Week, desk: Desk) -> None:
    """Put everything back where it stood."""
    count = desk.numbers[COUNT]
    for k in range(count):
        if desk.chosen[desk.out[k]] != NONE:
            take_out(week, desk, desk.out[k])
    for k in range(count):
        if desk.old[k] != NONE:
            add(week, desk, desk.old_way[k], desk.old[k])


ROOM: Final = MOST + RETRIED + 2
"""Length of the lists of what is out."""
