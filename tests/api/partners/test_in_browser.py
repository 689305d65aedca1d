"""The pages of partners in Chromium: axe-core finds nothing on phones and wide screens, light and dark."""

from pathlib import Path
from typing import Literal

import pytest

from planner.domain.access import Role
from planner.domain.activities import ActivityKind
from tests.api.desk.test_page_accessible import RUN
from tests.api.partners.conftest import Open
from tests.api.partners.made import LAWYER, TOWN, Carried
from tests.conftest import skip_unless_ci
from tests.maps.test_accessibility import AXE

pytestmark = pytest.mark.browser
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DEPARTURE, RIDE = ActivityKind.DEPARTURE, ActivityKind.MOVE
DAY = "dag=2026-11-26"
STATES: dict[str, tuple[Role, str, str]] = {
    "kmar-day": (Role.KMAR, "", "/uitvoering"),
    "kmar-one": (Role.KMAR, "", f"@{DEPARTURE}"),
    "dji-day": (Role.DJI, "", "/uitvoering"),
    "dji-one": (Role.DJI, "", f"@{RIDE}"),
    "planner-day": (Role.PLANNER, "", "/uitvoering"),
    "ind": (Role.IND, "IND", "/vragen"),
    "lawyer": (Role.LAWYER, LAWYER, "/uitvoering"),
    "town": (Role.MUNICIPALITY, TOWN, f"@{ActivityKind.CONVERSATION}"),
    "iom": (Role.IOM, "IOM", "/uitvoering"),
    "avim": (Role.AVIM, "AVIM-1", "/uitvoering"),
    "council": (Role.REFUGEE_COUNCIL, "VWN", "/uitvoering"),
    "nidos": (Role.GUARDIAN, "NIDOS-1", "/uitvoering"),
    "inspectorate": (Role.INSPECTORATE, "", "/nieuwste/inspectie/schema.html"),
    "auditor": (Role.AUDITOR, "", "/logboek"),
    "administrator": (Role.ADMINISTRATOR, "", "/normen"),
    "supervisor": (Role.SUPERVISOR, "", "/publicaties"),
    "sittings": (Role.MISSION_DESK, "", f"/zittingen?{DAY}"),
    "site-day": (Role.SITE, "AZC", f"/locatie?{DAY}"),
    "site-week": (Role.PLANNER, "", f"/locatie?{DAY}&toon=week&plaats=AZC"),
}


@pytest.fixture(scope="module")
def axe() -> str:
    """Give the text of axe-core."""
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    return Path(AXE).read_text("utf-8")


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_nothing_sticks_out(
    work: Carried, opened: Open, axe: str, state: str, width: int
) -> None:
    role, code, path = STATES[state]
    address = work.path(ActivityKind(path[1:])) if path.startswith("@") else path
    page = opened(address, role, code, width=width)
    for one in page.locator("main details").all():
        one.evaluate("one => one.open = true")
    page.evaluate(axe)

    found = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found[scheme] = page.evaluate(RUN)

    assert found == {"light": [], "dark": []}
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_delay_reported_on_a_phone_appears_on_the_planners_open_page(work: Carried, opened: Open) -> None:
    planner = opened("/uitvoering", Role.PLANNER, width=1440)
    phone = opened(work.path(RIDE), Role.DJI)
    phone.get_by_role("button", name="Persoon opgehaald").click()
    phone.get_by_text("Vertraagd", exact=True).click()
    phone.get_by_label("Minuten later").fill("25")
    phone.get_by_role("button", name="Meld vertraging").click()

    planner.get_by_text("vertraagd, 25 minuten later").first.wait_for(timeout=15_000)

    assert phone.locator(".head .tag").inner_text().startswith("vertraagd, 25 minuten later")
