"""Rule: no more rooms and interpreters in use than there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner.domain.clearances import OverrideRight
from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import moment
from planner.domain.wording import Text
from solver import naming, steps
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.plan import Breach
    from planner.domain.resources import ResourceRef
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.steps import Steps
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
        changes = sorted({*_ends(parts), *(moment for moment, _ in free)})
        for crowd in _crowds(parts, free, changes):
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


def _crowds(parts: Sequence[Part], free: Steps, changes: Sequence[Minute]) -> Iterator[_Crowd]:
    crowd = _Crowd()
    for at in changes:
        busy = [part for part in parts if part.participation.start <= at < part.participation.end]
        used, offered = sum(part.participation.amount for part in busy), steps.at(free, at)
        if used > offered:
            crowd.moments.append((at, used, offered))
            crowd.activities |= dict.fromkeys(part.appointment.activity for part in busy)
        elif crowd.moments:
            yield crowd
            crowd = _Crowd()
    if crowd.moments:
        yield crowd


def _steps(known: Known, pool: ResourceRef) -> Steps:
    """Return (from this moment on, so many offered)."""
    return steps.offers((fact.interval, fact.amount) for fact in known.capacities(pool))


def _ends(parts: Sequence[Part]) -> Iterator[Minute]:
    for part in parts:
        yield part.participation.start
        yield part.participation.end
