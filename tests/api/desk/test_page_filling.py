"""Filling free time on the desk in Chromium: on an empty place, after an item by key, and in the form."""

import pytest
from playwright.sync_api import Locator, Page, expect

from api.desk.edit_shapes import Move, Rearrange
from tests.api.desk.conftest import OpenDesk
from tests.api.desk.made_desk import MadeDesk
from tests.api.desk.made_week import DAY, MONDAY
from tests.api.desk.test_page_accessible import RUN, axe
from tests.api.desk.test_page_moving import cell, movable
from tests.desk_moves import box_of

__all__ = ["axe"]
pytestmark = pytest.mark.browser
ROW = "regievoerder:RV-001"


def fill(page: Page) -> Locator:
    """Return the part of the panel about free time."""
    return page.locator(".detail section", has=page.get_by_role("heading", name="Vrije tijd vullen"))


def test_an_empty_place_is_filled_with_what_gains_most(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page = open_desk()
    box = box_of(page.locator(f'.vt-row[data-row="{ROW}"] .vt-cells'))
    script = "m => document.querySelector('vp-tijdlijn').scale.x(m)"
    evening = MONDAY + 3 * DAY + 17 * 60 + 30
    page.mouse.click(box["x"] + float(page.evaluate(script, evening)), box["y"] + box["height"] - 3)

    panel = page.locator(".detail")
    expect(panel.get_by_role("heading", level=2)).to_contain_text("Vrije tijd van RV-001: do 26 nov")
    first = fill(page).locator("li").first
    with page.expect_response("**/edits"):
        first.get_by_role("button", name="Plan hier").click()

    (asked,) = desk.filled[:1]
    edit = desk.edits[0]
    assert isinstance(edit, Move)
    assert (asked.row, (asked.start - MONDAY) // DAY, asked.start < asked.end) == (ROW, 3, True)
    assert (edit.row, edit.start) == (ROW, asked.start)


def test_after_an_item_by_key(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page, item = open_desk(), movable(desk)
    cell(page, item).click()
    page.keyboard.press("f")

    expect(fill(page).locator("li").first).to_be_visible()
    assert desk.filled[0].row == item.rows[0]
    assert desk.filled[0].start >= item.end


def test_a_stretch_is_packed_as_a_whole_from_the_form(desk: MadeDesk, open_desk: OpenDesk) -> None:
    page = open_desk()
    form = fill(page)
    form.get_by_label("Van wie of wat").select_option(ROW)
    form.get_by_label("Dag").select_option(label="do 26 nov")
    form.get_by_label("Vrij vanaf").fill("13:00")
    form.get_by_label("Vrij tot").fill("16:00")
    form.get_by_role("button", name="Vul het geheel").press("Enter")

    number = form.locator("li").count() or len([one for one in desk.week.unplanned if one.kind == "gesprek"])
    form.get_by_role("button", name=f"Plan alle {number}").press("Enter")

    expect(page.locator("[data-draft]")).to_contain_text("2")
    (asked,) = desk.filled
    assert (asked.start, asked.end, asked.together) == (MONDAY + 3 * DAY + 13 * 60, MONDAY + 3 * DAY + 16 * 60, True)
    assert isinstance(desk.edits[0], Rearrange)
    assert [one.start for one in desk.edits[0].moves] == [asked.start + 60 * at for at in range(number)]


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(open_desk: OpenDesk, desk: MadeDesk, axe: str, width: int) -> None:
    page = open_desk(width=width)
    page.evaluate("document.querySelector('vp-tijdlijn').state.select([])")
    fill(page).get_by_role("button", name="Wat past hier het best?").click()
    expect(fill(page).locator("li").first).to_be_visible()

    page.evaluate(axe)
    assert page.evaluate(RUN) == []
    assert len(desk.filled) == 1
