"""Rule: what a person fixed stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.domain.activities import ActivityKind
from planner.domain.civil import day_interval, day_of
from planner.domain.clearances import OverrideRight
from planner.domain.commitments import PinGrade
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.domain.spelling import day, moment
from planner.domain.time import Interval, Minute
from planner.domain.wording import Text
from solver.pinned import pinned
from solver.rule import WindowRule, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.activities import Activity
    from planner.domain.plan import Appointment
    from solver.known import Known
    from solver.mode import Mode


class Pins(WindowRule):
    """A pinned appointment keeps its time, day, person, or all of these, until the pin expires.

    As published, or as a person put it by hand; what a person took out stays out.
    """

    id = RuleId("P09")
    title = Text(nl="Vastzetting", en="Pins")
    why = Text(
        nl="Wat een medewerker bewust heeft vastgezet, verandert de planner niet.",
        en="What an officer fixed on purpose, the planner does not change.",
    )
    source = Text(nl="vastzetting door een medewerker, met reden", en="pinned by an officer, with a reason")
    override = OverrideRight.REGIEVOERDER
    exception_by = Text(nl="trek de vastzetting in of laat haar aflopen", en="withdraw the pin or let it expire")
    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW, Word.SKILL})
    kinds = frozenset(ActivityKind)
    whole = False
    fixed = Text(
        nl="vastgezet op {what}: {reason}",
        en="pinned to {what}: {reason}",
    )
    taken_out = Text(
        nl="door een medewerker uit het plan gehaald: {reason}",
        en="taken out of the plan by an officer: {reason}",
    )
    both = Text(
        nl="{moment} met {who}",
        en="{moment} with {who}",
    )
    means = Text(
        nl="het middel",
        en="the resource",
    )

    def allowed(self, known: Known, activity: Activity, mode: Mode) -> Sequence[Interval] | None:
        """Return the pinned start or day, and nothing for another person or place, or when a person took it out."""
        found = pinned(known, activity.key)
        if found is None:
            return None
        published = found.appointment
        if published is None or not _same_people(found.grade, published, mode):
            return ()
        if found.grade is PinGrade.DAY:
            return (day_interval(day_of(published.start)),)
        return None if found.grade is PinGrade.PERSON else (Interval(published.start, Minute(published.start + 1)),)

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Say what is pinned and why."""
        found = pinned(known, activity.key)
        if found is None:
            return str(self.title)
        published = found.appointment
        if published is None:
            return self.taken_out.say(reason=found.reason)
        who = (
            published.resource(ResourceKind.REGIEVOERDER) or published.resource(ResourceKind.FLIGHT) or str(self.means)
        )
        what = {
            PinGrade.TIME: moment(published.start),
            PinGrade.DAY: day(published.start),
            PinGrade.PERSON: who,
            PinGrade.ALL: self.both.say(moment=moment(published.start), who=who),
        }[found.grade]
        return self.fixed.say(what=what, reason=found.reason)


def _same_people(grade: PinGrade, published: Appointment, mode: Mode) -> bool:
    """Return whether the mode keeps the pinned person; ALL keeps place, session and flight too."""
    if grade in (PinGrade.TIME, PinGrade.DAY):
        return True
    kinds = [ResourceKind.REGIEVOERDER]
    if grade is PinGrade.ALL:
        if published.place != mode.place:
            return False
        kinds += [ResourceKind.SESSION, ResourceKind.FLIGHT, ResourceKind.VEHICLE]
    if mode.resource(ResourceKind.ESCORT) is not None:
        kinds += [ResourceKind.ESCORT, ResourceKind.OFFICER]
    return all(_codes(published, kind) == _used(mode, kind) for kind in kinds)


def _codes(published: Appointment, kind: ResourceKind) -> set[str]:
    return {part.resource.id for part in published.of_kind(kind)}


def _used(mode: Mode, kind: ResourceKind) -> set[str]:
    return {use.resource.id for use in mode.uses if use.resource.kind is kind}
