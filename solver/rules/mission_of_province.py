"""Rule R10: the consulate that serves the province where the person lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.clearances import OverrideRight
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.settings import Mark
from planner.domain.wording import Text
from solver import naming
from solver.hearing import mission_of
from solver.rule import ModeRule, Word

if TYPE_CHECKING:
    from planner.domain.activities import Activity
    from solver.known import Known
    from solver.mode import Mode


class MissionOfProvince(ModeRule):
    """A mission that serves certain provinces hears only persons of these, as far as their province was entered."""

    id = RuleId("R10b")
    title = Text(nl="Consulaat van de provincie", en="Consulate of the province")
    why = Text(
        nl="Sommige landen hebben per provincie een consulaat; een ander neemt de aanvraag niet aan.",
        en="Some countries have a consulate per province; another one does not take the application.",
    )
    source = Text(nl="landenregels", en="country rules")
    norm = frozenset({Mark.FOUND})
    anchor = Text(nl="presentatie", en="presentation")
    override = OverrideRight.SUPERVISOR
    level = Level.HARD
    words = frozenset({Word.SKILL})
    kinds = frozenset({ActivityKind.PRESENTATION})
    fact = True
    elsewhere = Text(
        nl="{case} verblijft in provincie {province}; {mission} behandelt {served}",
        en="{case} lives in province {province}; {mission} serves {served}",
    )

    def objection(self, known: Known, activity: Activity, mode: Mode) -> str | None:
        """Say who lives in a province that the mission does not serve."""
        mission = mission_of(known, activity)
        if mission is None or not mission.provinces:
            return None
        for case in activity.cases:
            found = known.cases.get(case)
            if found is not None and found.province is not None and found.province not in mission.provinces:
                served = ", ".join(sorted(mission.provinces))
                return self.elsewhere.say(
                    case=case, province=found.province, mission=naming.place(known, mission.place), served=served
                )
        return None
