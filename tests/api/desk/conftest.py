"""The desk page over a made-up week, opened in Chromium by a planner who signed in."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import BrowserContext, Page

from planner.domain.access import Role
from planner.domain.civil import at
from planner.domain.ids import PlaceId
from planner.domain.places import Place, PlaceKind
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.desk.made_app import made_app
from tests.api.desk.made_desk import MadeDesk
from tests.api.desk.made_week import WEEK, made_week
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for
from tests.desk_moves import settled

PLACE = Place(
    id=PlaceId("DC-ROTTERDAM"), name="DC Rotterdam", kind=PlaceKind.DETENTION, city="Rotterdam", lat=51.95, lon=4.44
)
REFUSED = re.compile(r"status of (409|422|503)")
OpenDesk = Callable[..., Page]


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give a store that knows one place."""
    opened = open_store(sqlite_url)
    with opened.transaction() as books:
        books.facts.record([PLACE], source="toets", at=at(WEEK.monday, 0))
    yield opened
    opened.close()


@pytest.fixture
def desk() -> MadeDesk:
    """Give a draft in memory."""
    return MadeDesk(made_week())


@pytest.fixture
def open_desk(store: SqlStore, desk: MadeDesk, chromium: BrowserContext) -> Iterator[OpenDesk]:
    """Give what opens the desk; at the end nothing may have been complained about or asked elsewhere."""
    said, asked = list[str](), list[str]()
    with ExitStack() as stack:
        port = stack.enter_context(serving(made_app(store, desk)))
        here = f"http://127.0.0.1:{port}"

        def opened(role: Role = Role.PLANNER, *, width: int = 1440, path: str = "") -> Page:
            stack.enter_context(signed_in(chromium, here, token_for(store, role)))
            page = chromium.new_page()
            stack.callback(page.close)
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("request", lambda request: asked.append(request.url))
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="light", reduced_motion="reduce")
            page.goto(f"{here}/bureau/{WEEK}{path}")
            settled(page)
            return page

        yield opened
        assert [text for text in said if not REFUSED.search(text)] == []
        assert [url for url in asked if not url.startswith((here, "data:"))] == []
