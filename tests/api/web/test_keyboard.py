"""The keyboard alone, on every page that a role comes to: what can be pressed is reached in order, named and seen."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace

import pytest
from fastapi import FastAPI
from playwright.sync_api import BrowserContext, Page, expect

from api.server.app import create_app
from planner.domain.access import Role
from planner.ports.surroundings import Clock
from planner.store.transactions import SqlStore
from tests.api.casework.made import TUESDAY, ready
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for
from tests.planner.usecases.world import SITE, open_desk
from tools.pictures.ways import SAME, Ways

pytestmark = pytest.mark.browser
PRESSED = 90
"""Presses of Tab on one page: what comes after lies in the same order."""
OWN_TESTS = ("/bureau", "/nieuwste/", "/publicaties/{number}")
"""The desk has keyboard tests of its own; pages of a release are looked at with the sheets and maps."""
ROLES = {
    Role.PLANNER: "",
    Role.SUPERVISOR: "L-7",
    Role.REGIEVOERDER: "r1",
    Role.KMAR: "",
    Role.DJI: "",
    Role.MISSION_DESK: "",
    Role.SITE: str(SITE),
    Role.IND: "IND",
    Role.AUDITOR: "",
    Role.ADMINISTRATOR: "",
}
WATCH = """() => {
  const order = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter((one) => one.tabIndex >= 0 && !one.disabled && one.type !== 'hidden' && one.checkVisibility({
      visibilityProperty: true }) && !(one.type === 'radio' && !one.checked
        && document.querySelector(`input[type=radio][name="${one.name}"]:checked`)));
  window.kept = { order, visited: [], unseen: [] };
  document.addEventListener('focusin', (event) => {
    const style = getComputedStyle(event.target);
    window.kept.visited.push(event.target);
    if (style.outlineStyle === 'none' && style.boxShadow === 'none') window.kept.unseen.push(event.target.outerHTML);
  });
  document.activeElement?.blur();
  const parts = order.filter((one) => ['date', 'time', 'datetime-local'].includes(one.type)).length;
  return [order.length, order.length + 6 * parts];
}"""
"""How many there are, and how many presses that takes: a date is passed part by part."""
TOLD = """() => {
  const { order, visited, unseen } = window.kept;
  const at = visited.map((one) => order.indexOf(one)).filter((place) => place >= 0);
  const short = (one) => one.outerHTML.slice(0, 120);
  const reached = new Set(visited);
  const last = Math.max(-1, ...at);
  return {
    missed: order.slice(0, last + 1).filter((one) => !reached.has(one)).map(short),
    jumps: at.filter((place, index) => index && place < at[index - 1] && place).map((place) => short(order[place])),
    unseen: unseen.map((html) => html.slice(0, 120)),
    nameless: order.filter((one) => !(one.labels?.length || one.textContent.trim() || one.getAttribute('aria-label')
      || one.getAttribute('aria-labelledby') || one.title)).map(short),
    reached: order.filter((one) => reached.has(one)).length,
  };
}"""
CLEAN: dict[str, list[str]] = {"missed": [], "jumps": [], "unseen": [], "nameless": []}


@dataclass
class House:
    """The whole application over the small world, published and looked at on Tuesday."""

    app: FastAPI
    store: SqlStore
    clock: Clock
    here: str


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Run it."""
    with ExitStack() as stack:
        desk = stack.enter_context(open_desk(f"sqlite:///{tmp_path_factory.mktemp('toetsen') / 'boeken.sqlite'}"))
        ready(desk)
        desk.clock = replace(desk.clock, minute=TUESDAY)
        app = create_app(desk.store, desk.clock)
        stack.callback(app.state.jobs.close)
        stack.callback(app.state.feeds.close)
        port = stack.enter_context(serving(app))
        yield House(app, desk.store, desk.clock, f"http://127.0.0.1:{port}")


def settled(page: Page, address: str) -> None:
    """Open a page; one that waits for something loads itself again until it is there."""
    page.goto(address)
    for waiting in (page.locator("progress"), page.get_by_text("ververst vanzelf")):
        expect(waiting).to_have_count(0, timeout=60_000)


def walked(page: Page) -> dict[str, object]:
    """Press Tab along a page; return what is wrong."""
    many, presses = page.evaluate(WATCH)
    for _ in range(min(presses, PRESSED)):
        page.keyboard.press("Tab")
    told: dict[str, object] = page.evaluate(TOLD)
    assert told.pop("reached") == many or presses > PRESSED
    return told


@pytest.mark.parametrize("role", ROLES)
def test_everything_that_can_be_pressed_is_reached_in_order_named_and_seen(
    house: House, chromium: BrowserContext, role: Role
) -> None:
    token = token_for(house.store, role, ROLES[role], clock=house.clock)
    found = dict[str, dict[str, object]]()
    with signed_in(chromium, house.here, token):
        page = chromium.new_page()
        ways = Ways(house.app, ["/", "/hulp"], each=1, seen=SAME if role is not Role.PLANNER else ())
        for path, kind in ways:
            if kind.startswith(OWN_TESTS):
                continue
            settled(page, f"{house.here}{path}")
            links = page.evaluate("() => [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
            ways.add(links, path)
            if not page.locator(".desk").count():
                found[kind] = walked(page)
        page.close()

    assert len(found) > 2
    assert {kind: told for kind, told in found.items() if told != CLEAN} == {}


@pytest.mark.parametrize("path", ["/aanmelden", "/hulp", "/rapporten"])
def test_the_first_thing_reached_leads_past_the_menu(house: House, chromium: BrowserContext, path: str) -> None:
    with signed_in(chromium, house.here, token_for(house.store, Role.PLANNER, clock=house.clock)):
        page = chromium.new_page()
        page.goto(f"{house.here}{path}")

        page.keyboard.press("Tab")
        first = page.evaluate(
            "() => [document.activeElement.className, document.activeElement.getBoundingClientRect().top >= 0]"
        )
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        inside = page.evaluate("() => document.querySelector('main').contains(document.activeElement)")
        page.close()

    assert (first, inside) == (["skip", True], True)


def test_the_menu_of_a_small_screen_opens_and_closes_by_key(house: House, chromium: BrowserContext) -> None:
    with signed_in(chromium, house.here, token_for(house.store, Role.PLANNER, clock=house.clock)):
        page = chromium.new_page()
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(f"{house.here}/hulp")
        menu, first = page.get_by_role("button", name="Menu"), page.locator("#hoofdmenu a").first

        menu.focus()
        page.keyboard.press("Enter")
        expect(menu).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Tab")
        expect(first).to_be_focused()
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        expect(menu).to_have_attribute("aria-expanded", "false")
        page.close()
