"""Which conversations the owner of a case will have to hold in the scope, and whether someone is there for them.

Not allowed here: planning them.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import date

from planner.domain.activities import Activity, ActivityKind, InterpreterNeed
from planner.domain.civil import days_between
from planner.domain.ids import ActivityKey, CaseId, PlaceId, RegievoerderId
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute, intersection, union
from solver.known import Known
from solver.modes import language_of, places_of

DayMinutes = tuple[tuple[date, int], ...]
"""Minutes of conversations that can only be on one day."""


class Demand:
    """Conversations per case, and how full each regievoerder's days already are."""

    def __init__(self, known: Known, moving: Container[CaseId]) -> None:
        self._known = known
        self._due: dict[CaseId, list[tuple[Activity, Interval]]] = defaultdict(list)
        self._offers: dict[ResourceRef, tuple[Interval, ...]] = {}
        self._open: dict[tuple[ActivityKey, bool], int] = {}
        self._numbers: dict[tuple[Interval, ...], int] = {}
        self._stretches: dict[int, tuple[Interval, ...]] = {}
        self._there: dict[tuple[RegievoerderId, int], int] = {}
        self._full: dict[tuple[RegievoerderId, date], int] = defaultdict(int)
        self._goes: set[tuple[RegievoerderId, PlaceId]] = set()
        for activity in known.problem.activities:
            when = self._stretch(activity)
            if when is None or activity.kind is not ActivityKind.CONVERSATION or not activity.cases:
                continue
            first = activity.cases[0]
            self._due[first].append((activity, when))
            owner = known.owner(first, when.start)
            if first not in moving and owner is not None:
                self._goes.update((owner, place) for place in places_of(known, activity))
                for day, minutes in _one_day(activity, when):
                    self._full[owner, day] += minutes

    def _stretch(self, activity: Activity) -> Interval | None:
        """Return when in the scope the activity can be."""
        first = max(activity.window.start, self._known.now)
        if first >= activity.latest_end:
            return None
        return Interval(first, activity.latest_end).intersect(self._known.problem.scope)

    def goes(self, who: RegievoerderId, place: PlaceId | None) -> bool:
        """Return whether a regievoerder has conversations to hold at a place, whoever gets what is assigned now."""
        return place is not None and (who, place) in self._goes

    def one_day(self, cases: Iterable[CaseId]) -> DayMinutes:
        """Return the minutes of conversations of these cases that have only one day."""
        return tuple(part for case in cases for a, when in self._due.get(case, ()) for part in _one_day(a, when))

    def missed(self, cases: Iterable[CaseId], who: RegievoerderId) -> int:
        """Return how many conversations of these cases a regievoerder could never hold, for not being at work."""
        return sum(not self._fits(who, a, when) for case in cases for a, when in self._due.get(case, ()))

    def _fits(self, who: RegievoerderId, activity: Activity, when: Interval) -> bool:
        """Return whether the regievoerder is at work long enough at once, with what it takes on offer."""
        language = language_of(self._known, activity)
        needed = activity.interpreter is InterpreterNeed.REQUIRED and language is not None
        alone = not needed or language in self._known.regievoerders[who].languages
        key = (activity.key, alone)
        if key not in self._open:
            open_ = self._open_for(activity, when, None if alone else language)
            self._open[key] = self._numbers.setdefault(open_, len(self._numbers))
            self._stretches.setdefault(self._open[key], open_)
        return self._longest(who, self._open[key]) >= activity.duration

    def _open_for(self, activity: Activity, when: Interval, language: str | None) -> tuple[Interval, ...]:
        """Return when a conversation could be, whoever holds it: in its time, with a room and any interpreter."""
        groups: list[Sequence[Interval]] = [(when,)]
        if language is not None:
            groups.append(self._offered(ResourceRef(ResourceKind.INTERPRETER, language)))
        rooms = [self._offered(ResourceRef(ResourceKind.ROOM, place)) for place in places_of(self._known, activity)]
        groups.append([stretch for room in rooms for stretch in room])
        return tuple(dict.fromkeys(intersection(groups)))

    def _longest(self, who: RegievoerderId, number: int) -> int:
        """Return the most minutes at once that a regievoerder is at work in stretches of this number."""
        if (who, number) not in self._there:
            both = intersection((self._known.working(who), self._stretches[number]))
            self._there[who, number] = max(((slot.end or slot.start) - slot.start for slot in both), default=-1)
        return self._there[who, number]

    def _offered(self, pool: ResourceRef) -> tuple[Interval, ...]:
        if pool not in self._offers:
            self._offers[pool] = union(fact.interval for fact in self._known.capacities(pool) if fact.amount > 0)
        return self._offers[pool]

    def minutes_left(self, who: RegievoerderId, day: date) -> int:
        """Return the working minutes of a day that are not yet spoken for."""
        worked = sum(
            (slot.end or slot.start) - slot.start
            for slot in self._known.working(who)
            if days_between(slot.start, slot.end or Minute(slot.start + 1))[0] == day
        )
        return worked - self._full[who, day]


def _one_day(activity: Activity, when: Interval) -> DayMinutes:
    days = days_between(when.start, when.end or Minute(when.start + 1))
    return ((days[0], activity.duration),) if len(days) == 1 else ()
