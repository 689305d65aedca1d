"""Pages without a network: the list of assets, the two modes, the policy."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import folium
import pytest
from branca.element import Element
from folium.plugins import Fullscreen

from maps.day_map import render_day_map
from maps.flight_map import render_flight_map
from maps.layers import Base, bare_map
from maps.offline import STATIC, VENDORED, Mode, OfflineAssetError, OfflineFigure, RenderedPage, content_hash
from maps.page import Delivery, linked_files
from tests.maps.attacked import EXAMPLES
from tests.maps.examples import escort_day, flight_week

LINKED = Delivery(mode=Mode.LINKED)


def _figure(*children: Element) -> OfflineFigure:
    drawn = bare_map(base=Base.NETHERLANDS)
    for child in children:
        child.add_to(drawn)
    figure = OfflineFigure(title="Proef", body=lambda element: element)
    figure.add_child(drawn)
    return figure


class _Tags(HTMLParser):
    """Collects every attribute that can fetch something, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self.styled: list[str] = []
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        data_block = found.get("type") == "application/json"
        self._open = tag if tag in self.inline and "src" not in found and not data_block else ""
        if self._open:
            self.inline[tag].append("")
        names = ("src", "srcset", "data", "poster", "action", "background")
        self.fetched += [str(found[name]) for name in names if name in found]
        self.fetched += [str(found["href"]) for name in ("href",) if name in found and tag != "a"]
        self.styled += [tag for name in found if name == "style" or name.startswith("on")]

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inline[self._open][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == self._open:
            self._open = ""


@pytest.fixture(params=["day", "flights"])
def one_file(request: pytest.FixtureRequest) -> RenderedPage:
    return render_day_map(escort_day()) if request.param == "day" else render_flight_map(flight_week())


@pytest.fixture(params=["day", "flights"])
def linked(request: pytest.FixtureRequest) -> RenderedPage:
    return render_day_map(escort_day(), LINKED) if request.param == "day" else render_flight_map(flight_week(), LINKED)


def test_an_asset_that_is_not_vendored_is_refused_by_name() -> None:
    figure = _figure(Fullscreen())  # type: ignore[no-untyped-call]  # folium leaves it without types
    with pytest.raises(OfflineAssetError, match=r"Control\.Fullscreen\.js is not vendored"):
        figure.render()


def test_an_outside_address_in_a_script_is_refused() -> None:
    figure = _figure(folium.TileLayer("https://example.test/{z}/{x}/{y}.png", attr="proef"))
    with pytest.raises(OfflineAssetError, match="Maps may not refer to other hosts"):
        figure.render()


@pytest.mark.parametrize("url", ["https://example.test/static", "//example.test/static", 'x" onload="y'])
def test_addresses_of_another_origin_are_refused(url: str) -> None:
    with pytest.raises(OfflineAssetError, match="not a path on the same origin"):
        OfflineFigure(title="Proef", body=lambda element: element, static_url=url)


@pytest.mark.parametrize("name", sorted(set(VENDORED.values())))
def test_vendored_files_exist(name: str) -> None:
    assert (STATIC / name).is_file()


def test_vendored_works_have_their_licence_beside_them() -> None:
    assert "Vladimir Agafonkin" in (STATIC / "LICENSE.leaflet").read_text("utf-8")
    assert "Michael Bostock" in (STATIC / "LICENSE.world-atlas").read_text("utf-8")


@pytest.mark.parametrize(("name", "limit"), [("basemap_nl.js", 300_000), ("basemap_world.js", 400_000)])
def test_base_maps_stay_small(name: str, limit: int) -> None:
    assert (STATIC / name).stat().st_size < limit


def test_one_file_fetches_nothing(one_file: RenderedPage) -> None:
    tags = _Tags(one_file.html)
    urls = [url for style in tags.inline["style"] for url in re.findall(r"url\(([^)]*)\)", style)]
    assert tags.fetched == []
    assert [url for url in urls if not url.startswith(("data:image/png;base64,", "#"))] == []
    assert re.findall(r"@import|sourceMappingURL", one_file.html) == []


def test_one_file_names_no_outside_address_but_namespaces_and_links_to_read(one_file: RenderedPage) -> None:
    # All in Leaflet's own text: the SVG namespace, a comment, and its site in the credit that the page replaces.
    addresses = set(re.findall(r"https?://[^\s\"'<)]+", one_file.html))
    assert addresses == {
        "http://www.w3.org/2000/svg",
        "https://bugzilla.mozilla.org/show_bug.cgi?id=888319",
        "https://leafletjs.com",
    }


def test_one_file_lists_the_hash_of_every_script_and_style(one_file: RenderedPage) -> None:
    tags = _Tags(one_file.html)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', one_file.html)
    assert policy is not None
    parts = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"].split() == [content_hash(text) for text in tags.inline["script"]]
    assert parts["style-src"].split() == [content_hash(text) for text in tags.inline["style"]]


def test_linked_page_has_no_inline_script_style_or_handler(linked: RenderedPage) -> None:
    tags = _Tags(linked.html)
    assert tags.inline == {"script": [], "style": []}
    assert tags.styled == []


def test_linked_pages_refer_to_vendored_files_and_the_script_of_their_kind_only() -> None:
    linked = render_day_map(escort_day(), LINKED)
    assert _Tags(linked.html).fetched == [
        "/static/maps/leaflet.css",
        "/static/maps/map_page.css",
        "/static/maps/map_screen.css",
        "/static/maps/leaflet.js",
        "/static/maps/basemap_nl.js",
        "/static/maps/map_frame.js",
        "/static/maps/map_marks.js",
        "/static/maps/map_clock.js",
        "/static/maps/map_day.js",
        f"/maps/scripts/{linked.script_name}",
    ]


@pytest.mark.parametrize("kind", list(EXAMPLES))
def test_every_file_that_linked_pages_refer_to_is_delivered(kind: str) -> None:
    fetched = _Tags(EXAMPLES[kind](LINKED)).fetched
    assert [url for url in fetched if url.rsplit("/", 1)[-1] not in linked_files()] == []


def test_all_maps_of_a_kind_share_one_script() -> None:
    other = replace(escort_day(), routes=escort_day().routes[:1])
    assert render_day_map(escort_day(), LINKED).script == render_day_map(other, LINKED).script


def test_pages_may_be_zoomed_and_are_dutch(one_file: RenderedPage) -> None:
    assert re.findall(r'<meta name="viewport" content="([^"]*)"', one_file.html) == [
        "width=device-width, initial-scale=1"
    ]
    assert re.findall(r"<html[^>]*>", one_file.html) == ['<html lang="nl">']


def test_pages_carry_nothing_of_jquery_or_bootstrap(one_file: RenderedPage) -> None:
    assert re.findall(r"jquery|bootstrap|fontawesome|awesome-markers", one_file.html, re.IGNORECASE) == []
