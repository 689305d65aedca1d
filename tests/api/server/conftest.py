"""Fixtures of the tests of the server: a store with one release, and a supervisor who reads on this machine."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.composition import SystemClock
from api.server.app import create_app
from planner.domain.access import Role
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.example_release import add_example_release
from tests.api.web.visiting import visiting


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give a store with release 1."""
    opened = open_store(sqlite_url)
    add_example_release(opened)
    yield opened
    opened.close()


@pytest.fixture
def reader(store: SqlStore) -> Iterator[TestClient]:
    """Give a supervisor who signed in to the application over that store."""
    with visiting(create_app(store, SystemClock()), store, Role.SUPERVISOR) as client:
        yield client
