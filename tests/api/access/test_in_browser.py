"""The pages of access in a real Chromium over plain http on this machine: cookie, both widths, axe, keyboard."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from api.composition import SystemClock
from planner.domain.access import Role
from planner.store.transactions import SqlStore
from planner.usecases.access.accounts import link_to_set_password
from planner.usecases.access.systems import admit_system
from tests.api.access.conftest import PASSWORD, member
from tests.api.desk.test_page_accessible import RUN, SCHEMES
from tests.api.server.test_listening import running
from tests.conftest import skip_unless_ci

AXE = Path(__file__).parents[2] / "node" / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = os.environ.get("PICTURES", "")
"""A folder to keep pictures of the pages in, to look at them."""


@pytest.fixture
def here(store: SqlStore, chromium: BrowserContext) -> Iterator[str]:
    """Give the address of a server with three accounts and a system."""
    clock = SystemClock()
    for login, role in (("planner-01", Role.PLANNER), ("beheer-01", Role.ADMINISTRATOR), ("auditor-01", Role.AUDITOR)):
        member(store, clock, login, role)
    admit_system(store, clock, "koppeling", Role.PLANNER, "", actor="beheer-01")
    chromium.set_offline(offline=False)
    with running(store) as port:
        yield f"http://127.0.0.1:{port}"
    chromium.set_offline(offline=True)
    chromium.clear_cookies()


def sign_in(page: Page, here: str, login: str, path: str) -> None:
    """Sign in by keyboard alone."""
    page.goto(f"{here}{path}")
    page.locator("#naam").fill(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation(url=f"{here}{path}"):
        page.keyboard.press("Enter")


@pytest.mark.browser
def test_a_browser_keeps_the_session_on_this_machine_and_scripts_do_not_see_it(
    here: str, chromium: BrowserContext
) -> None:
    page = chromium.new_page()

    sign_in(page, here, "planner-01", "/account")
    kept = [cookie for cookie in chromium.cookies() if cookie["name"] == "__Host-sessie"]
    seen = page.evaluate("document.cookie")
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url(f"{here}/aanmelden/afgemeld")
    left = [cookie["name"] for cookie in chromium.cookies()]
    page.goto(f"{here}/account")

    assert [(one["httpOnly"], one["secure"], one["sameSite"], one["path"]) for one in kept] == [
        (True, True, "Strict", "/")
    ]
    assert ("sessie" in seen, "__Host-sessie" in left) == (False, False)
    assert page.url == f"{here}/aanmelden?verder=%2Faccount"
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_of_access_fits_is_accessible_and_complains_of_nothing(
    here: str, store: SqlStore, chromium: BrowserContext, width: int
) -> None:
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    with store.reading() as books:
        account = books.accounts.by_login("planner-01")
    assert account is not None
    link = link_to_set_password(store, SystemClock(), "planner-01", actor="beheer-01")
    page, said = chromium.new_page(), list[tuple[str, str]]()
    page.set_viewport_size({"width": width, "height": 900})
    page.on(
        "console",
        lambda message: said.append((page.url, message.text)) if "Clear-Site-Data" not in message.text else None,
    )
    page.on("pageerror", lambda error: said.append((page.url, str(error))))
    found = [
        _looked_at(page, here, path, width) for path in ("/aanmelden", "/aanmelden/afgemeld", f"/wachtwoord/{link}")
    ]
    for login, paths in (
        ("beheer-01", ("/accounts", f"/accounts/{account.id}", "/account")),
        ("auditor-01", ("/logboek",)),
    ):
        sign_in(page, here, login, paths[0])
        found.extend(_looked_at(page, here, path, width) for path in paths)
        page.get_by_role("button", name="Afmelden").click()
        page.wait_for_url(f"{here}/aanmelden/afgemeld")
    page.close()

    assert found == [([], False)] * 7
    assert said == []


def _looked_at(page: Page, here: str, path: str, width: int) -> tuple[list[str], bool]:
    """Return what axe finds on a page, and whether it is wider than the screen."""
    page.goto(f"{here}{path}")
    if PICTURES:
        name = path.strip("/").partition("/")[0] + ("-een" if path.count("/") > 1 else "")
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    wrong = list[str]()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        wrong += page.evaluate(RUN)
    wide: bool = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return wrong, wide
