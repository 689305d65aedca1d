"""What the rules would say if one appointment were put into a plan, or others taken out of it.

Only what touches the appointment is looked at, so that one question takes milliseconds.
Not allowed here: search, and the rulebook itself (a rule that asks is part of it).
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach, Plan
from planner.domain.resources import ResourceKind, ResourceRef
from solver.rule import Rule
from solver.view import Scope, ScopeKind, View

BINDING = (Level.HARD, Level.LEGAL)
"""Levels that a person's departure must keep."""


def put_in(view: View, appointment: Appointment, without: Collection[ActivityKey] = ()) -> View:
    """Return a look at the appointment and what shares a person, a means, a household or a journey with it.

    It replaces the one that the activity has now; ``without`` are taken out.
    """
    near = {a.activity: a for a in _neighbours(view, appointment) if a.activity not in without}
    near[appointment.activity] = appointment
    plan = Plan(appointments=tuple(near.values()), assignments=view.plan.assignments)
    return View(view.known, plan)


def objections(
    view: View, rules: Sequence[Rule], appointment: Appointment, without: Collection[ActivityKey] = ()
) -> tuple[Breach, ...]:
    """Return the hard and legal breaches about an appointment, once it is in the plan and others are out of it."""
    after = put_in(view, appointment, without)
    touched = {scope for scope in after.touched(appointment) if scope.kind is not ScopeKind.PLAN}
    return tuple(
        breach
        for rule in rules
        for scope in sorted(touched, key=str)
        if scope.kind is rule.scope
        for breach in rule.check(after, scope)
        if breach.level in BINDING and appointment.activity in breach.activities
    )


def gains(view: View, rules: Sequence[Rule], appointment: Appointment) -> dict[Level, int]:
    """Return by how much the activity costs less than now, per level; what costs more is negative."""
    before = _costs(view, rules, appointment.activity)
    before.subtract(_costs(put_in(view, appointment), rules, appointment.activity))
    return {level: before[level] for level in Level if before[level]}


def taken_out(view: View, keys: Collection[ActivityKey]) -> View:
    """Return a look at the plan without some of its appointments."""
    plan = view.plan
    left = tuple(appointment for appointment in plan.appointments if appointment.activity not in keys)
    return View(view.known, replace(plan, appointments=left))


def _costs(view: View, rules: Sequence[Rule], key: ActivityKey) -> Counter[Level]:
    scope = Scope(ScopeKind.ACTIVITY, activity=key)
    found: Counter[Level] = Counter()
    for rule in rules:
        if rule.scope is ScopeKind.ACTIVITY:
            for breach in rule.check(view, scope):
                if breach.level is not Level.HARD and key in breach.activities:
                    found[breach.level] += breach.cost
    return found


def _neighbours(view: View, appointment: Appointment) -> list[Appointment]:
    resources = [part.resource for part in appointment.participations]
    activity = view.known.activities.get(appointment.activity)
    for case in activity.cases if activity else ():
        for household in view.known.households(case):
            resources += [ResourceRef(ResourceKind.CASE, member) for member in view.known.members.get(household, ())]
    found = [part.appointment for resource in dict.fromkeys(resources) for part in view.parts(resource)]
    linked = view.known.linked.get(appointment.activity, ())
    return [*found, *(view.appointments[key] for key in linked if key in view.appointments)]
