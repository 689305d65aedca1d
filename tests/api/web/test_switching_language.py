"""What somebody filled in is there still when they switch the language, and nowhere once they went on."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext

from api.composition import SystemClock
from api.server.app import create_app
from planner.domain.access import Role
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for

pytestmark = pytest.mark.browser


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give an empty store."""
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


def test_what_was_filled_in_is_there_in_the_other_language_and_kept_nowhere(
    store: SqlStore, chromium: BrowserContext
) -> None:
    app = create_app(store, SystemClock())
    with serving(app) as port, signed_in(chromium, here := f"http://127.0.0.1:{port}", token_for(store, Role.PLANNER)):
        page = chromium.new_page()
        page.goto(f"{here}/verstoringen/nieuw/regievoerder-afwezig")
        page.fill("main form [name=toelichting]", "half ingevuld")

        page.get_by_role("button", name="English").click()
        page.wait_for_load_state()

        assert page.locator("html").get_attribute("lang") == "en"
        assert page.input_value("main form [name=toelichting]") == "half ingevuld"
        assert page.evaluate("[sessionStorage.length, location.search]") == [0, ""]
        page.get_by_role("button", name="Nederlands").click()
        page.close()
