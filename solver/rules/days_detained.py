"""Rule R39: days in detention before a forced departure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.civil import day_of
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.settings import Mark
from planner.domain.spelling import days
from planner.domain.wording import Text
from solver.departing import forced
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.plan import Breach
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.mode import Mode
    from solver.variables import Variables


class DaysDetained(Rule):
    """Each day that a forced departure comes later costs 1, counted from the first day of the scope."""

    id = RuleId("R39")
    title = Text(nl="Voortvarend vertrek", en="Diligent departure")
    why = Text(
        nl="Een maatregel mag niet langer duren dan nodig; elke dag telt.",
        en="A measure may not last longer than needed; every day counts.",
    )
    source = Text(
        nl="Vreemdelingenwet 2000, art. 59: voortvarendheid",
        en="Aliens Act 2000 (Vreemdelingenwet 2000), art. 59: diligence",
    )
    norm = frozenset({Mark.FOUND})
    level = Level.TIMELY
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.COST, Word.TERM})
    waits = Text(
        nl="vertrekt {days} na het begin van de planperiode",
        en="departs {days} after the start of the planning period",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield the days until a forced departure as its cost."""
        found = view.planned_as(scope.activity)
        if found is None or not forced(found.activity):
            return
        waiting = _days(view.known, found.appointment.start)
        if waiting:
            yield self.breach(found.activity.key, cost=waiting, because=self.waits.say(days=days(waiting)))

    def encode(self, v: Variables) -> None:
        """Charge every day of waiting."""

        def cost(_: Mode, start: Minute) -> int:
            return _days(v.known, start)

        for activity in v.activities:
            if forced(activity):
                v.price(self.level, activity.key, cost)


def _days(known: Known, start: Minute) -> int:
    return max(0, (day_of(start) - day_of(known.problem.scope.start)).days)
