"""Opening a database: durable settings, and the tables brought up to date.

Not allowed here: reading or writing rows.
"""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from planner.ports.store import StoreAbsentError, StoreError
from planner.store.transactions import SqlStore

HEAD = "0017"
"""The newest migration; a test holds it against the folder of migrations."""
BUSY_SECONDS = 30
"""How long a writer waits for another writer on SQLite."""
AT_ONCE = 40
"""So many requests are answered at once; each may read, and meanwhile write down who reads, and waits for no other."""
_MIGRATION_LOCK = 7_203_114_908
"""Any fixed number: keeps two processes from migrating one PostgreSQL database at the same time."""


def open_store(url: str, *, must_exist: bool = False) -> SqlStore:
    """Open the store at a database address, making or updating its tables; raise StoreError.

    ``must_exist``: a SQLite file that is not there is not made.
    """
    address = _parse(url)
    if must_exist:
        _refuse_absent(address)
    engine = _engine(address)
    try:
        _bring_up_to_date(engine)
    except StoreError:
        engine.dispose()
        raise
    except SQLAlchemyError as error:
        engine.dispose()
        reason = str(error).splitlines()[0]
        msg = (
            f"database {engine.url.render_as_string()} gaat niet open: {reason}\n"
            "Controleer het adres en of de databaseserver draait."
        )
        raise StoreError(msg) from error
    return SqlStore(engine)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        msg = "het databaseadres is niet leesbaar\nSchrijf bijvoorbeeld sqlite:///var/vertrekplanner.sqlite."
        raise StoreError(msg) from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        msg = f"{parsed.get_backend_name()} wordt niet ondersteund\nKies sqlite of postgresql."
        raise StoreError(msg)
    return parsed.set(drivername="postgresql+psycopg") if parsed.drivername == "postgresql" else parsed


def _refuse_absent(url: URL) -> None:
    if url.get_backend_name() == "sqlite" and url.database != ":memory:" and not Path(url.database or "").is_file():
        msg = f"er is nog geen database op {url.database}\nControleer het pad, of begin met vertrekplanner import."
        raise StoreAbsentError(msg)


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite_engine(url)
        return create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True, max_overflow=2 * AT_ONCE)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        msg = f"voor {url.drivername} ontbreekt het stuurprogramma\nLaat het stuk na de plus weg."
        raise StoreError(msg) from error


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    on_disk = bool(url.database) and url.database != ":memory:"
    pool = {"pool_size": AT_ONCE, "max_overflow": AT_ONCE} if on_disk else {}
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Set what SQLite needs to lose nothing; transactions are begun by ``_begin_sqlite``."""
    if not isinstance(connection, sqlite3.Connection):
        raise TypeError(type(connection))
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is past its term may not stay in unused pages


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once, so that what a writer reads still holds when it writes."""
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _bring_up_to_date(engine: Engine) -> None:
    with engine.connect().execution_options(reads_only=True) as connection:
        if _version(connection) == HEAD:
            return
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            # Each statement must see what another process migrated while this one waited for the lock.
            connection.execution_options(isolation_level="READ COMMITTED")
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATION_LOCK})
        if _version(connection) != HEAD:
            _migrate(connection)
        connection.commit()


def schema_version(url: str) -> str | None:
    """Return which migration the tables at an address have had, None without tables; raise StoreError."""
    engine = _engine(_parse(url))
    try:
        with engine.connect().execution_options(reads_only=True) as connection:
            return _version(connection)
    except SQLAlchemyError as error:
        msg = f"de database is niet leesbaar: {str(error).splitlines()[0]}\nControleer het adres en het bestand."
        raise StoreError(msg) from error
    finally:
        engine.dispose()


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import and seldom needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        msg = f"de tabellen zijn van een andere versie: {error}\nGebruik de versie van het programma die ze maakte."
        raise StoreError(msg) from error
