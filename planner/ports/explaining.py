"""The port to explanations: why something is not, or is, in a plan, and what another version would cost."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from planner.domain.explaining import Answer, CaseAnswer, Evaluation, Share, StandbyAnswer, Wish
from planner.domain.ids import ActivityKey, CaseId, RuleId
from planner.domain.plan import Appointment, Plan
from planner.domain.problem import Problem
from planner.domain.time import Minute


class ExplanationError(ValueError):
    """Something is asked that does not exist; the text says what, and on the next line what to do."""


class ComparesPlans(Protocol):
    """Says why something is planned otherwise than before."""

    def why_changed(
        self, problem: Problem, plan: Plan, was: Sequence[Appointment]
    ) -> Mapping[ActivityKey, tuple[RuleId | None, str]]:
        """Return per activity, in words, why it is not where it was, with the rule that says so if one does."""
        ...


class Explains(Protocol):
    """Answers questions about one plan. Says "not proved" where time was too short; never guesses."""

    def why(
        self,
        problem: Problem,
        plan: Plan,
        activity: ActivityKey,
        *,
        level: int = 3,
        resource: str | None = None,
        start: Minute | None = None,
    ) -> Answer:
        """Return what stands in the way of an activity, or what else it could have been; raise ExplanationError.

        Level 1 is the table of what blocks, 2 the fewest rules that conflict, 3 what could be done.
        """
        ...

    def why_case(self, problem: Problem, plan: Plan, case: CaseId) -> CaseAnswer:
        """Return why a case has no regievoerder, or whom else it could have had; raise ExplanationError."""
        ...

    def why_not_standby(self, problem: Problem, plan: Plan, activity: ActivityKey) -> tuple[StandbyAnswer, ...]:
        """Return per flight what keeps a departure from standing by for it; raise ExplanationError."""
        ...

    def evaluate(self, problem: Problem, plan: Plan, wishes: Sequence[Wish], *, seconds: float) -> Evaluation:
        """Return what somebody's version breaks, changes and costs; raise ExplanationError."""
        ...

    def compare(self, problem: Problem, plan: Plan, other: Plan) -> Evaluation:
        """Return what another whole plan for the problem breaks, changes and costs."""
        ...

    def shares(self, problem: Problem, plan: Plan, by: str) -> tuple[Share, ...]:
        """Return where the cost of a plan comes from: by ``regel``, ``middel`` or ``persoon``."""
        ...
