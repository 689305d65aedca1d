"""Port to copies of the whole database, for when it is lost.

Not allowed here: where copies go and how many are kept.
"""

from pathlib import Path
from typing import Protocol


class BackupError(RuntimeError):
    """No copy could be made, or it could not be read back; nothing that looks like a copy is left."""


class Backups(Protocol):
    """Makes a copy of a database that is in use, as it was at one moment."""

    suffix: str
    """How the names of copies end."""

    def write(self, target: Path) -> None:
        """Write a copy to a path and read it back; raise BackupError."""
        ...
