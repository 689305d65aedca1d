"""The desk from outside: people sign in through a real TLS proxy, in a real browser, and see what their role may."""

import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from api.access.passwords import Argon2Passwords
from api.address import ADDRESS
from api.composition import SystemClock
from planner.domain.access import Role
from planner.domain.plan import Plan
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.access.accounts import AccountWanted, create_account, link_to_set_password
from planner.usecases.access.signing_in import Doorkeeper, choose_password
from tests.api.example_release import example_release
from tests.browser import CHROMIUM
from tests.conftest import skip_unless_ci
from tests.journeys.proxy import NAME, Proxy, free_port, program, running_proxy
from tests.journeys.test_from_outside import wait_for
from tests.planner.codec.golden import golden_problem

pytestmark = pytest.mark.browser
LOGIN, PASSWORD = "kmar-1", "een lange zin om mee binnen te komen"
COOKIE = "__Host-sessie"


@dataclass(frozen=True, slots=True)
class Gatehouse:
    """A server that lets people sign in through its proxy."""

    proxy: Proxy
    log: Path

    def reader(self) -> httpx2.Client:
        """Return a program that knows the certificate."""
        trusted = ssl.create_default_context(cafile=str(self.proxy.certificate))
        return httpx2.Client(base_url=self.proxy.address, verify=trusted, timeout=30, follow_redirects=False)


@pytest.fixture(scope="module")
def gatehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gatehouse]:
    """Run the program itself behind nginx, with one release and one account."""
    if not program():
        skip_unless_ci("nginx is not on this machine")
    folder = tmp_path_factory.mktemp("poort")
    url = f"sqlite:///{folder / 'planner.sqlite'}"
    store = open_store(url)
    _furnish(store)
    outer, desk, behind = free_port(), free_port(), free_port()
    command = [str(Path(sys.executable).with_name("vertrekplanner")), "serve", "--desk-outside"]
    command += ["--port", str(desk), "--proxy", str(behind)]
    environment = {**os.environ, "VERTREKPLANNER_DATABASE": url, ADDRESS: f"https://{NAME}:{outer}"}
    log = folder / "server.txt"
    with log.open("wb") as sink, ExitStack() as opened:
        server = subprocess.Popen(command, stdout=sink, stderr=sink, env=environment)
        opened.callback(server.wait, timeout=20)
        opened.callback(server.terminate)
        wait_for(behind)
        httpx2.get(f"http://127.0.0.1:{desk}/aanmelden", timeout=300)
        yield Gatehouse(opened.enter_context(running_proxy(folder, port=outer, behind=behind)), log)
    store.close()


def _furnish(store: SqlStore) -> None:
    release, clock = example_release(), SystemClock()
    with store.transaction() as books:
        known = books.problems.save(golden_problem())
        books.plans.add(Plan(), problem_hash=known, at=release.published_at, actor="test")
        books.releases.add(replace(release, secret="s" * 32), key="1")
    create_account(store, clock, AccountWanted(login=LOGIN, label="KMar", role=Role.KMAR), actor="test")
    token = link_to_set_password(store, clock, LOGIN, actor="test")
    choose_password(Doorkeeper(store=store, clock=clock, passwords=Argon2Passwords()), token, PASSWORD)


@pytest.fixture(scope="module")
def browser(playwright_driver: Playwright) -> Iterator[Browser]:
    """Start Chromium; it takes the certificate that was made for this test."""
    started = playwright_driver.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
    yield started
    started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a browser of somebody at home."""
    made = browser.new_context(ignore_https_errors=True, locale="nl-NL")
    made.set_default_timeout(90_000)
    yield made
    made.close()


def sign_in(context: BrowserContext, house: Gatehouse) -> Page:
    """Ask for a page, be led to signing in, and do that."""
    page = context.new_page()
    page.goto(f"{house.proxy.address}/publicaties")
    page.get_by_label("Aanmeldnaam").fill(LOGIN)
    page.get_by_label("Wachtwoord", exact=False).first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    return page


def test_somebody_signs_in_comes_where_they_wanted_and_signs_out(context: BrowserContext, gatehouse: Gatehouse) -> None:
    page = sign_in(context, gatehouse)

    expect(page.get_by_role("heading", level=1)).to_have_text("Publicaties")
    (cookie,) = [one for one in context.cookies() if one["name"] == COOKIE]
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, True, "Strict", "/")
    assert cookie["domain"] == NAME
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Afgemeld")
    page.goto(f"{gatehouse.proxy.address}/publicaties")
    assert page.url.endswith("/aanmelden?verder=%2Fpublicaties")


def test_every_page_of_the_menu_opens_outside_and_loads_all_it_needs(
    context: BrowserContext, gatehouse: Gatehouse
) -> None:
    page = sign_in(context, gatehouse)
    expect(page.get_by_role("heading", level=1)).to_have_text("Publicaties")
    failed = list[str]()
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    links = page.locator("#hoofdmenu a").evaluate_all("links => links.map((one) => one.href)")

    answers = [page.goto(link) for link in links]

    assert [answer.status for answer in answers if answer is not None] == [200] * len(links)
    assert (len(links) > 3, failed) == (True, [])


def test_what_is_not_of_the_role_stays_closed_outside_as_inside(context: BrowserContext, gatehouse: Gatehouse) -> None:
    page = sign_in(context, gatehouse)
    expect(page.get_by_role("heading", level=1)).to_have_text("Publicaties")

    found = {path: page.request.get(f"{gatehouse.proxy.address}{path}").status for path in ("/zaken", "/accounts")}

    assert found == {"/zaken": 403, "/accounts": 403}


@pytest.mark.parametrize("path", ["/", "/zaken", "/bestaat-niet", "/gezondheid", "/api", "/static/desk/bureau.js"])
def test_without_an_account_programs_are_told_that_nothing_is_there(gatehouse: Gatehouse, path: str) -> None:
    with gatehouse.reader() as reader:
        assert (reader.get(path).status_code, reader.post(path).status_code) == (404, 404)


def test_no_password_and_no_address_is_written_down_on_the_way(context: BrowserContext, gatehouse: Gatehouse) -> None:
    sign_in(context, gatehouse)

    written = gatehouse.proxy.written() + gatehouse.log.read_text("utf-8")

    assert [text for text in (PASSWORD, LOGIN, "publicaties?") if text in written] == []
