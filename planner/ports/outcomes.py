"""Port to what really happened.

Not allowed here: planning, and what follows from an outcome.
"""

from collections.abc import Mapping
from typing import Protocol

from planner.domain.commitments import Outcome
from planner.domain.ids import ActivityKey
from planner.domain.time import Minute


class Outcomes(Protocol):
    """What really happened; append-only."""

    def add(self, outcome: Outcome, *, correction: bool = False) -> None:
        """Add one."""
        ...

    def history(self, activity: ActivityKey) -> tuple[Outcome, ...]:
        """Return all outcomes of an activity, oldest first; the last one counts."""
        ...

    def beginning(self, prefix: str) -> tuple[Outcome, ...]:
        """Return the outcomes that count of the activities whose key begins so, in the order they were recorded."""
        ...

    def effective(self, *, at: Minute | None = None) -> Mapping[ActivityKey, Outcome]:
        """Return the outcome that counts per activity, as the books said at a minute (None: now)."""
        ...
