"""Rule: the time window of an activity, working days, and nothing new in the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of, day_start
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.spelling import stretch
from planner.domain.time import Interval, Minute, intersection
from planner.domain.wording import Text
from solver.rule import WindowRule, Word
from solver.standing import or_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from solver.known import Known
    from solver.mode import Mode

WORKING_DAYS_ONLY = frozenset({ActivityKind.CONVERSATION, ActivityKind.PRESENTATION})
"""Kinds that never take place on a Dutch day off."""


class TimeWindow(WindowRule):
    """An activity lies in its window, not in the past; conversations and presentations on Dutch working days."""

    id = RuleId("P06")
    title = Text(nl="Tijdvenster en werkdagen", en="Time window and working days")
    why = Text(
        nl="Buiten het venster heeft de activiteit geen zin; op vrije dagen zijn kantoren en ambassades dicht.",
        en="Outside the window the activity has no use; on days off offices and embassies are closed.",
    )
    source = Text(
        nl="opgave bij de activiteit; Nederlandse werkdagenkalender",
        en="as stated with the activity; Dutch calendar of working days",
    )
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW})
    kinds = frozenset(ActivityKind)
    outside = Text(
        nl="het tijdvenster is {window}{days}{past}",
        en="the time window is {window}{days}{past}",
    )
    working_day = Text(
        nl=", op een Nederlandse werkdag",
        en=", on a Dutch working day",
    )
    not_past = Text(
        nl=", niet in het verleden",
        en=", not in the past",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return the window from now on, without days off; what was published may stay where it is.

        A departure only starts in the window; of one of which only the day is known, the whole first day counts.
        """
        first, end = activity.window.start, activity.latest_end
        if activity.kind is ActivityKind.DEPARTURE:
            end = Minute(end + mode.duration - 1)
        start = _whole_day(max(known.now, first)) if mode.all_day else max(known.now, first)
        window: tuple[Interval, ...] = (Interval(start, end),) if start < end else ()
        if activity.kind in WORKING_DAYS_ONLY:
            window = intersection((window, known.open_days))
        return or_published(known, activity, mode, window)

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Give the window, and say so when it is now that leaves a start in it out, or a part of it."""
        days = str(self.working_day) if activity.kind in WORKING_DAYS_ONLY else ""
        past = str(self.not_past) if _past(known, activity, mode) else ""
        window = stretch(activity.window.start, activity.latest_end)
        return self.outside.say(window=window, days=days, past=past)


def _past(known: Known, activity: Activity, mode: Mode) -> bool:
    """Return whether a start lies in the window but before now; without a start, whether a part of the window does."""
    now, first = known.now, activity.window.start
    if mode.all_day:
        now, first = _whole_day(now), _whole_day(first)
    return first < now if mode.fixed_start is None else first <= mode.fixed_start < now


def _whole_day(moment: Minute) -> Minute:
    return day_start(day_of(moment))
