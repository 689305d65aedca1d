"""The ``Explains`` port: keeps the plan that was asked about last, so that the next question is quick.

Not allowed here: answering.
"""

import threading
from collections.abc import Sequence

from planner.domain.activities import Activity
from planner.domain.explaining import Answer, CaseAnswer, Evaluation, Share, StandbyAnswer, Wish
from planner.domain.ids import ActivityKey, CaseId
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.time import Minute
from planner.ports.explaining import ExplanationError
from solver.why import wording
from solver.why.answer import answered
from solver.why.assigning import case_answered
from solver.why.compared import compared
from solver.why.ground import Ground
from solver.why.shares import By, shares
from solver.why.standing_by import standby_answers
from solver.why.version import evaluated
from solver.why.ways import Question


class Explainer:
    """Answers questions about plans, one at a time."""

    def __init__(self) -> None:
        self._ground: Ground | None = None
        self._lock = threading.Lock()

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
        """Return what stands in the way of an activity, or what else it could have been; raise ExplanationError."""
        with self._lock:
            ground = self._about(problem, plan)
            found = _activity(ground, activity)
            answer = answered(ground, found, level, Question(resource=resource, start=start))
        if (resource is not None or start is not None) and not answer.table.spots:
            raise ExplanationError(wording.UNKNOWN_SPOT.say(activity=activity))
        return answer

    def why_case(self, problem: Problem, plan: Plan, case: CaseId) -> CaseAnswer:
        """Return why a case has no regievoerder, or whom else it could have had; raise ExplanationError."""
        with self._lock:
            ground = self._about(problem, plan)
            if case not in ground.known.cases or not ground.known.needs_owner(case):
                raise ExplanationError(wording.NOT_ASSIGNED.say(case=case))
            return case_answered(ground, case)

    def why_not_standby(self, problem: Problem, plan: Plan, activity: ActivityKey) -> tuple[StandbyAnswer, ...]:
        """Return per flight what keeps a departure from standing by for it; raise ExplanationError."""
        with self._lock:
            ground = self._about(problem, plan)
            return standby_answers(ground, _activity(ground, activity))

    def evaluate(self, problem: Problem, plan: Plan, wishes: Sequence[Wish], *, seconds: float) -> Evaluation:
        """Return what somebody's version breaks, changes and costs; raise ExplanationError."""
        with self._lock:
            return evaluated(self._about(problem, plan), wishes, seconds)

    def compare(self, problem: Problem, plan: Plan, other: Plan) -> Evaluation:
        """Return what another whole plan for the problem breaks, changes and costs."""
        with self._lock:
            return compared(self._about(problem, plan), other)

    def shares(self, problem: Problem, plan: Plan, by: str) -> tuple[Share, ...]:
        """Return where the cost of a plan comes from: by ``regel``, ``middel`` or ``persoon``."""
        with self._lock:
            return shares(self._about(problem, plan), By(by))

    def _about(self, problem: Problem, plan: Plan) -> Ground:
        kept = self._ground
        if kept is None or kept.problem is not problem or kept.plan is not plan:
            self._ground = kept = Ground.of(problem, plan)
        return kept


def _activity(ground: Ground, key: ActivityKey) -> Activity:
    found = ground.known.activities.get(key)
    if found is None:
        raise ExplanationError(wording.UNKNOWN_ACTIVITY.say(activity=key))
    return found
