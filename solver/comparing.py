"""Why something is planned otherwise than before: what stands in the way of the old place, or what the new one wins.

Not allowed here: search. One question looks only at what touches one appointment and takes milliseconds.
"""

import threading
from collections.abc import Sequence

from planner.domain.ids import ActivityKey, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Plan
from planner.domain.problem import Problem
from planner.domain.wording import Text
from solver.known import Known
from solver.rulebook import RULEBOOK
from solver.view import View
from solver.what_if import costs_of, objections, put_in

_WINS = {
    Level.LEGAL: Text("beter voor een wettelijke termijn", "better for a legal term"),
    Level.REALISED: Text("zo kan een vertrek of presentatie doorgaan", "so that a departure or presentation can go on"),
    Level.TIMELY: Text(
        "eerder of vaker op tijd ({amount} minder te laat)", "earlier or more often on time ({amount} less late)"
    ),
    Level.EFFICIENT: Text(
        "minder reistijd of betere spreiding ({amount})", "less travel or a better spread ({amount})"
    ),
}
_ROOM = Text("maakt plaats voor iets anders", "makes room for something else")


class RulebookComparer:
    """The ``ComparesPlans`` port over the rulebook; keeps the plan that was asked about last at hand."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._view: View | None = None
        self._of: tuple[Problem, Plan] | None = None

    def why_changed(
        self, problem: Problem, plan: Plan, was: Sequence[Appointment]
    ) -> dict[ActivityKey, tuple[RuleId | None, str]]:
        """Return per activity, in words, why it is not where it was, with the rule that says so if one does."""
        view = self._looked_at(problem, plan)
        return {old.activity: _why(view, old) for old in was if old.activity in view.known.activities}

    def _looked_at(self, problem: Problem, plan: Plan) -> View:
        with self._lock:
            if self._view is None or self._of is None or self._of[0] is not problem or self._of[1] is not plan:
                self._view, self._of = View(Known(problem), plan), (problem, plan)
            return self._view


def _why(view: View, old: Appointment) -> tuple[RuleId | None, str]:
    """Return what the old place breaks in the plan as it is now, or what is won by leaving it."""
    broken = objections(view, RULEBOOK, old)
    if broken:
        return broken[0].rule, broken[0].because
    before = costs_of(put_in(view, old), RULEBOOK, old.activity)
    after = costs_of(view, RULEBOOK, old.activity)
    won = next((level for level in _WINS if before[level] != after[level]), None)
    if won is None or before[won] < after[won]:
        return None, _ROOM.say()
    text = _WINS[won]
    return None, text.say(amount=before[won] - after[won]) if "{" in text.nl else text.say()
