"""The views of the desk in Chromium: rows in sight, choosing, pins, cancelling, filters, table, loads, tray and map."""

import pytest
from playwright.sync_api import expect

from api.desk.edit_shapes import Cancel, Pin
from planner.domain.access import Role
from tests.api.desk.conftest import OpenDesk
from tests.api.desk.made_desk import MadeDesk
from tests.api.desk.made_week import made_week
from tests.api.desk.test_page_moving import cell, movable, said

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("desk", [MadeDesk(made_week(300, 2500))])
def test_only_rows_in_sight_are_in_the_page(open_desk: OpenDesk) -> None:
    page = open_desk()
    timeline = page.get_by_role("grid")
    first = timeline.locator(".vt-row").count()

    timeline.evaluate("grid => { grid.scrollTop = grid.scrollHeight }")

    expect(timeline.locator('.vt-row[data-row="kamer:K-042"]')).to_be_visible()
    assert int(timeline.get_attribute("aria-rowcount") or 0) > 300
    assert (first < 45, timeline.locator(".vt-row").count() < 45) == (True, True)


def test_items_of_a_row_never_lie_over_each_other(open_desk: OpenDesk) -> None:
    page = open_desk()

    overlaps = page.evaluate("""() => [...document.querySelectorAll('.vt-row')].flatMap((row) => {
      const boxes = [...row.querySelectorAll('.vt-item')].map((one) => one.querySelector('b').getBoundingClientRect());
      return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1));
    }).length""")

    assert overlaps == 0


