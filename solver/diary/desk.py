"""An empty desk for a week: nothing planned, with what is free and visited. Not allowed here: what a week stands for.

This file loads no rules and no facts, so that a worker elsewhere starts quickly.
"""

import numpy as np

from solver.diary.anneal import ROOM
from solver.diary.week import BEST, CURRENT, NONE, NUMBERS, RANDOM, Desk, Ints, Week


def new_desk(week: Week, free: Ints, visits: Ints, *, seed: int) -> Desk:
    """Return a desk on which nothing is planned, with what is free of each pool and the visits that are fixed."""
    activities, people = len(week.option_at) - 1, int(week.person.max(initial=-1)) + 1
    most = int(np.bincount(week.person, minlength=1).max(initial=0)) + 1
    longest = int(np.diff(week.start_at).max(initial=0)) + 2
    numbers = np.zeros(NUMBERS, np.int64)
    numbers[[CURRENT, BEST]] = int(week.absent.sum())
    numbers[RANDOM] = (seed * 2654435761 + 88172645463325252) % (1 << 62) + 1
    cheapest = np.minimum.reduceat(week.cost, week.start_at[:-1]) if len(week.cost) else week.cost
    lists = {name: np.zeros(ROOM, np.int64) for name in ("out", "old", "old_way")}
    return Desk(
        **{name: np.full(activities, NONE, np.int64) for name in ("chosen", "way", "best", "best_way")},
        free=free,
        diary=np.full((people, most), NONE, np.int64),
        busy=np.zeros(people, np.int64),
        visits=visits,
        **lists,
        rank=np.zeros(2 * ROOM, np.int64),
        stamp=np.full(activities + people + len(week.pool_user_at) - 1, NONE, np.int64),
        troubled=np.zeros(activities, np.int64),
        least=np.minimum.reduceat(cheapest, week.option_at[:-1]) if len(cheapest) else cheapest,
        marks=np.zeros(longest, np.int64),
        numbers=numbers,
    )
