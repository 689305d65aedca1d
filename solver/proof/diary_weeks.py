"""Exact weeks of regievoerders in a proof: a visit is made or not, and a day holds what fits one after another.

The bound is Lagrange's. A plan costs, for its days, the visits of each regievoerder; besides, each talk costs what its
moment costs at the levels that are held, and takes of rooms and interpreters. For prices of those that are not negative
no plan costs less than the sum, over regievoerders, of the cheapest week at these prices, and over all else of the
cheapest column, less the prices of all there is. The cheapest week is found exactly, by a programme over days and sets
of talks, of a relaxation that errs on the cheap side only:

* a set of talks fits a day when they can be held one after another with the drives between; on top, each talk takes its
  cheapest moment of that day, by itself;
* work that one of several could do (a new case, a stand-in) is planned by itself, and asks at a price that somebody
  takes it along that day: a regievoerder can, where time of the day is left, and who is not there already pays the
  visit. What is taken is counted in minutes of work alone;
* what a talk comes to without a visit, as published or left out, is open to it always.

Not allowed here: where prices come from (``diary_prices``).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from planner.domain.civil import day_interval
from planner.domain.ids import PlaceId, RegievoerderId
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from solver.known import Known
from solver.proof.diary_days import FAR, Ints, endings
from solver.proof.diary_talks import OnDay, Talk
from solver.rules.travel_time import round_trip

Bools = npt.NDArray[np.bool_]
MOST_ON_DAY = 13
"""Talks of a day that are looked at together; what could come on top counts without its visit."""
MOST_ON_DAYS = 14
"""Talks of a week that could be on several days."""
ALONG = "mee "
"""How the names of rows begin that let work be planned only when somebody takes it along."""
UNIT = 15
"""Minutes in which work that is taken along is counted, rounded down."""


@dataclass(frozen=True, slots=True)
class Work:
    """Work of several: the row that says on which day it is taken along, and what that takes."""

    row: str
    place: PlaceId
    units: int
    talk: Talk
    on: OnDay


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a regievoerder: the sets of talks that fit, and the work there is to take along.

    Arrays have an entry per set, the sets ordered by ``shared``: bits of talks that could be on other days too.
    """

    cells: Ints
    bits: Ints
    """(sets, cells): whether the talk is in the set."""
    shared: Ints
    visits: Ints
    """Minutes of travel."""
    room: Ints
    """Units of time left."""
    free: Ints
    """Bits of the places of work that are visited anyway."""
    begins: Ints
    """Where sets begin that share no less and no more with other days."""
    works: tuple[Work, ...]
    """In the order of their places."""
    group: Ints
    fares: Ints
    units: Ints


@dataclass(frozen=True, slots=True)
class Week:
    """A regievoerder's week: its talks by number, and its days."""

    who: RegievoerderId
    talks: tuple[Talk, ...]
    cells: tuple[tuple[int, OnDay], ...]
    """(talk, day) by number."""
    of_cell: Ints
    """The talk of each cell."""
    shared: int
    """How many talks could be on several days."""
    days: tuple[Day, ...]


