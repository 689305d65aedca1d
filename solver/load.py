"""Load points: what each regievoerder carries, day by day and over every four weeks that begin in the scope.

Not allowed here: ortools, and saying what is too much (that is rule P14).
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_interval, day_of, day_start, days_between
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import MINUTES_PER_DAY, Minute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from planner.domain.cases import Case
    from planner.domain.ids import CaseId, RegievoerderId
    from planner.domain.plan import Assignment
    from solver.known import Known

WHOLE = 100
"""What an open case weighs, in per cent of its load points."""

Slot = tuple["RegievoerderId", int]
"""A regievoerder, and a stretch by the number of its first day in the scope."""


class Load:
    """Carried load of one problem by its facts; everything counts in hundredths of a point, per day, added up."""

    def __init__(self, known: Known) -> None:
        self._known = known
        start = known.problem.scope.start
        span = known.setting("P14", "span", start)
        self.first_days = days_between(start, known.problem.scope_end)
        after = Minute(day_start(self.first_days[-1]) + (span - 1) * MINUTES_PER_DAY + MINUTES_PER_DAY // 2)
        self.days = days_between(start, Minute(after + 1))
        self.span = span
        self.percent = known.setting("P14", "cap", start)
        self._leaving = known.setting("P14", "leaving", start)
        self._away: dict[RegievoerderId, Sequence[RegievoerderId | None]] = {}
        self._counted: dict[RegievoerderId, list[int]] = {}
        self._rooms: dict[RegievoerderId, list[int]] = {}
        self._sums: dict[CaseId, list[int]] = {}
        self._last: tuple[tuple[Assignment, ...], dict[Slot, int]] = (), {}

    # --- who carries what on a day ------------------------------------------------

    @cached_property
    def _leaves(self) -> dict[CaseId, date]:
        """The day of the published departure of each case that has one."""
        found: dict[CaseId, date] = {}
        for published in self._known.problem.baseline:
            activity = self._known.activities.get(published.activity)
            if activity is not None and activity.kind is ActivityKind.DEPARTURE:
                for case in activity.cases:
                    found[case] = min(day_of(published.start), found.get(case, day_of(published.start)))
        return found

    def _weights(self, case: Case) -> list[int]:
        """Return what a case weighs on each day: all, less after its published departure, nothing once closed."""
        leaves = self._leaves.get(case.id)
        return [
            0
            if case.closed_on is not None and case.closed_on <= day
            else case.load_points * (WHOLE if leaves is None or day <= leaves else self._leaving)
            for day in self.days
        ]

    def _stand_ins(self, who: RegievoerderId) -> Sequence[RegievoerderId | None]:
        """Return for each day who carries the cases of a regievoerder that is away all day; None: nobody else."""
        if who not in self._away:
            turns = sorted(self._known.substitutes(who), key=lambda turn: (turn[0].start, turn[1]))
            absences = self._known.absences(ResourceRef(ResourceKind.REGIEVOERDER, who)) if turns else ()
            found: list[RegievoerderId | None] = []
            for whole in map(day_interval, self.days if turns else ()):
                start, end = whole.start, whole.end or whole.start
                gone = any(absence.covers(start, end) for absence in absences)
                found.append(next((other for when, other in turns if gone and when.covers(start, end)), None))
            self._away[who] = found or [None] * len(self.days)
        return self._away[who]

    def _owners(self, case: CaseId) -> Sequence[RegievoerderId | None]:
        """Return who owns a case on each day, by the facts."""
        facts = self._known.recorded_owners(case)
        starts = map(day_start, self.days)
        return [next((who for valid, who in facts if valid.contains(moment)), None) for moment in starts]

    # --- stretches ----------------------------------------------------------------

    @cached_property
    def carried(self) -> dict[RegievoerderId, list[int]]:
        """What each regievoerder carries over each stretch by the facts alone."""
        own: dict[RegievoerderId, list[int]] = defaultdict(lambda: [0] * len(self.days))
        for case in self._known.cases.values():
            self._add_by_day(own, case)
        shared: dict[RegievoerderId, list[int]] = {who: [0] * len(self.days) for who in self._known.regievoerders}
        for owner, points in own.items():
            for day, other in enumerate(self._stand_ins(owner)):
                carrier = owner if other is None else other
                if carrier in shared:
                    shared[carrier][day] += points[day]
        return {who: self._stretches(points) for who, points in shared.items()}

    def _add_by_day(self, own: dict[RegievoerderId, list[int]], case: Case) -> None:
        facts = self._known.recorded_owners(case.id)
        weights = self._weights(case)
        if len(facts) == 1 and facts[0][0].start <= day_start(self.days[0]) and facts[0][0].end is None:
            row = own[facts[0][1]]
            row[:] = [a + b for a, b in zip(row, weights, strict=True)]
            return
        for day, who in enumerate(self._owners(case.id) if facts else ()):
            if who is not None:
                own[who][day] += weights[day]

    def _stretches(self, by_day: Sequence[int]) -> list[int]:
        sums = [0, *accumulate(by_day)]
        return [sums[first + self.span] - sums[first] for first in range(len(self.first_days))]

    def own_days(self, who: RegievoerderId) -> list[int]:
        """Return the days of each stretch on which a regievoerder carries the own cases, not a substitute."""
        if who not in self._counted:
            self._counted[who] = self._stretches([int(other is None) for other in self._stand_ins(who)])
        return self._counted[who]

    def norm(self, who: RegievoerderId, stretch: int, percent: int = WHOLE) -> int:
        """Return what a regievoerder may carry over a stretch at a percentage of the contract."""
        person = self._known.regievoerders.get(who)
        return 0 if person is None else person.load_cap * percent * self.own_days(who)[stretch]

    def room(self, who: RegievoerderId, stretch: int) -> int:
        """Return what fits under the cap over a stretch, by the facts alone; negative when it is over already."""
        if who not in self._rooms:
            carried = self.carried[who]
            self._rooms[who] = [self.norm(who, i, self.percent) - taken for i, taken in enumerate(carried)]
        return self._rooms[who][stretch]

    def average(self, who: RegievoerderId, stretch: int, amount: int) -> float:
        """Return an amount over a stretch as points on an average day that counts."""
        return amount / WHOLE / max(1, self.own_days(who)[stretch])

    def points(self, who: RegievoerderId, stretch: int, amount: int) -> int:
        """Return the same in whole points, rounded up."""
        return -self.whole_points(who, stretch, -amount)

    def margin(self, who: RegievoerderId, stretch: int) -> int:
        """Return what the cap allows beyond the norm."""
        return self.norm(who, stretch, self.percent) - self.norm(who, stretch)

    def whole_points(self, who: RegievoerderId, stretch: int, amount: int) -> int:
        """Return an amount over a stretch as whole points on an average day, rounded down."""
        return amount // (WHOLE * max(1, self.own_days(who)[stretch]))

    def added(self, case: CaseId, who: RegievoerderId) -> Mapping[Slot, int]:
        """Return what a case adds to stretches, of its new regievoerder or a substitute, from the scope's start on."""
        found = self._known.cases.get(case)
        if found is None:
            return {}
        if not self.alone(who):
            return self._spread(self._weights(found), [who] * len(self.days))
        return {(who, stretch): amount for stretch, amount in enumerate(self.weight(case)) if amount}

    def alone(self, who: RegievoerderId) -> bool:
        """Return whether nobody stands in for a known regievoerder, who carries every case on every day."""
        return who in self._known.regievoerders and not self._known.substitutes(who)

    def weight(self, case: CaseId) -> Sequence[int]:
        """Return what a known case weighs over each stretch."""
        if case not in self._sums:
            self._sums[case] = self._stretches(self._weights(self._known.cases[case]))
        return self._sums[case]

    def taken(self, case: CaseId) -> Mapping[Slot, int]:
        """Return what goes off the stretches of who has a case by the facts."""
        found = self._known.cases.get(case)
        return {} if found is None else self._spread(self._weights(found), self._owners(case))

    def _spread(self, weights: Sequence[int], owners: Sequence[RegievoerderId | None]) -> dict[Slot, int]:
        by_day: dict[RegievoerderId, list[int]] = {}
        for day, owner in enumerate(owners):
            if owner is None:
                continue
            carrier = self._stand_ins(owner)[day] or owner
            if carrier in self._known.regievoerders:
                by_day.setdefault(carrier, [0] * len(self.days))[day] = weights[day]
        return {
            (carrier, stretch): amount
            for carrier, points in by_day.items()
            for stretch, amount in enumerate(self._stretches(points))
            if amount
        }

    # --- a set of assignments -----------------------------------------------------

    def after(self, assignments: tuple[Assignment, ...]) -> Mapping[Slot, int]:
        """Return what fits yet in each stretch that a case chosen freely adds to; negative: over the cap."""
        if assignments != self._last[0]:
            self._last = assignments, self._after(assignments)
        return self._last[1]

    def _after(self, assignments: Sequence[Assignment]) -> dict[Slot, int]:
        change: dict[Slot, int] = defaultdict(int)
        free: dict[Slot, None] = {}
        for item in assignments:
            added = self.added(item.case, item.regievoerder)
            for slot, amount in added.items():
                change[slot] += amount
            for slot, amount in self.taken(item.case).items():
                change[slot] -= amount
            if item.regievoerder not in self._known.household_owners(item.case):
                free.update(dict.fromkeys(added))
        return {slot: self.room(*slot) - change[slot] for slot in free}
