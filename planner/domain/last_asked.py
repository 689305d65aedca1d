"""What was made of the object that was asked about last: made anew for another object, and for none twice in a row.

Not allowed here: what is made; several objects at once (``api.kept`` has those).
"""

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class LastAsked(Generic[K, V]):
    """Makes something of an object that never changes, and has it at hand while that object is asked about."""

    def __init__(self, make: Callable[[K], V]) -> None:
        self._make = make
        self._last: tuple[K, V] | None = None

    def of(self, asked: K) -> V:
        """Return what belongs to an object: that very one, not one like it."""
        last = self._last
        if last is None or last[0] is not asked:
            last = self._last = (asked, self._make(asked))
        return last[1]
