"""Lines of a day map in a real Chromium: beside each other on one road, thin where no road is known, fitted again."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from maps.day_map import render_day_map
from maps.view import DayMap, MapPoint, VehicleRoute
from tests.browser import open_html
from tests.maps.examples import escort_day

LINES = """Array.from(document.querySelectorAll('path.lijn'),
    (path) => [path.getAttribute('stroke-width'), path.getAttribute('d')])"""


def _on_the_road(route: VehicleRoute) -> VehicleRoute:
    """Give every ride the same road."""
    road = tuple(MapPoint(lat=52.0, lon=4.5 + 0.1 * step) for step in range(8))
    return replace(route, legs=tuple(replace(leg, path=road) for leg in route.legs))


def _two_on_one_road() -> DayMap:
    day = escort_day()
    return replace(day, routes=tuple(_on_the_road(day.routes[number]) for number in (1, 2)))


@pytest.mark.browser
def test_two_vehicles_on_one_road_are_drawn_beside_each_other(chromium: BrowserContext, tmp_path: Path) -> None:
    page, watch = open_html(chromium, tmp_path, render_day_map(_two_on_one_road()).html)
    lines = page.evaluate(LINES)
    heights = {float(path.split("L")[0].split(" ")[1]) for _, path in lines}
    assert {width for width, _ in lines} == {"4"}
    assert max(heights) - min(heights) == 3  # eastward: the second vehicle 3 pixels to the south
    assert (watch.requests, watch.complaints) == ([], [])
    page.close()


@pytest.mark.browser
def test_lines_that_follow_no_road_are_thin(chromium: BrowserContext, tmp_path: Path) -> None:
    page, _ = open_html(chromium, tmp_path, render_day_map(escort_day()).html)
    assert {width for width, _ in page.evaluate(LINES)} == {"2.5"}
    page.close()


@pytest.mark.browser
def test_another_width_shows_the_same_stops_until_somebody_moves_the_map(
    chromium: BrowserContext, tmp_path: Path
) -> None:
    page, watch = open_html(chromium, tmp_path, render_day_map(escort_day()).html)
    outside = """() => {
        const box = document.querySelector('.folium-map').getBoundingClientRect();
        return Array.from(document.querySelectorAll('.plek .punt'), (one) => one.getBoundingClientRect())
            .filter((one) => one.left < box.left || one.right > box.right).length;
    }"""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_timeout(300)
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    assert page.evaluate(outside) == 0
    assert (watch.requests, watch.complaints) == ([], [])
    page.close()
