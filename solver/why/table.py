"""Level 1: the table of what blocks every spot, grouped to what a person reads.

Not allowed here: finding out what blocks (see ``examined``).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from planner.domain.activities import Activity
from planner.domain.civil import day_of
from planner.domain.explaining import BlockingTable, Obstacle, Spot, Stretch
from planner.domain.ids import RuleId
from solver.rule import WindowRule
from solver.why.absent import absent
from solver.why.examined import Examined, checked, examined
from solver.why.ground import Ground
from solver.why.obstacles import worded
from solver.why.remedies import remedy
from solver.why.ways import EVERYTHING, Question

MOST_IN_WORDS, MOST_ROWS = 16, 20
"""Spots, and stretches of them, with the rules' sentences; of the others only the rules are named."""


def blocking_table(
    ground: Ground, activity: Activity, question: Question = EVERYTHING, found: Sequence[Examined] | None = None
) -> BlockingTable:
    """Return every spot of an activity with the rules in its way, what needs least first."""
    looked = examined(ground, activity, question) if found is None else found
    ordered = sorted(looked, key=lambda spot: (len(spot.rules), not spot.whole, spot.start, str(spot.resource)))
    missing = absent(ground, activity) if not looked else None
    return BlockingTable(
        activity=activity.key,
        spots=tuple(as_spot(ground, spot, in_words=i < MOST_IN_WORDS) for i, spot in enumerate(ordered)),
        stretches=tuple(_stretches(ground, looked)),
        counts=_counts(looked),
        note="" if missing is None else missing.because,
    )


def as_spot(ground: Ground, spot: Examined, *, in_words: bool = True) -> Spot:
    """Return a spot as it is told, with the rules' sentences if asked."""
    obstacles = _said(ground, spot) if in_words else spot.obstacles
    placed = spot.mode.starting(spot.start)
    return Spot(
        start=spot.start,
        end=placed.at(spot.start).end,
        obstacles=obstacles,
        resource=spot.resource,
        place=spot.mode.place,
        whole=spot.whole,
        remedy=remedy(ground, spot, obstacles) if in_words else None,
    )


def _said(ground: Ground, spot: Examined) -> tuple[Obstacle, ...]:
    if any(not o.because and not _of_itself(ground, spot, o) for o in spot.obstacles):
        judged = {o: o for o in checked(ground, spot, frozenset(spot.rules))}
        return tuple(judged.get(o, o) for o in spot.obstacles)
    return tuple(worded(ground, obstacle, spot.activity, spot.mode, spot.start) for obstacle in spot.obstacles)


def _of_itself(ground: Ground, spot: Examined, obstacle: Obstacle) -> bool:
    """Return whether the activity breaks it by itself; not its household, and not together with others."""
    return obstacle.activity == spot.activity.key and isinstance(ground.rule[obstacle.rule], WindowRule)


def _counts(spots: Sequence[Examined]) -> tuple[tuple[RuleId, int, int], ...]:
    blocked = Counter(rule for spot in spots for rule in spot.rules)
    alone = Counter(spot.rules[0] for spot in spots if len(spot.rules) == 1)
    order = sorted(blocked, key=lambda rule: (-alone[rule], -blocked[rule], rule))
    return tuple((rule, blocked[rule], alone[rule]) for rule in order)


def _stretches(ground: Ground, spots: Sequence[Examined]) -> Iterator[Stretch]:
    by_row = sorted(spots, key=lambda spot: (str(spot.resource), str(spot.mode.place), spot.start))
    groups = [
        list(group)
        for _, group in groupby(
            by_row, key=lambda s: (s.resource, s.mode.place, day_of(s.start), s.rules, _others(s), s.whole)
        )
    ]
    groups.sort(key=lambda some: (len(some[0].rules), some[0].start, str(some[0].resource)))
    for number, some in enumerate(groups):
        first = some[0]
        said = _said(ground, first) if number < MOST_ROWS else first.obstacles
        yield Stretch(
            resource=first.resource,
            first=first.start,
            last=some[-1].start,
            number=len(some),
            rules=first.rules,
            because=tuple(dict.fromkeys(obstacle.because for obstacle in said if obstacle.because)),
            remedy=remedy(ground, first, said) if number < MOST_IN_WORDS else None,
        )


def _others(spot: Examined) -> tuple[Obstacle, ...]:
    return tuple(obstacle for obstacle in spot.obstacles if obstacle.others)