class Weeks:
    """Makes the weeks out of talks."""

    def __init__(self, known: Known, talks: Sequence[Talk]) -> None:
        self._known = known
        self.loose: list[Talk] = []
        self.rows: set[str] = set()
        own: dict[RegievoerderId, list[Talk]] = defaultdict(list)
        self._works: dict[tuple[RegievoerderId, date], list[Work]] = defaultdict(list)
        for talk in talks:
            if len(talk.people) == len(talk.places) == 1:
                own[talk.people[0]].append(talk)
            else:
                self._share(talk)
        people = dict.fromkeys((*own, *(who for who, _ in self._works)))
        self.weeks = tuple(self._week(who, own.get(who, ())) for who in people if who in known.regievoerders)

    def _share(self, talk: Talk) -> None:
        self.loose.append(talk)
        units = 0 if talk.any_time else talk.minutes // UNIT
        for on in talk.days if talk.places else ():
            row = taken_row(talk, on.day)
            self.rows.add(row)
            works = [Work(row, place, units, talk, on) for place in talk.places]
            for who in talk.people:
                self._works[who, on.day] += works

    def _week(self, who: RegievoerderId, mine: Sequence[Talk]) -> Week:
        talks = self._kept(who, mine)
        cells = tuple((k, on) for k, talk in enumerate(talks) for on in talk.days)
        several = [k for k, talk in enumerate(talks) if len(talk.days) > 1]
        bit = {k: number for number, k in enumerate(several)}
        days = {on.day for _, on in cells} | {day for one, day in self._works if one == who}
        made = [self._day(who, talks, cells, bit, day) for day in sorted(days)]
        return Week(who, talks, cells, np.array([k for k, _ in cells], np.int64), len(several), tuple(made))

    def _kept(self, who: RegievoerderId, mine: Sequence[Talk]) -> tuple[Talk, ...]:
        """Return the talks that a programme can hold together; the others count without their visits."""
        kept: list[Talk] = []
        on_day: dict[date, int] = defaultdict(int)
        several = 0
        for talk in sorted(mine, key=lambda talk: -self._fare(who, talk.places[0])):
            many = len(talk.days) > 1
            if several + many > MOST_ON_DAYS or any(on_day[on.day] >= MOST_ON_DAY for on in talk.days):
                self.loose.append(talk)
                continue
            kept.append(talk)
            several += many
            for on in talk.days:
                on_day[on.day] += 1
        return tuple(kept)

    def _fare(self, who: RegievoerderId, place: PlaceId) -> int:
        return round_trip(self._known, ResourceRef(ResourceKind.REGIEVOERDER, who), place)

    def _day(
        self,
        who: RegievoerderId,
        talks: Sequence[Talk],
        cells: Sequence[tuple[int, OnDay]],
        bit: Mapping[int, int],
        day: date,
    ) -> Day:
        """Return a day with the sets that fit."""
        numbers = tuple(c for c, (_, on) in enumerate(cells) if on.day == day)
        here = [talks[cells[c][0]] for c in numbers]
        places = tuple(dict.fromkeys(talk.places[0] for talk in here))
        works = self._workable(who, day, places)
        number = {place: k for k, place in enumerate(dict.fromkeys(work.place for work in works))}
        sets = np.flatnonzero(self._fitting(here, [cells[c][1] for c in numbers], places))
        bits = sets[:, None] >> np.arange(len(here))[None, :] & 1
        at = np.array([[talk.places[0] == place for place in places] for talk in here], np.int64)
        at = at.reshape(len(here), len(places))
        visited = (bits @ at > 0).astype(np.int64)
        shared = bits @ np.array([1 << bit[cells[c][0]] if cells[c][0] in bit else 0 for c in numbers], np.int64)
        order = np.lexsort((sets, shared))
        shared = shared[order]
        known_groups = np.array([1 << number[p] if p in number else 0 for p in places], np.int64)
        return Day(
            cells=np.array(numbers, np.int64),
            bits=bits[order],
            shared=shared,
            begins=np.flatnonzero(np.diff(shared, prepend=-1)),
            visits=(visited @ np.array([self._fare(who, place) for place in places], np.int64))[order],
            room=self._room(who, day, bits, visited, here, places)[order],
            free=(visited @ known_groups)[order],
            works=works,
            group=np.array([number[work.place] for work in works], np.int64),
            fares=np.array([self._fare(who, place) for place in number], np.int64),
            units=np.array([work.units for work in works], np.int64),
        )

    def _fitting(self, here: Sequence[Talk], on: Sequence[OnDay], places: Sequence[PlaceId]) -> Bools:
        """Return for each set of talks whether it can be held on one day."""
        first = min((one.starts[0] for one in on), default=Minute(0))
        starts = np.array([start - first for one in on for start in one.starts], np.int64)
        start_at = np.array([0, *accumulate(len(one.starts) for one in on)], np.int64)
        minutes = np.array([talk.minutes for talk in here], np.int64)
        place = np.array([places.index(talk.places[0]) for talk in here], np.int64)
        drive = np.array([[self._known.by_car(a, b) for b in places] for a in places], np.int64)
        return endings(starts, start_at, minutes, place, drive.reshape(len(places), len(places))) < FAR

    def _room(
        self,
        who: RegievoerderId,
        day: date,
        bits: Ints,
        visited: Ints,
        here: Sequence[Talk],
        places: Sequence[PlaceId],
    ) -> Ints:
        """Return how many units of working time a set leaves at the most, its shortest drives taken off."""
        working = list(self._worked(who, day))
        hours = sum(until - start for start, until in working)
        span = max((until for _, until in working), default=0) - min((start for start, _ in working), default=0)
        taken = bits @ np.array([0 if talk.any_time else talk.minutes for talk in here], np.int64)
        drive = min((self._known.by_car(a, b) for a in places for b in places if a != b), default=0)
        driven = np.maximum(visited.sum(axis=1) - 1, 0) * drive
        driven = np.where(bits @ np.array([int(talk.any_time) for talk in here], np.int64) > 0, 0, driven)
        return np.maximum(np.minimum(hours - taken, span - taken - driven), 0) // UNIT

    def _worked(self, who: RegievoerderId, day: date) -> Iterator[tuple[Minute, Minute]]:
        whole = day_interval(day)
        for stretch in self._known.working(who):
            both = stretch.intersect(whole)
            if both is not None and both.end is not None:
                yield both.start, both.end

    def _workable(self, who: RegievoerderId, day: date, own: Sequence[PlaceId]) -> tuple[Work, ...]:
        """Return the work that somebody could take along on a day, by place, those of their own talks first."""
        working = list(self._worked(who, day))
        found = (work for work in self._works.get((who, day), ()) if _fits(work, working))
        return tuple(sorted(found, key=lambda work: (work.place not in own, work.place)))


def _fits(work: Work, working: Sequence[tuple[Minute, Minute]]) -> bool:
    """Return whether work could be done in working time."""
    starts = work.on.starts
    for first, until in working:
        at = bisect_left(starts, first)
        if at < len(starts) and starts[at] + work.talk.minutes <= until:
            return True
    return work.talk.any_time


def taken_row(talk: Talk, day: date) -> str:
    """Return the name of the row that lets work be planned on a day only when somebody takes it along."""
    return f"{ALONG}{talk.key} {day}"
