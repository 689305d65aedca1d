"""The clock of a day map, and pointing both ways between rows and what is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from maps.anchors import leg_anchor, route_anchor, stop_anchor
from maps.day_map import render_day_map
from maps.view import DayMap
from tests.browser import open_html
from tests.maps.examples import escort_day, timed_day

ROUTE = route_anchor("DV-07")
THICK = """Array.from(document.querySelectorAll('.leaflet-rand-pane path'),
    (path) => ['12', '10.5'].includes(path.getAttribute('stroke-width')))"""


@contextmanager
def _opened(chromium: BrowserContext, folder: Path, day: DayMap) -> Iterator[Page]:
    """Open the page of a day; whatever is done with it, it fetches nothing and complains of nothing."""
    page, watch = open_html(chromium, folder, render_day_map(day).html)
    yield page
    assert (watch.requests, watch.complaints) == ([], [])
    page.close()


@pytest.mark.browser
def test_the_clock_moves_vehicles_with_the_keyboard_and_says_so(chromium: BrowserContext, tmp_path: Path) -> None:
    with _opened(chromium, tmp_path, timed_day()) as page:
        assert page.text_content("#klok-woorden") == "Hele dag: schuif om de voertuigen te volgen"
        assert page.locator(".wagen").count() == 0
        page.focus("#klok")
        page.keyboard.press("End")
        # 13:00 is the last full five minutes of DV-07, the only vehicle with times; it is at its depot since 12:40.
        said = "12:40 uur: 0 voertuigen rijden, 1 staat bij een stop, 0 nog niet weg, 0 klaar"
        assert page.text_content("#klok-woorden") == said
        assert page.get_attribute("#klok", "aria-valuetext") == said
        assert page.locator(".wagennaam").all_text_contents() == ["DV-07"]
        page.evaluate(
            "const k = document.getElementById('klok'); k.value = 6 * 60; k.dispatchEvent(new Event('input'));"
        )
        assert str(page.text_content("#klok-woorden")).startswith("06:00 uur: 1 voertuig rijdt, 0 staan bij een stop")
        page.keyboard.press("Home")
        assert page.locator(".wagen").count() == 0


@pytest.mark.browser
def test_playing_starts_and_stops_and_jumps_where_motion_is_not_wanted(
    chromium: BrowserContext, tmp_path: Path
) -> None:
    with _opened(chromium, tmp_path, timed_day()) as page:
        page.emulate_media(reduced_motion="reduce")
        start = int(page.input_value("#klok"))
        page.click("#klok-loop")
        assert page.text_content("#klok-loop") == "Stoppen"
        expect(page.locator("#klok-woorden")).to_contain_text("uur:")
        page.click("#klok-loop")
        assert page.text_content("#klok-loop") == "Afspelen"
        assert (int(page.input_value("#klok")) - start) % 15 == 0


@pytest.mark.browser
def test_maps_without_clock_times_show_no_clock(chromium: BrowserContext, tmp_path: Path) -> None:
    with _opened(chromium, tmp_path, escort_day()) as page:
        assert page.locator("#klok-vak").is_hidden()


@pytest.mark.browser
def test_rows_and_lines_point_at_each_other(chromium: BrowserContext, tmp_path: Path) -> None:
    with _opened(chromium, tmp_path, escort_day()) as page:
        row = f"#{stop_anchor(ROUTE, 3)}"
        page.evaluate("window.gehoord = []")
        page.evaluate("document.addEventListener('vertrekkaart:aangewezen', (e) => window.gehoord.push(e.detail))")
        # DV-07 stands still at first, so its first line on the map is the ride from its second stop to its third.
        page.locator("path.lijn").first.dispatch_event("mouseover")
        assert page.locator("tr.aangewezen").get_attribute("id") == stop_anchor(ROUTE, 3)
        page.locator("path.lijn").last.dispatch_event("mouseout")
        assert page.evaluate("window.gehoord") == [
            {"ids": [leg_anchor(ROUTE, 2)], "aan": True},
            {"ids": [leg_anchor(ROUTE, 2)], "aan": False},
        ]
        page.focus(f"{row} .wijs")
        assert page.evaluate(THICK).count(True) == 1
        assert page.locator(f'.nummer.aangewezen[data-bij="{stop_anchor(ROUTE, 3)}"]').count() == 1
        page.keyboard.press("ArrowDown")
        assert page.locator("tr.aangewezen").get_attribute("id") == stop_anchor(ROUTE, 4)
        page.evaluate("document.activeElement.blur()")
        assert (page.evaluate(THICK).count(True), page.locator(".aangewezen").count()) == (0, 0)


@pytest.mark.browser
def test_other_scripts_point_by_id_or_by_the_number_of_an_operation(chromium: BrowserContext, tmp_path: Path) -> None:
    day = escort_day()
    stops = tuple(replace(one, codes=("V-1A2B3C",)) if n == 2 else one for n, one in enumerate(day.routes[0].stops))
    day = replace(day, routes=(replace(day.routes[0], stops=stops), *day.routes[1:]))
    with _opened(chromium, tmp_path, day) as page:
        for name in (leg_anchor(ROUTE, 2), "V-1A2B3C"):
            for on, rows in ((True, [stop_anchor(ROUTE, 3)]), (False, [])):
                page.evaluate(
                    "([id, aan]) => document.dispatchEvent("
                    "new CustomEvent('vertrekkaart:wijs', {detail: {ids: [id], aan}}))",
                    [name, on],
                )
                assert [one.get_attribute("id") for one in page.locator("tr.aangewezen").all()] == rows
