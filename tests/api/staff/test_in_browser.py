"""The pages of a regievoerder in Chromium: axe-core finds nothing on phones and wide screens, light and dark."""

from pathlib import Path
from typing import Literal

import pytest

from planner.domain.access import Role
from tests.api.desk.test_page_accessible import RUN
from tests.api.staff.conftest import Open
from tests.api.staff.made import Own
from tests.conftest import skip_unless_ci
from tests.maps.test_accessibility import AXE
from tests.planner.usecases.world import WEEK, conversation_key

pytestmark = pytest.mark.browser
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
KEY = conversation_key("Z5")
STATES: dict[str, tuple[Role, str, str]] = {
    "week": (Role.REGIEVOERDER, "r1", "/mijn-week"),
    "empty-week": (Role.REGIEVOERDER, "r1", "/mijn-week/2027-W01"),
    "talk": (Role.REGIEVOERDER, "r1", f"/mijn-week/{WEEK}/gesprek/@"),
    "invitations": (Role.PLANNER, "", "/uitnodigingen?dag=2026-11-25"),
    "letter": (Role.REGIEVOERDER, "r1", "/uitnodigingen/@/brief"),
}


@pytest.fixture(scope="module")
def axe() -> str:
    """Give the text of axe-core."""
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    return Path(AXE).read_text("utf-8")


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_nothing_sticks_out(own: Own, opened: Open, axe: str, state: str, width: int) -> None:
    role, code, path = STATES[state]
    page = opened(path.replace("@", own.handle(KEY)), role, code, width=width)
    for one in page.locator("main details").all():
        one.evaluate("one => one.open = true")
    page.evaluate(axe)

    found = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found[scheme] = page.evaluate(RUN)

    assert found == {"light": [], "dark": []}
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_an_outcome_and_the_next_step_take_two_presses(opened: Open) -> None:
    page = opened("/mijn-week", width=1440)

    page.get_by_role("button", name="Gehouden").first.click()
    page.get_by_role("link", name="Zet de volgende stap").click()

    assert "/zaken/" in page.url
