"""What everything done for one request or command has in common: a number, who asked, and from where.

Not allowed here: what is done.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


def new_operation_id() -> str:
    """Return a number that no other operation has."""
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One request or command. ``actor`` is the account that asked, empty where nobody signed in."""

    id: str = field(default_factory=new_operation_id)
    actor: str = ""
    origin: str = ""


_now: ContextVar[Operation | None] = ContextVar("operation", default=None)


def operation() -> Operation | None:
    """Return the operation that goes on, None where nobody said what it is."""
    return _now.get()


@contextmanager
def operating(what: Operation) -> Iterator[Operation]:
    """Do everything inside the block for one operation."""
    token = _now.set(what)
    try:
        yield what
    finally:
        _now.reset(token)
