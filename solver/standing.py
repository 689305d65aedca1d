"""What was published and still stands, so that notice was already given. No plan, no search."""

from collections.abc import Iterator

from planner.domain.activities import Activity, ActivityKind
from planner.domain.ids import ActivityKey
from planner.domain.plan import Appointment, Unplanned, UnplannedCode
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, union
from solver.known import Known
from solver.mode import Mode

_FORCED_OUT = frozenset({UnplannedCode.FACT, UnplannedCode.NO_OPTION, UnplannedCode.DEPENDS})


def published(known: Known, activity: Activity, mode: Mode) -> tuple[Interval, ...]:
    """Return the published stretch of an activity when the mode keeps its session and flight, else nothing."""
    baseline = known.baseline.get(activity.key)
    if baseline is None:
        return ()
    for kind in (ResourceKind.SESSION, ResourceKind.FLIGHT):
        if mode.resource(kind) != baseline.resource(kind):
            return ()
    return (Interval(baseline.start, baseline.end),)


def or_published(known: Known, activity: Activity, mode: Mode, allowed: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """Return the stretches together with the published one."""
    return union((*allowed, *published(known, activity, mode)))


def published_together(
    known: Known, activity: Activity, baseline: Appointment
) -> Iterator[tuple[Activity, Appointment]]:
    """Yield an activity as published and, of a departure, those of the household that were to come along."""
    yield activity, baseline
    if activity.kind is not ActivityKind.DEPARTURE:
        return
    start = baseline.start
    for household in {known.household(case, start) for case in activity.cases} - {None}:
        if household is None or known.separation_approved(household, start):
            continue
        for other in {a.key: a for case in known.members[household] for a in known.departures_of(case)}.values():
            as_was = known.baseline.get(other.key)
            mates = any(known.household(case, start) == household for case in other.cases)
            if other.key != activity.key and mates and as_was is not None:
                yield other, as_was


def forced_out(unplanned: dict[ActivityKey, Unplanned], key: ActivityKey) -> bool:
    """Return whether an activity was left out because nothing of its own fits, not for want of room."""
    item = unplanned.get(key)
    return item is not None and item.code in _FORCED_OUT
