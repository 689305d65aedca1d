"""Disruptions in Chromium: from the desk to a repaired draft, and axe-core finds nothing on phones and wide screens."""

from pathlib import Path
from typing import Literal

import pytest

from planner.domain.access import Role
from tests.api.desk.test_page_accessible import RUN
from tests.api.disruptions.conftest import Open, Site
from tests.conftest import skip_unless_ci
from tests.desk_moves import settled
from tests.maps.test_accessibility import AXE
from tests.planner.usecases.world import SUNDAY_NIGHT, WEEK, departure_key

pytestmark = pytest.mark.browser
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ALL = "/api/v1/disruptions"
STATES: dict[str, tuple[Role, str, str]] = {
    "list": (Role.PLANNER, "", "/verstoringen"),
    "kinds": (Role.PLANNER, "", "/verstoringen/nieuw"),
    "form": (Role.PLANNER, "", "/verstoringen/nieuw/vlucht-verplaatst"),
    "form-of-partner": (Role.DJI, "", "/verstoringen/nieuw/vervoer-vertraagd"),
    "impact": (Role.PLANNER, "", f"/verstoringen/1?week={WEEK}"),
    "repairs": (Role.PLANNER, "", f"/verstoringen/1?week={WEEK}&herstel=ja"),
}


@pytest.fixture(scope="module")
def axe() -> str:
    """Give the text of axe-core."""
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    return Path(AXE).read_text("utf-8")


def report(site: Site) -> None:
    """Report that a flight does not go, and open the draft of its week."""
    client = site.visit(Role.PLANNER, page=False)
    client.post(ALL, json={"kind": "vlucht-vervallen", "flight": str(SUNDAY_NIGHT)})
    client.post(f"{ALL}/1/impact", json={"week": str(WEEK)})


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_and_nothing_sticks_out(site: Site, opened: Open, axe: str, state: str, width: int) -> None:
    report(site)
    role, code, path = STATES[state]
    page = opened(path, role, code, width=width)
    page.evaluate(axe)

    found = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found[scheme] = page.evaluate(RUN)

    assert found == {"light": [], "dark": []}
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_cancelled_flight_from_hearing_it_to_the_repaired_draft_on_a_phone(site: Site, opened: Open) -> None:
    page = opened("/verstoringen", width=390)

    page.get_by_role("link", name="Meld wat er gebeurde").click()
    page.get_by_role("link", name="Vlucht vervalt").click()
    page.get_by_label("Vlucht").select_option(str(SUNDAY_NIGHT))
    page.get_by_label("Reden").select_option("weer")
    page.get_by_role("button", name="Kijk na").click()
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_role("button", name="Open het concept").click()
    page.get_by_role("button", name="Pas voorstel 1 toe").click()

    assert page.locator("#toegepast").inner_text() == "hersteld"
    with site.desk.store.reading() as books:
        (step,) = books.drafts.steps(1)
    assert (step.kind.value, step.of) == ("herstel", 1)


def test_the_button_beside_an_item_of_the_desk_leads_to_the_form_with_it_filled_in(site: Site, opened: Open) -> None:
    page = opened(f"/bureau/{WEEK}")
    settled(page)
    client = site.visit(Role.PLANNER, page=False)
    week = client.get("/api/v1/drafts/1/week").json()
    item = next(one for one in week["items"] if one["activity"] == departure_key("Z1"))

    page.evaluate("id => document.querySelector('[data-id=\"' + id + '\"]')?.click()", item["id"])
    page.get_by_role("button", name="Er is iets gebeurd").click()
    page.get_by_role("link", name="Vlucht vervalt").click()

    assert "Z1" not in page.url
    assert page.get_by_label("Vlucht").input_value() == SUNDAY_NIGHT


def test_the_desk_opens_with_what_is_struck_chosen(site: Site, opened: Open) -> None:
    report(site)
    page = opened(f"/verstoringen/1?week={WEEK}")

    page.get_by_role("link", name="Naar het bureau").click()
    page.get_by_role("button", name="Er is iets gebeurd").wait_for()

    assert page.url.endswith(f"/bureau/{WEEK}?verstoring=1")
    assert page.locator("input[name=activiteit]").input_value() == departure_key("Z1")
