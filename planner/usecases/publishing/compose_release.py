"""Composing a release: the newest one plus the chosen changes of a plan, closed over what belongs together.

Pure functions. Not allowed here: storing, numbering and calendar entries.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from planner.domain.activities import Activity, ActivityKind, MoveDetail
from planner.domain.ids import ActivityKey, CaseId, HouseholdId, RuleId
from planner.domain.plan import Appointment, Plan, Reason, Unplanned, UnplannedCode
from planner.domain.problem import Problem
from planner.domain.release import ReleaseScope
from planner.domain.time import Minute

_ACCOUNTED = RuleId("P11")
ByActivity = Mapping[ActivityKey, Appointment]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a plan is published into: the newest release's appointments and what became of activities since.

    ``now`` is the planning moment; ``ended`` gives the end of what really happened; ``gone`` are
    published activities that the books no longer know as due.
    """

    now: Minute
    published: ByActivity
    ended: Mapping[ActivityKey, Minute]
    gone: frozenset[ActivityKey]
    begun: Mapping[ActivityKey, Appointment] = field(default_factory=dict)
    """What a draft began as: whoever edited it saw that, published meanwhile or not."""
    own: ByActivity | None = None
    """What was published of the draft itself since its baseline: what differs from that was changed in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The appointments of the next release, and the plan to be judged as a whole.

    ``chosen`` are the changes taken over; ``closure`` those among them that were drawn in because
    something chosen needs them; ``left`` are changes that stay unpublished;
    ``conflicts`` were changed by another release meanwhile;
    ``withdrawn`` are appointments that end because their activity is no longer due.
    """

    appointments: tuple[Appointment, ...]
    judged: Plan
    problem: Problem
    chosen: frozenset[ActivityKey]
    closure: frozenset[ActivityKey]
    left: frozenset[ActivityKey]
    conflicts: frozenset[ActivityKey]
    withdrawn: frozenset[ActivityKey]


def compose_release(problem: Problem, plan: Plan, scope: ReleaseScope, situation: Situation) -> Composition:
    """Return what the release would hold; changes of items outside the scope stay unpublished."""
    published = situation.published
    drafted = {item.activity: item for item in plan.appointments}
    baseline = {item.activity: item for item in problem.baseline}
    based_on = baseline if situation.own is None else situation.own
    activities = {activity.key: activity for activity in problem.activities}
    changed = {
        key
        for key in activities
        if key not in situation.ended and not same_appointment(drafted.get(key), based_on.get(key))
    }
    asked = {key for key in changed if _in_scope(activities[key], (drafted.get(key), published.get(key)), scope)}
    chosen = _closed(asked, changed, _links(problem, activities))
    withdrawn = {
        key
        for key, item in published.items()
        if _is_withdrawn(item, situation) and not (key in chosen and key in drafted)
    }
    kept = {key: item for key, item in published.items() if key not in withdrawn | chosen}
    taken = {key: _steady(drafted[key], published.get(key)) for key in chosen if key in drafted}
    after = {**kept, **taken}
    return Composition(
        appointments=tuple(sorted(after.values(), key=lambda item: (item.start, item.activity))),
        judged=_judged(problem, plan, after, situation),
        problem=replace(problem, baseline=_baseline(activities, kept, published, chosen)),
        chosen=frozenset(chosen),
        closure=frozenset(chosen - asked),
        left=frozenset(changed - chosen),
        conflicts=frozenset(key for key in chosen if _conflicts(key, published, (based_on, situation.begun, drafted))),
        withdrawn=frozenset(withdrawn),
    )


def same_appointment(one: Appointment | None, other: Appointment | None) -> bool:
    """Return whether two are the same for everybody, in whatever order the parts stand."""
    if one is other or one is None or other is None:
        return one is other
    return one == other or _sorted_parts(one) == _sorted_parts(other)


def _sorted_parts(item: Appointment) -> Appointment:
    return replace(item, participations=tuple(sorted(item.participations, key=lambda part: part.resource)))


def _steady(drafted: Appointment, published: Appointment | None) -> Appointment:
    """Return the published object where nothing changed, so that it stays equal to the byte."""
    return published if published is not None and same_appointment(drafted, published) else drafted


