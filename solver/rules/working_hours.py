"""Rule: working hours and absence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.clearances import OverrideRight
from planner.domain.ids import RegievoerderId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import listed, then
from planner.domain.time import intersection
from planner.domain.wording import Text
from solver.rule import WindowRule, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.time import Interval
    from solver.known import Known
    from solver.mode import Mode


class WorkingHours(WindowRule):
    """A regievoerder works only in their own hours, on working days, and not while absent."""

    id = RuleId("P03")
    title = Text(nl="Werktijd en afwezigheid", en="Working hours and absence")
    why = Text(
        nl="Buiten werktijd en bij afwezigheid kan een regievoerder niets doen.",
        en="Outside working hours and while absent a regievoerder can do nothing.",
    )
    source = Text(nl="rooster en verlof van de regievoerder", en="roster and leave of the regievoerder")
    override = OverrideRight.REGIEVOERDER
    exception_by = Text(nl="wijzig het rooster of de afwezigheid", en="change the roster or the absence")
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.CONVERSATION, ActivityKind.MEETING, ActivityKind.PRESENTATION})
    unknown = Text(
        nl="regievoerder {who} is niet bekend",
        en="regievoerder {who} is not known",
    )
    away = Text(
        nl="{who} werkt {then} niet (rooster, feestdag of afwezigheid)",
        en="{who} does not work {then} (roster, holiday or absence)",
    )
    not_together = Text(
        nl="{who} werken samen {then} niet (rooster, feestdag of afwezigheid)",
        en="{who} do not work together {then} (roster, holiday or absence)",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return when everyone of DT&V who takes part works."""
        people = _people(mode)
        if any(who not in known.regievoerders for who in people):
            return ()
        if len(people) == 1:
            return known.working(people[0])
        return intersection(known.working(who) for who in people) if people else None

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Name the persons."""
        people = _people(mode)
        unknown = [who for who in people if who not in known.regievoerders]
        if unknown:
            return self.unknown.say(who=listed(unknown))
        template = self.away if len(people) == 1 else self.not_together
        return template.say(who=listed(people), then=then(mode.fixed_start))


def _people(mode: Mode) -> list[RegievoerderId]:
    return [RegievoerderId(use.resource.id) for use in mode.uses if use.resource.kind is ResourceKind.REGIEVOERDER]
