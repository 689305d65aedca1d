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

MOST = 36
"""Most activities in one neighbourhood; more makes the exact model slow."""


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

    def draw(self, occupancy: Occupancy, troubled: Sequence[ActivityKey]) -> tuple[ActivityKey, ...]:
        """Return the activities of one neighbourhood; half of the time around something not planned."""
        if troubled and self._random.random() < 0.5:  # noqa: PLR2004 - a fair coin
            return self._rescue(occupancy, self._random.choice(troubled))
        if self._pools and self._random.random() < 0.4:  # noqa: PLR2004 - people are tried more often than days
            return self._pool_day(occupancy)
        return self._colleagues(self._random.choice(self._people)) if self._people else ()

    def _colleagues(self, first: ResourceRef) -> tuple[ActivityKey, ...]:
        """Take one to four regievoerders who share a site or a language."""
        keys = list(self._by_person[first])
        people = [first]
        for _ in range(self._random.randrange(4)):
            near = [who for who in self._sharing(keys) if who not in people]
            if not near:
                break
            people.append(self._random.choice(near))
            keys += self._by_person[people[-1]]
            if len(keys) >= MOST:
                break
        return tuple(dict.fromkeys(keys))[:MOST]

    def _sharing(self, keys: Sequence[ActivityKey]) -> list[ResourceRef]:
        """Return the regievoerders of activities that use a pool one of these uses."""
        pools = dict.fromkeys(r for key in keys for r in self._resources(key) if r.kind in POOLED)
        others = (key for pool in pools for key in self._by_pool[pool])
        found = dict.fromkeys(r for key in others for r in self._resources(key))
        return [r for r in found if r.kind is ResourceKind.REGIEVOERDER]

    def _pool_day(self, occupancy: Occupancy) -> tuple[ActivityKey, ...]:
        """Take what uses one site or language on one day, and what is not planned and could."""
        pool = self._random.choice(self._pools)
        keys = self._by_pool[pool]
        planned = {key: occupancy.appointments[key] for key in keys if key in occupancy.appointments}
        days = list(dict.fromkeys(day_of(a.start) for a in planned.values()))
        if not days:
            return tuple(keys[:MOST])
        day = self._random.choice(days)
        there = [key for key, a in planned.items() if day_of(a.start) == day]
        missing = [key for key in keys if key not in planned]
        self._random.shuffle(there)
        return tuple(dict.fromkeys((*missing[: MOST // 3], *there)))[:MOST]

    def _rescue(self, occupancy: Occupancy, key: ActivityKey) -> tuple[ActivityKey, ...]:
        """Take an activity that is not planned, its regievoerder's others, and what fills its moments."""
        mine = [k for r in self._resources(key) if r.kind is ResourceKind.REGIEVOERDER for k in self._by_person[r]]
        options = self._candidates.of(self._activities[key])
        moments = [(c.mode, s) for c in options for s in c.starts]
        self._random.shuffle(moments)
        filling: dict[ActivityKey, None] = {}
        for mode, start in moments[:12]:
            for resource in occupancy.blockers(mode, start):
                end = start + mode.duration
                users: Sequence[Appointment] = occupancy.users(resource)
                filling.update({a.activity: None for a in users if a.start < end and start < a.end})
            if len(filling) + len(mine) >= MOST:
                break
        known = [k for k in filling if k in self._activities]
        return tuple(dict.fromkeys((key, *known, *mine)))[:MOST]

    def _resources(self, key: ActivityKey) -> list[ResourceRef]:
        found = self._candidates.of(self._activities[key])
        return list(dict.fromkeys(use.resource for c in found for use in c.mode.uses))
