"""Every state of the desk by axe-core, on wide screens and phones, light and dark: no violation."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.api.desk.conftest import OpenDesk
from tests.api.desk.made_desk import MadeDesk
from tests.api.desk.test_page_moving import cell, movable
from tests.conftest import skip_unless_ci
from tests.maps.test_accessibility import AXE

pytestmark = pytest.mark.browser
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RUN = "axe.run().then((found) => found.violations.map((one) => `${one.id}: ${one.nodes.map((n) => n.html).join(' ')}`))"


@pytest.fixture(scope="module")
def axe() -> str:
    """Give the text of axe-core."""
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    return AXE.read_text("utf-8")


def chosen(page: Page, desk: MadeDesk) -> None:
    """Choose an item."""
    if page.locator("#tabel").is_visible():
        page.get_by_role("button", name="do 26").click()
        page.locator("#tabel tbody .link").first.click()
    else:
        cell(page, movable(desk)).click()


def with_dialog(name: str) -> Callable[[Page, MadeDesk], None]:
    """Return what opens one of the dialogs of the panel."""

    def opens(page: Page, desk: MadeDesk) -> None:
        chosen(page, desk)
        page.locator(".detail").get_by_role("button", name=name).click()
        page.get_by_role("dialog").wait_for()

    return opens


def asked(page: Page, desk: MadeDesk) -> None:
    """Ask why not, and for alternatives."""
    chosen(page, desk)
    page.get_by_role("button", name="Vraag").click()
    page.get_by_role("button", name="Zoek de beste andere plekken").click()
    page.locator(".alternatives").wait_for()
    page.locator(".verdict").wait_for()


def view(name: str) -> Callable[[Page, MadeDesk], None]:
    """Return what presses a button of the bar."""
    return lambda page, _desk: page.get_by_role("button", name=name, exact=True).click()


def moving(page: Page, desk: MadeDesk) -> None:
    """Pick an item up."""
    chosen(page, desk)
    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")
    page.locator(".vt-ghost:is(.can, .may, .cannot)").wait_for()


def assigning(page: Page, desk: MadeDesk) -> None:
    """Choose who gets a case."""
    chosen(page, desk)
    page.get_by_role("button", name="Wijs toe…").first.click()
    page.locator("dialog .verdict").wait_for()


def mending(page: Page, _desk: MadeDesk) -> None:
    """Look for ways to plan something after all."""
    page.get_by_role("button", name="Los op").first.click()
    page.locator(".alternatives").wait_for()


def escorting(page: Page, desk: MadeDesk) -> None:
    """Choose the escorts of a departure."""
    item = next(one for one in desk.items.values() if one.kind == "vertrek" and one.zone != "historie")
    page.evaluate("id => document.querySelector('vp-tijdlijn').state.select([id])", item.id)
    page.get_by_role("button", name="Escortteams…").click()
    page.locator("dialog .verdict").wait_for()


def followed(page: Page, desk: MadeDesk) -> None:
    """See what a colleague did, once everything is drawn: what came before that is no news."""
    page.wait_for_load_state("networkidle")
    desk.moved_by_other(movable(desk).activity, movable(desk).start + 60)
    page.locator("[data-news]:not([hidden])").wait_for(timeout=40_000)


def emptied(page: Page, desk: MadeDesk) -> None:
    """See a week in which nothing is planned: the timeline itself is then what is scrolled by keyboard."""
    desk.items.clear()
    page.set_viewport_size({"width": 1440, "height": 500})
    page.reload()
    page.locator(".vt-row").first.wait_for()
    expect(page.locator(".vt-item")).to_have_count(0)


STATES: dict[str, Callable[[Page, MadeDesk], None]] = {
    "at rest": lambda _page, _desk: None,
    "chosen": chosen,
    "asked": asked,
    "moving": moving,
    "day": view("Dag"),
    "table": view("Tabel"),
    "loads": view("Bezetting"),
    "move": with_dialog("Verplaats"),
    "swap": with_dialog("Ruil"),
    "pin": with_dialog("Vastzetten"),
    "cancel": with_dialog("Annuleer"),
    "add": view("Toevoegen…"),
    "assigning": assigning,
    "mending": mending,
    "escorting": escorting,
    "followed": followed,
    "emptied": emptied,
}
ON_A_PHONE = ("at rest", "chosen", "loads", "move", "add", "assigning", "mending", "followed")


@pytest.mark.parametrize(
    ("state", "width"), [*((state, 1440) for state in STATES), *((state, 390) for state in ON_A_PHONE)]
)
def test_axe_finds_nothing(desk: MadeDesk, open_desk: OpenDesk, axe: str, state: str, width: int) -> None:
    page = open_desk(width=width)
    STATES[state](page, desk)
    page.evaluate(axe)

    found = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found[scheme] = page.evaluate(RUN)

    assert found == {"light": [], "dark": []}
