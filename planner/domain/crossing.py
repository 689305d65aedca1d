"""Which steps of a draft cross each other: what one read, another changed.

Not allowed here: judging. Two steps that do not cross may still break a rule together; the result is judged again.
"""

from collections.abc import Iterable, Iterator

from planner.domain.civil import day_interval, day_of, day_start
from planner.domain.editing import Change, Crossed, Deal, Entry, Touched, Use
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute

POOLED = frozenset({ResourceKind.ROOM, ResourceKind.INTERPRETER, ResourceKind.SESSION, ResourceKind.FLIGHT})
"""Means of which there are several: two steps meet there only at the same time."""


def uses_of(appointments: Iterable[Appointment]) -> tuple[Use, ...]:
    """Return the resource-days that appointments are about, each once."""
    found: dict[Use, None] = {}
    for appointment in appointments:
        for part in appointment.participations:
            pooled = part.resource.kind in POOLED
            stretch = Interval(part.start, part.end) if pooled else _days(part.start, part.end)
            found[Use(resource=part.resource, interval=stretch)] = None
    return tuple(found)


def written(deal: Deal) -> Touched:
    """Return what a step changed."""
    return Touched(
        items=frozenset(change.activity for change in deal.changes),
        uses=tuple(dict.fromkeys(use for change in deal.changes for use in _uses(change))),
        cases=frozenset(one.case for one in deal.hand_overs),
    )


def crossed(read: Touched, entries: Iterable[Entry]) -> tuple[Crossed, ...]:
    """Return what later steps changed of what was read, each item once, as it was changed last."""
    found: dict[object, Crossed] = {}
    for entry in entries:
        for one in _crossed(read, entry):
            found[one.activity, one.case] = one
    return tuple(found.values())


def _crossed(read: Touched, entry: Entry) -> Iterator[Crossed]:
    for change in entry.deal.changes:
        if change.activity in read.items or _meet(read.uses, _uses(change)):
            yield Crossed(
                activity=change.activity,
                case=None,
                version=entry.version,
                actor=entry.actor,
                at=entry.at,
                kind=entry.kind,
            )
    for one in entry.deal.hand_overs:
        if one.case in read.cases:
            yield Crossed(
                activity=None, case=one.case, version=entry.version, actor=entry.actor, at=entry.at, kind=entry.kind
            )


def _uses(change: Change) -> tuple[Use, ...]:
    """Return what a change takes and sets free; nothing when only a pin or the like is different."""
    before, after = change.before.appointment, change.after.appointment
    return () if before == after else uses_of(one for one in (before, after) if one is not None)


def _meet(some: Iterable[Use], others: Iterable[Use]) -> bool:
    by_resource: dict[object, list[Interval]] = {}
    for use in some:
        by_resource.setdefault(use.resource, []).append(use.interval)
    return any(
        stretch.overlaps(use.interval.start, use.interval.end)
        for use in others
        for stretch in by_resource.get(use.resource, ())
    )


def _days(start: Minute, end: Minute) -> Interval:
    """Return the Dutch days that a stretch touches."""
    return Interval(day_start(day_of(start)), day_interval(day_of(Minute(end - 1))).end)
