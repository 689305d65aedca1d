"""Desks to report at."""

from collections.abc import Iterator

import pytest

from tests.planner.usecases.disruptions.reported import more_facts
from tests.planner.usecases.world import Desk, open_desk, world_facts


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Desk]:
    """Give a desk with everything that reports are about."""
    with open_desk(sqlite_url) as opened:
        opened.deliver((*world_facts(), *more_facts()))
        yield opened


@pytest.fixture
def any_desk(database_url: str) -> Iterator[Desk]:
    """Give it on each kind of database."""
    with open_desk(database_url) as opened:
        opened.deliver((*world_facts(), *more_facts()))
        yield opened
