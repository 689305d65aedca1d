"""The function that makes text harmless inside folium, alone and in folium's own templates."""

import html
from pathlib import Path

import folium
import pytest
from playwright.sync_api import BrowserContext

from maps.layers import Base, bare_map
from maps.offline import OfflineFigure
from maps.text import folium_text
from tests.browser import open_html
from tests.maps.attacks import ATTACKS, EXECUTED, without_policy


def test_folium_text_escapes_html_and_template_signs() -> None:
    assert folium_text("<b>`${a}`\\n</b>") == "&lt;b&gt;&#96;&#36;&#123;a&#125;&#96;&#92;n&lt;/b&gt;"


@pytest.mark.parametrize("attack", ATTACKS)
def test_folium_text_reads_the_same_after_html_decoding(attack: str) -> None:
    assert html.unescape(folium_text(attack)) == attack


@pytest.mark.parametrize("attack", ATTACKS)
def test_folium_text_leaves_no_sign_that_starts_code(attack: str) -> None:
    assert set("<>`${}\\\"'") & set(folium_text(attack)) == set()


@pytest.mark.browser
def test_folium_text_runs_nothing_in_folium_and_shows_the_text(chromium: BrowserContext, tmp_path: Path) -> None:
    """Every attack in a tooltip, the sink that hands text to the browser as a JavaScript template literal."""
    page, watch = open_html(chromium, tmp_path, _page_with_tooltips([folium_text(a) for a in ATTACKS]))
    shown = page.locator(".leaflet-tooltip").all_text_contents()
    assert page.evaluate(EXECUTED) == 0
    assert [text.strip() for text in shown] == list(ATTACKS)
    assert watch.complaints == []
    page.close()


@pytest.mark.browser
def test_attacks_do_run_in_folium_without_the_function(chromium: BrowserContext, tmp_path: Path) -> None:
    """Without this the test above could pass because the attacks are harmless."""
    template_attack = next(a for a in ATTACKS if a.startswith("${"))
    page, _ = open_html(chromium, tmp_path, _page_with_tooltips([html.escape(template_attack)]))
    assert page.evaluate(EXECUTED) == 1
    page.close()


def _page_with_tooltips(texts: list[str]) -> str:
    """Folium's tooltips in an offline page, without the policy that would stop code anyway."""
    drawn = bare_map(base=Base.NETHERLANDS)
    for n, text in enumerate(texts):
        marker = folium.CircleMarker((52.0 + n * 0.1, 5.0), tooltip=folium.Tooltip(text, permanent=True))
        marker.add_to(drawn)
    figure = OfflineFigure(title="Proef", body=lambda element: element)
    figure.add_child(drawn)
    return without_policy(figure.render())
