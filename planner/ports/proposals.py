"""Port to proposals of publications."""

from typing import Protocol

from planner.domain.release_proposal import ReleaseProposal


class Proposals(Protocol):
    """Proposals in the order they were made; what became of one is filled in once."""

    def add(self, proposal: ReleaseProposal) -> int:
        """Store one and return its number; raise StoreConflictError when its key was used."""
        ...

    def find(self, number: int) -> ReleaseProposal | None:
        """Return one by its number."""
        ...

    def by_key(self, by: str, key: str) -> int | None:
        """Return the number of the one that somebody asked for under a key; None for none."""
        ...

    def open(self) -> tuple[tuple[int, ReleaseProposal], ...]:
        """Return those that wait for a decision, oldest first."""
        ...

    def decide(self, number: int, proposal: ReleaseProposal) -> None:
        """Store what became of an open one; raise StoreConflictError when it was decided already."""
        ...
