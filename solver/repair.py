"""The last check: a plan leaves the search only without hard breaches, whatever a stage let through.

Removing something here is a defect of a stage; it is returned by rule, and tests assert that it never happens.
Not allowed here: improving a plan.
"""

import logging
from dataclasses import replace

from planner.domain.activities import ActivityKind
from planner.domain.ids import ActivityKey
from planner.domain.levels import Level
from planner.domain.plan import Breach, Plan, Reason, Unplanned, UnplannedCode
from planner.domain.problem import Problem
from planner.ports.search import Judge

LOG = logging.getLogger(__name__)
ROUNDS = 12
GIVES_WAY = (
    ActivityKind.MOVE,
    ActivityKind.MEETING,
    ActivityKind.CONVERSATION,
    ActivityKind.PRESENTATION,
    ActivityKind.DEPARTURE,
)
"""What is taken out first when two appointments are in each other's way."""


def remove_breaches(
    judge: Judge, problem: Problem, plan: Plan, keep: frozenset[ActivityKey]
) -> tuple[Plan, tuple[Breach, ...], tuple[str, ...]]:
    """Return the plan without hard breaches, its breaches, and the rules that made it necessary."""
    kinds = {activity.key: activity.kind for activity in problem.activities}
    defects: list[str] = []
    breaches = judge.judge(problem, plan)
    for _ in range(ROUNDS):
        hard = [breach for breach in breaches if breach.level is Level.HARD]
        out = _to_remove(plan, hard, kinds, keep)
        if not out:
            break
        defects += [breach.rule for breach in out.values()]
        LOG.warning("the search let %d hard breaches through: %s", len(hard), ", ".join(sorted(set(defects))))
        plan = _without(plan, out)
        breaches = judge.judge(problem, plan)
    return plan, breaches, tuple(defects)


def _to_remove(
    plan: Plan, hard: list[Breach], kinds: dict[ActivityKey, ActivityKind], keep: frozenset[ActivityKey]
) -> dict[ActivityKey, Breach]:
    planned = {appointment.activity for appointment in plan.appointments} - keep
    out: dict[ActivityKey, Breach] = {}
    for breach in hard:
        able = [key for key in breach.activities if key in planned and key in kinds]
        if able and not out.keys() & set(able):
            out[min(able, key=lambda key: (GIVES_WAY.index(kinds[key]), key))] = breach
    return out


def _without(plan: Plan, out: dict[ActivityKey, Breach]) -> Plan:
    removed = tuple(
        Unplanned(
            activity=key, code=UnplannedCode.CAPACITY, reasons=(Reason(rule=breach.rule, because=breach.because),)
        )
        for key, breach in out.items()
    )
    kept = tuple(appointment for appointment in plan.appointments if appointment.activity not in out)
    return replace(plan, appointments=kept, unplanned=(*plan.unplanned, *removed))
