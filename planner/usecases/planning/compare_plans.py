"""Comparing two versions of what is planned: only what differs, and whom it concerns.

Pure functions. Not allowed here: saying why something differs (``ComparesPlans`` does), and words for the screen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.activities import Activity
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, Plan, Unplanned
from planner.domain.resources import ResourceKind, ResourceRef
from planner.usecases.publishing.compose_release import same_appointment

_TOLD = frozenset(
    {
        ResourceKind.REGIEVOERDER,
        ResourceKind.ESCORT,
        ResourceKind.VEHICLE,
        ResourceKind.SESSION,
        ResourceKind.ROOM,
        ResourceKind.CASE,
    }
)


class Turn(StrEnum):
    """How something differs."""

    NEW = "nieuw"
    GONE = "vervallen"
    MOVED = "verplaatst"
    OTHER = "anders"
    """At the same time, by or with somebody or something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """One activity that is planned otherwise. ``reason`` is why it is not planned any more."""

    activity: Activity
    turn: Turn
    before: Appointment | None
    after: Appointment | None
    told: tuple[ResourceRef, ...]
    reason: Unplanned | None = None


def compare_plans(activities: Iterable[Activity], before: Iterable[Appointment], after: Plan) -> tuple[PlanChange, ...]:
    """Return what differs, in order of time."""
    was = {appointment.activity: appointment for appointment in before}
    now = {appointment.activity: appointment for appointment in after.appointments}
    why = {item.activity: item for item in after.unplanned}
    found = [
        _change(activity, was.get(activity.key), now.get(activity.key), why)
        for activity in activities
        if not same_appointment(was.get(activity.key), now.get(activity.key))
    ]
    return tuple(sorted(found, key=_in_time))


def told_of(before: Appointment | None, after: Appointment | None) -> tuple[ResourceRef, ...]:
    """Return who and what must hear of a change: everybody and everything that took or takes part."""
    parts = [part for item in (before, after) if item is not None for part in item.participations]
    return tuple(sorted({part.resource for part in parts if part.resource.kind in _TOLD}))


def _change(
    activity: Activity,
    before: Appointment | None,
    after: Appointment | None,
    why: Mapping[ActivityKey, Unplanned],
) -> PlanChange:
    return PlanChange(
        activity=activity,
        turn=_turn(before, after),
        before=before,
        after=after,
        told=told_of(before, after),
        reason=None if after is not None else why.get(activity.key),
    )


def _turn(before: Appointment | None, after: Appointment | None) -> Turn:
    if before is None:
        return Turn.NEW
    if after is None:
        return Turn.GONE
    return Turn.MOVED if (before.start, before.end) != (after.start, after.end) else Turn.OTHER


def _in_time(change: PlanChange) -> tuple[int, str]:
    first = min(item.start for item in (change.before, change.after) if item is not None)
    return first, change.activity.key
