"""Fixtures that every test may use; no test and no knowledge of a single package stands here."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from tests.browser import CHROMIUM, offline_context
from tests.postgresql import PostgresServer, PostgresUnavailableError, find_programs, running_postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Give one real PostgreSQL server per test process, started when the first test asks for it."""
    try:
        find_programs()
    except PostgresUnavailableError as missing:
        skip_unless_ci(str(missing))
    with running_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """Give the address of an empty PostgreSQL database of this test alone."""
    name = f"test_{uuid.uuid4().hex}"
    yield postgres_server.create_database(name)
    postgres_server.drop_database(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Give the address of a SQLite file of this test alone; the file does not exist yet."""
    return f"sqlite:///{tmp_path / 'vertrekplanner.sqlite'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Give an empty database: the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """Give what drives browsers: one per test process, for a second finds its loop taken."""
    if not CHROMIUM.exists():
        skip_unless_ci(f"{CHROMIUM} is not there; install Chromium to run this test")
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright_driver: Playwright) -> Iterator[BrowserContext]:
    """Give one real Chromium per test process, with the network off."""
    with offline_context(playwright_driver) as context:
        yield context


def skip_unless_ci(reason: str) -> None:
    """Leave a test out, saying why; where CI is set nothing may be left out, so fail instead."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
