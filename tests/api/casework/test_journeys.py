"""What people do all day, in Chromium: by mouse and by keyboard alone."""

import pytest
from playwright.sync_api import Page

from planner.domain.access import Role
from planner.domain.departure_plan import Barrier, Contact
from tests.api.casework.conftest import Open
from tests.api.casework.made import Pages
from tests.planner.usecases.casework import CASE
from tests.planner.usecases.world import conversation_key

pytestmark = pytest.mark.browser


def _reach(page: Page, name: str) -> None:
    """Press Tab until the element with a name has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.innerText || ''").strip() == name:
            return
    raise AssertionError(name)


def test_a_regievoerder_records_an_outcome_and_the_next_step_in_two_clicks(pages: Pages, opened: Open) -> None:
    page = opened(pages.path(), Role.REGIEVOERDER, "r1")

    page.get_by_role("button", name="Gehouden", exact=True).click()
    page.get_by_role("button", name="Zet op vertrek").click()

    assert page.locator(".phases [aria-current=step] b").inner_text().casefold() == "vertrek"
    assert page.get_by_text("Hoe ging het?").count() == 0
    with pages.desk.store.reading() as books:
        assert books.outcomes.history(conversation_key("Z1"))[-1].actor == "r1"


def test_a_fact_is_entered_by_keyboard_alone(pages: Pages, opened: Open) -> None:
    page = opened(pages.path(), Role.REGIEVOERDER, "r1")

    _reach(page, "Feit toevoegen")
    page.keyboard.press("Enter")
    _reach(page, "Contact")
    page.keyboard.press("Enter")
    page.wait_for_url("**/feit/contact")
    page.locator("#met").focus()
    page.keyboard.type("iom")
    page.keyboard.press("Tab")
    page.keyboard.type("telefoon")
    page.keyboard.press("Tab")
    page.keyboard.type("intake afgerond")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{pages.path()}")

    with pages.desk.store.reading() as books:
        newest = max(books.facts.beginning(Contact, CASE), key=lambda one: one.at)
    assert (newest.party.value, newest.channel.value, newest.subject) == ("iom", "telefoon", "intake afgerond")


def test_what_was_refused_is_corrected_in_place(pages: Pages, opened: Open) -> None:
    page = opened(pages.path("/feit/belemmering"))
    page.select_option("#soort", "geld")
    page.select_option("#eigenaar", "iom")
    page.fill("#actie", "x" * 130)
    page.fill("#uiterlijk", "2026-12-01")
    page.get_by_role("button", name="Leg vast").click()
    wrong = page.locator("#actie-fout").inner_text()
    kept = page.input_value("#actie")

    page.fill("#actie", "reiskosten")
    page.get_by_role("button", name="Leg vast").click()

    assert "te lang" in wrong
    assert kept == "x" * 130
    page.wait_for_url(f"**{pages.path()}")
    with pages.desk.store.reading() as books:
        assert [one.action for one in books.facts.beginning(Barrier, CASE)][-1] == "reiskosten"


def test_a_planner_finds_a_case_hands_it_over_and_sees_it_there(opened: Open) -> None:
    page = opened("/zaken")

    page.fill("#code", "Z1")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Draag over…").click()
    page.get_by_role("radio", name="r2").check()
    page.get_by_role("button", name="Draag over").click()

    assert "r2" in page.locator(".inline").inner_text()


def test_a_delivery_is_looked_at_and_confirmed(opened: Open) -> None:
    page = opened("/invoer")
    text = "zaaknummer;doelgroep;land;taal;overgedragen_op\nZ7;afgewezen;MA;ar;02-11-2026\n"
    page.set_input_files("#bestand", {"name": "zaken.csv", "mimeType": "text/csv", "buffer": text.encode()})
    page.get_by_role("button", name="Lees en vergelijk").click()

    page.get_by_role("button", name="Bevestig en bewaar alles").click()

    page.get_by_text("Opgeslagen: 1 nieuw, 0 gewijzigd, 0 beëindigd.").wait_for()


def test_a_case_prints_without_what_only_works_on_a_screen(pages: Pages, opened: Open) -> None:
    page = opened(pages.path())
    page.emulate_media(media="print")

    shown = [page.locator(name).first.is_visible() for name in (".bar", "main form", ".line-of-time", ".phases")]

    assert shown == [False, False, True, True]
    assert page.locator(".pick").is_visible() is False
