"""Copies of the whole database while it is in use, and back: SQLite's own online copy, or ``pg_dump``/``pg_restore``.

Not allowed here: where copies go and how many are kept.
"""

import os
import secrets
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from planner.ports.backup import BackupError, Backups

_MINUTES = 30
"""So long a dump may take."""


def backups_of(address: str, rehearse_at: str = "") -> Backups:
    """Return what makes copies of the database at an address.

    ``rehearse_at``: a PostgreSQL address whose user may make databases; else the user of ``address`` must.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return SqliteBackups(Path(url.database or ""))
    return PostgresBackups(url, make_url(rehearse_at) if rehearse_at else url)


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

    def restore(self, source: Path, into: str) -> None:
        """Put a copy into the empty database at an address; raise BackupError, also when it is not empty."""
        target = Path(make_url(into).database or "")
        if target.exists() and target.stat().st_size:
            msg = f"{target} bestaat al\nGeef een database die er nog niet is; leg de oude eerst apart."
            raise BackupError(msg)
        try:
            with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as copy:
                found = copy.execute("PRAGMA integrity_check").fetchone()[0]
            if found != "ok":
                msg = f"de reservekopie is niet heel: {found}\nNeem een eerdere kopie."
                raise BackupError(msg)
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copyfile(source, target)
            target.chmod(0o600)
        except (sqlite3.Error, OSError) as error:
            msg = f"de reservekopie is niet terug te zetten: {error}\nControleer het bestand, of neem een eerdere."
            raise BackupError(msg) from error

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Give the address of a file that is not there yet, in a folder that is gone afterwards."""
        with TemporaryDirectory(prefix="herstelproef-") as folder:
            yield f"sqlite:///{folder}/herstelproef.sqlite"


class PostgresBackups:
    """Dumps of a PostgreSQL database in its own compressed format, read back by ``pg_restore --list``."""

    suffix = ".dump"

    def __init__(self, url: URL, rehearse_at: URL) -> None:
        """Take the address, and one whose user may make databases."""
        self._url, self._rehearse_at = url, rehearse_at

    def write(self, target: Path) -> None:
        """Write a dump to a path and read it back; raise BackupError."""
        part = target.with_name(f"{target.name}.deel")
        try:
            _run(
                "pg_dump",
                "--format=custom",
                f"--file={part}",
                f"--dbname={_plain(self._url)}",
                password=self._url.password,
            )
            _run("pg_restore", "--list", str(part))
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def restore(self, source: Path, into: str) -> None:
        """Put a copy into the empty database at an address; raise BackupError, also when it is not empty."""
        url = make_url(into)
        if self._asked(url, "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"):
            msg = f"database {url.database} is niet leeg\nMaak een lege: createdb NAAM."
            raise BackupError(msg)
        options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        _run("pg_restore", *options, f"--dbname={_plain(url)}", str(source), password=url.password)

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Give the address of a database that is made for it and dropped afterwards; raise BackupError."""
        name = f"herstelproef_{secrets.token_hex(6)}"
        self._asked(self._rehearse_at, f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            yield self._rehearse_at.set(database=name).render_as_string(hide_password=False)
        finally:
            self._asked(self._rehearse_at, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    @staticmethod
    def _asked(url: URL, statement: str) -> int:
        engine = create_engine(url.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                found = connection.execute(text(statement))
                return int(found.scalar() or 0) if found.returns_rows else 0
        except SQLAlchemyError as error:
            said = str(error).splitlines()[0]
            msg = f"{said}\nGeef de gebruiker het recht databases te maken, of geef een adres van wie dat mag."
            raise BackupError(msg) from error
        finally:
            engine.dispose()


def _plain(url: URL) -> str:
    """Return the address without the password, which goes by the environment: a process list is public."""
    return url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)


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
