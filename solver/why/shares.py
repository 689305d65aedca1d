"""Where the cost of a plan comes from: per level by rule, means, or person affected.

Not allowed here: what a breach costs (the rules say so).
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from planner.domain.explaining import Share
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Breach
from planner.domain.resources import ResourceKind
from solver import naming
from solver.judge import RulebookJudge
from solver.why.ground import Ground

PERSONS = (ResourceKind.REGIEVOERDER, ResourceKind.OFFICER)


class By(StrEnum):
    """What a cost is added up by."""

    RULE = "regel"
    RESOURCE = "middel"
    PERSON = "persoon"


def shares(ground: Ground, by: By) -> tuple[Share, ...]:
    """Return the cost of a plan, the largest parts of each level first.

    By person each breach counts for everybody it is about: cases, and who performs; those sums are not the level's.
    """
    found: dict[tuple[Level, str], list[Breach]] = {}
    for breach in RulebookJudge(ground.rules).judge(ground.problem, ground.plan):
        for what in dict.fromkeys(_what(ground, breach, by)):
            found.setdefault((breach.level, what), []).append(breach)
    made = [_share(level, what, breaches) for (level, what), breaches in found.items()]
    return tuple(sorted(made, key=lambda share: (share.level, -share.cost, share.what)))


def _share(level: Level, what: str, breaches: Sequence[Breach]) -> Share:
    dearest = max(breaches, key=lambda breach: breach.cost)
    return Share(
        level=level,
        what=what,
        cost=sum(breach.cost for breach in breaches),
        breaches=len(breaches),
        because=dearest.because,
    )


def _what(ground: Ground, breach: Breach, by: By) -> Iterator[str]:
    match by:
        case By.RULE:
            yield f"{breach.rule} {ground.rule[breach.rule].title}" if breach.rule in ground.rule else breach.rule
        case By.RESOURCE:
            yield from _resources(ground, breach)
        case By.PERSON:
            yield from _persons(ground, breach)


def _resources(ground: Ground, breach: Breach) -> Iterator[str]:
    if breach.resource is not None:
        yield naming.resource(ground.known, breach.resource)
        return
    for key in breach.activities:
        planned = ground.view.appointments.get(key)
        for part in planned.participations if planned is not None else ():
            if part.resource.kind is not ResourceKind.CASE:
                yield naming.resource(ground.known, part.resource)


def _persons(ground: Ground, breach: Breach) -> Iterator[str]:
    if breach.resource is not None and breach.resource.kind in PERSONS:
        yield breach.resource.id
    for key in breach.activities:
        yield from _concerned(ground, key)


def _concerned(ground: Ground, key: ActivityKey) -> Iterator[str]:
    activity = ground.known.activities.get(key)
    if activity is not None:
        yield from activity.cases
    planned = ground.view.appointments.get(key)
    for part in planned.participations if planned is not None else ():
        if part.resource.kind in PERSONS:
            yield part.resource.id
