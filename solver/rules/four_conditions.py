"""Rule: the four conditions for forced removal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.cases import Condition, Track
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.spelling import listed, moment
from planner.domain.time import intersection
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver.rule import WindowRule, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.time import Interval
    from solver.known import Known
    from solver.mode import Mode


class FourConditions(WindowRule):
    """A forced departure starts while all four conditions hold: removable, available, measure, travel document."""

    id = RuleId("P20")
    title = Text(nl="Vier voorwaarden voor gedwongen vertrek", en="Four conditions for forced departure")
    why = Text(
        nl="Gedwongen vertrek vraagt tegelijk: verwijderbaar, beschikbaar, een maatregel en een reisdocument.",
        en="Forced departure asks at the same time: removable, available, a measure and a travel document.",
    )
    source = Text(nl="DT&V, gedwongen vertrek", en="DT&V, forced departure")
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.DEPARTURE})
    whole = False
    fact = True
    missing = Text(
        nl="{when} ontbreekt: {what}",
        en="{when} lacks: {what}",
    )
    in_window = Text(
        nl="in het tijdvenster",
        en="the time window",
    )
    apart = Text(
        nl="verwijderbaar, beschikbaar, maatregel en reisdocument gelden niet tegelijk",
        en="removable, available, measure and travel document do not hold at the same time",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return when all four hold for everyone."""
        if activity.departure.track is not Track.FORCED:
            return None
        return intersection(known.removable(case) for case in activity.cases)

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Name the conditions that are missing at the moment asked, else those that never hold in the window."""
        missing = [
            f"{word(condition)} ({case})"
            for case in activity.cases
            for condition in Condition
            if not _holds(known.condition(case, condition), activity, mode)
        ]
        when = moment(mode.fixed_start) if mode.fixed_start is not None else str(self.in_window)
        if missing:
            return self.missing.say(when=when, what=listed(missing))
        return str(self.apart)


def _holds(stretches: Sequence[Interval], activity: Activity, mode: Mode) -> bool:
    if mode.fixed_start is not None:
        return any(stretch.contains(mode.fixed_start) for stretch in stretches)
    return any(stretch.overlaps(activity.window.start, activity.latest_end) for stretch in stretches)
