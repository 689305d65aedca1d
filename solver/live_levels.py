"""What the plan costs per level while the search runs, for the live display. Moves count only once they are planned.

Not allowed here: hard breaches (the search keeps those out) and deciding anything by these figures.
"""

import time
from collections.abc import Iterable, Sequence

from planner.domain.activities import ActivityKind
from planner.domain.levels import Level
from planner.domain.plan import Appointment, Assignment, Breach, LevelValue, Plan
from solver.bounds import Proofs
from solver.judge import RulebookJudge
from solver.known import Known
from solver.rulebook import RULEBOOK
from solver.view import View

SECONDS_BETWEEN = 2.0
MOST_OF_THE_TIME = 0.05
"""Counting may take this share of the search's time."""
COSTS = tuple(rule for rule in RULEBOOK if rule.level is not Level.HARD)


class LiveLevels:
    """Counts the levels of a draft now and then."""

    def __init__(self, known: Known, bounds: Proofs) -> None:
        self._known = known
        self._bounds = bounds
        self._next = 0.0
        self._judge = RulebookJudge()

    @property
    def due(self) -> bool:
        """Whether enough time passed since the last count."""
        return time.monotonic() >= self._next

    def of(self, appointments: Iterable[Appointment], assignments: Sequence[Assignment]) -> tuple[LevelValue, ...]:
        """Return cost and proven bound per level of what is planned and assigned so far."""
        begun = time.monotonic()
        plan = Plan(appointments=tuple(appointments), assignments=tuple(assignments))
        view = View(self._known.assigned(plan.assignments), plan)
        breaches = tuple(
            breach
            for rule in COSTS
            for scope in view.scopes(rule.scope)
            for breach in rule.check(view, scope)
            if breach.level is not Level.HARD and not self._about_a_move(breach)
        )
        levels = self._bounds.of(self._judge.levels(breaches))
        now = time.monotonic()
        self._next = now + max(SECONDS_BETWEEN, (now - begun) / MOST_OF_THE_TIME)
        return tuple(value for value in levels if value.level is not Level.HARD)

    def _about_a_move(self, breach: Breach) -> bool:
        keys = [key for key in breach.activities if key in self._known.activities]
        return bool(keys) and all(self._known.activities[key].kind is ActivityKind.MOVE for key in keys)
