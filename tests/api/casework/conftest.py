"""The pages about cases over the small world, published and looked at on Tuesday."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from planner.domain.access import Role
from tests.api.casework.made import TUESDAY, Pages, pages_over, ready
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for
from tests.planner.usecases.world import open_desk

Open = Callable[..., Page]
REFUSED = re.compile(r"status of (404|422)")
"""What Chromium says of a page that tells what is wrong."""


@pytest.fixture(scope="session")
def published_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database with the small world published, to copy."""
    path = tmp_path_factory.mktemp("zaken") / "gepubliceerd.sqlite"
    with open_desk(f"sqlite:///{path}") as desk:
        ready(desk)
    return path


@pytest.fixture
def pages(published_books: Path, tmp_path: Path) -> Iterator[Pages]:
    """Give the pages; the work list is made."""
    path = shutil.copy(published_books, tmp_path / "zaken.sqlite")
    with open_desk(f"sqlite:///{path}") as desk:
        desk.clock = replace(desk.clock, minute=TUESDAY)
        made = pages_over(desk)
        made.work.standing.renew()
        yield made


@pytest.fixture
def opened(pages: Pages, chromium: BrowserContext) -> Iterator[Open]:
    """Give what opens a page in Chromium; at the end nothing may have been complained about or asked elsewhere."""
    said, asked = list[str](), list[str]()
    with ExitStack() as stack:
        port = stack.enter_context(serving(pages.app))
        here = f"http://127.0.0.1:{port}"

        def opens(path: str, role: Role = Role.PLANNER, code: str = "", *, width: int = 1440) -> Page:
            token = token_for(pages.desk.store, role, code, clock=pages.desk.clock)
            stack.enter_context(signed_in(chromium, here, token))
            page = chromium.new_page()
            stack.callback(page.close)
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("request", lambda request: asked.append(request.url))
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{here}{path}")
            return page

        yield opens
        assert [text for text in said if not REFUSED.search(text)] == []
        assert [url for url in asked if not url.startswith((here, "data:"))] == []
