"""Rule R07: the presentability check before a presentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of, day_start
from planner.domain.ids import NETHERLANDS, RuleId
from planner.domain.levels import Level
from planner.domain.spelling import day
from planner.domain.wording import Text
from solver import naming
from solver.rule import Rule, Word
from solver.standing import published
from solver.view import Scope, ScopeKind, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.domain.activities import Activity
    from planner.domain.plan import Breach
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.mode import Mode
    from solver.variables import Variables


class PresentabilityCheck(Rule):
    """A new presentation leaves the working days that the presentability check needs; a legal term, passed it costs 1.

    The term runs from the presentation back, so only planning passes it: what was published may stay where it is.
    """

    id = RuleId("R07")
    title = Text(nl="Presentabiliteitstoets", en="Presentability check")
    why = Text(
        nl="Drie werkdagen voor de presentatie wordt getoetst of de vreemdeling gepresenteerd kan worden.",
        en="Three working days before the presentation it is checked whether the person can be presented.",
    )
    source = Text(nl="DT&V, werkwijze laissez-passer", en="DT&V, working method for the laissez-passer")
    anchor = Text(nl="presentatie", en="presentation")
    level = Level.LEGAL
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.COST, Word.TERM})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R07", "notice"),)
    early = Text(
        nl="de presentabiliteitstoets is {notice} vooraf: presenteren kan vanaf {first}",
        en="the presentability check is {notice} ahead: presenting is possible from {first}",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a cost of 1 for a new presentation that is too near."""
        found = view.planned_as(scope.activity)
        if found is None:
            return
        activity, start = found.activity, found.appointment.start
        if _too_near(view.known, activity, found.mode, start):
            notice = naming.norm(view.known, "R07", "notice", start, activity)
            first = day(_first(view.known, activity, start))
            yield self.breach(activity.key, because=self.early.say(notice=notice, first=first))

    def encode(self, v: Variables) -> None:
        """Charge starts that are too near."""

        def cost(mode: Mode, start: Minute) -> int:
            return int(_too_near(v.known, v.known.activities[mode.activity], mode, start))

        for activity in v.activities:
            if activity.kind is ActivityKind.PRESENTATION:
                v.price(self.level, activity.key, cost)


def _too_near(known: Known, activity: Activity, mode: Mode, start: Minute) -> bool:
    if activity.kind is not ActivityKind.PRESENTATION or start >= _first(known, activity, start):
        return False
    return not any(stretch.contains(start) for stretch in published(known, activity, mode))


def _first(known: Known, activity: Activity, start: Minute) -> Minute:
    notice = known.setting("R07", "notice", start, activity)
    return day_start(known.calendars[NETHERLANDS].add(day_of(known.now), notice))
