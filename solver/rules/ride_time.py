"""Rule R41: how long a person rides."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import MoveDetail
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.wording import Text
from solver import naming
from solver.move_rule import stops_of
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.plan import Breach


class RideTime(Rule):
    """From the end of the pick-up to the start of the delivery nobody rides longer than allowed.

    The route search enforces it.
    """

    id = RuleId("R41")
    title = Text(nl="Ritduur per persoon", en="Time in a vehicle per person")
    why = Text(
        nl="Niemand zit langer dan enkele uren zonder pauze in een celwagen.",
        en="Nobody sits in a prison van for more than a few hours without a break.",
    )
    source = Text(nl="DV&O; aanname", en="DV&O; assumption")
    anchor = Text(nl="rit", en="ride")
    level = Level.HARD
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.TIME_WINDOW, Word.ORDER})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (
        ("R41", "ride"),
        ("R41", "detour"),
        ("R41", "detour-extra"),
    )
    too_long = Text(
        nl="de rit duurt {minutes:minuut|minuten}, ten hoogste {most}",
        en="the ride takes {minutes:minute|minutes}, {most} at most",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach when the ride is too long, or the delivery comes before the pick-up."""
        found = view.planned_as(scope.activity)
        if found is None or not isinstance(found.activity.detail, MoveDetail):
            return
        stops = stops_of(found)
        if len(stops) != 2:  # noqa: PLR2004 - pick-up and delivery; another number is P24's matter
            return
        ride = stops[1].start - stops[0].end
        most = view.known.setting("R41", "ride", stops[0].start, found.activity)
        if not 0 <= ride <= most:
            allowed = naming.norm(view.known, "R41", "ride", stops[0].start, found.activity)
            yield self.breach(found.activity.key, because=self.too_long.say(minutes=ride, most=allowed))
