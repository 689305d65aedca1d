"""Rule R08: the person has a copy of the application for the laissez-passer before the presentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of
from planner.domain.ids import NETHERLANDS, RuleId
from planner.domain.levels import Level
from planner.domain.settings import Mark
from planner.domain.spelling import day
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.activities import Activity
    from planner.domain.ids import CaseId
    from planner.domain.plan import Breach
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.mode import Mode
    from solver.variables import Variables


class CopyOfApplication(Rule):
    """Of each person presented, the copy of the application was given before, or can still be given in time."""

    id = RuleId("R08")
    title = Text(nl="Kopie van de LP-aanvraag", en="Copy of the LP application")
    why = Text(
        nl="De vreemdeling mag weten wat de vertegenwoordiging over hem of haar te lezen krijgt.",
        en="The person may know what the mission gets to read about him or her.",
    )
    source = Text(nl="DT&V, werkwijze laissez-passer", en="DT&V, working method for the laissez-passer")
    norm = frozenset({Mark.FOUND})
    anchor = Text(nl="presentatie", en="presentation")
    level = Level.LEGAL
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.TERM, Word.COST})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R08", "lead"),)
    late = Text(
        nl="{case} heeft nog geen kopie van de LP-aanvraag, en de presentatie is al {day}",
        en="{case} has no copy of the LP application yet, and the presentation is {day} already",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a cost of 1 per person without a copy in time."""
        found = view.planned_as(scope.activity)
        if found is None:
            return
        start = found.appointment.start
        for case in _without(view.known, found.activity, start):
            yield self.breach(found.activity.key, because=self.late.say(case=case, day=day(start)))

    def encode(self, v: Variables) -> None:
        """Charge starts that are too near."""

        def cost(mode: Mode, start: Minute) -> int:
            return sum(1 for _ in _without(v.known, v.known.activities[mode.activity], start))

        for activity in v.activities:
            if activity.kind is ActivityKind.PRESENTATION:
                v.price(self.level, activity.key, cost)


def _without(known: Known, activity: Activity, start: Minute) -> Iterator[CaseId]:
    if activity.kind is not ActivityKind.PRESENTATION or start < known.now:
        return
    lead = known.setting("R08", "lead", start, activity)
    near = day_of(start) < known.calendars[NETHERLANDS].add(day_of(known.now), lead)
    for case in activity.cases:
        applied = [d for d in known.documents.get(case, ()) if d.applied_on is not None]
        given = any(d.copy_given_on is not None and d.copy_given_on <= day_of(start) for d in applied)
        if near and applied and not given:
            yield case
