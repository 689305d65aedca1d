"""What the rules would say if one appointment were put into a plan, or others taken out of it.

Only what touches the appointment is looked at, so that one question takes milliseconds.
Not allowed here: search, and the rulebook itself (a rule that asks is part of it).
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from planner.domain.activities import MoveDetail
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach, Participation, Plan
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import MINUTES_PER_DAY
from solver.known import Known
from solver.rule import Rule
from solver.view import Scope, ScopeKind, View

BINDING = (Level.HARD, Level.LEGAL)
"""Levels that a person's departure must keep."""
_APART = {ResourceKind.ROOM: 0, ResourceKind.INTERPRETER: 0, ResourceKind.REGIEVOERDER: MINUTES_PER_DAY}
"""Minutes between two parts beyond which the one is nothing to the other; others may matter whatever the time."""


def put_in(view: View, appointment: Appointment, without: Collection[ActivityKey] = ()) -> View:
    """Return a look at the appointment and what shares a person, a means, a household or a journey with it.

    It replaces the one that the activity has now; ``without`` are taken out, and so are its own rides.
    """
    out = {*without, *own_rides(view, appointment.activity)}
    near = {a.activity: a for a in _neighbours(view, appointment) if a.activity not in out}
    near[appointment.activity] = appointment
    plan = Plan(appointments=tuple(near.values()), assignments=view.plan.assignments)
    return View(view.known, plan)


def own_rides(view: View, key: ActivityKey) -> tuple[ActivityKey, ...]:
    """Return the planned rides that serve an activity and what follows on them: planned anew when it moves.

    What serves something else stays, and so does a ride that has begun.
    """
    known = view.known
    found: dict[ActivityKey, None] = {}
    left = [other for other in known.linked.get(key, ()) if _served(known, other) == key]
    while left:
        ride = left.pop()
        found[ride] = None
        left += [
            other
            for other in known.linked.get(ride, ())
            if other not in found and _before(known, other) == ride and _served(known, other) in (key, None)
        ]
    return tuple(r for r in sorted(found) if r in view.appointments and view.appointments[r].start >= known.now)


def objections(
    view: View, rules: Sequence[Rule], appointment: Appointment, without: Collection[ActivityKey] = ()
) -> tuple[Breach, ...]:
    """Return the hard and legal breaches about an appointment, once it is in the plan and others are out of it."""
    return _objections(put_in(view, appointment, without), rules, appointment)


def tried(
    view: View, rules: Sequence[Rule], appointment: Appointment
) -> tuple[dict[Level, int], tuple[Breach, ...]] | None:
    """Return by how much the activity costs less than now, per level, and the objections; None when nothing is won.

    What costs more is negative. Won is what makes the first level that changes cheaper.
    """
    after = put_in(view, appointment)
    change = costs_of(view, rules, appointment.activity)
    change.subtract(costs_of(after, rules, appointment.activity))
    gains = {level: change[level] for level in Level if change[level]}
    if next(iter(gains.values()), 0) <= 0:
        return None
    return gains, _objections(after, rules, appointment)


def _objections(after: View, rules: Sequence[Rule], appointment: Appointment) -> tuple[Breach, ...]:
    touched = sorted((s for s in after.touched(appointment) if s.kind is not ScopeKind.PLAN), key=str)
    return tuple(
        breach
        for rule in rules
        for scope in touched
        if scope.kind is rule.scope
        for breach in rule.check(after, scope)
        if breach.level in BINDING and appointment.activity in breach.activities
    )


def taken_out(view: View, keys: Collection[ActivityKey]) -> View:
    """Return a look at the plan without some of its appointments."""
    plan = view.plan
    left = tuple(appointment for appointment in plan.appointments if appointment.activity not in keys)
    return View(view.known, replace(plan, appointments=left))


def costs_of(view: View, rules: Sequence[Rule], key: ActivityKey) -> Counter[Level]:
    """Return what an activity costs in a plan, per level above the hard one."""
    scope = Scope(ScopeKind.ACTIVITY, activity=key)
    found: Counter[Level] = Counter()
    for rule in rules:
        if rule.scope is ScopeKind.ACTIVITY:
            for breach in rule.check(view, scope):
                if breach.level is not Level.HARD and key in breach.activities:
                    found[breach.level] += breach.cost
    return found


def _neighbours(view: View, appointment: Appointment) -> list[Appointment]:
    found = [
        other.appointment
        for part in appointment.participations
        for other in view.parts(part.resource)
        if _near(part, other.participation)
    ]
    activity = view.known.activities.get(appointment.activity)
    for case in activity.cases if activity else ():
        for household in view.known.households(case):
            for member in view.known.members.get(household, ()):
                found += [other.appointment for other in view.parts(ResourceRef(ResourceKind.CASE, member))]
    linked = view.known.linked.get(appointment.activity, ())
    return [*found, *(view.appointments[key] for key in linked if key in view.appointments)]


def _served(known: Known, key: ActivityKey) -> ActivityKey | None:
    activity = known.activities.get(key)
    return activity.detail.serves if activity is not None and isinstance(activity.detail, MoveDetail) else None


def _before(known: Known, key: ActivityKey) -> ActivityKey | None:
    activity = known.activities.get(key)
    return activity.detail.after if activity is not None and isinstance(activity.detail, MoveDetail) else None


def _near(part: Participation, other: Participation) -> bool:
    """Return whether another part can matter: of rooms and the like only at the same time, of people within a day."""
    apart = _APART.get(part.resource.kind)
    return apart is None or (other.start < part.end + apart and part.start < other.end + apart)
