"""Rule: the specialism that the work asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.ids import RegievoerderId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver.rule import ModeRule, Word

if TYPE_CHECKING:
    from planner.domain.activities import Activity
    from solver.known import Known
    from solver.mode import Mode


class Specialism(ModeRule):
    """Work that asks for a specialism is done by a regievoerder who has it."""

    id = RuleId("P04")
    title = Text(nl="Specialisme", en="Specialism")
    why = Text(
        nl="Minderjarigen, medische zaken, gezinnen, Dublin en bewaring vragen een regievoerder met dat specialisme.",
        en="Minors, medical cases, families, Dublin and detention ask for a regievoerder with that specialism.",
    )
    source = Text(
        nl="werkwijze DT&V: bijzondere regievoerders (R26)", en="working method of DT&V: special regievoerders (R26)"
    )
    level = Level.HARD
    words = frozenset({Word.SKILL})
    kinds = frozenset({ActivityKind.CONVERSATION, ActivityKind.MEETING, ActivityKind.PRESENTATION})
    lacking = Text(
        nl="{who} heeft het specialisme {specialism} niet",
        en="{who} does not have the specialism {specialism}",
    )

    def objection(self, known: Known, activity: Activity, mode: Mode) -> str | None:
        """Name the specialism that is missing."""
        who = mode.resource(ResourceKind.REGIEVOERDER)
        if activity.specialism is None or who is None:
            return None
        person = known.regievoerders.get(RegievoerderId(who))
        if person is not None and activity.specialism in person.specialisms:
            return None
        return self.lacking.say(who=who, specialism=word(activity.specialism))
