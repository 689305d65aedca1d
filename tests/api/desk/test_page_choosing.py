"""Choosing on the desk in Chromium: people and escorts by dialog, what waits onto the timeline, repairs, colleagues."""

import pytest
from playwright.sync_api import Locator, Page, expect

from api.desk.edit_shapes import Assign, Move, Rearrange
from api.desk.shapes import Report
from tests.api.desk.conftest import OpenDesk
from tests.api.desk.made_desk import MadeDesk
from tests.api.desk.made_week import DAY, MONDAY
from tests.api.desk.test_page_moving import cell, grab, movable, said
from tests.desk_moves import box_of, pulled

pytestmark = pytest.mark.browser


def waits(page: Page, desk: MadeDesk) -> Locator:
    """Return the line of the tray with a conversation that waits."""
    one = next(one for one in desk.week.unplanned if one.kind == "gesprek")
    return page.locator(f'tr[data-waiting="{one.activity}"]')


def over(page: Page, row: str, minute: int) -> tuple[float, float]:
    """Return where a minute of a row is on the screen."""
    box = box_of(page.locator(f'.vt-row[data-row="{row}"]'))
    script = "m => { const t = document.querySelector('vp-tijdlijn'); return t.label + t.scale.x(m); }"
    return box["x"] + float(page.evaluate(script, minute)), box["y"] + 12


