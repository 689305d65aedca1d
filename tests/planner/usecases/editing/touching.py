"""When two steps of a draft touch each other, read from what the decision says and not from the code that decides it.

Not allowed here: tests, and anything of ``planner.domain.crossing``.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from planner.domain.activities import Activity, MoveDetail
from planner.domain.civil import day_of
from planner.domain.editing import Change, Crossed, Deal, Entry
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute

ALONE = frozenset({ResourceKind.CASE, ResourceKind.REGIEVOERDER, ResourceKind.VEHICLE, ResourceKind.ESCORT})
"""Means of which there is one: two steps that need it on one day touch."""


def same_item_or_day(mine: Deal, theirs: Deal) -> bool:
    """Return whether both changed one item, or moved something to or from one day of a person, team or vehicle."""
    items = {change.activity for change in mine.changes} & {change.activity for change in theirs.changes}
    holders = {one.case for one in mine.hand_overs} & {one.case for one in theirs.hand_overs}
    return bool(items or holders or set(_days(mine.changes, ALONE)) & set(_days(theirs.changes, ALONE)))


def may_touch(mine: Deal, crossed: Crossed, theirs: Deal, problem: Problem) -> bool:
    """Return whether there is any reason to say that a change of another step stands in the way of this one.

    Wider than what is refused: one case, one ride's errand, one activity, or any means of both on one day.
    """
    known = {activity.key: activity for activity in problem.activities}
    about = {change.activity for change in mine.changes} | mine.read.items
    if crossed.case is not None:
        return crossed.case in _cases(about, known) | {one.case for one in mine.hand_overs}
    changes = [change for change in theirs.changes if change.activity == crossed.activity]
    kinds = frozenset(ResourceKind)
    return bool(
        {change.activity for change in changes} & _tied(about, known)
        or _cases({change.activity for change in changes}, known) & _cases(about, known)
        or set(_days(changes, kinds)) & set(_days(mine.changes, kinds))
    )


def really_changed(crossed: Crossed, entries: Iterable[Entry]) -> bool:
    """Return whether the log has what a refusal says: this item or case, then, by that officer, in that way."""
    for entry in entries:
        if (entry.version, entry.actor, entry.at, entry.kind) == (
            crossed.version,
            crossed.actor,
            crossed.at,
            crossed.kind,
        ):
            named = {change.activity for change in entry.deal.changes} | {one.case for one in entry.deal.hand_overs}
            return (crossed.activity or crossed.case) in named
    return False


def _days(changes: Iterable[Change], kinds: frozenset[ResourceKind]) -> Iterator[tuple[ResourceRef, date]]:
    for change in changes:
        before, after = change.before.appointment, change.after.appointment
        if before == after:
            continue
        for appointment in (before, after):
            for part in () if appointment is None else appointment.participations:
                if part.resource.kind in kinds:
                    first, last = day_of(part.start), day_of(Minute(part.end - 1))
                    for number in range(first.toordinal(), last.toordinal() + 1):
                        yield part.resource, date.fromordinal(number)


def _cases(keys: Iterable[ActivityKey], known: dict[ActivityKey, Activity]) -> set[CaseId]:
    return {case for key in keys if key in known for case in known[key].cases}


def _tied(keys: set[ActivityKey], known: dict[ActivityKey, Activity]) -> set[ActivityKey]:
    """Return the activities, what they serve or follow on, and what serves or follows on them."""
    found = set(keys)
    for activity in known.values():
        if isinstance(activity.detail, MoveDetail):
            ends = {end for end in (activity.detail.serves, activity.detail.after) if end is not None}
            if activity.key in keys:
                found |= ends
            if ends & keys:
                found.add(activity.key)
    return found
