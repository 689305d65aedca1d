"""The fixtures themselves: each test gets an empty database of its own, on a real server."""

import os
from pathlib import Path

import psycopg
import pytest
import sqlalchemy

from tests.postgresql import PostgresServer, running_postgres

READ_VALUES = "SELECT value FROM kept ORDER BY value"


def dialect_of(url: str) -> str:
    engine = sqlalchemy.create_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text("CREATE TABLE kept (value INTEGER)"))
            connection.execute(sqlalchemy.text("INSERT INTO kept VALUES (1)"))
        with engine.connect() as connection:
            values = connection.execute(sqlalchemy.text(READ_VALUES)).scalars().all()
    finally:
        engine.dispose()
    assert values == [1]
    return engine.dialect.name


def test_database_url_is_empty_and_writable_on_both_databases(
    database_url: str, request: pytest.FixtureRequest
) -> None:
    expected = "postgresql" if database_url.startswith("postgresql") else "sqlite"

    assert dialect_of(database_url) == expected
    assert f"[{expected}]" in request.node.name


@pytest.mark.parametrize("turn", [1, 2])
def test_postgres_url_is_a_fresh_database_each_time(postgres_url: str, turn: int) -> None:
    assert (turn, dialect_of(postgres_url)) == (turn, "postgresql")


def test_drop_database_ends_open_connections(postgres_server: PostgresServer) -> None:
    postgres_server.create_database("left_open")
    address = f"host=127.0.0.1 port={postgres_server.port} user=postgres dbname=left_open"

    with psycopg.connect(address) as connection:
        postgres_server.drop_database("left_open")

        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")


def test_running_postgres_leaves_no_process_and_no_file() -> None:
    with running_postgres(durable=True) as server:
        folder, pid = server.folder, server.pid
        alive = Path(f"/proc/{pid}").exists()

    assert alive
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
