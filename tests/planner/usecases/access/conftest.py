"""A store on each kind of database, and a clock set by hand."""

from collections.abc import Iterator

import pytest

from planner.domain.time import Minute
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.planner.usecases.fakes import HandClock

BEGAN = Minute(3_600_000)


@pytest.fixture
def clock() -> HandClock:
    """Give a clock that stands still."""
    return HandClock(BEGAN)


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """Give an empty store."""
    found = open_store(database_url)
    yield found
    found.close()
