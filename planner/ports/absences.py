"""Ports to absence calendars and to the work list."""

from typing import Protocol

from planner.domain.absences import AbsenceProposal
from planner.domain.ids import RegievoerderId
from planner.domain.tasks import Task
from planner.domain.time import Minute


class AbsenceBooks(Protocol):
    """Proposals per person, with a revision per person."""

    def revision(self, owner: RegievoerderId) -> int:
        """Return how new a person's absence calendar is, 0 when it was never written."""
        ...

    def of(self, owner: RegievoerderId, *, since: int | None = None) -> tuple[AbsenceProposal, ...]:
        """Return a person's proposals by name; ``since``: only what changed after that revision."""
        ...

    def removed(self, owner: RegievoerderId, *, since: int) -> tuple[str, ...]:
        """Return the names of what was removed after a revision."""
        ...

    def all(self) -> tuple[AbsenceProposal, ...]:
        """Return the proposals of everybody, by person and name."""
        ...

    def find(self, owner: RegievoerderId, name: str) -> AbsenceProposal | None:
        """Return one."""
        ...

    def put(self, proposal: AbsenceProposal) -> None:
        """Store a proposal in place of the one with its name."""
        ...

    def remove(self, owner: RegievoerderId, name: str) -> None:
        """Remove one; its name stays known, so that other programs hear of it."""
        ...


class Tasks(Protocol):
    """The work list."""

    def raise_(self, task: Task) -> None:
        """Add a task, unless one with its key is open."""
        ...

    def open(self) -> tuple[Task, ...]:
        """Return what is to be done, oldest first."""
        ...

    def finish(self, key: str, *, at: Minute, by: str) -> None:
        """End the open task with a key, if there is one."""
        ...

    def forget(self, *, done_before: Minute) -> int:
        """Remove what was settled before a moment; return how many."""
        ...
