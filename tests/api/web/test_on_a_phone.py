"""On a phone no table is cut off: its rows are cards, each value under the name of its column."""

import pytest
from playwright.sync_api import BrowserContext

from api.composition import SystemClock
from api.server.app import create_app
from planner.domain.access import Role
from planner.store import open_store
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for

PAGES = ("/normen", "/normen/protocollen", "/normen/protocollen/basis/1", "/normen/R03/talk", "/account", "/logboek")
CUT = """() => [...document.querySelectorAll("main :is(table, .scroll)")]
  .filter((one) => one.checkVisibility() && (one.scrollWidth > one.clientWidth + 1
    || one.getBoundingClientRect().right > window.innerWidth))
  .map((one) => one.outerHTML.slice(0, 80))"""
NAMED = """() => [...document.querySelectorAll("main table.norms tbody td")].slice(0, 3)
  .map((one) => getComputedStyle(one, "::before").content)"""


@pytest.mark.browser
def test_no_table_is_cut_off_and_values_are_named(sqlite_url: str, chromium: BrowserContext) -> None:
    store = open_store(sqlite_url)
    app = create_app(store, SystemClock())
    cut, named = dict[str, list[str]](), list[str]()
    with serving(app) as port:
        here = f"http://127.0.0.1:{port}"
        for role in (Role.SUPERVISOR, Role.AUDITOR):
            with signed_in(chromium, here, token_for(store, role)):
                page = chromium.new_page()
                page.set_viewport_size({"width": 390, "height": 844})
                for path in PAGES:
                    answer = page.goto(here + path)
                    if answer is not None and answer.ok:
                        cut[path] = page.evaluate(CUT)
                        named = named or page.evaluate(NAMED)
                page.close()
    app.state.jobs.close()
    store.close()

    assert {path: found for path, found in cut.items() if found} == {}
    assert {"/normen", "/normen/protocollen", "/account", "/logboek"} <= cut.keys()
    assert named == ['"Regime: "', '"Waarde: "', '"Geldt: "']
