"""Rule R07: the presentability check before a presentation."""

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
from solver.rule import WindowRule, Word
from solver.standing import or_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.time import Minute
    from solver.known import Known
    from solver.mode import Mode


class PresentabilityCheck(WindowRule):
    """A new presentation leaves the working days that the presentability check needs."""

    id = RuleId("R07")
    title = Text(nl="Presentabiliteitstoets", en="Presentability check")
    why = Text(
        nl="Drie werkdagen voor de presentatie wordt getoetst of de vreemdeling gepresenteerd kan worden.",
        en="Three working days before the presentation it is checked whether the person can be presented.",
    )
    source = Text(nl="DT&V, werkwijze laissez-passer", en="DT&V, working method for the laissez-passer")
    anchor = Text(nl="presentatie", en="presentation")
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW, Word.TERM})
    kinds = frozenset({ActivityKind.PRESENTATION})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R07", "notice"),)
    early = Text(
        nl="de presentabiliteitstoets is {notice} vooraf: presenteren kan vanaf {first}",
        en="the presentability check is {notice} ahead: presenting is possible from {first}",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return everything from the first day that leaves time for the check; what was published may stay."""
        return or_published(known, activity, mode, (Interval(_first(known, activity, mode)),))

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Give the first day."""
        first = _first(known, activity, mode)
        notice = naming.norm(known, "R07", "notice", _when(activity, mode), activity)
        return self.early.say(notice=notice, first=day(first))


def _when(activity: Activity, mode: Mode) -> Minute:
    return mode.fixed_start if mode.fixed_start is not None else activity.window.start


def _first(known: Known, activity: Activity, mode: Mode) -> Minute:
    return day_start(
        known.calendars[NETHERLANDS].add(
            day_of(known.now), known.setting("R07", "notice", _when(activity, mode), activity)
        )
    )
