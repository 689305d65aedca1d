"""The pages about disruptions over the small world, published, with what reports are about beside it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import BrowserContext, Page

from api.server.app import create_app
from planner.domain.access import Role
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for, visiting
from tests.planner.usecases.disruptions.reported import more_facts
from tests.planner.usecases.world import Desk, open_desk, world_facts

Open = Callable[..., Page]
HERE = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}


@dataclass
class Site:
    """The application over a desk."""

    desk: Desk
    app: FastAPI

    def visit(self, role: Role, code: str = "", *, page: bool = True) -> TestClient:
        """Return a reader with a session."""
        client = visiting(self.app, self.desk.store, role, code, clock=self.desk.clock, page=page)
        client.headers.update(HERE)
        return client


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database with the small world published, to copy."""
    path = tmp_path_factory.mktemp("verstoringen") / "gepubliceerd.sqlite"
    with open_desk(f"sqlite:///{path}") as desk:
        desk.deliver((*world_facts(), *more_facts()))
        desk.solve()
        desk.publish("een")
    return path


@pytest.fixture
def site(published: Path, tmp_path: Path) -> Iterator[Site]:
    """Give the pages."""
    path = shutil.copy(published, tmp_path / "verstoringen.sqlite")
    with open_desk(f"sqlite:///{path}") as desk:
        yield Site(desk, create_app(desk.store, desk.clock))


@pytest.fixture
def opened(site: Site, chromium: BrowserContext) -> Iterator[Open]:
    """Give what opens a page in Chromium; at the end nothing may have been complained about or asked elsewhere."""
    said, asked = list[str](), list[str]()
    with ExitStack() as stack:
        here = f"http://127.0.0.1:{stack.enter_context(serving(site.app))}"

        def opens(path: str, role: Role = Role.PLANNER, code: str = "", *, width: int = 1440) -> Page:
            token = token_for(site.desk.store, role, code, clock=site.desk.clock)
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
