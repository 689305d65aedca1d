"""Port to the disruptions in the books: what was reported, and what became of it; added to, until its term is over.

Not allowed here: SQL, and what a report does to facts and drafts.
"""

from collections.abc import Collection
from typing import Protocol

from planner.domain.disruption import Disruption
from planner.domain.disruption_life import DisruptionState, Reported, Turn
from planner.domain.time import Minute


class Disruptions(Protocol):
    """What happened, numbered in the order in which it was reported."""

    def add(self, disruption: Disruption, *, actor: str, key: str = "") -> int:
        """Add one and return its number; raise StoreConflictError when its key is taken."""
        ...

    def turn(self, number: int, turn: Turn, *, after: int) -> None:
        """Add a turn after so many; raise StoreConflictError when somebody else did so first."""
        ...

    def load(self, number: int) -> Reported:
        """Return one with what became of it; raise StoreError for an unknown number."""
        ...

    def by_key(self, key: str) -> Reported | None:
        """Return what was reported under a key, or None."""
        ...

    def newest(
        self, count: int, *, states: Collection[DisruptionState] = (), actor: str | None = None
    ) -> tuple[Reported, ...]:
        """Return the newest ones, newest first: in these states (none: in any), reported by somebody."""
        ...

    def forget_notes(self, *, before: Minute) -> int:
        """Take free text out of what was reported or turned before a moment; return of how many reports."""
        ...

    def forget(self, *, before: Minute) -> int:
        """Leave of what was reported before a moment only number, moment, kind and code; return of how many."""
        ...

    def count(self) -> int:
        """Return a number that rises with each disruption and turn."""
        ...
