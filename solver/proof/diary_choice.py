"""The cheapest week of a regievoerder at given prices. Not allowed here: prices of rows, and what a week is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from solver.proof.diary_days import BITS, Ints, cheapest_week, taking
from solver.proof.diary_weeks import Day, Week


@dataclass(frozen=True, slots=True)
class Chosen:
    """A cheapest week: what it costs, minutes of visits, cells that are planned, rows of work taken along."""

    cost: int
    visits: int
    cells: tuple[int, ...]
    along: tuple[str, ...]


def cheapest(week: Week, least: Ints, gains: Sequence[Ints], fare: int) -> Chosen:
    """Return the cheapest week.

    ``least`` is what each talk costs left out, then what each cell costs, by number; ``gains`` per day what taking
    each work along brings; ``fare`` what a minute of travel costs.
    """
    without = least[: len(week.talks)]
    saved = least[len(week.talks) :] - without[week.of_cell]
    weighed = [_weighed(day, saved, gain, fare) for day, gain in zip(week.days, gains, strict=True)]
    costs = [np.minimum.reduceat(one, day.begins) for one, day in zip(weighed, week.days, strict=True)]
    set_at = np.array([0, *accumulate(len(day.begins) for day in week.days)], np.int64)
    sets = _joined([day.shared[day.begins] for day in week.days])
    cost, chosen = cheapest_week(week.shared, set_at, sets, _joined(costs))
    visits, cells, along = 0, list[int](), list[str]()
    for d, day in enumerate(week.days):
        here = np.flatnonzero(day.shared == sets[chosen[d]])
        best = int(here[np.argmin(weighed[d][here])])
        visits += int(day.visits[best])
        cells += day.cells[day.bits[best] > 0].tolist()
        taken = _along(day, best, gains[d], fare)
        visits += _fares(day, best, taken)
        along += [day.works[k].row for k in taken]
    return Chosen(int(without.sum()) + int(cost), visits, tuple(cells), tuple(along))


def _weighed(day: Day, saved: Ints, gain: Ints, fare: int) -> Ints:
    """Return what each set of a day costs more than leaving its talks out."""
    costs = day.visits * fare + day.bits @ saved[day.cells]
    wanted = gain > 0
    if wanted.any():
        work = day.units[wanted], gain[wanted], day.group[wanted], day.fares * fare
        for free in np.unique(day.free).tolist():
            mine = day.free == free
            most, _ = taking(*work, free, int(day.room[mine].max()))
            costs[mine] -= most[day.room[mine]]
    return costs


def _along(day: Day, best: int, gain: Ints, fare: int) -> list[int]:
    """Return the numbers of the works that are taken along with a set."""
    wanted = np.flatnonzero(gain > 0)
    if not len(wanted):
        return []
    work = day.units[wanted], gain[wanted], day.group[wanted], day.fares * fare
    _, taken = taking(*work, int(day.free[best]), int(day.room[best]))
    return [int(k) for k in wanted[taken > 0]]


def _fares(day: Day, best: int, taken: Sequence[int]) -> int:
    """Return the minutes to places that are visited for what is taken along alone."""
    free = int(day.free[best])
    return sum(int(day.fares[g]) for g in {int(day.group[k]) for k in taken} if g >= BITS or not free >> g & 1)


def _joined(parts: Sequence[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
