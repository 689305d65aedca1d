"""Facts sorted by what one asks of them: who is present when, and what may be held on which day.

Not allowed here: measures (see ``tightness``) and drawing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from planner.domain.activities import Activity, ActivityKind
from planner.domain.cases import Ownership
from planner.domain.civil import IsoWeek, at, day_of, days_between
from planner.domain.facts import Fact
from planner.domain.ids import NETHERLANDS, CaseId
from planner.domain.people import Regievoerder, Substitute
from planner.domain.resources import Absence, Capacity, ClosedDays, ResourceKind
from planner.domain.terms import WorkCalendar, work_calendars
from planner.domain.time import Interval
from planner.sample.asked import asked_by_protocols

_F = TypeVar("_F")


class FactIndex:
    """One look at a set of facts, for one week."""

    def __init__(self, facts: Iterable[Fact], week: IsoWeek) -> None:
        self.week, self.scope = week, week.interval()
        self._by_type: dict[type, list[Fact]] = defaultdict(list)
        self._facts = tuple(facts)
        for fact in self._facts:
            self._by_type[type(fact)].append(fact)
        self._present: dict[tuple[str, date], bool] = {}

    def all(self, kind: type[_F]) -> list[_F]:
        """Return every fact of a type."""
        return [fact for fact in self._by_type.get(kind, []) if isinstance(fact, kind)]

    @cached_property
    def regievoerders(self) -> dict[str, Regievoerder]:
        """Regievoerders by code, without LP officers, who have no cases."""
        return {person.id: person for person in self.all(Regievoerder) if not person.lp_officer}

    @cached_property
    def conversations(self) -> list[Activity]:
        """Every conversation of the week, delivered or asked by the protocols."""
        asked = asked_by_protocols(self._facts, self.week, at(self.week.monday - timedelta(days=4), 16))
        this_week = (replace(a, window=a.window.intersect(self.scope) or a.window) for a in asked)
        return [a for a in (*self.all(Activity), *this_week) if a.kind is ActivityKind.CONVERSATION]

    @cached_property
    def dutch(self) -> WorkCalendar:
        """Dutch working days."""
        return work_calendars(self.all(ClosedDays))[NETHERLANDS]

    @cached_property
    def owners(self) -> dict[CaseId, str]:
        """Who is responsible for each case during the week."""
        return {o.case: o.regievoerder for o in self.all(Ownership) if o.valid.contains(self.scope.start)}

    @cached_property
    def absences(self) -> dict[str, list[Interval]]:
        """Absence by regievoerder."""
        found: dict[str, list[Interval]] = defaultdict(list)
        for absence in self.all(Absence):
            if absence.resource.kind is ResourceKind.REGIEVOERDER:
                found[absence.resource.id].append(absence.interval)
        return found

    @cached_property
    def substitutes(self) -> dict[str, list[Substitute]]:
        """Who acts for whom."""
        found: dict[str, list[Substitute]] = defaultdict(list)
        for substitute in self.all(Substitute):
            found[substitute.owner].append(substitute)
        return found

    def capacities(self, kind: ResourceKind) -> dict[str, list[Capacity]]:
        """Return the stretches of a pooled resource by code."""
        found: dict[str, list[Capacity]] = defaultdict(list)
        for capacity in self.all(Capacity):
            if capacity.resource.kind is kind:
                found[capacity.resource.id].append(capacity)
        return found

    def rostered(self, person: str, day: date) -> Interval | None:
        """Return the hours of a working day, absent or not."""
        if not self.dutch.is_working(day):
            return None
        for hours in self.regievoerders[person].hours:
            if hours.weekday == day.weekday():
                return Interval(at(day, 0, 0) + hours.start, at(day, 0, 0) + hours.end)  # type: ignore[arg-type]
        return None

    def absent(self, person: str, day: date) -> bool:
        """Return whether a working day is missed, wholly or in part."""
        hours = self.rostered(person, day)
        return hours is not None and any(
            interval.overlaps(hours.start, hours.end) for interval in self.absences.get(person, ())
        )

    def present(self, person: str, day: date) -> bool:
        """Return whether someone works that day."""
        key = (person, day)
        if key not in self._present:
            self._present[key] = self.rostered(person, day) is not None and not self.absent(person, day)
        return self._present[key]

    def performers(self, activity: Activity, day: date) -> list[str]:
        """Return who may hold the conversation that day: the owner, a substitute, or anyone for a new case."""
        owner = self.owners.get(activity.cases[0])
        if owner is None:
            anyone = next((person for person in self.regievoerders if self.present(person, day)), None)
            return [anyone] if anyone is not None else []
        if self.present(owner, day):
            return [owner]
        noon = at(day, 12)
        acting = [s.substitute for s in self.substitutes.get(owner, ()) if s.interval.contains(noon)]
        away = any(interval.contains(noon) for interval in self.absences.get(owner, ()))
        return [person for person in acting if away and self.present(person, day)]

    @cached_property
    def rooms(self) -> dict[str, list[Capacity]]:
        """Rooms by place."""
        return self.capacities(ResourceKind.ROOM)

    def room_stretches(self, activity: Activity) -> list[Capacity]:
        """Return the stretches with a room in which the conversation could be held by someone present."""
        window = activity.window
        return [
            room
            for room in self.rooms.get(activity.place or "", ())
            if (part := room.interval.intersect(window)) is not None
            and (part.end or part.start) - part.start >= activity.duration
            and self.performers(activity, day_of(room.interval.start))
        ]

    def possible_days(self, activity: Activity) -> set[date]:
        """Return the days on which someone is present and the place has a room."""
        return {day_of(room.interval.start) for room in self.room_stretches(activity)}

    def days(self) -> list[date]:
        """Return the days of the week."""
        return list(days_between(self.scope.start, self.scope.end or self.scope.start))
