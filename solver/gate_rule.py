"""The shape of rules of the gate: what people must have said before somebody leaves, or is spoken to.

What can still be said in time stands in nobody's way; a negative answer does as long as it holds, and so does an answer
that can no longer come in time. Not allowed here: single rules (see ``rules/``).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from planner.domain.civil import day_of, day_start
from planner.domain.clearances import CLEARED, ClearanceKind, ClearanceState
from planner.domain.ids import NETHERLANDS
from planner.domain.levels import Level
from planner.domain.settings import Unit
from planner.domain.spelling import moment
from planner.domain.time import MINUTES_PER_HOUR, Interval, Minute, intersection, subtract, union
from planner.domain.wording import Text
from solver.rule import WindowRule, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.clearances import Clearance
    from planner.domain.ids import CaseId
    from solver.known import Known
    from solver.mode import Mode


class GateRule(WindowRule):
    """An answer of one kind about every case concerned, given or still to be had in time; what began, is past."""

    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW, Word.TERM})
    whole = False
    fact = True
    clearance: ClassVar[ClearanceKind]
    """The kind of answer asked for."""
    lead: ClassVar[tuple[str, str]]
    """(rule id, key) of the setting that says how long it takes to have an answer."""
    refused = Text(
        nl="{what} van {case}: niet akkoord {when}",
        en="{what} of {case}: not agreed {when}",
    )
    too_late = Text(
        nl="{what} van {case} {state}, en lukt niet meer voor {start}: het kan pas vanaf {first}",
        en="{what} of {case} {state}, and cannot be had before {start}: it can be from {first} only",
    )

    def concerned(self, known: Known, activity: Activity) -> Sequence[CaseId]:
        """Return the cases of an activity that need the answer; none when the rule does not apply."""
        raise NotImplementedError

    def holds(self, answer: Clearance) -> Interval | None:
        """Return when a positive answer counts."""
        return answer.valid

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return when everyone has a positive answer, or can still have one, without negative ones."""
        cases = self.concerned(known, activity)
        if not cases:
            return None
        begun = (Interval(Minute(0), known.now),)
        return union((*begun, *intersection(self._of_case(known, activity, mode, case) for case in cases)))

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Name the first case without an answer in time, or with a negative one."""
        start = mode.fixed_start if mode.fixed_start is not None else activity.window.start
        cases = self.concerned(known, activity)
        lacking = [c for c in cases if not _contain(self._of_case(known, activity, mode, c), start)]
        case = (lacking or cases)[0]
        what = str(CLEARED[self.clearance])
        answers = known.records.clearances(case, self.clearance)
        for answer in answers:
            if answer.state is ClearanceState.NO and _felt(answer.valid, mode).contains(start):
                return self.refused.say(what=what, case=case, when=_when(answer.valid))
        asked = any(answer.state is ClearanceState.ASKED for answer in answers)
        first = moment(self.first(known, activity, mode))
        return self.too_late.say(
            what=what, case=case, state=str(_ASKED if asked else _NOT_ASKED), start=moment(start), first=first
        )

    def first(self, known: Known, activity: Activity, mode: Mode) -> Minute:
        """Return from when on there is still time to have the answer."""
        start = mode.fixed_start if mode.fixed_start is not None else activity.window.start
        setting = known.settings.get(*self.lead, on=day_of(start), regime=activity.regime)
        if setting.unit is Unit.HOURS:
            return Minute(known.now + setting.value * MINUTES_PER_HOUR)
        return day_start(known.calendars[NETHERLANDS].add(day_of(known.now), setting.value))

    def _of_case(self, known: Known, activity: Activity, mode: Mode, case: CaseId) -> tuple[Interval, ...]:
        answers = known.records.clearances(case, self.clearance)
        given = (self.holds(answer) for answer in answers if answer.state is ClearanceState.YES)
        yes = (_felt(valid, mode) for valid in given if valid is not None)
        no = (_felt(answer.valid, mode) for answer in answers if answer.state is ClearanceState.NO)
        return subtract(union((*yes, Interval(self.first(known, activity, mode)))), no)


_ASKED = Text(nl="is gevraagd, zonder antwoord", en="was asked for, without an answer")
_NOT_ASKED = Text(nl="is niet vastgelegd", en="is not recorded")
_FROM_TO = Text(nl="van {start} tot {end}", en="from {start} to {end}")
_FROM = Text(nl="vanaf {start}, zonder einddatum", en="from {start}, without an end")


def _when(valid: Interval) -> str:
    if valid.end is None:
        return _FROM.say(start=moment(valid.start))
    return _FROM_TO.say(start=moment(valid.start), end=moment(valid.end))


def _felt(valid: Interval, mode: Mode) -> Interval:
    """Return a validity; in whole days where of a departure only the day is known."""
    if not mode.all_day:
        return valid
    end = None if valid.end is None else day_start(day_of(Minute(valid.end - 1)) + timedelta(days=1))
    return Interval(day_start(day_of(valid.start)), end)


def _contain(stretches: Sequence[Interval], start: Minute) -> bool:
    return any(stretch.contains(start) for stretch in stretches)
