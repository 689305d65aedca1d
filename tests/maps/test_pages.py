"""The pages of the maps: what stands in them, and what a real Chromium does with them."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from maps.anchors import route_anchor
from maps.day_map import render_day_map
from maps.flight_map import render_flight_map
from maps.offline import Mode
from maps.page import ONE_FILE, Delivery
from tests.browser import Watch, open_html
from tests.maps.attacked import EXAMPLES
from tests.maps.examples import busy_day, escort_day, flight_week


class _Cells(HTMLParser):
    """The texts of all table rows, per cell the pieces of text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            words = f"{self.rows[-1][-1]} {data}".split()
            self.rows[-1][-1] = " ".join(words)


def test_day_page_says_everything_of_a_stop_in_its_table() -> None:
    rows = _Cells(render_day_map(escort_day()).html).rows
    assert rows[0] == ["Stop", "Tijd", "Plaats", "Wat", "Personen", "Rijtijd (schatting)"]
    assert rows[3] == [
        "3",
        "06:25 uiterlijk 06:55",
        "KMar-complex Schiphol",
        "afleveren",
        "2 personen Z-26-48021, Z-26-48058",
        "46 min ca. 42 km",
    ]


def test_day_page_has_a_row_for_every_stop() -> None:
    rows = _Cells(render_day_map(escort_day()).html).rows
    assert len(rows) == sum(len(route.stops) + 1 for route in escort_day().routes)


def test_measured_travel_times_are_not_called_an_estimate() -> None:
    day = replace(escort_day(), travel_is_estimate=False, travel_source="wegennet 2026")
    assert _Cells(render_day_map(day).html).rows[0][-1] == "Rijtijd"


def test_flight_page_says_everything_of_a_flight_in_its_table() -> None:
    rows = _Cells(render_flight_map(flight_week()).html).rows
    assert rows[:3] == [
        ["Vlucht", "Vertrek", "Bestemming", "Via", "Personen", "Escorts"],
        ["VP 1963", "10:25", "Kabul (KBL)", "Istanbul (IST)", "2", "4"],
        ["VP 1571", "12:40", "Casablanca (CMN)", "rechtstreeks", "1", "2"],
    ]


def test_flight_page_says_for_whom_it_is() -> None:
    assert render_flight_map(flight_week()).html.count("Alleen voor planner en KMar") == 2


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("kind", list(EXAMPLES))
def test_pages_are_repeatable_to_the_byte(kind: str, mode: Mode) -> None:
    delivery = Delivery(mode=mode)
    assert EXAMPLES[kind](delivery) == EXAMPLES[kind](delivery)


def test_empty_days_and_weeks_say_so() -> None:
    assert "Geen vervoer op deze dag." in render_day_map(replace(escort_day(), routes=())).html
    assert "Geen vluchten in deze periode." in render_flight_map(replace(flight_week(), flights=())).html


def _quiet(page: Page, watch: Watch) -> None:
    """Nothing was fetched, nothing complained, zooming is allowed, the page is Dutch."""
    assert watch.requests == []
    assert watch.complaints == []
    assert page.evaluate("document.documentElement.lang") == "nl"
    assert page.get_attribute("meta[name=viewport]", "content") == "width=device-width, initial-scale=1"
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1


@pytest.mark.browser
def test_day_map_draws_every_ride_without_a_network(chromium: BrowserContext, tmp_path: Path) -> None:
    page, watch = open_html(chromium, tmp_path, render_day_map(escort_day()).html)
    # DV-07 waits at its depot's own building before its first ride, so one of its five rides is no line.
    assert page.locator("path.lijn").count() == 20
    assert page.locator("path.land").count() > 5
    assert page.locator("button.nummer").count() == 27
    _quiet(page, watch)
    page.close()


@pytest.mark.browser
def test_flight_map_draws_every_hop_without_a_network(chromium: BrowserContext, tmp_path: Path) -> None:
    page, watch = open_html(chromium, tmp_path, render_flight_map(flight_week()).html)
    assert page.locator("path.lijn").count() == 9
    assert page.locator("path.land").count() > 100
    _quiet(page, watch)
    page.close()


@pytest.mark.browser
def test_a_vehicle_is_chosen_with_the_keyboard(chromium: BrowserContext, tmp_path: Path) -> None:
    page, watch = open_html(chromium, tmp_path, render_day_map(escort_day()).html)
    first, second = route_anchor("DV-07"), route_anchor("DV-11")
    page.focus(f"input[data-groep={first}]")
    page.keyboard.press("Space")
    assert page.locator("#stand").text_content() == "5 van 6 getoond"
    assert page.locator("path.lijn").count() == 16
    assert page.locator(f"[data-deel={first}]").is_hidden()
    page.focus(f"button[data-alleen={second}]")
    page.keyboard.press("Enter")
    assert page.locator("path.lijn").count() == 4
    assert page.locator("button.nummer span").all_text_contents() == ["05:00", "11:40", "05:50", "07:15", "08:50"]
    _quiet(page, watch)
    page.close()


@pytest.mark.browser
def test_a_number_opens_the_words_of_its_row(chromium: BrowserContext, tmp_path: Path) -> None:
    page, watch = open_html(chromium, tmp_path, render_day_map(escort_day()).html)
    page.focus("button.nummer[aria-label^='DV-11, Stop 2']")
    page.keyboard.press("Enter")
    assert page.locator(".wolk strong").text_content() == "DV-11 · stop 2"
    assert page.locator(".wolk .regel").all_text_contents()[:3] == [
        "Tijd05:50",
        "PlaatsVbl Ter Apel, hoofdingang",
        "Watophalen",
    ]
    _quiet(page, watch)
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("kind", list(EXAMPLES))
def test_pages_fit_the_width_of_the_screen(chromium: BrowserContext, tmp_path: Path, kind: str) -> None:
    page, watch = open_html(chromium, tmp_path, EXAMPLES[kind](ONE_FILE))
    widths = []
    for width in (320, 390, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        widths.append(page.evaluate("document.documentElement.scrollWidth"))
    assert widths == [320, 390, 1440]
    _quiet(page, watch)
    page.close()


@pytest.mark.browser
def test_targets_are_large_enough(chromium: BrowserContext, tmp_path: Path) -> None:
    """WCAG 2.2, 2.5.8: at least 24 by 24 pixels."""
    page, _ = open_html(chromium, tmp_path, render_day_map(escort_day()).html)
    boxes = [item.bounding_box() for item in page.locator("button:visible, .leaflet-control-zoom a").all()]
    assert len(boxes) > 30
    assert [box for box in boxes if box is None or min(box["width"], box["height"]) < 24] == []
    page.close()


@pytest.mark.browser
def test_the_busiest_day_opens(chromium: BrowserContext, tmp_path: Path) -> None:
    page, watch = open_html(chromium, tmp_path, render_day_map(busy_day()).html)
    assert page.locator("tbody tr").count() == 900
    _quiet(page, watch)
    page.close()
