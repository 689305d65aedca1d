"""Rule: of plans that are otherwise equal, the one with the earlier presentation is better."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.spelling import days
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.activities import Activity
    from planner.domain.plan import Breach
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.mode import Mode
    from solver.variables import Variables


class EarlierPresentation(Rule):
    """Each day that a presentation comes after the first of the scope weighs a little, below all terms and changes."""

    id = RuleId("P56")
    title = Text(nl="Eerder presenteren", en="Earlier presentation")
    why = Text(
        nl="Hoe eerder de vertegenwoordiging iemand ziet, hoe eerder er een reisdocument kan zijn.",
        en="The earlier the mission sees somebody, the earlier there can be a travel document.",
    )
    source = Text(nl="uitgangspunt van de planner", en="principle of the planner")
    level = Level.EFFICIENT
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.COST})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("P56", "weight"),)
    after = Text(
        nl="gepresenteerd {days} na het begin van de planperiode",
        en="presented {days} after the start of the planning period",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield the days until a presentation, weighed."""
        found = view.planned_as(scope.activity)
        if found is None or found.activity.kind is not ActivityKind.PRESENTATION:
            return
        start = found.appointment.start
        cost = _cost(view.known, found.activity, start)
        if cost:
            said = self.after.say(days=days(_days(view.known, start)))
            yield self.breach(found.activity.key, cost=cost, because=said)

    def encode(self, v: Variables) -> None:
        """Charge every day."""

        def cost(mode: Mode, start: Minute) -> int:
            return _cost(v.known, v.known.activities[mode.activity], start)

        for activity in v.activities:
            if activity.kind is ActivityKind.PRESENTATION:
                v.price(self.level, activity.key, cost)


def _cost(known: Known, activity: Activity, start: Minute) -> int:
    return _days(known, start) * known.setting("P56", "weight", start, activity)


def _days(known: Known, start: Minute) -> int:
    return max(0, (day_of(start) - day_of(known.problem.scope.start)).days)
