"""Rule R11: notice of removal to the person and the lawyer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind, BookedBy
from planner.domain.cases import Track
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.time import MINUTES_PER_HOUR, Interval, Minute
from solver.rule import WindowRule, Word
from solver.wording import moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from solver.known import Known
    from solver.mode import Mode


class NoticeOfDeparture(WindowRule):
    """A forced departure lies at least the notice term after the notice, or after now when none was given."""

    id = RuleId("R11")
    title = "Aanzegging op tijd"
    why = "De vreemdeling en de advocaat moeten het vertrek tijdig weten."
    source = "vaste praktijk van aanzegging"
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.DEPARTURE})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R11", "notice"),)

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return everything from the notice plus the term on; the term is that of the day of departure."""
        detail = activity.departure
        if detail.track is not Track.FORCED or detail.booked_by is not BookedBy.DTV:
            return None
        given = known.now if detail.notice_given is None else detail.notice_given
        when = mode.fixed_start if mode.fixed_start is not None else activity.window.start
        term = known.setting("R11", "notice", when, activity)
        return (Interval(Minute(given + term * MINUTES_PER_HOUR)),)

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say from when the departure could be."""
        allowed = self.allowed(known, activity, mode)
        first = allowed[0].start if allowed else known.now
        return f"aanzegging: vertrek kan pas vanaf {moment(first)}"
