"""Every page of every viewer in a real Chromium, under the headers of the server."""

import pytest
from playwright.sync_api import BrowserContext

from api.pages.page import HTML
from api.pages.site import pages, viewers
from planner.domain.access import Role
from planner.store.transactions import SqlStore
from tests.api.server.test_listening import running
from tests.api.web.visiting import signed_in, token_for

OWN = ("/publicaties", "/api", "/regelboek", "/rulebook", "/algoritmekaart", "/algorithm-card")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_opens_without_complaint_and_fits_the_screen(
    store: SqlStore, chromium: BrowserContext, width: int
) -> None:
    with store.reading() as books:
        release = books.releases.load(1)
    paths = [
        f"/publicaties/1/{viewer}/{path}"
        for viewer in viewers(release)
        for path, page in pages(release, viewer).items()
        if page.media_type == HTML
    ]
    page, asked, said = chromium.new_page(), list[str](), list[tuple[str, str]]()
    page.set_viewport_size({"width": width, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append((page.url, message.text)))
    page.on("pageerror", lambda error: said.append((page.url, str(error))))

    too_wide, refused = list[str](), list[str]()
    with running(store) as port:
        here = f"http://127.0.0.1:{port}"
        with signed_in(chromium, here, token_for(store, Role.SUPERVISOR)):
            for path in (*OWN, *paths):
                answer = page.goto(here + path)
                refused.extend([path] if answer is None or answer.status >= 400 else [])
                if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                    too_wide.append(path)
            page.close()

    assert len(paths) > 8
    assert said == []
    assert [url for url in asked if not url.startswith((f"{here}/", "data:", "blob:"))] == []
    assert (refused, too_wide) == ([], [])
