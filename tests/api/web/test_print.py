"""Sheets print the same in the frame of the server as they do as files: every part to the pixel."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from api.composition import SystemClock
from api.pages.site import pages
from api.pages.viewer import Role as PageRole
from api.pages.viewer import Viewer
from api.server.app import create_app
from planner.domain.access import Role
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.example_release import add_example_release
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for

pytestmark = pytest.mark.browser
A4 = 718
"""The width of A4 within its margins, in pixels of CSS."""
PARTS = """() => { const sheet = document.querySelector('.sheet'), at = sheet.getBoundingClientRect();
  return [...sheet.querySelectorAll('*')].map((one) => { const box = one.getBoundingClientRect();
    return [one.tagName, ...[box.x - at.x, box.y - at.y, box.width, box.height].map(Math.round)].join(' '); }); }"""
SEEN = """() => [...document.querySelectorAll('body *')].filter((one) => !one.closest('.sheet')
  && !one.querySelector('.sheet') && one.checkVisibility() && one.getBoundingClientRect().height > 0
  && one.tagName !== 'SCRIPT').map((one) => one.outerHTML)"""


def printed(page: Page, address: str) -> tuple[list[str], list[str]]:
    """Return where every part of the first sheet stands on paper, and what else is printed."""
    page.route("**/*.png", lambda route: route.abort())  # made elsewhere; both leave the same room
    page.set_viewport_size({"width": A4, "height": 1000})
    page.emulate_media(media="print")
    page.goto(address)
    return page.evaluate(PARTS), page.evaluate(SEEN)


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give a store with one release."""
    opened = open_store(sqlite_url)
    add_example_release(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("role", "viewer", "folder"),
    [(Role.KMAR, PageRole.KMAR, "escortbladen"), (Role.DJI, PageRole.DJI, "vervoersbladen")],
)
def test_a_sheet_is_printed_the_same_in_the_frame(
    store: SqlStore, chromium: BrowserContext, tmp_path: Path, role: Role, viewer: PageRole, folder: str
) -> None:
    with store.reading() as books:
        found = pages(books.releases.load(1), Viewer(viewer), served=True)
    path = next(path for path in found if path.startswith(folder))
    (tmp_path / folder).mkdir()
    for name in (path, "stijl.css", "blad.js"):
        (tmp_path / name).write_bytes(found[name].render())

    with serving(create_app(store, SystemClock())) as port:
        here = f"http://127.0.0.1:{port}"
        with signed_in(chromium, here, token_for(store, role)):
            page = chromium.new_page()
            framed = printed(page, f"{here}/nieuwste/{viewer}/{path}")
            alone = printed(page, (tmp_path / path).as_uri())
            page.close()

    assert framed == alone
    assert len(alone[0]) > 50
