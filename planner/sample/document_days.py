"""The days in the life of the travel documents that were drawn: ordered, copied, told, checked, presented, answered.

Not allowed here: states and validity (``status``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from planner.domain.cases import DocumentState, TravelDocument
from planner.domain.facts import Fact
from planner.domain.ids import CaseId
from planner.domain.lp_life import ANSWERS, LAISSEZ_PASSER
from planner.sample.world import World, chance

_PRESENTED = (DocumentState.PRESENTED, *ANSWERS)


def with_document_days(world: World, facts: Iterable[Fact], presented: Iterable[CaseId]) -> Iterator[Fact]:
    """Yield the facts, each LP with its days; of who is to be ``presented`` the copy was given.

    A few of those that were only applied for are refused.
    """
    stream = world.stream("document-days")
    waiting = frozenset(presented)
    for fact in facts:
        if isinstance(fact, TravelDocument) and fact.kind == LAISSEZ_PASSER:
            yield _dated(stream, world, fact, awaited=fact.case in waiting)
        else:
            yield fact


def _dated(stream: Random, world: World, document: TravelDocument, *, awaited: bool) -> TravelDocument:
    asked = document.applied_on
    if document.state is DocumentState.ORDERED or asked is None:
        return replace(document, ordered_on=asked, applied_on=None)
    if document.state is DocumentState.APPLIED and not awaited and chance(stream, 0.06):
        document = replace(document, state=DocumentState.REFUSED)
    steps = [asked + timedelta(days=days) for days in (6, 12, 17, 21, 30)]
    copied, told, checked, shown, answered = (min(step, world.today) for step in steps)
    done = document.state in _PRESENTED
    return replace(
        document,
        ordered_on=asked - timedelta(days=stream.randint(2, 10)),
        copy_given_on=document.copy_given_on or (copied if done or awaited else None),
        told_on=told if done else None,
        checked_on=checked if done else None,
        presented_on=_day(shown, wanted=done and not (document.state in ANSWERS and chance(stream, 0.3))),
        answered_on=_day(answered, wanted=document.state in ANSWERS),
    )


def _day(day: date, *, wanted: bool) -> date | None:
    return day if wanted else None
