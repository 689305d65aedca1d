"""Which activities to plan anew together: those that want the same people, places or languages.

Not allowed here: planning them.
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

from planner.domain.activities import Activity
from planner.domain.civil import day_of
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind, ResourceRef
from solver.candidates import Candidates
from solver.occupancy import POOLED, Occupancy

SCARCE = 0.5
"""A pool is scarce when this share of what it offers in the scope is asked for."""


class Neighbourhoods:
    """Draws neighbourhoods; the same draws for the same seed."""

    def __init__(self, candidates: Candidates, activities: Sequence[Activity], seed: int) -> None:
        self._candidates = candidates
        self._activities = {activity.key: activity for activity in activities}
        self._random = random.Random(seed)
        self._by_person: dict[ResourceRef, list[ActivityKey]] = defaultdict(list)
        self._by_pool: dict[ResourceRef, list[ActivityKey]] = defaultdict(list)
        for activity in activities:
            for resource in dict.fromkeys(u.resource for c in candidates.of(activity) for u in c.mode.uses):
                if resource.kind is ResourceKind.REGIEVOERDER:
                    self._by_person[resource].append(activity.key)
                elif resource.kind in POOLED:
                    self._by_pool[resource].append(activity.key)
        self._people = list(self._by_person)
        self._pools = list(self._by_pool)

    @property
    def people(self) -> Mapping[ResourceRef, Sequence[ActivityKey]]:
        """Activities by the regievoerder who may do them."""
        return self._by_person

    def scarce(self, occupancy: Occupancy, most: int) -> list[tuple[ActivityKey, ...]]:
        """Return the activities of each room and language in short supply, scarcest first, in parts of ``most``."""
        asked = {pool: self._minutes(pool) / max(1, occupancy.offered_minutes(pool)) for pool in self._pools}
        groups: list[tuple[ActivityKey, ...]] = []
        for pool in sorted((p for p in self._pools if asked[p] >= SCARCE), key=lambda p: (-asked[p], p)):
            keys = sorted(self._by_pool[pool], key=lambda key: (self._activities[key].latest_end, key))
            groups += [tuple(keys[i : i + most]) for i in range(0, len(keys), most)]
        return groups

    def _minutes(self, pool: ResourceRef) -> int:
        return sum(self._activities[key].duration for key in self._by_pool[pool])

    def draw(self, occupancy: Occupancy, troubled: Sequence[ActivityKey], size: int) -> tuple[ActivityKey, ...]:
        """Return about ``size`` activities; half of the time around something that is not planned."""
        if troubled and self._random.random() < 0.5:  # noqa: PLR2004 - a fair coin
            return self._rescue(occupancy, self._random.choice(troubled), size)
        if self._pools and self._random.random() < 0.4:  # noqa: PLR2004 - people are tried more often than days
            return self._pool_day(occupancy, size)
        return self._colleagues(self._random.choice(self._people), size) if self._people else ()

    def _colleagues(self, first: ResourceRef, size: int) -> tuple[ActivityKey, ...]:
        """Take a regievoerder and others who share a site or a language."""
        return self._widened(list(self._by_person[first]), size)

    def _widened(self, keys: list[ActivityKey], size: int) -> tuple[ActivityKey, ...]:
        """Add whole diaries of regievoerders who share something, until there is enough."""
        people: list[ResourceRef] = []
        while len(keys) < size:
            near = [who for who in self._sharing(keys[:size]) if who not in people]
            if not near:
                break
            people.append(self._random.choice(near))
            keys = list(dict.fromkeys((*keys, *self._by_person[people[-1]])))
        return tuple(keys)[:size]

    def _sharing(self, keys: Sequence[ActivityKey]) -> list[ResourceRef]:
        """Return the regievoerders of activities that use a pool one of these uses."""
        pools = dict.fromkeys(r for key in keys for r in self._resources(key) if r.kind in POOLED)
        others = (key for pool in pools for key in self._by_pool[pool])
        found = dict.fromkeys(r for key in others for r in self._resources(key))
        return [r for r in found if r.kind is ResourceKind.REGIEVOERDER]

    def _pool_day(self, occupancy: Occupancy, size: int) -> tuple[ActivityKey, ...]:
        """Take what uses one site or language on one day, and what is not planned and could."""
        pool = self._random.choice(self._pools)
        keys = self._by_pool[pool]
        planned = {key: occupancy.appointments[key] for key in keys if key in occupancy.appointments}
        days = list(dict.fromkeys(day_of(a.start) for a in planned.values()))
        if not days:
            return self._widened(list(keys), size)
        day = self._random.choice(days)
        there = [key for key, a in planned.items() if day_of(a.start) == day]
        missing = [key for key in keys if key not in planned]
        self._random.shuffle(there)
        return self._widened([*missing[: size // 3], *there], size)

    def _rescue(self, occupancy: Occupancy, key: ActivityKey, size: int) -> tuple[ActivityKey, ...]:
        """Take an activity that is not planned, what fills some of its moments, and the diaries of those concerned."""
        moments = [(c.mode, s) for c in self._candidates.of(self._activities[key]) for s in c.starts]
        self._random.shuffle(moments)
        filling: dict[ActivityKey, None] = {}
        for mode, start in moments:
            for resource in occupancy.blockers(mode, start):
                end = start + mode.duration
                users: Sequence[Appointment] = occupancy.users(resource)
                filling.update({a.activity: None for a in users if a.start < end and start < a.end})
            if len(filling) >= size // 3:
                break
        movable = [k for k in filling if k in self._activities]
        self._random.shuffle(movable)
        concerned = (k for other in (key, *movable) for k in self._diary_of(other))
        return tuple(dict.fromkeys((key, *movable, *concerned)))[:size]

    def _diary_of(self, key: ActivityKey) -> list[ActivityKey]:
        """Return the activities of those who may perform an activity."""
        return [k for r in self._resources(key) if r.kind is ResourceKind.REGIEVOERDER for k in self._by_person[r]]

    def _resources(self, key: ActivityKey) -> list[ResourceRef]:
        found = self._candidates.of(self._activities[key])
        return list(dict.fromkeys(use.resource for c in found for use in c.mode.uses))
