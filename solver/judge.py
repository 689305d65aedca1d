"""Judges plans by the rulebook alone. Loads no ortools module, so that a web process stays light."""

import hashlib
import inspect
from collections.abc import Iterable, Sequence
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
from solver.view import View


class RulebookJudge:
    """The ``Judge`` port over a list of rules."""

    def __init__(self, rules: Sequence[Rule] = RULEBOOK) -> None:
        self.rules = tuple(rules)

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
        touched = {scope for appointment in appointments for scope in view.touched(appointment)}
        return tuple(
            breach
            for rule in self.rules
            for scope in sorted(touched, key=str)
            if scope.kind is rule.scope
            for breach in rule.check(view, scope)
        )

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
