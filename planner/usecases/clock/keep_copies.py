"""Keeping back-ups: one per slot, so many kept.

Not allowed here: making them (a port), and restoring.
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
    copies = sorted(folder.glob(f"{NAME}*{backups.suffix}"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    old = copies[: max(0, len(copies) - max(1, kept))]
    for path in old:
        path.unlink()
    megabytes = target.stat().st_size / 1e6
    return f"{target.name}, {megabytes:.1f} MB; {len(copies) - len(old)} bewaard"


def _plain(slot: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in slot)
