"""Fixtures of the tests of the maps."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.conftest import skip_unless_ci
from tests.maps.browser import CHROMIUM, offline_chromium


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserContext]:
    """Give one real Chromium with the network off."""
    if not CHROMIUM.exists():
        skip_unless_ci(f"{CHROMIUM} is not there; install Chromium to run this test")
    with offline_chromium() as context:
        yield context
