"""Rule R11: notice of removal to the person and the lawyer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind, BookedBy
from planner.domain.cases import Track
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.spelling import moment
from planner.domain.time import MINUTES_PER_HOUR, Interval, Minute
from planner.domain.wording import Text
from solver.rule import WindowRule, Word
from solver.standing import or_published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from solver.known import Known
    from solver.mode import Mode


class NoticeOfDeparture(WindowRule):
    """A forced departure lies at least the notice term after the notice, or after now when none was given."""

    id = RuleId("R11")
    title = Text(nl="Aanzegging op tijd", en="Notice of removal in time")
    why = Text(
        nl="De vreemdeling en de advocaat moeten het vertrek tijdig weten.",
        en="The person and the lawyer must know of the departure in time.",
    )
    source = Text(nl="vaste praktijk van aanzegging", en="standing practice of notice of removal")
    anchor = Text(nl="vertrek", en="departure")
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.DEPARTURE})
    settings: ClassVar[tuple[tuple[str, str], ...]] = (("R11", "notice"),)
    early = Text(
        nl="{what}: vertrek kan pas vanaf {first}",
        en="{what}: departure is possible only from {first}",
    )
    not_given = Text(
        nl="nog niet aangezegd",
        en="notice not yet given",
    )
    given = Text(
        nl="aangezegd op {moment}",
        en="notice given on {moment}",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return everything from the notice plus the term on; the term is that of the day of departure.

        A departure that was published stays allowed: its notice was due at the publication.
        """
        detail = activity.departure
        if detail.track is not Track.FORCED or detail.booked_by is not BookedBy.DTV:
            return None
        return or_published(known, activity, mode, (Interval(_first(known, activity, mode)),))

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say from when the departure could be."""
        given = activity.departure.notice_given
        what = str(self.not_given) if given is None else self.given.say(moment=moment(given))
        return self.early.say(what=what, first=moment(_first(known, activity, mode)))


def _first(known: Known, activity: Activity, mode: Mode) -> Minute:
    detail = activity.departure
    given = known.now if detail.notice_given is None else detail.notice_given
    when = mode.fixed_start if mode.fixed_start is not None else activity.window.start
    return Minute(given + known.setting("R11", "notice", when, activity) * MINUTES_PER_HOUR)
