"""Port to the first answers to what was asked under a key."""

from typing import Protocol

from planner.domain.once import KeptAnswer, Taken


class KeptAnswers(Protocol):
    """One answer under one key, ``under`` of who asked it and ``asked`` of what was asked, both as digests."""

    def take(self, under: str, asked: str, *, holder: str, now: float) -> KeptAnswer | Taken:
        """Return the answer, or take the key up for ``holder``.

        Raise KeyUsedError when something else was asked under it, StoreConflictError when two take it up at once.
        """
        ...

    def keep(self, under: str, answer: KeptAnswer, *, holder: str) -> None:
        """Store the answer, unless somebody else has taken the key over."""
        ...

    def let_go(self, under: str, *, holder: str) -> None:
        """Forget that a key was taken up: nothing was done, and it may be asked again."""
        ...

    def forget(self, *, before: float) -> int:
        """Remove what was taken up before a moment; return how many."""
        ...
