"""Conversations: at the place where the person stays, in a room, understood by everyone."""

from collections import defaultdict

from planner.domain.activities import ActivityKind, InterpreterNeed
from planner.domain.resources import ResourceKind
from tests.recheck.facts import Facts, Planned
from tests.recheck.finding import Finding, Findings, clock
from tests.recheck.said import excepted
from tests.recheck.usage import Use, peaks

_POOLS = (ResourceKind.ROOM, ResourceKind.INTERPRETER)


def conversations(facts: Facts) -> Findings:
    """Every conversation has its place, its room and its interpreter."""
    for item in facts.of(ActivityKind.CONVERSATION):
        for code in item.activity.cases:
            stays, held = facts.stays(code, item.at.start), facts.held(code, item.at.start)
            if stays and item.at.place not in stays and (held or item.activity.place is None):
                yield Finding("stay", f"{item.key} is at {item.at.place}; {code} stays at {stays}", (item.key,))
        room = item.part(ResourceKind.ROOM)
        if room is None or room.resource.id != item.at.place or item.at.place != item.activity.place:
            yield Finding("room", f"{item.key} has no room where it takes place", (item.key,))
        yield from _understood(facts, item)


def _understood(facts: Facts, item: Planned) -> Findings:
    interpreter = item.part(ResourceKind.INTERPRETER)
    if item.activity.interpreter is not InterpreterNeed.REQUIRED or excepted(facts, "R04", item):
        return
    part = item.part(ResourceKind.REGIEVOERDER)
    person = facts.people.get(part.resource.id) if part else None
    if person is not None and item.activity.language in person.languages:
        return
    if interpreter is None or interpreter.resource.id != item.activity.language:
        yield Finding("interpreter", f"{item.key} has no interpreter of {item.activity.language}", (item.key,))


def pools(facts: Facts) -> Findings:
    """Never more rooms of a place or interpreters of a language than are offered."""
    uses: dict[tuple[ResourceKind, str], list[Use]] = defaultdict(list)
    for item in facts.planned:
        for part in item.at.participations:
            if part.resource.kind in _POOLS:
                use = Use(part.start, part.end, part.amount, item.key)
                uses[part.resource.kind, part.resource.id].append(use)
                if (part.start, part.end) != (item.at.start, item.at.end):
                    yield Finding("pool", f"{item.key}: {part.resource.id} is there part of the time", (item.key,))
    for (kind, code), taken in uses.items():
        offered = [c for c in facts.problem.resources.capacities if (c.resource.kind, c.resource.id) == (kind, code)]
        # a capacity can also run out while a use lasts, so its ends are looked at too
        ends = [Use(c.interval.end, c.interval.end + 1, 0, "") for c in offered if c.interval.end is not None]
        for moment, amount, by in peaks([*taken, *ends]):
            there = sum(capacity.amount for capacity in offered if capacity.interval.contains(moment))
            if amount > there:
                yield Finding("pool", f"{amount} of {there} {kind} {code} in use at {clock(moment)}", by)
