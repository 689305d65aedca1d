"""Checkpoints of the audit log as files: written whole or not at all, and read back.

Not allowed here: what a checkpoint shows (``planner.usecases.access.verify_audit``).
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from planner.domain.audit import Checkpoint
from planner.domain.time import Minute
from planner.ports.access import CheckpointPlaceError

MOST_BYTES = 10_000
PATTERN = "logboek-*.json"


class CheckpointFileError(CheckpointPlaceError):
    """A file is no checkpoint, or cannot be written; first line what, second line the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderOfCheckpoints:
    """Implements ``planner.ports.access.Checkpoints`` in a folder, which belongs on another machine.

    A folder that is not there is not made: then it is probably not mounted.
    """

    folder: Path

    def newest(self) -> Checkpoint | None:
        """Return the one of the longest log, None before the first; raise CheckpointFileError."""
        found = sorted(self.folder.glob(PATTERN))
        return read_checkpoint(found[-1]) if found else None

    def all(self) -> tuple[Checkpoint, ...]:
        """Return all, the shortest log first; raise CheckpointFileError."""
        return checkpoints_in(self.folder)

    def add(self, made: Checkpoint) -> str | None:
        """Add one and return its name; None where this end of the log has one. Raise CheckpointFileError."""
        written = add_checkpoint(made, self.folder)
        return None if written is None else written.name


def write_checkpoint(made: Checkpoint, path: Path) -> None:
    """Write a checkpoint over what is there; raise CheckpointFileError."""
    try:
        with NamedTemporaryFile("w", dir=path.parent, prefix=".logboek-", delete=False, encoding="utf-8") as file:
            file.write(text_of(made))
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
    except OSError as error:
        said = error.strerror or "het schijfsysteem weigert"
        msg = f"{path} is niet te schrijven: {said}\nMaak de map, of geef een plek waar geschreven mag worden."
        raise CheckpointFileError(msg) from error


def name_of(made: Checkpoint) -> str:
    """Return the name of the file of a checkpoint; in order of name they are in order of length."""
    return f"logboek-{made.batches:09d}-{made.hash[:8]}.json"


def text_of(made: Checkpoint) -> str:
    """Return what is in the file of a checkpoint."""
    return json.dumps(asdict(made), indent=2) + "\n"


def add_checkpoint(made: Checkpoint, folder: Path) -> Path | None:
    """Write a checkpoint beside the others; return where, None where this end of the log has one already."""
    path = folder / name_of(made)
    if path.exists():
        return None
    write_checkpoint(made, path)
    return path


def checkpoints_in(folder: Path) -> tuple[Checkpoint, ...]:
    """Return the checkpoints of a folder, the oldest end of the log first; raise CheckpointFileError."""
    found = sorted(folder.glob(PATTERN))
    if not found:
        msg = f"in {folder} staan geen controlepunten\nGeef een map van audit checkpoint --folder."
        raise CheckpointFileError(msg)
    return tuple(read_checkpoint(path) for path in found)


def read_checkpoint(path: Path) -> Checkpoint:
    """Return the checkpoint in a file; raise CheckpointFileError."""
    try:
        with path.open("rb") as file:
            return parsed(file.read(MOST_BYTES))
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{path} is geen controlepunt\nGeef een bestand van audit checkpoint."
        raise CheckpointFileError(msg) from error


def parsed(content: bytes) -> Checkpoint:
    """Return the checkpoint that bytes hold; raise ValueError, KeyError or TypeError."""
    read = json.loads(content)
    return Checkpoint(
        batches=int(read["batches"]),
        hash=str(read["hash"]),
        made_at=Minute(int(read["made_at"])),
        signature=str(read["signature"]),
    )
