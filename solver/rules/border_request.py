"""Rule: crossing the border for a presentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_of, day_start
from planner.domain.ids import NETHERLANDS, RuleId
from planner.domain.levels import Level
from planner.domain.spelling import day
from planner.domain.time import Interval
from planner.domain.wording import Text
from solver import naming
from solver.hearing import abroad
from solver.rule import WindowRule, Word
from solver.standing import or_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.mode import Mode


class BorderRequest(WindowRule):
    """A presentation in person abroad was asked for at the border, or still can be, its working days ahead."""

    id = RuleId("P53")
    title = Text(nl="Grensoverschrijding is aangevraagd", en="Border crossing has been asked for")
    why = Text(
        nl="Met een vreemdeling de grens over kan alleen met instemming van het andere land.",
        en="Crossing the border with a person is possible only with the consent of the other country.",
    )
    source = Text(
        nl="werkwijze presentaties in Brussel; de termijn is een aanname",
        en="working method for presentations in Brussels; the term is an assumption",
    )
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW, Word.TERM})
    kinds = frozenset({ActivityKind.PRESENTATION})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("P53", "notice"),)
    early = Text(
        nl="de grensoverschrijding is {what} en moet {notice} vooraf: presenteren kan vanaf {first}",
        en="the border crossing was {what} and must be asked for {notice} ahead: presenting is possible from {first}",
    )
    not_asked = Text(
        nl="nog niet gevraagd",
        en="not yet asked for",
    )
    asked = Text(
        nl="gevraagd op {day}",
        en="asked for on {day}",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return everything from the first day asked for in time; what was published may stay."""
        if not abroad(known, activity):
            return None
        return or_published(known, activity, mode, (Interval(_first(known, activity, mode)),))

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say when it was asked and from when the presentation can be."""
        asked = activity.presentation.border_requested
        what = str(self.not_asked) if asked is None else self.asked.say(day=day(day_start(asked)))
        notice = naming.norm(known, "P53", "notice", _when(activity, mode), activity)
        first = day(_first(known, activity, mode))
        return self.early.say(what=what, notice=notice, first=first)


def _when(activity: Activity, mode: Mode) -> Minute:
    return mode.fixed_start if mode.fixed_start is not None else activity.window.start


def _first(known: Known, activity: Activity, mode: Mode) -> Minute:
    asked = activity.presentation.border_requested or day_of(known.now)
    return day_start(
        known.calendars[NETHERLANDS].add(asked, known.setting("P53", "notice", _when(activity, mode), activity))
    )
