"""Checkpoints of the audit log as files: written whole or not at all, and read back.

Not allowed here: what a checkpoint shows (``planner.usecases.access.verify_audit``).
"""

import json
import os
from dataclasses import asdict
from pathlib import Path
from tempfile import NamedTemporaryFile

from planner.domain.audit import Checkpoint
from planner.domain.time import Minute

MOST_BYTES = 10_000
PATTERN = "logboek-*.json"


class CheckpointFileError(ValueError):
    """A file is no checkpoint, or cannot be written; first line what, second line the remedy."""


def write_checkpoint(made: Checkpoint, path: Path) -> None:
    """Write a checkpoint over what is there; raise CheckpointFileError."""
    try:
        with NamedTemporaryFile("w", dir=path.parent, prefix=".logboek-", delete=False, encoding="utf-8") as file:
            file.write(json.dumps(asdict(made), indent=2) + "\n")
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
    except OSError as error:
        said = error.strerror or "het schijfsysteem weigert"
        msg = f"{path} is niet te schrijven: {said}\nMaak de map, of geef een plek waar geschreven mag worden."
        raise CheckpointFileError(msg) from error


def add_checkpoint(made: Checkpoint, folder: Path) -> Path | None:
    """Write a checkpoint beside the others; return where, None where this end of the log has one already."""
    path = folder / f"logboek-{made.batches:09d}-{made.hash[:8]}.json"
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
            read = json.loads(file.read(MOST_BYTES))
        return Checkpoint(
            batches=int(read["batches"]),
            hash=str(read["hash"]),
            made_at=Minute(int(read["made_at"])),
            signature=str(read["signature"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{path} is geen controlepunt\nGeef een bestand van audit checkpoint."
        raise CheckpointFileError(msg) from error
