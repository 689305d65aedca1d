"""Rule: no more rooms and interpreters in use than there are."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from planner.domain.clearances import OverrideRight
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import moment
from planner.domain.wording import Text
from solver import naming, steps
from solver.known import Known
from solver.rule import Rule, Word
from solver.steps import Steps
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.plan import Breach
    from planner.domain.time import Minute
    from solver.variables import Variables
    from solver.view import Part

POOLS = (ResourceKind.ROOM, ResourceKind.INTERPRETER)
"""What is offered as so many at a time, without names."""


class PoolCapacity(Rule):
    """At no moment are more rooms of a place, or interpreters of a language, in use than are offered."""

    id = RuleId("P05")
    title = Text(nl="Kamers en tolken", en="Rooms and interpreters")
    why = Text(
        nl="Er zijn per locatie zoveel gesprekskamers en per taal zoveel tolken als COA, DJI en het tolkbureau bieden.",
        en="There are as many conversation rooms per site and interpreters per language as COA, DJI and the"
        " interpreting agency offer.",
    )
    source = Text(
        nl="opgave van de locatie en van het tolkbureau", en="as stated by the site and the interpreting agency"
    )
    override = OverrideRight.PARTNER
    exception_by = Text(
        nl="de locatie of het tolkbureau biedt er meer aan: leg de capaciteit vast",
        en="the site or the interpreting agency offers more: record the capacity",
    )
    level = Level.HARD
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.CAPACITY, Word.SHARED_SLOT})
    short = Text(
        nl="{at}: {used} keer {what} nodig, {offered} beschikbaar",
        en="{at}: {used} x {what} needed, {offered} available",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per stretch in which too many are in use."""
        if scope.resource is None or scope.resource.kind not in POOLS:
            return
        parts = [part for part in view.parts(scope.resource) if not part.appointment.all_day]
        free = _steps(view.known, scope.resource)
        for crowd in _crowds(parts, free):
            peak, used, offered = max(crowd.moments, key=lambda item: item[1] - item[2])
            yield self.breach(
                *crowd.activities,
                resource=scope.resource,
                because=self.short.say(
                    at=moment(peak), used=used, what=naming.resource(view.known, scope.resource), offered=offered
                ),
            )

    def encode(self, v: Variables) -> None:
        """Share each pool, less what is fixed."""
        for kind in POOLS:
            for resource, users in v.using(kind).items():
                fixed = [(part.start, part.end, part.amount) for part in v.fixed_parts(resource)]
                v.share(users, steps.less(_steps(v.known, resource), fixed))


@dataclass(slots=True)
class _Crowd:
    """A stretch in which too many are in use: (moment, used, offered) of its changes, and who are there."""

    moments: list[tuple[Minute, int, int]] = field(default_factory=list)
    activities: dict[ActivityKey, None] = field(default_factory=dict)


def _crowds(parts: Sequence[Part], free: Steps) -> Iterator[_Crowd]:
    """Yield the stretches of parts, which come in order of their starts, in which more are in use than offered."""
    crowd = _Crowd()
    busy: list[Part] = []
    coming = deque(parts)
    for at in _changes(parts, free):
        busy = [part for part in busy if at < part.participation.end]
        while coming and coming[0].participation.start <= at:
            part = coming.popleft()
            busy += [part] if at < part.participation.end else []
        used, offered = sum(part.participation.amount for part in busy), steps.at(free, at)
        if used > offered:
            crowd.moments.append((at, used, offered))
            crowd.activities |= dict.fromkeys(part.appointment.activity for part in busy)
        elif crowd.moments:
            yield crowd
            crowd = _Crowd()
    if crowd.moments:
        yield crowd


def _changes(parts: Sequence[Part], free: Steps) -> list[Minute]:
    """Return the moments at which the number in use or on offer changes, as long as any is in use."""
    found = {part.participation.start for part in parts} | {part.participation.end for part in parts}
    if found:
        first, last = steps.position(free, min(found)), steps.position(free, max(found))
        found.update(moment for moment, _ in free[first:last])
    return sorted(found)


_OFFERED: WeakKeyDictionary[Known, dict[ResourceRef, Steps]] = WeakKeyDictionary()


def _steps(known: Known, pool: ResourceRef) -> Steps:
    """Return (from this moment on, so many offered), worked out once per cut of the facts."""
    mine = _OFFERED.setdefault(known, {})
    if pool not in mine:
        mine[pool] = steps.offers((fact.interval, fact.amount) for fact in known.capacities(pool))
    return mine[pool]
