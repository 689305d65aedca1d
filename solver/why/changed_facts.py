"""The same question on other facts: if somebody made an exception, offered more, or stood in.

Nothing is entered: each is a look at a problem that differs in one fact. Not allowed here: choosing which.
"""

from collections.abc import Iterable
from dataclasses import replace

from planner.domain.clearances import Override, OverrideRight
from planner.domain.ids import ActivityKey, RegievoerderId, RuleId, VehicleId
from planner.domain.people import Substitute
from planner.domain.problem import Problem
from planner.domain.resources import Capacity, ResourceRef
from planner.domain.time import Interval, Minute
from solver.why.ground import Ground

NOBODY_YET = "?"
"""Stands for whoever would enter it."""


def with_exception(ground: Ground, rule: RuleId, activity: ActivityKey, right: OverrideRight, at: Minute) -> Ground:
    """Return the question with an exception to one rule at one start."""
    exception = Override(
        rule=rule,
        activity=activity,
        right=right,
        by=NOBODY_YET,
        reason=NOBODY_YET,
        valid=Interval(at, Minute(at + 1)),
    )
    facts = ground.problem.case_file
    return _with(ground, replace(ground.problem, case_file=replace(facts, overrides=(*facts.overrides, exception))))


def with_offer(ground: Ground, pool: ResourceRef, when: Interval) -> Ground:
    """Return the question with one more of a pool offered during a stretch."""
    means = ground.problem.resources
    more = (*means.capacities, Capacity(resource=pool, interval=when, amount=1))
    return _with(ground, replace(ground.problem, resources=replace(means, capacities=more)))


def with_substitutes(ground: Ground, owner: RegievoerderId, others: Iterable[RegievoerderId], when: Interval) -> Ground:
    """Return the question with colleagues named to stand in for somebody during an absence."""
    means = ground.problem.resources
    named = tuple(Substitute(owner=owner, substitute=other, interval=when) for other in others)
    return _with(ground, replace(ground.problem, resources=replace(means, substitutes=(*means.substitutes, *named))))


def with_vehicles_in_service(ground: Ground, vehicles: Iterable[VehicleId]) -> Ground:
    """Return the question with vehicles taken from stand-by."""
    means, taken = ground.problem.resources, set(vehicles)
    fleet = tuple(replace(v, standby=False) if v.id in taken else v for v in means.vehicles)
    return _with(ground, replace(ground.problem, resources=replace(means, vehicles=fleet)))


def without_rule(ground: Ground, rule: RuleId) -> Ground:
    """Return the question as if what one rule asks were there."""
    return Ground(ground.problem, ground.plan, [other for other in ground.rules if other.id != rule])


def _with(ground: Ground, problem: Problem) -> Ground:
    return Ground(problem, ground.plan, ground.rules)
