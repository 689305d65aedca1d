"""Every kind of map page by axe-core, light and dark: no violation outside the canvas of the map."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from maps.page import ONE_FILE
from tests.browser import open_html
from tests.conftest import skip_unless_ci
from tests.maps.attacked import EXAMPLES

AXE = Path(__file__).parent.parent / "node" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """axe.run({exclude: [['.folium-map']]}).then((found) => found.violations.map(
    (one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' ')))"""


@pytest.fixture(scope="module")
def axe() -> str:
    """Give the text of axe-core."""
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    return AXE.read_text("utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("kind", list(EXAMPLES))
def test_axe_finds_nothing_outside_the_canvas(chromium: BrowserContext, tmp_path: Path, axe: str, kind: str) -> None:
    page, watch = open_html(chromium, tmp_path, EXAMPLES[kind](ONE_FILE))
    page.evaluate(axe)
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found[scheme] = page.evaluate(RUN)
    assert found == {"light": [], "dark": []}
    assert (watch.requests, watch.complaints) == ([], [])
    page.close()


@pytest.mark.browser
def test_axe_finds_a_planted_violation(chromium: BrowserContext, tmp_path: Path, axe: str) -> None:
    """Without this the test above could pass because nothing is looked at."""
    planted = EXAMPLES["sheet"](ONE_FILE).replace("<main", "<button></button><main", 1)
    page, _ = open_html(chromium, tmp_path, planted)
    page.evaluate(axe)
    assert [text.partition(":")[0] for text in page.evaluate(RUN)] == ["button-name"]
    page.close()
