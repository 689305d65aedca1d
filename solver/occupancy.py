"""Who and what is taken when, quarter by quarter: a quick look whether a start is still open.

A filter in front of the rules, never instead of them. Not allowed here: CP-SAT.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.known import Known
from solver.mode import Mode

QUARTER = 15
POOLED = (ResourceKind.ROOM, ResourceKind.INTERPRETER)
"""Resources of which there are several; the others named here can do one thing at a time."""
SINGLE = (ResourceKind.REGIEVOERDER, ResourceKind.CASE)
Reserved = Mapping[ResourceRef, Sequence[Interval]]
"""Stretches of persons to keep free."""
_NONE: Reserved = {}
Quarters = npt.NDArray[np.int16]


class Occupancy:
    """Free amounts per resource and quarter inside the scope, kept up to date as appointments come and go."""

    def __init__(
        self,
        known: Known,
        fixed: Iterable[Appointment] = (),
        reserved: Reserved = _NONE,
    ) -> None:
        self._known = known
        self.first = known.problem.scope.start // QUARTER
        self.quarters = -(-known.problem.scope_end // QUARTER) - self.first
        self._free: dict[ResourceRef, Quarters] = {}
        self._users: dict[ResourceRef, dict[ActivityKey, Appointment]] = defaultdict(dict)
        self.appointments: dict[ActivityKey, Appointment] = {}
        for appointment in fixed:
            self.add(appointment)
        for resource, stretches in reserved.items():
            for stretch in stretches:
                self.reserve(resource, stretch)

    def add(self, appointment: Appointment) -> None:
        """Let an appointment take its resources."""
        self.appointments[appointment.activity] = appointment
        self._count(appointment, -1)
        for part in appointment.participations:
            self._users[part.resource][appointment.activity] = appointment

    def remove(self, key: ActivityKey) -> Appointment | None:
        """Give an appointment's resources back."""
        appointment = self.appointments.pop(key, None)
        if appointment is not None:
            self._count(appointment, +1)
            for part in appointment.participations:
                self._users[part.resource].pop(key, None)
        return appointment

    def reserve(self, resource: ResourceRef, when: Interval) -> None:
        """Keep a stretch of a person free for something that is planned later."""
        end = when.end if when.end is not None else self._known.problem.scope_end
        self._slice(self._of(resource), when.start, end)[:] -= 1

    def users(self, resource: ResourceRef) -> Sequence[Appointment]:
        """Return the appointments that use a resource."""
        return tuple(self._users.get(resource, {}).values())

    def free(self, resource: ResourceRef) -> Quarters:
        """Return how many are free in each quarter of the scope."""
        return self._of(resource).copy()

    def open_starts(self, mode: Mode, starts: Sequence[Minute]) -> tuple[Minute, ...]:
        """Return the starts at which everything a mode uses is free for as long as it lasts."""
        if not starts:
            return ()
        taken = self._taken(mode)
        if taken is None:
            return tuple(starts)
        length = -(-mode.duration // QUARTER)
        before = np.concatenate(([0], np.cumsum(taken)))
        at = np.asarray(starts, dtype=np.int64) // QUARTER - self.first
        until = np.minimum(at + length, self.quarters)
        clear = before[until] == before[at]
        return tuple(start for start, ok in zip(starts, clear.tolist(), strict=True) if ok)

    def blockers(self, mode: Mode, start: Minute) -> list[ResourceRef]:
        """Return what is taken when the mode would start at the moment."""
        end = Minute(start + mode.duration)
        return [
            use.resource
            for use in mode.uses
            if use.resource.kind in (*POOLED, *SINGLE)
            and bool((self._slice(self._of(use.resource), start, end) < use.amount).any())
        ]

    def _taken(self, mode: Mode) -> npt.NDArray[np.bool_] | None:
        taken: npt.NDArray[np.bool_] | None = None
        for use in mode.uses:
            if use.resource.kind in (*POOLED, *SINGLE):
                full = self._of(use.resource) < use.amount
                taken = full if taken is None else taken | full
        return taken

    def _of(self, resource: ResourceRef) -> Quarters:
        if resource not in self._free:
            self._free[resource] = self._offered(resource)
        return self._free[resource]

    def _offered(self, resource: ResourceRef) -> Quarters:
        if resource.kind in SINGLE:
            return np.ones(self.quarters, dtype=np.int16)
        free = np.zeros(self.quarters, dtype=np.int16)
        for fact in self._known.capacities(resource):
            first = -(-fact.interval.start // QUARTER) - self.first
            end = self.quarters if fact.interval.end is None else fact.interval.end // QUARTER - self.first
            free[max(first, 0) : max(end, 0)] += fact.amount
        return free

    def _slice(self, free: Quarters, start: Minute, end: Minute) -> Quarters:
        first = max(start // QUARTER - self.first, 0)
        return free[first : max(-(-end // QUARTER) - self.first, first)]

    def _count(self, appointment: Appointment, sign: int) -> None:
        if appointment.all_day:
            return
        for part in appointment.participations:
            if part.resource.kind in (*POOLED, *SINGLE):
                free = self._slice(self._of(part.resource), part.start, part.end)
                free += np.int16(sign * part.amount)
