"""The pages of what came free and of a file of disruptions in Chromium: no violation, and usable by key alone."""

import pytest
from fastapi import FastAPI
from playwright.sync_api import BrowserContext, expect

from planner.domain.access import Role
from tests.api.desk.test_zones_page import RUN, app, drafted
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for
from tests.conftest import skip_unless_ci
from tests.maps.test_accessibility import AXE
from tests.planner.usecases.editing.drafted import Drafted

__all__ = ["app", "drafted"]
pytestmark = pytest.mark.browser
FREED = "/bureau/{week}/vrij?soort=regievoerder&code=R2&van=2026-11-26T09:00&tot=2026-11-26T17:00"


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", [FREED, "/verstoringen/bestand"])
def test_the_page_has_no_violation(
    drafted: Drafted, app: FastAPI, chromium: BrowserContext, path: str, width: int
) -> None:
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    token = token_for(drafted.store, Role.PLANNER, clock=drafted.clock)
    with serving(app) as port, signed_in(chromium, here := f"http://localhost:{port}", token):
        page = chromium.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(here + path.format(week=drafted.draft.week))
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(RUN)
        wide = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.close()

    assert (found, wide) == ([], True)


def test_what_came_free_is_asked_by_key(drafted: Drafted, app: FastAPI, chromium: BrowserContext) -> None:
    token = token_for(drafted.store, Role.PLANNER, clock=drafted.clock)
    with serving(app) as port, signed_in(chromium, here := f"http://localhost:{port}", token):
        page = chromium.new_page()
        page.goto(f"{here}/bureau/{drafted.draft.week}/vrij")
        page.get_by_label("Soort").focus()
        page.keyboard.type("vlucht")
        page.keyboard.press("Tab")
        page.keyboard.type("KL3")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Wat dit kan gebruiken")).to_be_visible()
        expect(page.get_by_text("vlucht KL3")).to_be_visible()
        page.close()
