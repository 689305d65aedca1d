"""The pages of a regievoerder over the small world, published and looked at on Tuesday."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from planner.domain.access import Role
from planner.domain.resources import Capacity, ResourceKind, ResourceRef
from tests.api.casework.made import TUESDAY, ready
from tests.api.server.test_listening import serving
from tests.api.staff.made import Own, own_over
from tests.api.web.visiting import signed_in, token_for
from tests.planner.usecases.world import SITE, open_desk, weeks

Open = Callable[..., Page]
ROOMS = Capacity(resource=ResourceRef(ResourceKind.ROOM, SITE), interval=weeks(-1, 8), amount=2)


@pytest.fixture(scope="session")
def published_week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database with the small world published, to copy."""
    path = tmp_path_factory.mktemp("eigen") / "gepubliceerd.sqlite"
    with open_desk(f"sqlite:///{path}") as desk:
        desk.deliver((ROOMS,), source="kamers")
        ready(desk)
    return path


@pytest.fixture
def own(published_week: Path, tmp_path: Path) -> Iterator[Own]:
    """Give the pages."""
    path = shutil.copy(published_week, tmp_path / "eigen.sqlite")
    with open_desk(f"sqlite:///{path}") as desk:
        desk.clock = replace(desk.clock, minute=TUESDAY)
        yield own_over(desk)


@pytest.fixture
def opened(own: Own, chromium: BrowserContext) -> Iterator[Open]:
    """Give what opens a page in Chromium; at the end nothing may have been complained about or asked elsewhere."""
    said, asked = list[str](), list[str]()
    with ExitStack() as stack:
        here = f"http://127.0.0.1:{stack.enter_context(serving(own.app))}"

        def opens(path: str, role: Role = Role.REGIEVOERDER, code: str = "r1", *, width: int = 390) -> Page:
            token = token_for(own.desk.store, role, code, clock=own.desk.clock)
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
        assert [text for text in said if "422" not in text] == []
        assert [url for url in asked if not url.startswith((here, "data:"))] == []
