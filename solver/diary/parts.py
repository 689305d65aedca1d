"""Cutting the diaries into parts that can be improved beside each other, and putting them together again.

A part has regievoerders of its own, what they do, and what of rooms and interpreters is for it alone; so whatever each
part comes to, all together is a plan. Where it is cut changes from round to round. A part is arrays of whole numbers
only. Not allowed here: searching (``part_search``), rules and facts.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.diary.week import NONE, Ints, Week

Draw = np.random.Generator
Flags = npt.NDArray[np.bool_]
FEWEST, USUAL = 2_500, 5_000
"""Activities of a part at least, and about as many as it has: enough of them to change places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some regievoerders and their activities, as a week of its own; ``given`` are the starts to begin with."""

    week: Week
    free: Ints
    visits: Ints
    given: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part with the numbers that its activities and starts have in the whole."""

    part: Part
    activities: Ints
    starts: Ints

    def put_back(self, chosen: Ints, found: Ints) -> None:
        """Put what a part came to in the starts of the whole."""
        planned = found != NONE
        chosen[self.activities[planned]] = self.starts[found[planned]]
        chosen[self.activities[~planned]] = NONE


def parts_for(activities: int, workers: int) -> int:
    """Return in how many parts a week is best cut: as many for each worker, none too small; 0 or 1 is as a whole."""
    waves = max(1, round(activities / (workers * USUAL)))
    return min(waves * workers, activities // FEWEST)


class Cutter:
    """Cuts one week again and again, by what is chosen at that moment."""

    def __init__(self, week: Week, free: Ints, visits: Ints) -> None:
        self._week, self._free, self._visits = week, free, visits
        self._people = int(week.person.max(initial=-1)) + 1
        self._option_of = np.repeat(np.arange(len(week.activity)), np.diff(week.start_at))
        self._days = int(week.day.max(initial=-1)) + 1
        self._day_of_slot = np.zeros(free.shape[1], np.int64)
        for reach in range(int((week.until - week.slot).max(initial=0))):
            inside = week.slot + reach < week.until
            self._day_of_slot[week.slot[inside] + reach] = week.day[inside]
        self._home = self._mostly_at()

    @property
    def activities(self) -> int:
        """How many activities there are."""
        return len(self._week.option_at) - 1

    def cut(self, chosen: Ints, count: int, draw: Draw) -> list[Piece]:
        """Return about so many parts; each activity is in one of them."""
        week = self._week
        holder = self._holder(chosen, draw)
        part_of = self._neighbours(holder, count, draw)
        part = part_of[holder]
        mine = part[week.activity] == part_of[week.person]
        left, owner = self._shares(chosen, part, mine, draw)
        shares = owner[:, self._day_of_slot]
        return [
            self._piece(chosen, part == number, mine, np.where(shares == number, left, np.minimum(left, 0)))
            for number in np.unique(part).tolist()
        ]

    # --- who goes with whom -----------------------------------------------------

    def _mostly_at(self) -> Ints:
        """Return the place where each regievoerder has most to do."""
        counts = np.zeros((self._people, len(self._week.car)), np.int64)
        np.add.at(counts, (self._week.person, self._week.place), 1)
        found: Ints = counts.argmax(axis=1).astype(np.int64)
        return found

    def _holder(self, chosen: Ints, draw: Draw) -> Ints:
        """Return the regievoerder of each activity: who does it now, or one of those who may."""
        week = self._week
        options = np.diff(week.option_at)
        option = week.option_at[:-1] + (draw.random(len(options)) * options).astype(np.int64)
        planned = chosen != NONE
        option[planned] = self._option_of[chosen[planned]]
        found: Ints = week.person[option]
        return found

    def _neighbours(self, holder: Ints, count: int, draw: Draw) -> Ints:
        """Return the part of each regievoerder: near each other as seen along a line that changes every time."""
        week, groups = self._week, self._together(holder)
        one, other = draw.integers(len(week.car), size=2)
        line = week.car[one, self._home] - week.car[other, self._home] + draw.random(self._people)
        place = np.full(self._people, np.inf)
        np.minimum.at(place, groups, line)
        work = np.bincount(groups[holder], minlength=self._people)
        order = np.argsort(place, kind="stable")
        before = np.cumsum(work[order]) - work[order]
        part = np.zeros(self._people, np.int64)
        part[order] = before * count // max(1, int(work.sum()))
        return part[groups]

    def _together(self, holder: Ints) -> Ints:
        """Return for each regievoerder one that stands for all who meet the same persons."""
        week = self._week
        first = np.repeat(np.arange(len(holder)), np.diff(week.rival_at))
        group = np.arange(self._people)
        for one, other in zip(holder[first].tolist(), holder[week.rival].tolist(), strict=True):
            if group[one] != group[other]:
                group[group == group[one]] = group[other]
        return group

    # --- who may use what is left of the pools ----------------------------------

    def _shares(self, chosen: Ints, part: Ints, mine: Flags, draw: Draw) -> tuple[Ints, Ints]:
        """Return what nobody uses of each pool, and for which part that is on each day."""
        week, left = self._week, self._free.copy()
        for start in chosen[chosen != NONE].tolist():
            self._take(left, start, self._option_of[start], -1)
        parts = int(part.max(initial=0)) + 1
        wish = np.zeros((len(left), parts))
        uses = np.repeat(np.arange(len(week.activity)), np.diff(week.pool_at))
        kept = mine[uses]
        np.add.at(wish, (week.pool[kept], part[week.activity[uses[kept]]]), 1.0)
        until = np.cumsum(wish, axis=1)
        drawn = draw.random((len(left), self._days)) * until[:, -1:]
        return left, (drawn[:, :, None] >= until[:, None, :]).sum(axis=2)

    def _take(self, free: Ints, start: int, option: int, sign: int) -> None:
        week = self._week
        for k in range(week.pool_at[option], week.pool_at[option + 1]):
            free[week.pool[k], week.slot[start] : week.until[start]] += sign * week.amount[k]

    # --- a part as a week of its own --------------------------------------------

    def _piece(self, chosen: Ints, inside: Flags, mine: Flags, left: Ints) -> Piece:
        """Return the activities inside as a part, with what is left of the pools for it."""
        week = self._week
        activities = np.flatnonzero(inside)
        options = np.flatnonzero(inside[week.activity] & mine)
        starts = _stretches(week.start_at[options], week.start_at[options + 1])
        given = np.full(len(activities), NONE, np.int64)
        planned = chosen[activities] != NONE
        given[planned] = np.searchsorted(starts, chosen[activities[planned]])
        for start in chosen[activities[planned]].tolist():
            self._take(left, start, self._option_of[start], 1)
        pools, visits = np.unique(week.pool[_pools_of(week, options)]), np.unique(week.visit[options])
        smaller = _smaller(week, activities, options, inside)
        part = Part(week=smaller, free=left[pools], visits=self._visits[visits], given=given)
        return Piece(part=part, activities=activities, starts=starts)


def _smaller(week: Week, activities: Ints, options: Ints, inside: Flags) -> Week:
    """Return the week of some activities with some of their options, numbered anew."""
    starts = _stretches(week.start_at[options], week.start_at[options + 1])
    used = _pools_of(week, options)
    pools, pool = np.unique(week.pool[used], return_inverse=True)
    places, place = np.unique(week.place[options], return_inverse=True)
    user_at, users = _lists_of(pools, week.pool_user_at, week.of_pool, inside)
    rival_at, rivals = _lists_of(activities, week.rival_at, week.rival, inside)
    activity = np.searchsorted(activities, week.activity[options])
    return Week(
        option_at=_begins(np.bincount(activity, minlength=len(activities))),
        rival_at=rival_at,
        rival=np.searchsorted(activities, rivals),
        absent=week.absent[activities],
        activity=activity,
        person=np.unique(week.person[options], return_inverse=True)[1],
        place=place,
        minutes=week.minutes[options],
        visit=np.unique(week.visit[options], return_inverse=True)[1],
        drive=week.drive[options],
        pool_at=_begins(week.pool_at[options + 1] - week.pool_at[options]),
        pool=pool,
        amount=week.amount[used],
        start_at=_begins(week.start_at[options + 1] - week.start_at[options]),
        start=week.start[starts],
        slot=week.slot[starts],
        until=week.until[starts],
        day=week.day[starts],
        cost=week.cost[starts],
        car=np.ascontiguousarray(week.car[np.ix_(places, places)]),
        travel=np.ascontiguousarray(week.travel[np.ix_(places, places)]),
        pool_user_at=user_at,
        of_pool=np.searchsorted(activities, users),
    )


def _pools_of(week: Week, options: Ints) -> Ints:
    return _stretches(week.pool_at[options], week.pool_at[options + 1])


def _stretches(begins: Ints, ends: Ints) -> Ints:
    """Return the numbers of all stretches behind each other."""
    sizes = ends - begins
    return np.repeat(begins - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum()))


def _begins(sizes: Ints) -> Ints:
    return np.concatenate(([0], np.cumsum(sizes)))


def _lists_of(rows: Ints, at: Ints, items: Ints, kept: Flags) -> tuple[Ints, Ints]:
    """Return the lists of these rows, with only the items that are kept."""
    found = items[_stretches(at[rows], at[rows + 1])]
    row = np.repeat(np.arange(len(rows)), at[rows + 1] - at[rows])
    inside = kept[found]
    return _begins(np.bincount(row[inside], minlength=len(rows))), found[inside]
