"""Secrets of one use: made long and at random, shown once, kept as a hash.

Not allowed here: passwords, which people choose.
"""

import secrets

from planner.usecases.agendas.feed_access import SECRET_BYTES, hash_of

__all__ = ["hash_of", "new_id", "new_token"]


def new_token() -> str:
    """Return 256 bits that nobody guesses, fit for a cookie, a header or an address."""
    return secrets.token_urlsafe(SECRET_BYTES)


def new_id(kind: str) -> str:
    """Return a short public name that begins with a letter for what it is of."""
    return f"{kind}{secrets.token_hex(5)}"
