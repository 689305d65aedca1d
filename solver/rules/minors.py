"""Rule R26: who is with an unaccompanied minor, and who is there on arrival."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind
from planner.domain.cases import Specialism
from planner.domain.clearances import ClearanceKind
from planner.domain.ids import RegievoerderId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.settings import Mark
from planner.domain.wording import Text
from solver.gate_rule import GateRule
from solver.rule import ModeRule, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.ids import CaseId
    from solver.known import Known
    from solver.mode import Mode


class OfficerForMinors(ModeRule):
    """Who speaks with an unaccompanied minor, or goes along to a mission, is a special regievoerder for minors."""

    id = RuleId("R26a")
    title = Text(nl="Bijzondere regievoerder voor minderjarigen", en="Special regievoerder for minors")
    why = Text(
        nl="Een kind zonder ouders heeft iemand nodig die daarvoor is opgeleid.",
        en="A child without parents needs somebody who is trained for it.",
    )
    source = Text(nl="DT&V, alleenstaande minderjarige vreemdelingen", en="DT&V, unaccompanied minors")
    norm = frozenset({Mark.SECONDARY})
    level = Level.HARD
    words = frozenset({Word.SKILL})
    kinds = frozenset({ActivityKind.CONVERSATION, ActivityKind.PRESENTATION})
    lacking = Text(
        nl="{who} is geen bijzondere regievoerder voor minderjarigen, en {case} is een alleenstaande minderjarige",
        en="{who} is no special regievoerder for minors, and {case} is an unaccompanied minor",
    )

    def objection(self, known: Known, activity: Activity, mode: Mode) -> str | None:
        """Name the minor and who lacks the specialism."""
        minors, who = alone(known, activity), mode.resource(ResourceKind.REGIEVOERDER)
        if not minors or who is None:
            return None
        person = known.regievoerders.get(RegievoerderId(who))
        if person is not None and (person.lp_officer or Specialism.MINORS in person.specialisms):
            return None
        return self.lacking.say(who=who, case=minors[0])


class GuardianInvited(GateRule):
    """The guardian of an unaccompanied minor was invited to the conversation, or still can be in time."""

    id = RuleId("R26b")
    title = Text(nl="Voogd uitgenodigd", en="Guardian invited")
    why = Text(
        nl="De voogd (Nidos) staat het kind bij; zonder voogd wordt niet over terugkeer gesproken.",
        en="The guardian (Nidos) assists the child; without the guardian return is not spoken about.",
    )
    source = Text(nl="DT&V en Nidos, werkwijze voor minderjarigen", en="DT&V and Nidos, working method for minors")
    norm = frozenset({Mark.SECONDARY})
    anchor = Text(nl="gesprek", en="conversation")
    kinds = frozenset({ActivityKind.CONVERSATION})
    clearance = ClearanceKind.GUARDIAN
    lead = ("R26", "guardian")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (lead,)

    def concerned(self, known: Known, activity: Activity) -> Sequence[CaseId]:
        """Return the unaccompanied minors."""
        return alone(known, activity)


class ReceptionOnArrival(GateRule):
    """There is adequate reception on arrival of an unaccompanied minor, or it can still be arranged."""

    id = RuleId("R26c")
    title = Text(nl="Opvang bij aankomst", en="Reception on arrival")
    why = Text(
        nl="Een kind wordt op de plaats van aankomst door familie, een voogd of opvang ontvangen.",
        en="A child is received by family, a guardian or reception where it arrives.",
    )
    source = Text(nl="Terugkeerrichtlijn 2008/115/EG, art. 10", en="Return Directive 2008/115/EC, art. 10")
    norm = frozenset({Mark.SECONDARY})
    anchor = Text(nl="vertrek", en="departure")
    kinds = frozenset({ActivityKind.DEPARTURE})
    clearance = ClearanceKind.RECEPTION
    lead = ("R26", "reception")
    settings: ClassVar[tuple[tuple[str, str], ...]] = (lead,)

    def concerned(self, known: Known, activity: Activity) -> Sequence[CaseId]:
        """Return the unaccompanied minors."""
        return alone(known, activity)


def alone(known: Known, activity: Activity) -> tuple[CaseId, ...]:
    """Return who of an activity is an unaccompanied minor."""
    return tuple(c for c in activity.cases if c in known.cases and Specialism.MINORS in known.cases[c].specialisms)
