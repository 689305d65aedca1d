"""Rule: starts lie on the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.spelling import clock
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.activities import Activity
    from planner.domain.plan import Breach
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.variables import Variables

GRID = {
    ActivityKind.CONVERSATION: 15,
    ActivityKind.MEETING: 15,
    ActivityKind.PRESENTATION: 5,
    ActivityKind.MOVE: 5,
}
"""Minutes between possible starts; departures follow their flight."""


class Grid(Rule):
    """Conversations and meetings start on the quarter, presentations and moves on five minutes."""

    id = RuleId("P06a")
    title = Text(nl="Begintijd op het raster", en="Start on the grid")
    why = Text(
        nl="Hele kwartieren en vijftallen zijn te onthouden en houden de planning overzichtelijk.",
        en="Quarters and fives are easy to remember and keep the planning clear.",
    )
    source = Text(nl="uitgangspunt van de planner", en="principle of the planner")
    level = Level.HARD
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.TIME_WINDOW})
    off = Text(
        nl="begint om {start}; begintijden zijn veelvouden van {step:minuut|minuten}",
        en="begins at {start}; starts are multiples of {step:minute|minutes}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach when the start is off the grid."""
        found = view.planned_as(scope.activity)
        if found is not None and not on_grid(view.known, found.activity, found.appointment.start):
            step = GRID[found.activity.kind]
            yield self.breach(
                found.activity.key,
                because=self.off.say(start=clock(found.appointment.start), step=step),
            )

    def encode(self, v: Variables) -> None:
        """Keep only starts on the grid."""
        for choice in v.choices():
            activity = v.known.activities[choice.mode.activity]
            v.keep(choice, [start for start in choice.starts if on_grid(v.known, activity, start)])


def on_grid(known: Known, activity: Activity, start: Minute) -> bool:
    """Return whether a start is on the grid; a window with room for one start only, and the published start, are."""
    step = GRID.get(activity.kind)
    if step is None or start % step == 0:
        return True
    if activity.latest_end - activity.window.start == activity.duration and start == activity.window.start:
        return True
    baseline = known.baseline.get(activity.key)
    return baseline is not None and baseline.start == start
