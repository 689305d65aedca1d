"""Keeping back-ups: one per slot, so many kept.

Not allowed here: making them and putting them back (a port).
"""

from pathlib import Path

from planner.ports.backup import Backups

NAME = "reservekopie-"


def keep_copies(backups: Backups, folder: Path, slot: str, *, kept: int) -> str:
    """Write the copy of a slot, remove the oldest beyond ``kept``, and say so; raise BackupError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{NAME}{_plain(slot)}{backups.suffix}"
    backups.write(target)
    target.chmod(0o600)
    copies = _copies(folder, backups.suffix)
    old = copies[: max(0, len(copies) - max(1, kept))]
    for path in old:
        path.unlink()
    megabytes = target.stat().st_size / 1e6
    return f"{target.name}, {megabytes:.1f} MB; {len(copies) - len(old)} bewaard"


def newest_copy(folder: Path, suffix: str) -> Path | None:
    """Return the newest copy of a folder, None when there is none."""
    found = _copies(folder, suffix)
    return found[-1] if found else None


def _copies(folder: Path, suffix: str) -> list[Path]:
    return sorted(folder.glob(f"{NAME}*{suffix}"), key=lambda path: (path.stat().st_mtime_ns, path.name))


def _plain(slot: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in slot)
