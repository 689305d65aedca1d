"""Every person through time, from bed to board and back: one place at once, and nowhere without getting there."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from planner.domain.activities import ActivityKind
from planner.domain.ids import CaseId, PlaceId
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings, clock
from tests.recheck.moves import stops_of
from tests.recheck.roads import Roads


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody is busy from one place to another (mostly the same)."""

    item: Planned
    start: Minute
    end: Minute
    comes: PlaceId | None
    leaves: PlaceId | None


def timelines(facts: Facts, roads: Roads) -> Findings:
    """Cases and regievoerders are in one place at a time, with the time to get from one to the next."""
    for case, line in _lines(facts, ResourceKind.CASE).items():
        yield from _in_turn(roads, case, line)
        yield from _carried(facts, CaseId(case), line)
    yield from _away(facts)
    for who, line in _lines(facts, ResourceKind.REGIEVOERDER).items():
        yield from _in_turn(roads, who, line)


def _away(facts: Facts) -> Findings:
    """Nobody is expected anywhere while they are recorded as away; of a day without hours no part may be lost.

    What began is past: nobody can plan it otherwise any more.
    """
    for item in facts.planned:
        if item.at.start < facts.now:
            continue
        for part in item.parts(ResourceKind.CASE):
            if facts.absent(ResourceKind.CASE, part.resource.id, item.at.start, item.at.end):
                words = f"{part.resource.id} is away during {item.key} at {clock(item.at.start)}"
                yield Finding("away", words, (item.key,))


def _lines(facts: Facts, kind: ResourceKind) -> dict[str, list[Presence]]:
    lines: dict[str, list[Presence]] = defaultdict(list)
    for item in facts.planned:
        if item.at.all_day:
            continue  # the day is known, the hour is not
        for part in item.parts(kind):
            lines[part.resource.id].append(_presence(item, part.start, part.end))
    return {code: sorted(line, key=lambda one: (one.start, one.end)) for code, line in lines.items()}


def _presence(item: Planned, start: Minute, end: Minute) -> Presence:
    stops = stops_of(item) if item.activity.kind is ActivityKind.MOVE else None
    if stops is not None:
        return Presence(item, start, end, stops[0].place, stops[1].place)
    if item.activity.kind is ActivityKind.DEPARTURE:
        return Presence(item, start, end, item.at.place, None)
    return Presence(item, start, end, item.at.place, item.at.place)


def _in_turn(roads: Roads, who: str, line: list[Presence]) -> Findings:
    for one, other in pairwise(line):
        keys = (one.item.key, other.item.key)
        if one.end > other.start:
            yield Finding("two-places", f"{who} is at {keys[0]} and {keys[1]} at {clock(other.start)}", keys)
        elif one.item.activity.kind is ActivityKind.DEPARTURE:
            if who in one.item.activity.cases:
                yield Finding("gone", f"{who} has left with {keys[0]} and still has {keys[1]}", keys)
        elif one.leaves is None or other.comes is None:
            continue
        elif roads.arrival(one.leaves, other.comes, one.end) > other.start:
            words = f"{who} cannot get from {one.leaves} ({keys[0]}) to {other.comes} ({keys[1]}) in time"
            yield Finding("travel", words, keys)


def _carried(facts: Facts, case: CaseId, line: list[Presence]) -> Findings:
    """Who is held goes nowhere alone; a pick-up is where the person is. Only a move left out explains a gap."""
    where: PlaceId | None = None
    for one in line:
        stays = facts.stays(case, one.start)
        held = facts.held(case, one.start)
        brought = {where} if where is not None else set()
        here = brought if held and brought else stays | brought
        moved = one.item.activity.kind is ActivityKind.MOVE
        if one.comes is not None and here and one.comes not in here and (moved or held) and not _left_out(facts, case):
            words = f"{case} is at {sorted(here)}, not at {one.comes}, when {one.item.key} starts at {clock(one.start)}"
            yield Finding("bed-to-board", words, (one.item.key,))
        where = one.leaves if one.comes is not None else where


def _left_out(facts: Facts, case: CaseId) -> bool:
    """Return whether a move of the person is unplanned, so that somebody knows of the gap."""
    unplanned = (facts.activities.get(item.activity) for item in facts.plan.unplanned)
    return any(one is not None and one.kind is ActivityKind.MOVE and case in one.cases for one in unplanned)
