"""Rule R10: notice to the mission, and its closed days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_interval, day_of, day_start, days_between
from planner.domain.clearances import OverrideRight
from planner.domain.ids import NETHERLANDS, RuleId
from planner.domain.levels import Level
from planner.domain.settings import Mark
from planner.domain.spelling import day, working_days
from planner.domain.time import union
from planner.domain.wording import Text
from solver import naming
from solver.rule import WindowRule, Word
from solver.standing import or_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.missions import Mission
    from planner.domain.time import Interval, Minute
    from solver.known import Known
    from solver.mode import Mode


class SessionNotice(WindowRule):
    """The mission is told its number of working days ahead, and hears nobody on its own days off."""

    id = RuleId("R10")
    title = Text(nl="Aanmelding bij de vertegenwoordiging", en="Announcement to the mission")
    why = Text(
        nl="Consulaten willen de aanmelding dagen vooraf en zijn dicht op hun eigen feestdagen.",
        en="Consulates want the announcement days ahead and are closed on their own holidays.",
    )
    source = Text(nl="landenregels per vertegenwoordiging", en="country rules per mission")
    norm = frozenset({Mark.FOUND})
    anchor = Text(nl="presentatie", en="presentation")
    override = OverrideRight.SUPERVISOR
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW, Word.TERM})
    kinds = frozenset({ActivityKind.PRESENTATION})
    unknown = Text(
        nl="de vertegenwoordiging is niet bekend",
        en="the mission is not known",
    )
    early = Text(
        nl="{mission} vraagt {notice} aanmelding: vanaf {first}, en niet op vrije dagen van Nederland of het land",
        en="{mission} asks to be told {notice} ahead: from {first}, and not on days off of the Netherlands or that"
        " country",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return the days, notice ahead, on which both countries work; what was announced may stay."""
        mission = known.missions.get(activity.presentation.mission)
        if mission is None:
            return ()
        first, last = _first(known, mission), activity.latest_end
        days = days_between(first, last) if first < last else ()
        open_days = [d for d in days if known.is_open(d) and known.is_open(d, mission.country)]
        return or_published(known, activity, mode, union(day_interval(d) for d in open_days))

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Give the first day."""
        mission = known.missions.get(activity.presentation.mission)
        if mission is None:
            return str(self.unknown)
        where, first = naming.place(known, mission.place), day(_first(known, mission))
        notice = working_days(mission.notice_working_days)
        return self.early.say(mission=where, notice=notice, first=first)


def _first(known: Known, mission: Mission) -> Minute:
    today = day_of(known.now)
    if mission.notice_working_days:
        return day_start(known.calendars[NETHERLANDS].add(today, mission.notice_working_days))
    return day_start(today)
