"""The pages of partners over the example release, looked at on the day before everything happens."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import BrowserContext, Page

from planner.domain.access import Role
from planner.store import open_store
from tests.api.partners.made import Carried, carried
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for

Open = Callable[..., Page]


@pytest.fixture
def work(sqlite_url: str) -> Iterator[Carried]:
    """Give the pages over a store with the release."""
    store = open_store(sqlite_url)
    yield carried(store)
    store.close()


@pytest.fixture
def opened(work: Carried, chromium: BrowserContext) -> Iterator[Open]:
    """Give what opens a page in Chromium; at the end nothing may have been complained about or asked elsewhere."""
    said, asked = list[str](), list[str]()
    with ExitStack() as stack:
        here = f"http://127.0.0.1:{stack.enter_context(serving(work.app))}"

        def opens(path: str, role: Role, code: str = "", *, width: int = 390) -> Page:
            stack.enter_context(signed_in(chromium, here, token_for(work.store, role, code, clock=work.clock)))
            page = chromium.new_page()
            stack.callback(page.close)
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("request", lambda request: asked.append(request.url))
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{here}{path}")
            return page

        yield opens
        assert [text for text in said if "422" not in text] == []
        assert [url for url in asked if not url.startswith((here, "data:"))] == []
