"""Linked pages under the strict policy with which they are served."""

import pytest
from playwright.sync_api import BrowserContext, Route

from maps.day_map import render_day_map
from maps.offline import Mode
from maps.page import Delivery, linked_files
from maps.tiles import Tiles
from tests.maps.attacked import EXAMPLES
from tests.maps.examples import escort_day

SITE = "http://127.0.0.1:9"
FILES = linked_files()
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'"


@pytest.mark.browser
@pytest.mark.parametrize("kind", list(EXAMPLES))
def test_linked_page_runs_under_a_policy_without_anything_inline(chromium: BrowserContext, kind: str) -> None:
    html = EXAMPLES[kind](Delivery(mode=Mode.LINKED, static_url="onderdelen", script_url="onderdelen"))
    page, complaints = chromium.new_page(), list[str]()
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route(f"{SITE}/**", lambda route: _serve(route, html, f"{POLICY}; img-src 'self' data:"))
    page.goto(f"{SITE}/kaart")
    assert page.locator("path.lijn").count() > 0
    assert complaints == []
    page.close()


@pytest.mark.browser
def test_tiles_come_from_the_one_host_of_the_setting(chromium: BrowserContext) -> None:
    tiles = Tiles(url="https://tegels.example.test/kaart/{z}/{x}/{y}.png", credit="<b>Kaart</b> van de gemeente")
    delivery = Delivery(mode=Mode.LINKED, static_url="onderdelen", script_url="onderdelen", tiles=tiles)
    html = render_day_map(escort_day(), delivery).html
    page, asked = chromium.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.route(f"{SITE}/**", lambda route: _serve(route, html, f"{POLICY}; img-src 'self' data: {tiles.origin}"))
    page.route(f"{tiles.origin}/**", lambda route: route.fulfill(body=b"", content_type="image/png"))
    page.goto(f"{SITE}/kaart")
    outside = {url.split("/kaart/")[0] for url in asked if not url.startswith((SITE, "data:"))}
    assert outside == {tiles.origin}
    assert "<b>Kaart</b> van de gemeente" in str(page.text_content(".leaflet-control-attribution"))
    page.close()


def test_pages_in_one_file_never_use_tiles() -> None:
    tiles = Tiles(url="https://tegels.example.test/{z}/{x}/{y}.png", credit="Kaart")
    assert render_day_map(escort_day(), Delivery(tiles=tiles)) == render_day_map(escort_day())


@pytest.mark.parametrize(
    "url",
    [
        "http://tegels.example.test/{z}/{x}/{y}.png",
        "https://tegels.example.test/{z}/{x}.png",
        "https://tegels.example.test/{z}/{x}/{y}/{sleutel}.png",
        "https://tegels.example.test;script-src */{z}/{x}/{y}.png",
        "//tegels.example.test/{z}/{x}/{y}.png",
    ],
)
def test_other_addresses_are_no_tile_server(url: str) -> None:
    with pytest.raises(ValueError, match="geen adres van een tegelserver"):
        Tiles(url=url, credit="Kaart")


def _serve(route: Route, html: str, policy: str) -> None:
    """Answer as the server would: the page with its policy, and the files that it refers to."""
    name = route.request.url.rsplit("/", 1)[-1]
    if name == "kaart":
        headers = {"Content-Security-Policy": policy}
        route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)
    elif name in FILES:
        kind = "text/javascript" if name.endswith(".js") else "text/css"
        route.fulfill(body=FILES[name], content_type=kind)
    else:
        route.fulfill(status=404, body="")
