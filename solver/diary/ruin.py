"""What to take out of the diaries together, compiled: what stands in the way of something, or shares a place or person.

Not allowed here: putting anything back.
"""

from typing import Final

from solver.diary.fit import below, draw, take_out
from solver.diary.week import COUNT, NONE, STEP, TROUBLED, Desk, Week
from solver.kernel.compiled import inner, small

MOST: Final = 24
"""Most activities taken out in one step."""
RESCUED: Final = 0.2
"""Chance that a step begins with something in trouble."""
POOLED: Final = 0.25
"""Chance that a step is about a pool; else it is about the days of a regievoerder."""
FAIR: Final = 0.5
EVERY: Final = 64
"""Steps after which is looked anew what is in trouble."""


@inner
def look_around(week: Week, desk: Desk) -> None:
    """List what costs more than it must, what is left out first."""
    count = 0
    for activity in range(len(desk.chosen)):
        if week.option_at[activity] < week.option_at[activity + 1]:
            start = desk.chosen[activity]
            cost = week.absent[activity] if start == NONE else week.cost[start]
            if cost > desk.least[activity]:
                desk.troubled[count] = activity
                count += 1
    desk.numbers[TROUBLED] = count


@small
def note(week: Week, desk: Desk, activity: int) -> None:
    """Note an activity, its people and pools, as concerned in this step."""
    number, count = desk.numbers[STEP], desk.numbers[COUNT]
    desk.out[count], desk.old[count], desk.old_way[count] = activity, desk.chosen[activity], desk.way[activity]
    desk.numbers[COUNT] = count + 1
    desk.stamp[activity] = number
    activities, people = len(desk.chosen), len(desk.busy)
    for option in range(week.option_at[activity], week.option_at[activity + 1]):
        desk.stamp[activities + week.person[option]] = number
        for k in range(week.pool_at[option], week.pool_at[option + 1]):
            desk.stamp[activities + people + week.pool[k]] = number


@inner
def out(week: Week, desk: Desk, activity: int) -> None:
    """Take a planned activity out, unless it is out or there are enough."""
    if desk.chosen[activity] == NONE or desk.numbers[COUNT] >= MOST:
        return
    note(week, desk, activity)
    take_out(week, desk, activity)


@inner
def clear(week: Week, desk: Desk, option: int, start: int) -> None:
    """Take out what keeps a start from being free."""
    person, place, activity = week.person[option], week.place[option], week.activity[option]
    begins = week.start[start]
    ends = begins + week.minutes[option]
    k = desk.busy[person] - 1
    while k >= 0:
        other = desk.diary[person, k]
        at = week.place[desk.way[other]]
        from_ = week.start[desk.chosen[other]]
        to = from_ + week.minutes[desk.way[other]]
        if begins < to + week.car[at, place] and from_ < ends + week.car[place, at]:
            out(week, desk, other)
        k -= 1
    for k in range(week.rival_at[activity], week.rival_at[activity + 1]):
        other = week.rival[k]
        if desk.chosen[other] != NONE and week.day[desk.chosen[other]] == week.day[start]:
            out(week, desk, other)
    for k in range(week.pool_at[option], week.pool_at[option + 1]):
        free_pool(week, desk, week.pool[k], week.slot[start], week.until[start])


@inner
def free_pool(week: Week, desk: Desk, pool: int, slot: int, until: int) -> None:
    """Take users of a pool out, beginning with any of them, until each of these quarters has one free."""
    first, last = week.pool_user_at[pool], week.pool_user_at[pool + 1]
    if first == last:
        return
    offset = below(desk.numbers, last - first)
    for k in range(last - first):
        short = NONE
        for quarter in range(slot, until):
            if desk.free[pool, quarter] < 1:
                short = quarter
        if short == NONE:
            return
        other = week.of_pool[first + (k + offset) % (last - first)]
        start = desk.chosen[other]
        if start == NONE or not week.slot[start] <= short < week.until[start]:
            continue
        if uses(week, desk.way[other], pool):
            out(week, desk, other)


