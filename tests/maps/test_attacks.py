"""Texts that try to run as code, in every text field of every kind of map and sheet."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from maps.offline import Mode
from maps.page import Delivery
from maps.paper import paper_day, paper_flights, paper_vehicle
from tests.browser import open_html
from tests.maps import attacked
from tests.maps.attacked import PAGES
from tests.maps.attacks import ATTACKS, EXECUTED, without_policy

HARMLESS = "tekst"
MODES = [Delivery(mode=mode) for mode in Mode]


class _Structure(HTMLParser):
    """The elements of a page and the names of their attributes; ids and classes with their values."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []
        self.odd: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *sorted(name for name, _ in attrs)))
        for name, value in attrs:
            if name in ("id", "class", "for", "href", "src", "data-groep", "data-deel", "data-alleen"):
                self.odd += [value or ""] if not re.fullmatch(r"[#A-Za-z0-9_ ./-]+", value or "") else []


@pytest.mark.parametrize("kind", list(PAGES))
@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_adds_no_element_no_attribute_and_no_id(kind: str, attack: str) -> None:
    for delivery in MODES:
        plain = _Structure(PAGES[kind]([HARMLESS] * 4, delivery))
        found = _Structure(PAGES[kind]([attack] * 4, delivery))
        assert found.found == plain.found
        assert found.odd == []


@pytest.mark.parametrize("kind", list(PAGES))
def test_no_word_of_a_view_reaches_a_script_a_style_or_an_id(kind: str) -> None:
    marker = "GEHEIM-7Q"
    for delivery in MODES:
        html = PAGES[kind]([marker] * 4, delivery)
        inside = re.findall(r"<(?:script|style)\b[^>]*>(.*?)</(?:script|style)>", html, re.DOTALL)
        ids = re.findall(r'\b(?:id|for|href|src|class|data-(?:groep|deel|alleen))="([^"]*)"', html)
        assert marker in html
        assert [text for text in (*inside, *ids) if marker in text] == []


@pytest.mark.browser
@pytest.mark.parametrize("kind", list(PAGES))
def test_attacks_in_every_field_run_nowhere_and_are_shown_unchanged(
    chromium: BrowserContext, tmp_path: Path, kind: str
) -> None:
    page, watch = open_html(chromium, tmp_path, without_policy(attacked.page(kind, ATTACKS)))
    _touch_everything(page)
    shown = page.evaluate("Array.from(document.querySelectorAll('tbody'), (part) => part.textContent).join('\\n')")
    assert page.evaluate(EXECUTED) == 0
    assert [attack for attack in ATTACKS if attack not in shown] == []
    assert page.evaluate("document.title").startswith(" ".join(ATTACKS[-1].split()))
    assert (watch.requests, watch.complaints) == ([], [])
    page.close()


def _touch_everything(page: Page) -> None:
    """Open the popup of every mark and line, point at every row, and move the clock."""
    page.evaluate("""() => {
        document.querySelectorAll('.nummer, .cirkel, .wijs').forEach((one) => { one.focus(); one.click(); });
        const click = () => new MouseEvent('click', {bubbles: true});
        document.querySelectorAll('path.lijn').forEach((one) => one.dispatchEvent(click()));
        document.querySelectorAll('tbody tr[id]').forEach((one) => one.dispatchEvent(new MouseEvent('mouseenter')));
        const clock = document.getElementById('klok');
        if (clock) { clock.value = clock.max; clock.dispatchEvent(new Event('input')); }
        const texts = Array.from(document.querySelectorAll('tbody tr'), (row) => row.textContent);
        document.dispatchEvent(new CustomEvent('vertrekkaart:wijs', {detail: {ids: texts, aan: true}}));
    }""")


@pytest.mark.parametrize("attack", [*ATTACKS, "", "\x00\x1b[31m", "\u202eomgekeerd", "漢字 👩‍👩‍👧", "W" * 5000])
def test_pictures_survive_any_text(attack: str) -> None:
    for picture in (
        paper_day(attacked.day([attack])),
        paper_vehicle(attacked.sheet([attack, attack])),
        paper_flights(attacked.flights([attack])),
    ):
        assert picture.startswith(b"\x89PNG\r\n\x1a\n")
        assert b"tEXt" not in picture
