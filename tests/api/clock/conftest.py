"""Desks over real databases for the clock to work on."""

from collections.abc import Iterator

import pytest

from tests.planner.usecases.world import Desk, open_desk, world_facts


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Desk]:
    """Give a desk with the small world."""
    with open_desk(sqlite_url) as opened:
        opened.deliver(world_facts())
        yield opened


@pytest.fixture
def any_desk(database_url: str) -> Iterator[Desk]:
    """Give, on each kind of database, a desk with the small world."""
    with open_desk(database_url) as opened:
        opened.deliver(world_facts())
        yield opened