def test_an_item_says_what_it_is(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page = open_desk()
    item = next(one for one in desk.items.values() if one.conflicts)

    label = cell(page, item).get_attribute("aria-label")

    assert label is not None
    assert label.startswith(f"{item.code}, ")
    assert label.endswith(", conflict: geen tolk Darija")


def test_several_are_chosen_by_keyboard_and_pinned_together(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    cell(page, item).click()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("[data-chosen]")).to_contain_text("2 gekozen")
    page.keyboard.press("v")

    dialog = page.get_by_role("dialog", name="Vastzetten: 2 gekozen")
    dialog.get_by_label("Vastgezet op").select_option("dag")
    dialog.get_by_label("Reden").fill("zaal is besproken")
    dialog.get_by_label("Staat vast tot").select_option(label="vr 27 nov")
    dialog.get_by_role("button", name="Bewaren").click()

    expect(page.locator("[data-draft]")).to_contain_text("3")
    pins = [edit for edit in desk.edits if isinstance(edit, Pin)]
    assert [(pin.grade, pin.reason, pin.expires) for pin in pins] == [
        ("dag", "zaal is besproken", desk.week.days[4].start)
    ] * 2
    expect(page.locator(f'.vt-item[data-id="{item.id}"] u')).to_have_attribute("data-sign", "D")


def test_cancelling_asks_a_coded_reason(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    cell(page, item).click()
    page.keyboard.press("Delete")

    dialog = page.get_by_role("dialog", name=f"Annuleren: {item.code}")
    dialog.get_by_label("Waarom").select_option("tolk-niet-beschikbaar")
    dialog.get_by_role("button", name="Annuleer").click()

    expect(page.locator(f'.vt-item[data-id="{item.id}"]')).to_have_count(0)
    expect(page.get_by_role("tab", name="Niet gepland")).to_contain_text("4")
    assert [edit.code for edit in desk.edits if isinstance(edit, Cancel)] == ["tolk-niet-beschikbaar"]


def test_the_panel_gives_facts_reasons_and_alternatives(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    cell(page, item).click()
    panel = page.locator(".detail")
    expect(panel).to_contain_text("40 andere plekken bekeken: 3 vrij, 5 met één regel ertussen.")

    panel.get_by_label("Tijd").fill("20:00")
    panel.get_by_role("button", name="Vraag").click()
    expect(panel.get_by_role("status")).to_contain_text("buiten werktijd")
    panel.get_by_role("button", name="Zoek de beste andere plekken").click()
    panel.get_by_role("button", name="Pas toe: 2, do 26 nov 10:00").click()

    expect(page.locator("[data-draft]")).to_contain_text("2")
    assert desk.items[item.activity].start == desk.week.days[3].start + 600


def test_filters_narrow_what_is_shown(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page = open_desk()
    page.get_by_role("checkbox", name="Vervoer").uncheck()
    page.get_by_role("checkbox", name="Gewijzigd").check()

    changed = {one.id for one in desk.items.values() if one.changed and one.kind != "vervoer"}
    shown = page.locator(".vt-item").evaluate_all("cells => cells.map((cell) => cell.dataset.id)")

    assert set(shown) == changed


def test_searching_finds_by_a_part_of_the_code(open_desk: OpenDesk) -> None:
    page = open_desk()
    page.get_by_role("searchbox").fill("40117")
    expect(said(page)).to_contain_text("1 gevonden")

    page.get_by_role("searchbox").press("Enter")

    expect(page.locator('.vt-item.found[aria-selected="true"]')).to_have_attribute("data-id", "i117")


def test_the_table_has_the_same_items_and_moves_them(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page = open_desk(path="/tabel")
    rows = page.locator("#tabel").get_by_role("row")
    day = desk.week.days[3]
    page.get_by_role("button", name="do 26").click()
    here = [one for one in desk.items.values() if one.start < day.end and one.end > day.start]
    expect(rows).to_have_count(len(here) + 1)

    first = min(here, key=lambda one: (one.start, one.code))
    page.get_by_role("button", name=f"Verplaats {first.code}").click()

    expect(page.get_by_role("dialog")).to_contain_text(f"Verplaats {first.code}")


def test_loads_are_shown_per_row_and_day(open_desk: OpenDesk) -> None:
    page = open_desk()
    page.get_by_role("button", name="Bezetting").click()

    row = page.get_by_role("row", name="RV-001 algemeen")

    assert row.get_by_role("cell").all_text_contents() == ["64 %", "104 %", "71 %", "92 %", "55 %", "–", "–"]  # noqa: RUF001
    expect(row.get_by_role("cell").nth(1)).to_have_class("over")


def test_the_map_and_the_week_point_at_each_other(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    place = page.get_by_role("button", name="DC Rotterdam: 120 afspraken")
    cell(page, item).click()
    expect(place).to_have_class("dot detention at")

    place.focus()
    page.keyboard.press("Enter")

    expect(said(page)).to_contain_text("DC Rotterdam: 120 afspraken")
    assert page.locator(".vt-item:not(.found)").count() == 0


def test_the_tray_is_in_order_of_slack(open_desk: OpenDesk) -> None:
    page = open_desk()

    codes = page.locator(".tray-table tbody strong").all_text_contents()

    assert codes == ["Z-26-90002", "Z-26-90001", "Z-26-90000"]
    expect(page.locator(".tray-table tbody tr").nth(0)).to_contain_text("Eén regel verwijderd: P01")


def test_a_supervisor_may_edit_as_well(open_desk: OpenDesk) -> None:
    page = open_desk(Role.SUPERVISOR)

    expect(page.get_by_role("button", name="Toevoegen…")).to_be_visible()


def test_a_phone_shows_the_day_first(open_desk: OpenDesk) -> None:
    page = open_desk(width=390)

    expect(page.get_by_role("table", name="Afspraken op")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_draft_that_cannot_be_opened_is_said(open_desk: OpenDesk) -> None:
    page = open_desk()
    page.route("**/api/v1/drafts", lambda route: route.fulfill(status=503, json={"title": "x", "detail": "Even niet."}))
    page.goto(page.url, wait_until="load")

    expect(page.locator("[data-loading]")).to_have_text("Even niet.")


def test_a_running_solve_is_shown_with_its_bound_and_can_be_stopped(desk: MadeDesk, open_desk: OpenDesk) -> None:
    level = {"level": 3, "name": "op tijd", "cost": 1284, "bound": 1262, "gap_percent": 1.7}
    progress = {"stage": "zoeken", "fraction": 0.4, "planned": 90, "total": 120, "seconds": 134.0, "levels": [level]}
    desk.solves = [{"id": "s1", "state": "bezig", "week": desk.week.week, "progress": progress}]
    page = open_desk()

    solving = page.locator("vp-berekening")

    expect(solving).to_contain_text("op tijd 1.284 · ondergrens 1.262 · verschil 1,7 % · 90/120")
    expect(solving.get_by_role("button", name="Stop · 2:14")).to_be_enabled()
