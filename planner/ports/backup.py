"""Port to copies of the whole database, for when it is lost, and to databases that copies are put back into.

Not allowed here: where copies go and how many are kept.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class BackupError(RuntimeError):
    """No copy could be made, read back or put back; nothing that looks like a copy is left."""


class Backups(Protocol):
    """Makes a copy of a database that is in use, as it was at one moment, and puts copies back."""

    suffix: str
    """How the names of copies end."""

    def write(self, target: Path) -> None:
        """Write a copy to a path and read it back; raise BackupError."""
        ...

    def restore(self, source: Path, into: str) -> None:
        """Put a copy into the empty database at an address; raise BackupError, also when it is not empty."""
        ...

    def fresh(self) -> AbstractContextManager[str]:
        """Give the address of an empty database of the same kind, which is gone afterwards; raise BackupError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What a table that is only added to holds: up to which number, how many rows, and a digest over them."""

    through: int
    count: int
    digest: str


class RowCounts(Protocol):
    """Counts what is in the tables that are only added to."""

    def all(self) -> Mapping[str, Rows]:
        """Return what each table holds."""
        ...

    def through(self, last: Mapping[str, int]) -> Mapping[str, Rows]:
        """Return what each table holds up to a number."""
        ...
