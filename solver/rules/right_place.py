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
    no_room = Text(
        nl="er is geen gesprekskamer in {here} bij",
        en="no conversation room in {here} comes with it",
    )
    presentation = Text(
        nl="de presentatie hoort {where} te zijn, niet in {here}",
        en="the presentation should be {where}, not in {here}",
    )
    elsewhere = Text(
        nl="de afspraak hoort in {place} te zijn, niet in {here}",
        en="the appointment should be in {place}, not in {here}",
    )
    not_staying = Text(
        nl="{case} verblijft {then} niet in {here}",
        en="{case} does not stay in {here} ({then})",
    )
    at_known_mission = Text(
        nl="bij een bekende vertegenwoordiging",
        en="at a known mission",
    )
    by_telephone = Text(
        nl="(per telefoon) waar de persoon verblijft",
        en="(by telephone) where the person stays",
    )
    in_writing = Text(
        nl="(schriftelijk) op het kantoor",
        en="(in writing) at the office",
    )
    at_mission = Text(
        nl="in {place}",
        en="in {place}",
    )

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
            return self.no_room.say(here=here)
        if activity.kind is ActivityKind.PRESENTATION:
            return self.presentation.say(where=_where(known, activity), here=here)
        if activity.place is not None:
            return self.elsewhere.say(place=naming.place(known, activity.place), here=here)
        return self.not_staying.say(case=activity.cases[0], then=then(mode.fixed_start), here=here)


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
        return str(RightPlace.at_known_mission)
    if mission.mode is PresentationMode.TELEPHONE:
        return str(RightPlace.by_telephone)
    if mission.mode is PresentationMode.WRITTEN:
        return str(RightPlace.in_writing)
    return RightPlace.at_mission.say(place=naming.place(known, mission.place))


def _has_room(mode: Mode) -> bool:
    return mode.place is None or any(use.resource == ResourceRef(ResourceKind.ROOM, mode.place) for use in mode.uses)
