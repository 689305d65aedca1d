"""Copies of the whole database while it is in use: SQLite's own online copy, or ``pg_dump``.

Not allowed here: where copies go and how many are kept.
"""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from planner.ports.backup import BackupError, Backups

_MINUTES = 30
"""So long a dump may take."""


def backups_of(address: str) -> Backups:
    """Return what makes copies of the database at an address."""
    url = make_url(address)
    return SqliteBackups(Path(url.database or "")) if url.get_backend_name() == "sqlite" else PostgresBackups(url)


class SqliteBackups:
    """Copies of a SQLite file, page by page, with what is still in its journal."""

    suffix = ".sqlite"

    def __init__(self, source: Path) -> None:
        """Take the file."""
        self._source = source

    def write(self, target: Path) -> None:
        """Write a copy to a path and read it back; raise BackupError."""
        part = target.with_name(f"{target.name}.deel")
        part.unlink(missing_ok=True)
        try:
            with (
                closing(sqlite3.connect(f"file:{self._source}?mode=ro", uri=True)) as source,
                closing(sqlite3.connect(part)) as copy,
            ):
                source.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
                found = copy.execute("PRAGMA integrity_check").fetchone()[0]
            if found != "ok":
                msg = f"de reservekopie is niet heel: {found}\nControleer de schijf."
                raise BackupError(msg)
            part.replace(target)
        except (sqlite3.Error, OSError) as error:
            msg = f"de reservekopie lukte niet: {error}\nControleer de map en of de schijf vol is."
            raise BackupError(msg) from error
        finally:
            part.unlink(missing_ok=True)


class PostgresBackups:
    """Dumps of a PostgreSQL database in its own compressed format, read back by ``pg_restore --list``."""

    suffix = ".dump"

    def __init__(self, url: URL) -> None:
        """Take the address."""
        self._url = url

    def write(self, target: Path) -> None:
        """Write a dump to a path and read it back; raise BackupError."""
        part = target.with_name(f"{target.name}.deel")
        try:
            _run(
                "pg_dump", "--format=custom", f"--file={part}", f"--dbname={self._plain()}", password=self._url.password
            )
            _run("pg_restore", "--list", str(part))
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def _plain(self) -> str:
        """Return the address without the password, which goes by the environment: a process list is public."""
        return self._url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)


def _run(program: str, *arguments: str, password: str | None = None) -> None:
    found = shutil.which(program)
    if found is None:
        msg = f"{program} is niet geïnstalleerd\nInstalleer de hulpprogramma's van PostgreSQL (postgresql-client)."
        raise BackupError(msg)
    surroundings = {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
    try:
        subprocess.run(  # noqa: S603 - a program of the database with our own arguments
            (found, *arguments), check=True, capture_output=True, text=True, timeout=60 * _MINUTES, env=surroundings
        )
    except (subprocess.SubprocessError, OSError) as error:
        said = getattr(error, "stderr", "") or str(error)
        msg = f"{program} lukte niet: {said.strip().splitlines()[0]}\nControleer de database en de map."
        raise BackupError(msg) from error
