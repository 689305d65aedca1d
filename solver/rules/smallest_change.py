"""Rule: change as little as possible of what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.spelling import count, stretch
from planner.domain.wording import Text
from solver.rule import Rule, Word
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.activities import Activity
    from planner.domain.plan import Appointment, Breach
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.mode import Mode
    from solver.variables import Variables


class SmallestChange(Rule):
    """Each published part, starting in the scope, that moves, changes or vanishes costs 1."""

    id = RuleId("P12")
    title = Text(nl="Kleinste wijziging", en="Smallest change")
    why = Text(
        nl="Wie een afspraak al in de agenda heeft, wil haar houden.",
        en="Who already has an appointment in the diary wants to keep it.",
    )
    source = Text(nl="uitgangspunt van de planner", en="principle of the planner")
    level = Level.STABLE
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.COST})
    changed = Text(
        nl="was gepubliceerd voor {when}; {parts} gewijzigd of vervallen",
        en="was published for {when}; {parts} changed or dropped",
    )
    part = Text(nl="deelname", en="part")
    parts = Text(nl="deelnames", en="parts")

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield the number of published parts that are not in the plan as they were."""
        activity = view.known.activities.get(scope.activity) if scope.activity else None
        published = None if activity is None else _published(view.known, activity)
        if activity is None or published is None:
            return
        changed = _changed(published, view.planned(activity))
        if changed:
            parts = count(changed, self.part, self.parts)
            when = stretch(published.start, published.end)
            yield self.breach(activity.key, cost=changed, because=self.changed.say(when=when, parts=parts))

    def encode(self, v: Variables) -> None:
        """Charge every choice that differs from what was published, and leaving it out."""
        for activity in v.activities:
            published = _published(v.known, activity)
            if published is not None:
                self._charge(v, activity, published)

    def _charge(self, v: Variables, activity: Activity, published: Appointment) -> None:
        def cost(mode: Mode, start: Minute) -> int:
            return _changed(published, mode.at(start))

        v.price(self.level, activity.key, cost)
        v.charge_unplanned(self.level, _changed(published, None), activity.key)


def _published(known: Known, activity: Activity) -> Appointment | None:
    published = known.baseline.get(activity.key)
    return published if published is not None and known.problem.scope.contains(published.start) else None


def _changed(published: Appointment, planned: Appointment | None) -> int:
    """Return how many published parts are not in the planned appointment as they were."""
    if planned is None or planned.place != published.place:
        return len(published.participations)
    return len(set(published.participations) - set(planned.participations))
