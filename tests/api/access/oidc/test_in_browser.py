"""Signing in at a provider on another site, in a real Chromium: strict cookies, and no form that leads away."""

import pytest
from playwright.sync_api import BrowserContext

from api.composition import SystemClock
from api.server.app import create_app
from planner.store.transactions import SqlStore
from tests.api.access.oidc.conftest import known, set_provider
from tests.api.access.oidc.real import free_port, missing, running_provider
from tests.api.server.test_listening import serving
from tests.conftest import skip_unless_ci


@pytest.mark.browser
def test_a_browser_goes_to_another_site_and_comes_back_signed_in(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, chromium: BrowserContext
) -> None:
    if missing():
        skip_unless_ci(missing())
    page, said = chromium.new_page(), list[tuple[str, str]]()
    page.on("console", lambda message: said.append((page.url, message.text)) if message.type == "error" else None)
    port = free_port()
    set_provider(monkeypatch, f"http://localhost:{port}")
    with serving(create_app(store, SystemClock())) as own:
        here = f"http://127.0.0.1:{own}"
        with running_provider("localhost", port, f"{here}/aanmelden/terug") as provider:
            known(store, provider.issuer)
            chromium.set_offline(offline=False)
            page.goto(f"{here}/account")
            page.get_by_role("link", name="het organisatieaccount").click()
            page.wait_for_url(f"{here}/account")
            title = page.locator("h1").inner_text()
            cookies = sorted(one["name"] for one in chromium.cookies(here))
            page.get_by_role("button", name="Afmelden").click()
            page.locator("a[href='/aanmelden/extern/af']").click()
            page.wait_for_url(f"{provider.issuer}/session/end**")
        page.close()
        chromium.set_offline(offline=True)
        chromium.clear_cookies()

    assert title == "Uw account"
    assert "__Host-sessie" in cookies
    assert "__Host-aanmelding" not in cookies
    assert [text for url, text in said if url.startswith(here)] == []
