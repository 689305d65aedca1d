"""Linked pages under the strict policy with which they are served."""

import pytest
from playwright.sync_api import BrowserContext, Route

from maps.day_map import render_day_map
from maps.flight_map import render_flight_map
from maps.offline import STATIC, Mode, RenderedPage
from maps.page import Delivery
from tests.maps.examples import escort_day, flight_week

SITE = "http://127.0.0.1:9"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'"


@pytest.mark.browser
@pytest.mark.parametrize(("kind", "lines"), [("day", 20), ("flights", 9)])
def test_linked_page_runs_under_a_policy_without_anything_inline(
    chromium: BrowserContext, kind: str, lines: int
) -> None:
    delivery = Delivery(mode=Mode.LINKED)
    rendered = render_day_map(escort_day(), delivery) if kind == "day" else render_flight_map(flight_week(), delivery)
    page, complaints = chromium.new_page(), list[str]()
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route(f"{SITE}/**", lambda route: _serve(route, rendered))
    page.goto(f"{SITE}/kaart")
    assert page.locator("path.lijn").count() == lines
    assert complaints == []
    page.close()


def _serve(route: Route, rendered: RenderedPage) -> None:
    """Answer as the server would: the page with its policy, its script, and the static files."""
    name = route.request.url.rsplit("/", 1)[-1]
    kinds = {"js": "text/javascript", "css": "text/css", "png": "image/png"}
    if name == "kaart":
        headers = {"Content-Security-Policy": POLICY}
        route.fulfill(body=rendered.html, content_type="text/html; charset=utf-8", headers=headers)
    elif name == rendered.script_name:
        route.fulfill(body=rendered.script, content_type=kinds["js"])
    else:
        path = next(STATIC.rglob(name), None)
        if path is None:
            route.fulfill(status=404, body="")
        else:
            route.fulfill(body=path.read_bytes(), content_type=kinds[path.suffix[1:]])
