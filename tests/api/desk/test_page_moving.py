"""Moving on the timeline in Chromium: by mouse, by keyboard and by dialog, with the rules asked while it moves."""

import re

import pytest
from playwright.sync_api import ElementHandle, Locator, Page, expect

from api.desk.edit_shapes import Move
from api.desk.shapes import Item
from tests.api.desk.conftest import OpenDesk
from tests.api.desk.made_desk import MadeDesk, broken
from tests.api.desk.made_week import DAY, MONDAY, NOW
from tests.desk_moves import BLOCK, box_of, grabbed

pytestmark = pytest.mark.browser


def movable(desk: MadeDesk, kind: str = "gesprek") -> Item:
    """Return an item on a row that may take it, on Thursday morning: neither past nor frozen."""
    return next(
        item
        for item in desk.items.values()
        if item.kind == kind
        and not item.rows[0].endswith("3")
        and MONDAY + 3 * DAY + 9 * 60 <= item.start < MONDAY + 3 * DAY + 11 * 60
    )


def cell(page: Page, item: Item) -> Locator:
    """Return the cell of an item, in sight."""
    found = page.locator(f'.vt-item[data-id="{item.id}"]')
    page.get_by_role("searchbox").fill(item.code)
    page.get_by_role("searchbox").press("Enter")
    expect(found).to_be_in_viewport()
    page.get_by_role("searchbox").fill("")
    return found


def grab(page: Page, item: Item) -> tuple[float, float]:
    """Press the mouse on an item and return where."""
    return grabbed(cell(page, item))


def said(page: Page) -> Locator:
    """Return what is told to who listens."""
    return page.locator("#melding")


def test_dragging_moves_by_the_grid_and_pins(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)

    x, y = grab(page, item)
    page.mouse.move(x + 60, y, steps=5)
    expect(page.locator(".vt-ghost:is(.can, .may, .cannot)")).to_be_visible()
    page.mouse.up()

    expect(page.locator("[data-draft]")).to_contain_text("2")
    edit = desk.edits[0]
    assert isinstance(edit, Move)
    assert (edit.activity, edit.row) == (item.activity, None)
    assert edit.start is not None
    assert (edit.start > item.start, edit.start % 15) == (True, 0)


def test_while_moving_rows_that_cannot_are_grey_and_the_rule_is_said(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    x, _y = grab(page, item)
    expect(page.locator('.vt-row.no[data-row="regievoerder:RV-003"]')).to_have_count(1)

    target = box_of(page.locator('.vt-row[data-row="regievoerder:RV-003"]'))
    page.mouse.move(x + 20, target["y"] + 12, steps=6)

    expect(page.locator(".vt-tip.cannot")).to_contain_text("dit specialisme ontbreekt")
    expect(said(page)).to_contain_text("Kan niet: 1 regel. dit specialisme ontbreekt")
    assert page.locator(".vt-row.no", has_text=item.rows[0].split(":")[1]).count() == 0
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".vt-row.no, .vt-ghost")).to_have_count(0)
    assert desk.edits == []


