"""The databases' various words for a conflict, and for not answering, turned into the port's."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from planner.ports.store import StoreConflictError, StoreUnreachableError

_CONFLICTS = ("40001", "40P01")
"""SQLSTATEs of PostgreSQL: serialization failure and deadlock."""


@contextmanager
def named() -> Iterator[None]:
    """Raise the port's errors for those of the database inside the block."""
    try:
        yield
    except DBAPIError as error:
        if _is_conflict(error):
            msg = "iemand anders wijzigde intussen hetzelfde; er is niets opgeslagen\nDoe het opnieuw."
            raise StoreConflictError(msg) from error
        if error.connection_invalidated or isinstance(error, OperationalError):
            msg = "de database antwoordt niet\nControleer of zij draait en doe het dan opnieuw."
            raise StoreUnreachableError(msg) from error
        raise


def _is_conflict(error: DBAPIError) -> bool:
    if isinstance(error, IntegrityError):
        return True
    return getattr(error.orig, "sqlstate", None) in _CONFLICTS or "database is locked" in str(error.orig)
