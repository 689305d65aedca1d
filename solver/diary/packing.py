"""The diary problem as arrays of the compiled search, and its answer back as appointments. No search here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate, chain

import numpy as np

from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey, CaseId, PlaceId
from planner.domain.levels import Level
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from solver.diary.desk import new_desk
from solver.diary.making import Diary, pooled
from solver.diary.scale import Scale
from solver.diary.week import NONE, Desk, Ints, Week
from solver.occupancy import QUARTER
from solver.rules.travel_time import round_trip
from solver.whereabouts import whereabouts


class Packed:
    """A week as arrays, with what their numbers stand for."""

    def __init__(self, diary: Diary) -> None:
        self.diary = diary
        self.scale = Scale.of(diary)
        self._options = list(chain.from_iterable(diary.options))
        self._starts = [(option, k) for option in self._options for k in range(len(option.starts))]
        self._visits = _numbered((option.person, option.mode.place) for option in self._options)
        self._first, self._until = self._quarters()
        self._slot_of = self._slots()
        self.week = self._week()

    def appointments(self, chosen: Ints) -> Iterator[Appointment]:
        """Yield the appointments of the chosen starts."""
        for start in chosen.tolist():
            if start != NONE:
                option, k = self._starts[start]
                yield option.mode.at(option.starts[k])

    def weight(self, chosen: Ints) -> int:
        """Return what the chosen starts weigh on the scale, with the visits they ask for."""
        week, total = self.week, 0
        visited = set(zip(*(axis.tolist() for axis in np.nonzero(self._visited())), strict=True))
        for activity, start in enumerate(chosen.tolist()):
            if start == NONE:
                total += int(week.absent[activity])
                continue
            option = int(np.searchsorted(week.start_at, start, side="right")) - 1
            visit = int(week.visit[option]), int(week.day[start])
            total += int(week.cost[start]) + (0 if visit in visited else int(week.drive[option]))
            visited.add(visit)
        return total

    def given(self, appointments: Mapping[ActivityKey, Appointment]) -> Ints:
        """Return the start of each activity that comes to such an appointment, NONE where there is none."""
        found = np.full(len(self.diary.activities), NONE, np.int64)
        number = 0
        for a, options in enumerate(self.diary.options):
            wanted = appointments.get(self.diary.activities[a].key)
            for option in options:
                if wanted is not None and wanted.start in option.starts:
                    k = option.starts.index(wanted.start)
                    if _same(option.mode.at(wanted.start), wanted):
                        found[a] = number + k
                number += len(option.starts)
        return found

    def desk(self, seed: int) -> Desk:
        """Return an empty desk: nothing planned."""
        return new_desk(self.week, self._free(), self._visited(), seed=seed)

    # --- the arrays -------------------------------------------------------------

    def _week(self) -> Week:
        diary, options = self.diary, self._options
        sizes = [len(found) for found in diary.options]
        owner = [a for a, size in enumerate(sizes) for _ in range(size)]
        pools = [[(diary.pools[use.resource], use.amount) for use in pooled(option.mode)] for option in options]
        rivals = self._rivals()
        by_pool = _listed((pool, a) for found, a in zip(pools, owner, strict=True) for pool, _ in found)
        return Week(
            option_at=_begins(sizes),
            rival_at=_begins(len(found) for found in rivals),
            rival=_row(chain.from_iterable(rivals)),
            absent=_row(self.scale.weigh(costs) for costs in diary.unplanned_costs()),
            activity=_row(owner),
            person=_row(diary.people[option.person] for option in options),
            place=_row(diary.places[option.mode.place] for option in options),
            minutes=_row(option.mode.duration for option in options),
            visit=_row(self._visits[option.person, option.mode.place] for option in options),
            drive=_row(
                self.scale.weight(Level.EFFICIENT) * round_trip(diary.known, o.person, o.mode.place) for o in options
            ),
            pool_at=_begins(len(found) for found in pools),
            pool=_row(pool for found in pools for pool, _ in found),
            amount=_row(amount for found in pools for _, amount in found),
            start_at=_begins(len(option.starts) for option in options),
            start=_row(start for option in options for start in option.starts) - diary.known.problem.scope.start,
            slot=self._slot_of[self._first],
            until=self._slot_of[self._until],
            day=_row(diary.days[start] for option in options for start in option.starts),
            cost=_row(chain.from_iterable(self.scale.of_starts(option) for option in options)),
            car=self._drives(diary.known.by_car),
            travel=self._drives(diary.known.travel),
            pool_user_at=_begins(len(by_pool.get(k, ())) for k in range(len(diary.pools))),
            of_pool=_row(a for k in range(len(diary.pools)) for a in by_pool.get(k, ())),
        )

    def _rivals(self) -> list[list[int]]:
        """Return per activity the others in which one of its persons takes part."""
        by_case: dict[CaseId, list[int]] = defaultdict(list)
        for a, activity in enumerate(self.diary.activities):
            for case in activity.cases:
                by_case[case].append(a)
        return [
            sorted({other for case in activity.cases for other in by_case[case]} - {a})
            for a, activity in enumerate(self.diary.activities)
        ]

    def _slots(self) -> Ints:
        """Return for each quarter of the scope its number among those that anything could take."""
        length = self.diary.occupancy.quarters + 1
        asked = np.bincount(self._first, minlength=length) - np.bincount(self._until, minlength=length)
        used = np.cumsum(asked) > 0
        return np.concatenate(([0], np.cumsum(used)))

    def _quarters(self) -> tuple[Ints, Ints]:
        """Return for each start the quarter of the scope with which it begins, and that before which it has ended."""
        base = self.diary.occupancy.first
        starts = _row(start for option in self._options for start in option.starts)
        sizes = _row(len(option.starts) for option in self._options)
        ends = starts + np.repeat(_row(option.mode.duration for option in self._options), sizes)
        return starts // QUARTER - base, np.minimum(-(-ends // QUARTER) - base, self.diary.occupancy.quarters)

    def _free(self) -> Ints:
        """Return what is free of each pool in each quarter that is used."""
        used = np.flatnonzero(np.diff(self._slot_of))
        rows = [self.diary.occupancy.free(pool)[used] for pool in self.diary.pools]
        return np.array(rows, np.int64).reshape(len(rows), len(used))

    def _visited(self) -> Ints:
        """Return how often each person is at each place on each day by what is fixed."""
        diary = self.diary
        day_number = {day_of(start): number for start, number in diary.days.items()}
        visits = np.zeros((len(self._visits), len(day_number)), np.int64)
        for who in diary.people:
            for appointment in diary.occupancy.users(who):
                for part in () if appointment.all_day else appointment.of_kind(ResourceKind.REGIEVOERDER):
                    at = whereabouts(diary.known, appointment, part)[0]
                    row, day = self._visits.get((who, at)), day_number.get(day_of(part.start))
                    if part.resource == who and row is not None and day is not None:
                        visits[row, day] += 1
        return visits

    def _drives(self, minutes: Callable[[PlaceId | None, PlaceId | None], int]) -> Ints:
        places = self.diary.places
        return np.array([[minutes(a, b) for b in places] for a in places], np.int64).reshape(len(places), len(places))


def _same(one: Appointment, other: Appointment) -> bool:
    """Return whether two appointments are at one place with the same people and means."""
    mine, theirs = ({part.resource for part in item.participations} for item in (one, other))
    return one.place == other.place and mine == theirs


def _begins(sizes: Iterable[int]) -> Ints:
    return np.array([0, *accumulate(sizes)], np.int64)


def _row(values: Iterable[int]) -> Ints:
    return np.fromiter(values, np.int64)


def _numbered(items: Iterable[tuple[ResourceRef, PlaceId | None]]) -> dict[tuple[ResourceRef, PlaceId | None], int]:
    return {item: number for number, item in enumerate(dict.fromkeys(items))}


def _listed(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, dict[int, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: list(values) for key, values in found.items()}
