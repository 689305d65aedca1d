"""Port to what the clock keeps in the store: who leads, and what became of each slot of each job.

Not allowed here: SQL, and deciding what is due.
"""

from typing import Protocol

from planner.domain.clockwork import JobName, Lead, Run


class ClockBooks(Protocol):
    """Who leads and what ran; moments are seconds since 1970 by the clock of the database, one for all machines."""

    def now(self) -> float:
        """Return the time by the database."""
        ...

    def lead(self) -> Lead | None:
        """Return who leads or last led, or None when nobody ever did."""
        ...

    def put_lead(self, lead: Lead) -> None:
        """Set who leads."""
        ...

    def find(self, job: JobName, slot: str) -> Run | None:
        """Return what became of a slot, or None when nobody took it up."""
        ...

    def add(self, run: Run) -> None:
        """Add a slot; raise StoreConflictError when it is there."""
        ...

    def update(self, run: Run) -> None:
        """Replace what became of a slot."""
        ...

    def unfinished(self) -> tuple[Run, ...]:
        """Return what is asked for or running, oldest first."""
        ...

    def newest(self, job: JobName, count: int) -> tuple[Run, ...]:
        """Return the last slots of a job, newest first."""
        ...

    def forget(self, *, ended_before: float) -> int:
        """Remove what ended before a moment, but for the newest of each job; return how many."""
        ...
