"""Rules R22, R23 and R26: facts that forbid a departure for a time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from planner.domain.activities import ActivityKind
from planner.domain.cases import BlockReason
from planner.domain.civil import day_of, day_start
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.settings import Mark
from planner.domain.spelling import listed, moment
from planner.domain.time import Interval, Minute, subtract
from planner.domain.vocabulary import word
from planner.domain.wording import Text
from solver.rule import WindowRule, Word
from solver.stretches import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.domain.activities import Activity
    from planner.domain.cases import BlockingFact
    from solver.known import Known
    from solver.mode import Mode


class BlockingFacts(WindowRule):
    """No departure starts while a fact of these kinds blocks one of its cases.

    Of a departure of which only the day is known the hour is not: nothing may block any part of that day.
    """

    level = Level.HARD
    words = frozenset({Word.TIME_WINDOW})
    kinds = frozenset({ActivityKind.DEPARTURE})
    whole = False
    fact = True
    reasons: ClassVar[frozenset[BlockReason]]
    """Kinds of facts the rule is about."""
    blocked = Text(
        nl="{case} is geblokkeerd: {reason} {period}",
        en="{case} is blocked: {reason} {period}",
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
        """Return everything outside the blocking stretches."""
        blocks = [_as_felt(fact, mode) for fact in self._facts(known, activity)]
        return subtract((ALWAYS,), blocks) if blocks else None

    def because(self, known: Known, activity: Activity, mode: Mode) -> str:
        """Name the facts that block, with case and end."""
        start = mode.fixed_start
        facts = [f for f in self._facts(known, activity) if start is None or _as_felt(f, mode).contains(start)]
        return listed(
            self.blocked.say(case=fact.case, reason=word(fact.reason), period=self._period(fact)) for fact in facts
        )

    def _period(self, fact: BlockingFact) -> str:
        start = moment(fact.valid.start)
        if fact.valid.end is None:
            return self.open_ended.say(start=start)
        return self.bounded.say(start=start, end=moment(fact.valid.end))

    def _facts(self, known: Known, activity: Activity) -> Iterator[BlockingFact]:
        return (fact for case in activity.cases for fact in known.blocks.get(case, ()) if fact.reason in self.reasons)


class SuspensiveRemedy(BlockingFacts):
    """A remedy that suspends, an interim measure, or a new application stops the departure."""

    id = RuleId("R22")
    title = Text(nl="Schorsende werking en Rule 39", en="Suspensive remedy and Rule 39")
    why = Text(
        nl="Zolang een rechtsmiddel het vertrek schorst, mag niemand worden uitgezet.",
        en="As long as a remedy suspends the departure, nobody may be removed.",
    )
    source = Text(
        nl="Vreemdelingenwet 2000, art. 73 en 82; EHRM, Rule 39",
        en="Aliens Act 2000 (Vreemdelingenwet 2000), arts. 73 and 82; ECtHR, Rule 39",
    )
    norm = frozenset({Mark.SECONDARY, Mark.ASSUMPTION})
    reasons = frozenset({BlockReason.APPEAL, BlockReason.RULE_39, BlockReason.NEW_APPLICATION})


class MedicalDeferral(BlockingFacts):
    """Medical deferral and the weeks around a birth stop the departure."""

    id = RuleId("R23")
    title = Text(nl="Medisch uitstel en zwangerschap", en="Medical deferral and pregnancy")
    why = Text(
        nl="Wie om medische redenen niet kan reizen, vertrekt niet.",
        en="Who cannot travel for medical reasons does not depart.",
    )
    source = Text(nl="Vreemdelingenwet 2000, art. 64", en="Aliens Act 2000 (Vreemdelingenwet 2000), art. 64")
    norm = frozenset({Mark.SECONDARY})
    reasons = frozenset({BlockReason.MEDICAL, BlockReason.PREGNANCY})


class ReceptionOfMinors(BlockingFacts):
    """Without adequate reception on arrival a minor does not leave."""

    id = RuleId("R26")
    title = Text(nl="Opvang van minderjarigen", en="Reception of minors")
    why = Text(
        nl="Een alleenstaande minderjarige vertrekt alleen als er in het land van terugkeer opvang is.",
        en="An unaccompanied minor departs only when there is reception in the country of return.",
    )
    source = Text(nl="Terugkeerrichtlijn 2008/115/EG, art. 10", en="Return Directive 2008/115/EC, art. 10")
    norm = frozenset({Mark.SECONDARY})
    reasons = frozenset({BlockReason.NO_RECEPTION})


def _as_felt(fact: BlockingFact, mode: Mode) -> Interval:
    """Return when the fact keeps a departure from starting; where only the day is known, all days it touches."""
    if not mode.all_day:
        return fact.valid
    end = fact.valid.end
    return Interval(day_start(day_of(fact.valid.start)), None if end is None else _end_of_day(end))


def _end_of_day(end: Minute) -> Minute:
    return day_start(day_of(Minute(end - 1)) + timedelta(days=1))
