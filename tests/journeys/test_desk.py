"""The planner's desk in Chromium, over a real solved week: moving in three ways, asking why, undoing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import BrowserContext, Page, expect

from api.desk.shapes import Item, Slot, SlotsAnswer, Week
from api.server.app import create_app
from planner.domain.access import Role
from planner.domain.civil import at
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for, visiting
from tests.desk_moves import BLOCK, cell_of, dragged, settled, shown, start_of
from tests.journeys.conftest import AS_OF, SECONDS, WEEK, Journey
from tests.planner.usecases.fakes import HandClock

pytestmark = pytest.mark.browser
DRAFTS = "/api/v1/drafts"
CLOCK = HandClock(at(date(2026, 11, 20), 9))
"""The Friday before the week: on the clock of the machine the week will be past one day."""
expect.set_options(timeout=20_000)


@dataclass
class Found:
    """An item of the week with another free moment on its own row."""

    item: Item
    slot: Slot


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """Give a store with a published week."""
    folder = tmp_path_factory.mktemp("bureau")
    journey = Journey(url=f"sqlite:///{folder / 'vertrekplanner.sqlite'}", folder=folder)
    sample = str(folder / "levering")
    journey.step("sample", "sample", "--size", "office", "--seed", "1", "--week", WEEK, "--out", sample)
    journey.step("import", "import", sample)
    journey.step("solve", "solve", "--from", WEEK, "--seconds", SECONDS, "--as-of", AS_OF)
    journey.step("publish", "publish", "--out", str(folder / "publicatie"))
    opened = open_store(journey.url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def found(store: SqlStore) -> Found:
    """Give a conversation of one person that may be moved along its own row, to another moment of the same day."""
    with visiting(create_app(store, CLOCK), store, Role.PLANNER, clock=CLOCK) as client:
        draft = client.post(DRAFTS, json={"week": WEEK}).json()["id"]
        week = Week.model_validate_json(client.get(f"{DRAFTS}/{draft}/week").content)
        for item in week.items:
            free = item.zone != "historie" and item.pin is None
            if item.kind == "gesprek" and free and "," not in item.code:
                slot = _other(client, draft, item)
                if slot is not None:
                    return Found(item, slot)
    return pytest.fail("no conversation has another free moment; take another seed")


def _other(client: TestClient, draft: int, item: Item) -> Slot | None:
    asked = {"activity": item.activity, "row": item.rows[0]}
    answer = SlotsAnswer.model_validate_json(client.post(f"{DRAFTS}/{draft}/slots", json=asked).content)
    near = (slot for slot in answer.slots if 60 <= abs(slot.start - item.start) <= 6 * 60)
    return next(near, None)


@pytest.fixture
def page(store: SqlStore, chromium: BrowserContext) -> Iterator[Page]:
    """Give the desk of the newest week, opened by a planner."""
    with serving(create_app(store, CLOCK)) as port:
        here = f"http://127.0.0.1:{port}"
        with signed_in(chromium, here, token_for(store, Role.PLANNER, clock=CLOCK)):
            page = chromium.new_page()
            page.set_viewport_size({"width": 1440, "height": 900})
            page.emulate_media(reduced_motion="reduce")
            page.goto(f"{here}/bureau")
            settled(page)
            yield page
            page.close()


def choose(page: Page, item: Item) -> None:
    """Bring an item into sight and choose it."""
    cell = shown(page, item.id, item.rows[0])
    cell.click(position=BLOCK)
    expect(cell).to_have_attribute("aria-selected", "true")


def put_back(page: Page, item: Item) -> None:
    """Undo the last change, and see that the item is back."""
    page.keyboard.press("Control+z")
    expect(page.locator("#melding")).to_contain_text("Ongedaan gemaakt")
    assert start_of(page, item.id) == item.start


def test_an_item_is_dragged_to_a_free_moment_and_back(page: Page, found: Found) -> None:
    choose(page, found.item)

    dragged(cell_of(page, found.item.id, found.item.rows[0]), found.item.start, found.slot.start)

    expect(page.locator("#melding")).to_contain_text("verplaatst")
    assert start_of(page, found.item.id) == found.slot.start
    put_back(page, found.item)


def test_the_same_by_keyboard(page: Page, found: Found) -> None:
    choose(page, found.item)
    far = found.slot.start - found.item.start
    arrow = "ArrowRight" if far > 0 else "ArrowLeft"

    page.keyboard.press("m")
    for _ in range(abs(far) // 60):
        page.keyboard.press(f"Shift+{arrow}")
    for _ in range(abs(far) % 60 // 15):
        page.keyboard.press(arrow)
    expect(page.locator(".vt-ghost.can")).to_have_count(1)
    page.keyboard.press("Enter")

    expect(page.locator("#melding")).to_contain_text("verplaatst")
    assert start_of(page, found.item.id) == found.slot.start
    put_back(page, found.item)


def test_the_same_by_choosing_from_what_is_free(page: Page, found: Found) -> None:
    choose(page, found.item)
    page.locator(".detail").get_by_role("button", name="Verplaats").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Vrij moment").select_option(str(found.slot.start))
    expect(dialog.get_by_role("status")).to_contain_text("Kan")

    dialog.get_by_role("button", name="Verplaats").click()

    expect(page.locator("#melding")).to_contain_text("verplaatst")
    assert start_of(page, found.item.id) == found.slot.start
    put_back(page, found.item)


def test_where_a_rule_forbids_it_the_rule_is_said(page: Page, found: Found) -> None:
    choose(page, found.item)
    page.keyboard.press("m")
    for _ in range(12):
        page.keyboard.press("Shift+ArrowRight")

    expect(page.locator(".vt-ghost.cannot")).to_have_count(1)
    expect(page.locator("#melding")).to_contain_text("Kan niet")
    page.keyboard.press("Escape")
    assert start_of(page, found.item.id) == found.item.start


def test_the_desk_says_why_here_and_why_not_there(page: Page, found: Found) -> None:
    choose(page, found.item)
    panel = page.locator(".detail")
    expect(panel).to_contain_text("andere plekken bekeken", timeout=30_000)

    panel.get_by_label("Tijd").fill("06:00")
    panel.get_by_role("button", name="Vraag").click()

    expect(panel.get_by_role("status")).to_contain_text("Kan niet")


def test_a_pin_is_seen_by_a_colleague(page: Page, found: Found) -> None:
    choose(page, found.item)
    page.keyboard.press("v")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Vastgezet op").select_option("dag")
    dialog.get_by_label("Reden").fill("zaal is besproken")
    dialog.get_by_role("button", name="Bewaren").click()
    expect(page.locator("#melding")).to_contain_text("vastgezet")

    page.reload()
    settled(page)

    choose(page, found.item)
    expect(page.locator(".detail")).to_contain_text("dag: “zaal is besproken”")


def test_a_colleague_sees_a_move_without_asking(page: Page, store: SqlStore, found: Found) -> None:
    with visiting(create_app(store, CLOCK), store, Role.SUPERVISOR, clock=CLOCK) as colleague:
        draft = colleague.post(DRAFTS, json={"week": WEEK}).json()
        body = {"what": "verplaats", "activity": found.item.activity, "start": found.slot.start}
        here, version = f"{DRAFTS}/{draft['id']}", draft["version"]
        reason = {"reason": "zaal is vrij", "exceptions": [{"rule": "P09", "reason": "zaal is vrij"}]}
        moved = colleague.post(f"{here}/edits", json={**body, **reason}, headers={"If-Match": f'"{version}"'})

        notice = page.get_by_role("region", name="Wijzigingen van anderen")
        expect(notice).to_contain_text("heeft verplaatst", timeout=40_000)
        seen = start_of(page, found.item.id)
        colleague.post(f"{here}/undo", headers={"If-Match": f'"{version + 1}"'})

    assert (moved.status_code, seen) == (200, found.slot.start)


def test_from_an_item_to_its_case_and_back(page: Page, found: Found) -> None:
    choose(page, found.item)
    code = found.item.code
    page.locator(".detail").get_by_role("link", name=code, exact=True).click()
    expect(page.get_by_role("heading", name=code)).to_be_visible()

    page.get_by_role("link", name="Toon op het bureau").click()
    settled(page)

    expect(page.locator(".detail h2")).to_be_visible()
    expect(page.locator(".detail")).to_contain_text(code)


@pytest.mark.parametrize("role", [Role.KMAR, Role.MISSION_DESK, Role.IND])
def test_partners_have_no_desk(store: SqlStore, role: Role) -> None:
    with visiting(create_app(store, CLOCK), store, role, clock=CLOCK) as client:
        answers = [
            client.get(f"/bureau/{WEEK}"),
            client.post(DRAFTS, json={"week": WEEK}),
            client.get(f"{DRAFTS}/1/week"),
        ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
