"""What fits in a regievoerder's day, and the cheapest week, compiled. Whole numbers throughout.

A day is a set of talks that can be held one after another: each at one of its starts, with the drive between places.
A week chooses such a set for each day, no talk twice. Not allowed here: where talks and prices come from.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from solver.kernel.compiled import compiled

Ints = npt.NDArray[np.int64]
FAR: Final = 1 << 60
NONE: Final = -1
BITS: Final = 62
"""Groups beyond these are never free."""


@compiled
def endings(starts: Ints, start_at: Ints, minutes: Ints, place: Ints, drive: Ints) -> Ints:
    """Return when each set of talks of a day is done at the earliest, FAR where it does not fit; (2 ** talks,).

    ``starts[start_at[k]:start_at[k + 1]]`` are the starts of talk k in order of time, ``drive`` minutes from place to
    place. The drive is counted between one talk and the next only.
    """
    talks = len(minutes)
    done = np.full((1 << talks, max(talks, 1)), FAR, np.int64)
    found = np.full(1 << talks, FAR, np.int64)
    found[0] = 0
    for chosen in range(1, 1 << talks):
        for last in range(talks):
            if not chosen >> last & 1:
                continue
            before = chosen ^ (1 << last)
            ready = 0 if before == 0 else FAR
            for k in range(talks):
                if before >> k & 1 and done[before, k] < FAR:
                    ready = min(ready, done[before, k] + drive[place[k], place[last]])
            if ready >= FAR:
                continue
            low, high = start_at[last], start_at[last + 1]
            at = low + np.searchsorted(starts[low:high], ready)
            if at < high:
                done[chosen, last] = starts[at] + minutes[last]
                found[chosen] = min(found[chosen], done[chosen, last])
    return found


@compiled
def taking(  # noqa: C901 - one loop over groups and work, compiled as a whole
    units: Ints, gain: Ints, group: Ints, fare: Ints, free: int, room: int
) -> tuple[Ints, Ints]:
    """Return the most that is gained by taking work along within 0 to ``room`` units of time, and what is with all.

    Work lies in groups (places, in order of their number); a group costs ``fare`` unless its bit is in ``free``.
    """
    works, groups = len(units), len(fare)
    best = np.zeros(room + 1, np.int64)
    took = np.zeros((works, room + 1), np.int64)
    went = np.zeros((groups, room + 1), np.int64)
    first = np.zeros(groups + 1, np.int64)
    k = 0
    for g in range(groups):
        first[g] = k
        there = best - (0 if g < BITS and free >> g & 1 else fare[g])
        while k < works and group[k] == g:
            if gain[k] > 0:
                for left in range(room, units[k] - 1, -1):
                    with_it = there[left - units[k]] + gain[k]
                    if with_it > there[left]:
                        there[left] = with_it
                        took[k, left] = 1
            k += 1
        for left in range(room + 1):
            if there[left] > best[left]:
                best[left] = there[left]
                went[g, left] = 1
    first[groups] = k
    taken = np.zeros(works, np.int64)
    left = room
    for g in range(groups - 1, -1, -1):
        if went[g, left]:
            for k in range(first[g + 1] - 1, first[g] - 1, -1):
                if took[k, left]:
                    taken[k] = 1
                    left -= units[k]
    return best, taken


@compiled
def cheapest_week(talks: int, set_at: Ints, sets: Ints, costs: Ints) -> tuple[int, Ints]:
    """Return the least that the days cost together, and the number of the set of each day; no talk is on two days.

    ``sets[set_at[d]:set_at[d + 1]]`` are the sets of a day with what each costs, the empty one among them; a set has a
    bit for each of the ``talks`` that could be on several days.
    """
    days, size = len(set_at) - 1, 1 << talks
    came = np.full((days, size), NONE, np.int64)
    now = np.full(size, FAR, np.int64)
    now[0] = 0
    for d in range(days):
        then = now.copy()
        now[:] = FAR
        for done in range(size):
            if then[done] >= FAR:
                continue
            for k in range(set_at[d], set_at[d + 1]):
                if sets[k] & done == 0 and then[done] + costs[k] < now[done | sets[k]]:
                    now[done | sets[k]] = then[done] + costs[k]
                    came[d, done | sets[k]] = k
    done = int(np.argmin(now))
    least = now[done]
    chosen = np.full(days, NONE, np.int64)
    for d in range(days - 1, -1, -1):
        chosen[d] = came[d, done]
        done ^= sets[chosen[d]]
    return least, chosen


def warm_up() -> None:
    """Compile these functions, or load them when they were compiled before."""
    one, none = np.ones(1, np.int64), np.zeros(2, np.int64)
    endings(one, np.array([0, 1]), one, none[:1], none.reshape(2, 1)[:1])
    taking(one, one, none[:1], one, 0, 1)
    cheapest_week(1, np.array([0, 2]), np.array([0, 1]), none)