def _in_scope(activity: Activity, places_in_time: Iterable[Appointment | None], scope: ReleaseScope) -> bool:
    if scope.kinds is not None and activity.kind not in scope.kinds:
        return False
    days = scope.days
    return days is None or any(item is not None and days.contains(item.start) for item in places_in_time)


def _links(problem: Problem, activities: Mapping[ActivityKey, Activity]) -> dict[ActivityKey, set[ActivityKey]]:
    """Return what belongs together: transport with what it serves, departures of one household."""
    links: dict[ActivityKey, set[ActivityKey]] = {}
    for key, activity in activities.items():
        served = activity.detail.serves if isinstance(activity.detail, MoveDetail) else None
        if served is not None:
            links.setdefault(key, set()).add(served)
            links.setdefault(served, set()).add(key)
    for group in _departures_together(problem, activities):
        for key in group:
            links.setdefault(key, set()).update(group - {key})
    return links


def _departures_together(problem: Problem, activities: Mapping[ActivityKey, Activity]) -> tuple[set[ActivityKey], ...]:
    """Return the departures of each household."""
    departures = [item for item in activities.values() if item.kind is ActivityKind.DEPARTURE]
    households: dict[HouseholdId, set[CaseId]] = {}
    for member in problem.case_file.memberships:
        households.setdefault(member.household, set()).add(member.case)
    by_case: dict[CaseId, set[ActivityKey]] = {}
    for departure in departures:
        for case in departure.cases:
            by_case.setdefault(case, set()).add(departure.key)
    return tuple({key for case in cases for key in by_case.get(case, ())} for cases in households.values())


def _closed(
    asked: set[ActivityKey], changed: set[ActivityKey], links: Mapping[ActivityKey, set[ActivityKey]]
) -> set[ActivityKey]:
    chosen = set(asked)
    queue = list(asked)
    while queue:
        for key in links.get(queue.pop(), set()) & changed - chosen:
            chosen.add(key)
            queue.append(key)
    return chosen


def _is_withdrawn(item: Appointment, situation: Situation) -> bool:
    """Return whether it cannot take place any more: its activity ended before it began, or is not due."""
    ended = situation.ended.get(item.activity)
    if ended is None:
        return item.activity in situation.gone and item.start >= situation.now
    return ended <= item.start


def _conflicts(key: ActivityKey, published: ByActivity, known: Iterable[ByActivity]) -> bool:
    """Return whether something is published that whoever made the plan did not know and does not say too."""
    now = published.get(key)
    return not any(same_appointment(now, one.get(key)) for one in known)


def _baseline(
    activities: Mapping[ActivityKey, Activity],
    kept: ByActivity,
    published: ByActivity,
    chosen: set[ActivityKey],
) -> tuple[Appointment, ...]:
    """Return what is published now of the problem's activities, without what was withdrawn."""
    keys = sorted(key for key in activities if key in kept or (key in chosen and key in published))
    return tuple(published[key] for key in keys)


def _judged(problem: Problem, plan: Plan, after: ByActivity, situation: Situation) -> Plan:
    """Return the plan as it would stand published; what stays out is accounted for."""
    reasons = {item.activity: item for item in plan.unplanned}
    missing = [activity.key for activity in problem.activities if activity.key not in after]
    return replace(
        plan,
        appointments=tuple(after[activity.key] for activity in problem.activities if activity.key in after),
        unplanned=tuple(reasons.get(key) or _not_published(key, situation) for key in missing),
        levels=(),
    )


def _not_published(key: ActivityKey, situation: Situation) -> Unplanned:
    if key in situation.ended:
        because, code = "de uitkomst is al vastgelegd", UnplannedCode.FACT
    elif key in situation.gone:
        because, code = "dit hoeft volgens de laatste gegevens niet meer", UnplannedCode.FACT
    else:
        because, code = "gepland, maar buiten de keuze van deze publicatie", UnplannedCode.LATER
    return Unplanned(activity=key, code=code, reasons=(Reason(rule=_ACCOUNTED, because=because),))
