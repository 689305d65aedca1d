"""Port to the what-ifs in the books; rows are only added.

Not allowed here: SQL, and what a scenario does.
"""

from typing import Protocol

from planner.domain.civil import IsoWeek
from planner.domain.scenario import Scenario
from planner.domain.time import Minute


class Scenarios(Protocol):
    """Scenarios, numbered in the order in which they were split off."""

    def reserve(self, name: str, week: IsoWeek, *, actor: str, at: Minute, key: str = "") -> int:
        """Begin a scenario and return its number; raise StoreConflictError when its key is taken."""
        ...

    def put(self, scenario: Scenario, *, after: int) -> None:
        """Store how a scenario stands after so many turns; raise StoreConflictError when somebody was first."""
        ...

    def load(self, number: int) -> Scenario:
        """Return a scenario; raise StoreError for an unknown number."""
        ...

    def by_key(self, key: str) -> Scenario | None:
        """Return what was split off under a key, or None."""
        ...

    def newest(self, count: int) -> tuple[Scenario, ...]:
        """Return the newest scenarios, newest first."""
        ...

    def expiring(self, at: Minute) -> tuple[Scenario, ...]:
        """Return those that are not closed and whose time is over at a moment, oldest first."""
        ...
