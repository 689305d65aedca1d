"""Rule R42: inviting the person to a conversation in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of
from planner.domain.clearances import OverrideRight
from planner.domain.ids import NETHERLANDS, RuleId
from planner.domain.levels import Level
from planner.domain.spelling import day
from planner.domain.wording import Text
from solver import naming
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


class Invitation(Rule):
    """A conversation to which nobody was invited yet lies at least the notice term ahead."""

    id = RuleId("R42")
    title = Text(nl="Uitnodiging op tijd", en="Invitation in time")
    why = Text(
        nl="Wie op tijd wordt uitgenodigd, kan komen en zich voorbereiden.",
        en="Who is invited in time can come and prepare.",
    )
    source = Text(nl="werkafspraak; aanname", en="working agreement; assumption")
    anchor = Text(nl="gesprek", en="conversation")
    override = OverrideRight.REGIEVOERDER
    level = Level.TIMELY
    scope = ScopeKind.ACTIVITY
    words = frozenset({Word.TERM, Word.COST})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R42", "notice"),)
    too_near = Text(
        nl="nog niet uitgenodigd en het gesprek is al {day}; de uitnodiging hoort {notice} vooraf",
        en="not yet invited and the conversation is already on {day}; the invitation should be {notice} ahead",
    )

    def check(self, view: View, scope: Scope) -> Iterator[Breach]:
        """Yield a cost of 1 for a conversation that is too near."""
        found = view.planned_as(scope.activity)
        if found is None or not _uninvited(found.activity):
            return
        start = found.appointment.start
        if self._too_near(view.known, found.activity, start):
            notice = naming.norm(view.known, "R42", "notice", start, found.activity)
            yield self.breach(
                found.activity.key,
                because=self.too_near.say(day=day(start), notice=notice),
            )

    def encode(self, v: Variables) -> None:
        """Charge starts that are too near."""

        def cost(mode: Mode, start: Minute) -> int:
            return int(self._too_near(v.known, v.known.activities[mode.activity], start))

        for activity in v.activities:
            if _uninvited(activity):
                v.price(self.level, activity.key, cost)

    def _too_near(self, known: Known, activity: Activity, start: Minute) -> bool:
        notice = known.setting("R42", "notice", start, activity)
        near = day_of(start) < known.calendars[NETHERLANDS].add(day_of(known.now), notice)
        return near and not self.excepted(known, activity.key, start)


def _uninvited(activity: Activity) -> bool:
    return activity.kind is ActivityKind.CONVERSATION and activity.invited_on is None
