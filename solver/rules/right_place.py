"""Rule: at the right place, in a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.ids import RegievoerderId, RuleId
from planner.domain.levels import Level
from planner.domain.missions import PresentationMode
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import then
from planner.domain.time import union
from planner.domain.wording import Text
from solver import naming
from solver.hearing import mission_of
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
    title = Text(nl="Juiste plaats, in een kamer", en="Right place, in a room")
    why = Text(
        nl="Een gesprek is waar de vreemdeling verblijft, in een gesprekskamer; een presentatie bij de"
        " vertegenwoordiging, per telefoon waar hij verblijft, of schriftelijk op kantoor.",
        en="A conversation is where the person stays, in a conversation room; a presentation is at the mission, by"
        " telephone where the person stays, or in writing at the office.",
    )
    source = Text(
        nl="uitgangspunt van de planner; verblijf uit de zaak", en="principle of the planner; stay from the case"
    )
    level = Level.HARD
    words = frozenset({Word.SKILL, Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.CONVERSATION, ActivityKind.MEETING, ActivityKind.PRESENTATION, ActivityKind.MOVE})

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return when the mode's place is the right one."""
        if activity.kind is ActivityKind.PRESENTATION:
            return _hearing(known, activity, mode)
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
            return f"de presentatie hoort {_where(known, activity)} te zijn, niet in {here}"
        if activity.place is not None:
            return f"de afspraak hoort in {naming.place(known, activity.place)} te zijn, niet in {here}"
        return f"{activity.cases[0]} verblijft {then(mode.fixed_start)} niet in {here}"


def _hearing(known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
    """Return when a presentation is at the right place for the way the mission hears people."""
    mission = mission_of(known, activity)
    if mission is None:
        return ()
    if mission.mode is PresentationMode.TELEPHONE:
        if activity.place is not None or not activity.cases:
            return None if activity.place == mode.place else ()
        return union(valid for valid, place in known.stays(activity.cases[0]) if place == mode.place)
    if mission.mode is PresentationMode.WRITTEN:
        person = known.regievoerders.get(RegievoerderId(mode.resource(ResourceKind.REGIEVOERDER) or ""))
        return None if person is not None and person.office == mode.place else ()
    return None if mission.place == mode.place else ()


def _where(known: Known, activity: Activity) -> str:
    mission = mission_of(known, activity)
    if mission is None:
        return "bij een bekende vertegenwoordiging"
    if mission.mode is PresentationMode.TELEPHONE:
        return "(per telefoon) waar de persoon verblijft"
    if mission.mode is PresentationMode.WRITTEN:
        return "(schriftelijk) op het kantoor"
    return f"in {naming.place(known, mission.place)}"


def _has_room(mode: Mode) -> bool:
    return mode.place is None or any(use.resource == ResourceRef(ResourceKind.ROOM, mode.place) for use in mode.uses)
