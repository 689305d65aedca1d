"""Rule: at the right place, in a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.dutch import then
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import union
from solver import naming
from solver.rule import WindowRule, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.time import Interval
    from solver.known import Known
    from solver.mode import Mode


class RightPlace(WindowRule):
    """Appointments are where they must be; conversations there in a room of the site."""

    id = RuleId("P23")
    title = "Juiste plaats, in een kamer"
    why = (
        "Een gesprek is waar de vreemdeling verblijft, in een gesprekskamer; een presentatie bij de vertegenwoordiging."
    )
    source = "uitgangspunt van de planner; verblijf uit de zaak"
    level = Level.HARD
    words = frozenset({Word.SKILL, Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.CONVERSATION, ActivityKind.MEETING, ActivityKind.PRESENTATION, ActivityKind.MOVE})

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return when the mode's place is the right one."""
        if activity.kind is ActivityKind.PRESENTATION:
            mission = known.missions.get(activity.presentation.mission)
            return None if mission is not None and mission.place == mode.place else ()
        if activity.kind is ActivityKind.CONVERSATION and not _has_room(mode):
            return ()
        if activity.place is not None:
            return None if activity.place == mode.place else ()
        if activity.kind is not ActivityKind.CONVERSATION or not activity.cases or mode.place is None:
            return None
        return union(valid for valid, place in known.stays(activity.cases[0]) if place == mode.place)

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Name the place."""
        here = naming.place(known, mode.place)
        if activity.kind is ActivityKind.CONVERSATION and not _has_room(mode):
            return f"er is geen gesprekskamer in {here} bij"
        if activity.kind is ActivityKind.PRESENTATION:
            mission = known.missions.get(activity.presentation.mission)
            there = naming.place(known, mission.place if mission else None)
            return f"de presentatie hoort in {there} te zijn, niet in {here}"
        if activity.place is not None:
            return f"de afspraak hoort in {naming.place(known, activity.place)} te zijn, niet in {here}"
        return f"{activity.cases[0]} verblijft {then(mode.fixed_start)} niet in {here}"


def _has_room(mode: Mode) -> bool:
    return mode.place is None or any(use.resource == ResourceRef(ResourceKind.ROOM, mode.place) for use in mode.uses)