def test_dropping_where_a_rule_forbids_it_changes_nothing(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    x, _y = grab(page, item)
    target = box_of(page.locator('.vt-row[data-row="regievoerder:RV-003"]'))

    page.mouse.move(x + 20, target["y"] + 12, steps=6)
    page.mouse.up()

    dialog = page.get_by_role("dialog", name="Kan niet: 1 regel.")
    expect(dialog).to_contain_text("dit specialisme ontbreekt")
    dialog.get_by_role("button", name="Sluiten").click()
    assert desk.edits == []


def test_an_old_answer_never_replaces_a_newer_one(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    waits = iter([0.8])
    desk.slow = lambda: next(waits, 0.0)
    x, _y = grab(page, item)
    forbidden = box_of(page.locator('.vt-row[data-row="regievoerder:RV-003"]'))
    page.mouse.move(x + 20, forbidden["y"] + 12, steps=3)
    page.wait_for_timeout(200)

    own = box_of(page.locator(f'.vt-row[data-row="{item.rows[0]}"]'))
    page.mouse.move(x + 25, own["y"] + 12, steps=3)
    page.wait_for_timeout(1200)

    expect(page.locator(".vt-tip.can")).to_be_visible()
    expect(page.locator(".vt-tip.cannot")).to_have_count(0)


def test_the_keyboard_moves_just_as_well(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    cell(page, item).click()

    page.keyboard.press("m")
    expect(said(page)).to_contain_text(f"{item.code} opgepakt")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(said(page)).to_contain_text("Kan.")
    page.keyboard.press("Enter")

    expect(page.locator("[data-draft]")).to_contain_text("2")
    assert isinstance(desk.edits[0], Move)
    assert desk.edits[0].start == item.start + 4 * 60 - 15
    expect(page.locator(f'.vt-item[data-id="{item.id}"]')).to_be_focused()


def test_escape_leaves_everything_as_it_was(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    cell(page, item).click()
    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")

    page.keyboard.press("Escape")

    expect(said(page)).to_contain_text("niets gewijzigd")
    expect(page.locator(f'.vt-item[data-id="{item.id}"]')).to_be_focused()
    assert desk.edits == []


def test_what_is_past_stays(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page = open_desk()
    item = next(one for one in desk.items.values() if one.zone == "historie")
    cell(page, item).click()

    page.keyboard.press("m")

    expect(said(page)).to_contain_text("voorbij")
    expect(page.locator(".vt-ghost")).to_have_count(0)


def test_undo_and_redo_by_keys_and_buttons(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    cell(page, item).click()
    page.keyboard.press("m")
    page.keyboard.press("Control+ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("[data-draft]")).to_contain_text("2")

    page.keyboard.press("Control+z")
    expect(said(page)).to_contain_text("Ongedaan gemaakt")
    undone = desk.items[item.activity].start
    page.get_by_role("button", name="Opnieuw").click()
    expect(said(page)).to_contain_text("Opnieuw gedaan")

    assert (undone, desk.items[item.activity].start) == (item.start, item.start + DAY)


def test_a_week_asked_before_the_last_change_does_not_bring_it_back(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    desk.slow_week = lambda: 2.5
    cell(page, item).click()
    page.keyboard.press("m")
    page.keyboard.press("Control+ArrowRight")
    with page.expect_request("**/week"):
        page.keyboard.press("Enter")
    with page.expect_response("**/week", timeout=20_000):
        page.keyboard.press("Control+z")
        expect(said(page)).to_contain_text("Ongedaan gemaakt")
    page.wait_for_timeout(300)

    script = "id => document.querySelector('vp-tijdlijn').state.items.get(id).start"
    assert page.evaluate(script, item.id) == item.start


def test_the_frozen_zone_asks_a_reason(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page = open_desk()
    item = next(
        one for one in desk.items.values()
        if one.kind == "gesprek" and one.zone == "bevroren" and not broken(one.rows[0], one.start + 15)
    )  # fmt: skip
    assert item.start + 15 < NOW + DAY
    cell(page, item).click()
    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    dialog = page.get_by_role("dialog", name="Wijzigen in de bevroren zone")
    dialog.get_by_label("Reden").fill("advocaat kan alleen dan")
    dialog.get_by_role("button", name="Toch wijzigen").click()

    expect(page.locator("[data-draft]")).to_contain_text("2")
    assert desk.edits[0].reason == "advocaat kan alleen dan"


def test_an_exception_is_recorded_with_its_reason(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    noon = MONDAY + 3 * DAY + 12 * 60
    cell(page, item).click()
    page.keyboard.press("m")
    for _ in range((noon - item.start) // 60):
        page.keyboard.press("Shift+ArrowRight")
    for _ in range((noon - item.start) % 60 // 15):
        page.keyboard.press("ArrowRight")
    expect(said(page)).to_contain_text("geen tolk Darija")
    page.keyboard.press("Enter")

    dialog = page.get_by_role("dialog", name="Uitzondering vastleggen")
    dialog.get_by_label("Reden").fill("tolk per telefoon")
    dialog.get_by_role("button", name="Toch wijzigen").click()

    expect(page.locator("[data-draft]")).to_contain_text("2")
    assert [(one.rule, one.reason) for one in desk.edits[0].exceptions] == [("R04", "tolk per telefoon")]


def test_the_dialog_moves_without_dragging(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    cell(page, item).click()
    page.locator(".detail").get_by_role("button", name="Verplaats").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_contain_text("Kan")

    dialog.get_by_label("Dag").select_option(label="vr 27 nov · 4 momenten vrij")
    dialog.get_by_label("Vrij moment").select_option(label="13:00–14:00")  # noqa: RUF001 - as it is written
    expect(dialog.get_by_role("status")).to_contain_text("vr 27 nov 13:00")
    dialog.get_by_role("button", name="Verplaats").click()

    expect(page.locator("[data-draft]")).to_contain_text("2")
    assert isinstance(desk.edits[0], Move)
    assert (desk.edits[0].start, desk.edits[0].pin) == (MONDAY + 4 * DAY + 13 * 60, "alles")


def test_what_waits_is_planned_from_the_tray(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, waiting = open_desk(), desk.week.unplanned[0]
    page.get_by_role("button", name=f"Waarom? {waiting.code}").click()
    page.locator(".detail").get_by_role("button", name="Plan in").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_contain_text("Kan")
    dialog.get_by_label("Dag").select_option(label="do 26 nov · 4 momenten vrij")
    expect(dialog.get_by_role("status")).to_contain_text("do 26 nov 09:00")
    dialog.get_by_role("button", name="Verplaats").click()

    expect(page.get_by_role("tab", name="Niet gepland")).to_contain_text("2")
    assert waiting.activity in desk.items


def test_what_the_server_refuses_is_said_and_nothing_moves(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    cell(page, item).click()
    page.locator(".detail").get_by_role("button", name="Verplaats").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Vrij moment").select_option("")
    dialog.get_by_label("Ander tijdstip").fill("19:30")
    dialog.get_by_label("Ander tijdstip").press("Tab")

    expect(dialog.get_by_role("status")).to_contain_text("buiten werktijd")
    expect(dialog.get_by_role("button", name="Verplaats")).to_be_disabled()
    assert desk.edits == []


def drawn_anew(page: Page) -> None:
    """Let everything be drawn anew, as when the head of the draft or a change of a colleague comes in."""
    page.evaluate("document.querySelector('vp-tijdlijn').state.say('week')")


def test_a_grab_outlives_that_the_week_is_drawn_anew(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    there = cell(page, item)
    there.hover(position=BLOCK)
    box = box_of(there)
    page.mouse.down()

    drawn_anew(page)
    page.mouse.move(box["x"] + 64, box["y"] + 10, steps=5)
    expect(page.locator(".vt-ghost:is(.can, .may, .cannot)")).to_be_visible()
    page.mouse.up()

    expect(page.locator("[data-draft]")).to_contain_text("2")
    edit = desk.edits[0]
    assert isinstance(edit, Move)
    assert edit.activity == item.activity


def test_a_click_outlives_that_the_tray_and_the_panel_are_drawn_anew(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    cell(page, item).click()
    for button, then in (
        (page.locator(".detail").get_by_role("button", name="Verplaats"), page.get_by_role("dialog")),
        (page.locator(".tray").get_by_role("button", name="Los op").first, page.locator(".detail .alternatives")),
    ):
        button.hover()
        page.mouse.down()
        page.evaluate("t => { for (const one of t.state.items.values()) one.label += '!'; }", timeline(page))
        drawn_anew(page)
        page.mouse.up()
        expect(then).to_be_visible()
        page.keyboard.press("Escape")


def test_what_is_drawn_anew_keeps_its_cells_and_the_focus(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    there = cell(page, item)
    there.click()
    before = there.element_handle()

    page.evaluate("t => { for (const one of t.state.items.values()) one.changed = true; }", timeline(page))
    drawn_anew(page)

    expect(there).to_be_focused()
    expect(there).to_have_attribute("aria-selected", "true")
    expect(there).to_have_class(re.compile(r"\bchanged\b"))
    assert page.evaluate("([a, b]) => a === b", [before, there.element_handle()])


def timeline(page: Page) -> ElementHandle:
    """Return the timeline itself."""
    found = page.query_selector("vp-tijdlijn")
    assert found is not None
    return found
