"""Facts that hold from and to, once they no longer hold during a stretch.

Pure functions. Not allowed here: looking facts up.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from planner.domain.cases import ConditionFact, Stay
from planner.domain.disruption import FactStep
from planner.domain.resources import Capacity
from planner.domain.time import Interval, subtract

P = TypeVar("P", ConditionFact, Stay)


def without(fact: P, hole: Interval) -> Iterator[FactStep]:
    """Yield the steps by which a condition or a stay no longer holds during a stretch."""
    if not fact.valid.overlaps(hole.start, hole.end):
        return
    left = subtract((fact.valid,), (hole,))
    kept = next((part for part in left if part.start == fact.valid.start), None)
    yield FactStep(before=fact, after=None if kept is None else replace(fact, valid=kept))
    for part in left:
        if part != kept:
            yield FactStep(before=None, after=replace(fact, valid=part))


def fewer(facts: Iterable[Capacity], hole: Interval, amount: int | None) -> Iterator[FactStep]:
    """Yield the steps by which so many fewer (None: all) can be used during a stretch.

    Where several facts count together, the first that has enough gives way.
    """
    wanted: tuple[Interval, ...] = (hole,)
    for fact in sorted(facts, key=lambda one: one.interval.start):
        inside = tuple(part for piece in wanted if (part := fact.interval.intersect(piece)) is not None)
        if not inside:
            continue
        left = 0 if amount is None else max(0, fact.amount - amount)
        if amount is not None and fact.amount >= amount:
            wanted = subtract(wanted, inside)
        pieces = [replace(fact, interval=part, amount=left) for part in inside]
        pieces += [replace(fact, interval=part) for part in subtract((fact.interval,), inside)]
        pieces.sort(key=lambda one: one.interval.start)
        yield FactStep(before=fact, after=pieces[0])
        for piece in pieces[1:]:
            yield FactStep(before=None, after=piece)
