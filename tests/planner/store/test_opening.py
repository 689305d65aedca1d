"""Opening a store: migrations, durable settings, and clear refusals."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

import planner.store.migrations
from planner.domain.audit import AuditQuery, Deed
from planner.domain.ids import CaseId
from planner.domain.time import Minute
from planner.ports.store import Event, StoreError, StoreUnreachableError
from planner.store import open_store
from planner.store.opening import HEAD
from planner.store.rows import Row
from planner.store.transactions import SqlStore
from planner.usecases.access.verify_audit import verify_audit


def test_the_migrations_make_exactly_the_tables_of_the_program(database_url: str) -> None:
    open_store(database_url).close()

    engine = create_engine(database_url)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Row.metadata)
    engine.dispose()
    assert differences == []


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(planner.store.migrations.__file__).parent))

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_opening_again_keeps_what_is_there(database_url: str) -> None:
    event = Event(at=Minute(1), actor="planner", what="import")
    first = open_store(database_url)
    with first.transaction() as books:
        books.events.add(event)
    first.close()

    second = open_store(database_url)
    with second.reading() as books:
        assert books.events.newest(5) == (event,)
    second.close()


def test_several_may_open_an_empty_database_at_the_same_time(database_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(open_store, [database_url] * 4))

    for store in stores:
        with store.reading() as books:
            assert books.events.newest(1) == ()
        store.close()


def test_sqlite_is_opened_durably(sqlite_url: str) -> None:
    store = open_store(sqlite_url)
    with store.engine.connect() as connection:
        pragmas = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    store.close()

    full, on, milliseconds = 2, 1, 30_000
    assert pragmas == ["wal", full, on, milliseconds]


def test_a_database_of_a_newer_program_is_refused(sqlite_url: str) -> None:
    open_store(sqlite_url).close()
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()

    with pytest.raises(StoreError, match="andere versie"):
        open_store(sqlite_url)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("no address", "niet leesbaar"),
        ("mysql://localhost/x", "mysql wordt niet ondersteund"),
        ("postgresql+unknown://localhost/x", "stuurprogramma"),
        ("postgresql://user:secret@127.0.0.1:1/x", "gaat niet open"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_its_password(address: str, words: str) -> None:
    with pytest.raises(StoreError, match=words) as refusal:
        open_store(address)

    assert "secret" not in str(refusal.value)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.sqlite"
    file.write_bytes(b"not a database, " * 100)

    with pytest.raises(StoreError, match="gaat niet open"):
        open_store(f"sqlite:///{file}")

    assert file.read_bytes() == b"not a database, " * 100


def test_every_migration_can_be_undone(sqlite_url: str) -> None:
    open_store(sqlite_url).close()
    config = Config()
    config.set_main_option("script_location", str(Path(planner.store.migrations.__file__).parent))
    engine = create_engine(sqlite_url)

    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        left = inspect(connection).get_table_names()
    engine.dispose()

    assert left == ["alembic_version"]


def test_lines_of_the_log_from_before_sets_of_cases_are_read_and_verified(sqlite_url: str) -> None:
    """As a program of before wrote them: the hashes are those of that program."""
    store = open_store(sqlite_url)
    with store.transaction() as books:
        books.audit.add(Deed(at=Minute(1), actor="planner", action="read", cases=(CaseId("Z1"), CaseId("Z2"))))
    with store.reading() as books:
        lines, seal = books.audit.find(AuditQuery()), books.audit.head()
    store.close()
    config = Config()
    config.set_main_option("script_location", str(Path(planner.store.migrations.__file__).parent))
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0015")
        columns = {one["name"] for one in inspect(connection).get_columns("audit_entry")}
    engine.dispose()

    again = open_store(sqlite_url)
    with again.reading() as books:
        assert (books.audit.find(AuditQuery()), books.audit.head()) == (lines, seal)
    assert verify_audit(again).intact
    again.close()
    plain = {name: getattr(lines[0], name) for name in columns}
    written = json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()
    assert (seal and seal.digest) == sha256(sha256(written).digest()).hexdigest()


def test_a_file_that_must_exist_is_not_made(tmp_path: Path) -> None:
    absent = tmp_path / "weg" / "planner.sqlite"

    with pytest.raises(StoreError, match="nog geen database"):
        open_store(f"sqlite:///{absent}", must_exist=True)

    assert not absent.parent.exists()


def test_a_database_that_does_not_answer_is_named() -> None:
    store = SqlStore(create_engine("postgresql+psycopg://nobody@127.0.0.1:9/nothing"))

    with pytest.raises(StoreUnreachableError, match="antwoordt niet"), store.reading() as books:
        books.events.newest(1)
