"""Ports to the outbox and to those who carry messages."""

from typing import Protocol

from planner.domain.messages import Message
from planner.domain.time import Minute


class Outbox(Protocol):
    """Messages made in the transaction that publishes, sent afterwards, kept as proof of what was told."""

    def add(self, message: Message) -> None:
        """Add a message; one with its key is left as it is."""
        ...

    def due(self, *, at: Minute, most: int) -> tuple[tuple[int, Message], ...]:
        """Return waiting messages whose time has come, with their numbers, oldest first."""
        ...

    def find(self, number: int) -> Message | None:
        """Return a message by its number."""
        ...

    def by_key(self, key: str) -> Message | None:
        """Return a message by its key."""
        ...

    def update(self, number: int, message: Message) -> None:
        """Replace a message by what became of it."""
        ...

    def forget(self, *, before: Minute) -> int:
        """Remove what was settled and due before a moment, but for the newest; return how many."""
        ...

    def of_release(self, release: int) -> tuple[tuple[int, Message], ...]:
        """Return the messages about a publication, with their numbers."""
        ...


class Carrier(Protocol):
    """Carries a message to its reader; raises CarrierError when it did not arrive."""

    def carry(self, number: int, message: Message, *, token: str) -> None:
        """Deliver; ``token`` proves to us that the reader had it."""
        ...


class CarrierError(RuntimeError):
    """A message could not be delivered. ``lasting``: trying again is of no use."""

    def __init__(self, text: str, *, lasting: bool = False) -> None:
        super().__init__(text)
        self.lasting = lasting
