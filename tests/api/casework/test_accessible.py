"""Every page about cases by axe-core, on wide screens and phones, light and dark: no violation, nothing sticks out."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page

from planner.codec.protocol_file import delivered_files
from planner.domain.access import Role
from tests.api.casework.conftest import Open
from tests.api.casework.made import Pages
from tests.conftest import skip_unless_ci
from tests.maps.test_accessibility import AXE

pytestmark = pytest.mark.browser
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RUN = "axe.run().then((found) => found.violations.map((one) => `${one.id}: ${one.nodes.map((n) => n.html).join(' ')}`))"
Do = Callable[[Page], None]


@pytest.fixture(scope="module")
def axe() -> str:
    """Give the text of axe-core."""
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    return AXE.read_text("utf-8")


def nothing(_page: Page) -> None:
    """Leave the page as it opens."""


def unfolded(page: Page) -> None:
    """Open everything that is folded away."""
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def refused(page: Page) -> None:
    """Send a form with something missing, past what the browser checks."""
    page.evaluate("() => document.querySelectorAll('main form').forEach((form) => { form.noValidate = true; })")
    page.locator("main form:not([method=get]) button").last.click()


def searched(page: Page) -> None:
    """Look for a code that is not there."""
    page.fill("#code", "Q9")
    page.get_by_role("button", name="Zoek").click()


def delivered(text: str) -> Do:
    """Return what uploads a delivery and waits for the answer."""

    def sends(page: Page) -> None:
        page.fill("#bron", "proef")
        page.set_input_files("#bestand", {"name": "zaken.csv", "mimeType": "text/csv", "buffer": text.encode()})
        page.get_by_role("button", name="Lees en vergelijk").click()
        page.locator("progress").wait_for(state="detached")

    return sends


def looked_at(page: Page) -> None:
    """Ask what another value would change."""
    page.fill("#waarde", "30")
    page.fill("#reden", "proef")
    page.get_by_role("button", name="Toon het gevolg").click()
    page.locator("progress").wait_for(state="detached")


def written(text: str) -> Do:
    """Return what looks at a protocol that was typed."""

    def sends(page: Page) -> None:
        page.fill("#tekst", text)
        page.get_by_role("button", name="Bekijk wat verandert").click()
        page.locator("h2").first.wait_for()

    return sends


OWN = delivered_files()["basis.toml"].replace("versie = 1", "versie = 9\ngeldig_vanaf = 2027-01-04", 1)
HEADERS = "zaaknummer;doelgroep;land;taal;overgedragen_op\n"
STATES: dict[str, tuple[str, Do]] = {
    "list": ("/zaken", nothing),
    "list late": ("/zaken?wat=te-laat", nothing),
    "not found": ("/zaken", searched),
    "case": ("{case}", nothing),
    "case unfolded": ("{case}", unfolded),
    "fact": ("{case}/feit/belemmering", nothing),
    "fact refused": ("{case}/feit/belemmering", refused),
    "answer": ("{case}/feit/antwoord", nothing),
    "hand over": ("{case}/overdracht", nothing),
    "import": ("/invoer", unfolded),
    "import looked at": ("/invoer", delivered(f"{HEADERS}Z1;afgewezen;TN;ar;03-08-2026\n")),
    "import refused": ("/invoer", delivered(f"{HEADERS}Z8;zomaar;MA;ar;31-02-2026\n")),
    "norms": ("/normen", nothing),
    "norm": ("/normen/R11/notice", nothing),
    "norm refused": ("/normen/R11/notice", refused),
    "effect": ("/normen/R11/notice", looked_at),
    "protocols": ("/normen/protocollen", nothing),
    "protocol": ("/normen/protocollen/basis/1", nothing),
    "own protocol": ("/normen/protocollen/invoer?van=basis", nothing),
    "own protocol wrong": ("/normen/protocollen/invoer", written("versie = 'x'")),
    "own protocol looked at": ("/normen/protocollen/invoer", written(OWN)),
    "exceptions": ("/uitzonderingen", nothing),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(pages: Pages, opened: Open, axe: str, state: str, width: int) -> None:
    path, prepare = STATES[state]
    page = opened(path.format(case=pages.path()), Role.SUPERVISOR, "L-7", width=width)
    prepare(page)
    page.evaluate(axe)
    found = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found[scheme] = page.evaluate(RUN)

    assert found == {"light": [], "dark": []}
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
