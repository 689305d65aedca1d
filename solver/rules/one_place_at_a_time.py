"""Rule: one place at a time."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import clock
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.plan import Breach
    from solver.variables import Variables

PRESENT = (ResourceKind.REGIEVOERDER, ResourceKind.CASE, ResourceKind.OFFICER)
"""Who is somewhere in person. Vehicles carry several requests at once, and escort teams send several groups: they have
rules of their own."""


class OnePlaceAtATime(Rule):
    """A person never takes part in two things at the same time."""

    id = RuleId("P01")
    title = Text(nl="Eén plaats tegelijk", en="One place at a time")
    why = Text(nl="Niemand kan op twee plaatsen tegelijk zijn.", en="Nobody can be in two places at once.")
    source = Text(nl="uitgangspunt van de planner", en="principle of the planner")
    level = Level.HARD
    scope = ScopeKind.RESOURCE
    words = frozenset({Word.CONFLICT})
    twice = Text(
        nl="{who} heeft om {at} twee dingen tegelijk",
        en="{who} has two things at once at {at}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach per pair of overlapping neighbours in time."""
        if scope.resource is None or scope.resource.kind not in PRESENT:
            return
        timed = [part for part in view.parts(scope.resource) if not part.appointment.all_day]
        for first, second in pairwise(timed):
            if second.participation.start < first.participation.end:
                yield self.breach(
                    first.appointment.activity,
                    second.appointment.activity,
                    resource=scope.resource,
                    because=self.twice.say(who=scope.resource.id, at=clock(second.participation.start)),
                )

    def encode(self, v: Variables) -> None:
        """Let each person do one thing at a time."""
        for kind in PRESENT:
            for resource, users in v.using(kind).items():
                v.no_overlap(resource, users)
