"""Hashing passwords with argon2id.

Not allowed here: what a password may be (``planner.domain.passwords``).
"""

import threading
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2
"""Each takes 64 MiB for a moment; more at a time would let guessers use up the memory."""
_NOBODYS = "dit is niemands wachtwoord"


class Argon2Passwords:
    """Implements ``planner.ports.access.Passwords`` with the strength that RFC 9106 advises where memory is scarce."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        """Return what is kept of a password."""
        with self._turns:
            return self._hasher.hash(password)

    def matches(self, password: str, kept: str) -> bool:
        """Return whether a password is the one kept; takes as long for an empty ``kept``, which nothing matches."""
        with self._turns:
            try:
                self._hasher.verify(kept or self._nobodys, password)
            except (VerificationError, InvalidHashError):
                return False
        return bool(kept)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(_NOBODYS)
