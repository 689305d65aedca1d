"""Fixtures of the tests of the server: a store with one release, and a reader on this machine."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.composition import SystemClock
from api.server.app import create_app
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.example_release import add_example_release

HERE = "http://127.0.0.1"


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give a store with release 1."""
    opened = open_store(sqlite_url)
    add_example_release(opened)
    yield opened
    opened.close()


@pytest.fixture
def reader(store: SqlStore) -> Iterator[TestClient]:
    """Give a reader of the application over that store."""
    with TestClient(create_app(store, SystemClock()), base_url=HERE, raise_server_exceptions=False) as client:
        yield client
