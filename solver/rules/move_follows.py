"""Rule: a move that comes after another begins where and when that one has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import MoveDetail
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.spelling import moment
from planner.domain.wording import Text
from solver import naming
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.plan import Breach


class MoveFollows(Rule):
    """Who is taken onward after a night or a hearing was brought there first; the route search enforces it.

    A first move that is not part of the problem was made long ago.
    """

    id = RuleId("P27")
    title = Text(nl="Vervoer sluit aan", en="Transport follows on")
    why = Text(
        nl="Wie niet is gebracht, kan niet verder of terug worden gebracht.",
        en="Who was not brought cannot be taken onward or back.",
    )
    source = Text(nl="uitgangspunt van de planner", en="principle of the planner")
    level = Level.HARD
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.ORDER, Word.TOGETHER})
    unplanned = Text(
        nl="volgt op {first}, en dat is niet gepland",
        en="follows {first}, which is not planned",
    )
    too_early = Text(
        nl="begint {begins}, maar {first} is pas {ready} klaar",
        en="begins {begins}, but {first} is not ready until {ready}",
    )
    elsewhere = Text(
        nl="{first} brengt naar {arrived}, en dit begint in {leaves}",
        en="{first} brings to {arrived}, and this begins in {leaves}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a breach when the first move is not planned, ends too late, or ends elsewhere."""
        found = view.planned_as(scope.activity)
        detail = found.activity.detail if found else None
        if found is None or not isinstance(detail, MoveDetail) or detail.after is None:
            return
        first = view.known.activities.get(detail.after)
        if first is None:
            return
        before = view.planned(first)
        both = (found.activity.key, first.key)
        if before is None:
            yield self.breach(*both, because=self.unplanned.say(first=first.key))
            return
        if before.end > found.appointment.start:
            begins = moment(found.appointment.start)
            because = self.too_early.say(begins=begins, first=first.key, ready=moment(before.end))
            yield self.breach(*both, because=because)
        there, here = first.move.destination, found.activity.place
        if there != here:
            arrived, leaves = naming.place(view.known, there), naming.place(view.known, here)
            yield self.breach(*both, because=self.elsewhere.say(first=first.key, arrived=arrived, leaves=leaves))
