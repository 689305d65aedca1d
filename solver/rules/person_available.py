"""Rule: nothing is planned for a person who is not available."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.ids import CaseId, RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.spelling import listed, moment
from planner.domain.time import Interval, Minute, subtract
from planner.domain.wording import Text
from solver.rule import WindowRule, Word
from solver.stretches import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Activity
    from solver.known import Known
    from solver.mode import Mode


class PersonAvailable(WindowRule):
    """No appointment overlaps a stretch in which one of its persons is recorded as not available.

    Somebody in hospital, in custody elsewhere or gone from sight. Where they are is not asked, and nothing is proposed
    to change it: people end the stretch once the person can be met again. What began as published is past: what became
    of it is recorded as its outcome.
    """

    id = RuleId("P57")
    title = Text(nl="Persoon is beschikbaar", en="Person is available")
    why = Text(
        nl="Met wie in het ziekenhuis ligt, elders vastzit of uit beeld is, is nu niets af te spreken.",
        en="With who is in hospital, held elsewhere or out of sight nothing can be arranged now.",
    )
    source = Text(nl="ingevoerde afwezigheid van de zaak", en="absence of the case as entered")
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW})
    kinds = frozenset(ActivityKind)
    fact = True
    away = Text(
        nl="{case} is niet beschikbaar {period}",
        en="{case} is not available {period}",
    )
    open_ended = Text(
        nl="vanaf {start}, zonder einddatum",
        en="from {start}, without an end",
    )
    bounded = Text(
        nl="vanaf {start} tot {end}",
        en="from {start} until {end}",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return everything outside the absences of the persons who take part; None for what began."""
        published = known.baseline.get(activity.key)
        if published is not None and published.start < known.now:
            return None
        return self.stretches(known, _people(mode))

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Name who is away at that time, or at some time, and for how long."""
        begins, lasting = mode.fixed_start, max(mode.duration, 1)
        return listed(
            self.away.say(case=case, period=self._period(absence))
            for case in _people(mode)
            for absence in _absences(known, case)
            if begins is None or absence.overlaps(begins, Minute(begins + lasting))
        )

    def stretches(self, known: Known, cases: Sequence[CaseId]) -> tuple[Interval, ...] | None:
        """Return when all of these persons are available; None when none of them is ever away."""
        away = [absence for case in cases for absence in _absences(known, case)]
        return subtract((ALWAYS,), away) if away else None

    def _period(self, absence: Interval) -> str:
        start = moment(absence.start)
        if absence.end is None:
            return self.open_ended.say(start=start)
        return self.bounded.say(start=start, end=moment(absence.end))


def _people(mode: Mode) -> tuple[CaseId, ...]:
    return tuple(CaseId(use.resource.id) for use in mode.uses if use.resource.kind is ResourceKind.CASE)


def _absences(known: Known, case: CaseId) -> Iterator[Interval]:
    return iter(known.absences(ResourceRef(ResourceKind.CASE, case)))
