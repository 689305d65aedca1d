"""Judges plans by the rulebook alone. Loads no ortools module, so that a web process stays light."""

import hashlib
import inspect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from planner.domain.clearances import Override
from planner.domain.exceptions import RuleRight, holds_by
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Breach, LevelValue, Plan
from planner.domain.problem import Problem
from solver.known import Known
from solver.rights import rights
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from solver.view import Scope, ScopeKind, View


class RulebookJudge:
    """The ``Judge`` port over a list of rules."""

    def __init__(self, rules: Sequence[Rule] = RULEBOOK) -> None:
        self.rules = tuple(rules)
        self._last: Known | None = None

    @cached_property
    def rulebook_version(self) -> str:
        """Short hash over the source of the rules and their shapes, changing with any of them."""
        classes = (part for rule in self.rules for part in type(rule).__mro__ if part.__module__.startswith("solver."))
        modules = dict.fromkeys(inspect.getmodule(part) or part for part in classes)
        return hashlib.sha256("".join(map(inspect.getsource, modules)).encode()).hexdigest()[:12]

    def judge(self, problem: Problem, plan: Plan) -> tuple[Breach, ...]:
        """Return every breach of every rule, in the rulebook's order."""
        view = View(Known(problem), plan)
        return tuple(
            breach for rule in self.rules for scope in view.scopes(rule.scope) for breach in rule.check(view, scope)
        )

    def judge_touched(self, view: View, appointments: Iterable[Appointment]) -> tuple[Breach, ...]:
        """Return the breaches in the scopes that these appointments touch."""
        return self._judged(view, {scope for appointment in appointments for scope in view.touched(appointment)})

    def _judged(self, view: View, scopes: Iterable[Scope]) -> tuple[Breach, ...]:
        by_kind: dict[ScopeKind, list[Scope]] = defaultdict(list)
        for scope in sorted(scopes, key=str):
            by_kind[scope.kind].append(scope)
        return tuple(
            breach for rule in self.rules for scope in by_kind[rule.scope] for breach in rule.check(view, scope)
        )

    def levels_of_other(
        self, problem: Problem, plan: Plan, levels: Sequence[LevelValue], other: Plan
    ) -> tuple[LevelValue, ...]:
        """Return what another plan of a problem costs, from what one plan costs: judged only where the two differ."""
        if (plan.assignments, plan.unassigned) != (other.assignments, other.unassigned):
            return self.levels(self.judge(problem, other))
        known = self._known(problem)
        one, two = View(known, plan), View(known, other)
        scopes = _differing(one, two)
        if len(scopes) > len(problem.activities):
            return self.levels(self.judge(problem, other))
        here, there = (self.levels(self._judged(view, scopes)) for view in (one, two))
        cost = {value.level: value.cost for value in levels}
        return tuple(
            replace(then, cost=cost.get(then.level, 0) - now.cost + then.cost)
            for now, then in zip(here, there, strict=True)
        )

    def _known(self, problem: Problem) -> Known:
        """Return the facts of a problem looked up; those asked for last stay at hand."""
        last = self._last
        if last is None or last.problem is not problem:
            last = self._last = Known(problem)
        return last

    def upholds(self, override: Override) -> bool:
        """Return whether an exception was made by somebody who may; another has no effect."""
        return holds_by(override, self._rights.get(override.rule))

    @cached_property
    def _rights(self) -> dict[RuleId, RuleRight]:
        return rights(self.rules)

    def levels(self, breaches: tuple[Breach, ...]) -> tuple[LevelValue, ...]:
        """Return the cost per level."""
        return tuple(
            LevelValue(level=level, cost=sum(breach.cost for breach in breaches if breach.level is level))
            for level in Level
        )


def _differing(one: View, other: View) -> frozenset[Scope]:
    """Return the scopes that anything touches which stands in one of two plans and not so in the other."""
    apart = set(one.plan.appointments) ^ set(other.plan.appointments)
    left = {item.activity for item in set(one.plan.unplanned) ^ set(other.plan.unplanned)}
    touched = (scope for appointment in apart for scope in one.touched(appointment))
    return frozenset((*touched, *(Scope(ScopeKind.ACTIVITY, activity=key) for key in left)))