def test_what_waits_is_dragged_onto_a_row(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page = open_desk()
    pulled(page, waits(page, desk))
    x, y = over(page, "regievoerder:RV-001", MONDAY + 3 * DAY + 10 * 60)
    page.mouse.move(x + 6, y, steps=8)
    expect(page.locator(".vt-ghost.can")).to_be_visible()
    expect(page.locator('.vt-row.no[data-row="regievoerder:RV-003"]')).to_have_count(1)
    page.mouse.up()

    expect(page.locator("[data-draft]")).to_contain_text("2")
    edit = desk.edits[0]
    assert isinstance(edit, Move)
    assert edit.start is not None
    assert (edit.row, (edit.start - MONDAY) // DAY) == ("regievoerder:RV-001", 3)


def test_dropped_beside_the_timeline_nothing_is_planned(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page = open_desk()
    pulled(page, waits(page, desk))

    page.mouse.up()

    expect(page.locator(".vt-ghost")).to_have_count(0)
    assert desk.edits == []


def test_what_waits_is_brought_by_keyboard_as_well(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page = open_desk()
    waits(page, desk).get_by_role("button").first.focus()

    page.keyboard.press("m")
    expect(page.locator(".vt-ghost:is(.can, .may, .cannot)")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Control+ArrowRight")
    expect(page.locator(".vt-ghost.can")).to_be_visible()
    page.keyboard.press("Enter")

    expect(page.locator("[data-draft]")).to_contain_text("2")
    assert isinstance(desk.edits[0], Move)


def test_a_case_is_assigned_with_the_rules_asked(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    cell(page, item).click()
    page.get_by_role("button", name=f"Wijs toe… {item.code}").click()
    dialog = page.get_by_role("dialog", name=f"Regievoerder kiezen voor {item.code}")
    expect(dialog.get_by_role("status")).to_contain_text("vervoer blijft staan")

    dialog.get_by_label("Regievoerder", exact=True).select_option("RV-003")
    expect(dialog.get_by_role("status")).to_contain_text("dit specialisme ontbreekt")
    expect(dialog.get_by_role("button", name="Wijs toe")).to_be_disabled()
    dialog.get_by_label("Regievoerder", exact=True).select_option("RV-002")
    dialog.get_by_role("button", name="Wijs toe").click()

    expect(said(page)).to_contain_text("toegewezen aan RV-002")
    edit = desk.edits[0]
    assert isinstance(edit, Assign)
    assert (edit.case, edit.regievoerder) == (item.code, "RV-002")


def test_escort_teams_are_chosen_with_the_rules_asked(desk: MadeDesk, open_desk: OpenDesk) -> None:
    item = next(one for one in desk.items.values() if one.kind == "vertrek" and one.zone != "historie")
    page = open_desk()
    page.evaluate("id => document.querySelector('vp-tijdlijn').state.select([id])", item.id)
    page.get_by_role("button", name="Escortteams…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("2 begeleiders nodig")

    dialog.get_by_label("KMAR-3").check()
    expect(dialog.get_by_role("button", name="Bewaren")).to_be_disabled()
    dialog.get_by_label("KMAR-3").uncheck()
    dialog.get_by_label("KMAR-2").check()
    expect(dialog.get_by_role("button", name="Bewaren")).to_be_enabled()
    dialog.get_by_role("button", name="Bewaren").click()

    expect(page.locator("[data-draft]")).to_contain_text("2")
    assert isinstance(desk.edits[0], Move)
    assert (desk.edits[0].teams, desk.edits[0].start) == (["KMAR-1", "KMAR-2"], None)


def test_repairs_are_applied_with_the_exception_they_need(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page = open_desk()
    waits(page, desk).get_by_role("button", name="Los op").click()
    found = page.locator(".detail .alternatives li")
    expect(found).to_have_count(3)
    expect(found.nth(2)).to_contain_text("Eerst door: partner")

    found.nth(1).get_by_role("button", name="Pas toe").click()
    dialog = page.get_by_role("dialog", name="Uitzondering vastleggen")
    dialog.get_by_label("Reden").fill("tolk per telefoon")
    dialog.get_by_role("button", name="Toch wijzigen").click()

    expect(page.locator("[data-draft]")).to_contain_text("2")
    assert [(one.rule, one.reason) for one in desk.edits[0].exceptions] == [("R04", "tolk per telefoon")]


def test_a_repair_of_several_items_is_one_step(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page = open_desk()
    waits(page, desk).get_by_role("button", name="Los op").click()

    page.locator(".detail .alternatives li").first.get_by_role("button", name="Pas toe").click()

    expect(page.locator("[data-draft]")).to_contain_text("2")
    assert isinstance(desk.edits[0], Rearrange)
    assert desk.edits[0].left_out == ["ander"]


def test_rules_lead_to_the_rulebook_and_cases_to_their_page(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    cell(page, item).click()

    case = page.locator(".detail").get_by_role("link", name=item.code, exact=True)
    expect(case).to_have_attribute("href", "/zaken/abcdefghijklmnop")
    rule = page.locator(".detail a.rule").first
    expect(rule).to_have_attribute("href", "/regelboek#P13")


def test_what_a_colleague_changes_comes_in_by_itself(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    cell(page, item).click()
    time = page.locator(".detail").get_by_label("Tijd")
    time.fill("07:15")

    other = next(one for one in desk.items.values() if one.kind == "gesprek" and one.zone == "concept" and one != item)
    desk.moved_by_other(other.activity, other.start + 60)

    expect(page.get_by_role("region", name="Wijzigingen van anderen")).to_contain_text("bram heeft verplaatst")
    script = "id => document.querySelector('vp-tijdlijn').state.items.get(id).start"
    assert page.evaluate(script, other.id) == other.start + 60
    expect(time).to_have_value("07:15")
    expect(time).to_be_focused()


def test_who_moves_something_is_not_disturbed(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    other = next(one for one in desk.items.values() if one.kind == "gesprek" and one.zone == "concept" and one != item)
    grab(page, item)

    desk.moved_by_other(other.activity, other.start + 60)

    notice = page.get_by_role("region", name="Wijzigingen van anderen")
    expect(notice).to_contain_text("zodra u klaar bent")
    expect(page.locator(".vt-ghost")).to_have_count(1)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(notice).to_contain_text("Overgenomen")


def test_what_a_partner_reports_is_a_mark_on_the_item(desk: MadeDesk, open_desk: OpenDesk) -> None:
    item = movable(desk)
    report = Report(state="vertraagd", text="40 minuten later, 09:12")
    desk.items[item.activity] = item.model_copy(update={"report": report})
    page = open_desk()

    cell(page, item).click()

    shown = page.locator(f'.vt-item[data-id="{item.id}"]').first
    expect(shown.locator("q.vertraagd")).to_have_count(1)
    assert "vertraagd, 40 minuten later" in (shown.get_attribute("aria-label") or "")
    expect(page.locator(".detail")).to_contain_text("40 minuten later, 09:12")
