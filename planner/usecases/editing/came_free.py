"""Something that came free, as somebody names it: known in a problem, with a time where it has none of its own.

Not allowed here: what could use it (``solver.backfill``).
"""

from collections.abc import Iterable, Mapping

from planner.domain.freed import Freed
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.domain.vocabulary import word
from planner.domain.wording import either
from planner.ports.editing import EditImpossibleError

TIMED = frozenset({ResourceKind.FLIGHT, ResourceKind.SESSION})
"""What has a time of its own."""
KINDS = (
    ResourceKind.FLIGHT,
    ResourceKind.SESSION,
    ResourceKind.ESCORT,
    ResourceKind.VEHICLE,
    ResourceKind.ROOM,
    ResourceKind.INTERPRETER,
    ResourceKind.REGIEVOERDER,
)
"""What can come free."""


class NotKnownError(EditImpossibleError):
    """What is said to have come free is not in the plan."""


def codes_in(problem: Problem, kind: ResourceKind) -> tuple[str, ...]:
    """Return the codes of everything of a kind that a problem knows, in order."""
    means = problem.resources
    own: Mapping[ResourceKind, Iterable[str]] = {
        ResourceKind.FLIGHT: (item.id for item in means.flights),
        ResourceKind.SESSION: (item.id for item in means.sessions),
        ResourceKind.ESCORT: (item.id for item in means.escort_teams),
        ResourceKind.VEHICLE: (item.id for item in means.vehicles),
        ResourceKind.REGIEVOERDER: (item.id for item in means.regievoerders),
    }
    pools = (item.resource.id for item in means.capacities if item.resource.kind is kind)
    return tuple(sorted(set(own.get(kind, pools))))


def came_free(problem: Problem, resource: ResourceRef, start: Minute | None, end: Minute | None) -> Freed:
    """Return what came free; raise EditImpossibleError for what has no time, or is not known."""
    kind, code = resource.kind, resource.id
    when = None if kind in TIMED else _stretch(resource, start, end)
    if kind not in KINDS or code not in codes_in(problem, kind):
        raise NotKnownError(
            either(
                f"{word(kind)} {code} is niet bekend in dit plan\nNeem de code over uit het plan of de levering.",
                f"{word(kind)} {code} is not known in this plan\nTake the code from the plan or the delivery.",
            )
        )
    return Freed(resource=resource, when=when)


def _stretch(resource: ResourceRef, start: Minute | None, end: Minute | None) -> Interval:
    if start is None or end is None:
        who = f"{word(resource.kind)} {resource.id}"
        raise EditImpossibleError(
            either(
                f"van {who} is niet gezegd wanneer\nGeef van wanneer tot wanneer.",
                f"it is not said when {who} is free\nSay from when until when.",
            )
        )
    if end <= start:
        raise EditImpossibleError(
            either(
                "het einde ligt niet na het begin\nWissel de twee tijden om.",
                "the end is not after the beginning\nExchange the two times.",
            )
        )
    return Interval(start, end)