@small
def uses(week: Week, option: int, pool: int) -> bool:
    """Return whether an option uses a pool."""
    found = False
    for k in range(week.pool_at[option], week.pool_at[option + 1]):
        found = found or week.pool[k] == pool
    return found


@inner
def pool_stretch(week: Week, desk: Desk, seed: int) -> None:
    """Take out what uses a pool of a planned activity around the same time, or all that day."""
    option, start = desk.way[seed], desk.chosen[seed]
    count = week.pool_at[option + 1] - week.pool_at[option]
    if count == 0:
        person_days(week, desk, seed)
        return
    pool = week.pool[week.pool_at[option] + below(desk.numbers, count)]
    day = draw(desk.numbers) < FAIR
    most = 3 + below(desk.numbers, MOST - 6)
    first, last = week.pool_user_at[pool], week.pool_user_at[pool + 1]
    offset = below(desk.numbers, last - first)
    for k in range(last - first):
        other = week.of_pool[first + (k + offset) % (last - first)]
        its = desk.chosen[other]
        if its == NONE or desk.numbers[COUNT] >= most or not uses(week, desk.way[other], pool):
            continue
        near = week.slot[its] < week.until[start] + 4 and week.slot[start] < week.until[its] + 4
        if near or (day and week.day[its] == week.day[start]):
            out(week, desk, other)


@inner
def person_days(week: Week, desk: Desk, seed: int) -> None:
    """Take out what a regievoerder does on one or two days, or all week."""
    person = week.person[desk.way[seed]]
    one = week.day[desk.chosen[seed]]
    busy = desk.busy[person]
    two = week.day[desk.chosen[desk.diary[person, below(desk.numbers, busy)]]]
    whole = draw(desk.numbers) < FAIR / 2
    k = busy - 1
    while k >= 0:
        other = desk.diary[person, k]
        day = week.day[desk.chosen[other]]
        if whole or day in (one, two):
            out(week, desk, other)
        k -= 1


@inner
def rescue(week: Week, desk: Desk, activity: int) -> None:
    """Make room for an activity at one of its better starts."""
    options = week.option_at[activity + 1] - week.option_at[activity]
    option = week.option_at[activity] + below(desk.numbers, options)
    first, until = week.start_at[option], week.start_at[option + 1]
    start = first + below(desk.numbers, until - first)
    for _ in range(2):
        other = first + below(desk.numbers, until - first)
        if week.cost[other] < week.cost[start]:
            start = other
    if desk.chosen[activity] != NONE:
        out(week, desk, activity)
    else:
        note(week, desk, activity)
    clear(week, desk, option, start)


@inner
def ruin(week: Week, desk: Desk) -> None:
    """Take a few activities out that stand in each other's way; what is in trouble comes first."""
    numbers = desk.numbers
    if numbers[STEP] % EVERY == 0:
        look_around(week, desk)
    numbers[STEP] += 1
    numbers[COUNT] = 0
    rescued = numbers[TROUBLED] > 0 and draw(numbers) < RESCUED
    if rescued:
        rescue(week, desk, desk.troubled[below(numbers, numbers[TROUBLED])])
        if draw(numbers) < FAIR:
            return
    seed = planned_near(week, desk) if rescued else below(numbers, len(desk.chosen))
    for _ in range(8):
        if desk.chosen[seed] == NONE:
            seed = below(numbers, len(desk.chosen))
    if desk.chosen[seed] == NONE:
        return
    if draw(numbers) < POOLED:
        pool_stretch(week, desk, seed)
    else:
        person_days(week, desk, seed)


@small
def planned_near(week: Week, desk: Desk) -> int:
    """Return something that the regievoerder of one of those taken out still does, if there is anything."""
    seed = desk.out[below(desk.numbers, desk.numbers[COUNT])]
    person = week.person[week.option_at[seed]]
    if desk.busy[person] > 0:
        seed = desk.diary[person, below(desk.numbers, desk.busy[person])]
    return int(seed)
