"""One day at the desk in Chromium, from a calculation to what partners see, and what nobody may.

A planner calculates the week, repairs it by drag and by keyboard, asks why, and proposes; a supervisor publishes; the
regievoerder sees what changed; a KMar officer reports a delay from a phone and the planner's open page shows it. Every
role types an address and posts a form that is not its own, and reads what is refused and whom to ask.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import BrowserContext, Page, expect

from api.desk.shapes import Item, SlotsAnswer, Week
from api.server.app import create_app
from api.web.handles import Handles
from planner.domain.access import Role
from planner.domain.cases import Ownership
from planner.domain.civil import at, day_of
from planner.domain.plan import Appointment
from planner.domain.release import Release, operation_number
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for, visiting
from tests.desk_moves import cell_of, dragged, settled, start_of
from tests.journeys.conftest import AS_OF, SECONDS, WEEK, Journey
from tests.journeys.test_desk import DRAFTS, choose
from tests.planner.usecases.fakes import HandClock

pytestmark = pytest.mark.browser
MORNING = at(date(2026, 11, 20), 9)
PARTNERS = (Role.AVIM, Role.IND, Role.IOM, Role.REFUGEE_COUNCIL, Role.MUNICIPALITY, Role.GUARDIAN, Role.LAWYER)
NOT_THEIRS: dict[Role, tuple[str, str]] = {
    Role.PLANNER: ("/accounts", "/publiceren/1/publiceer"),
    Role.SUPERVISOR: ("/logboek", "/accounts"),
    Role.REGIEVOERDER: (f"/bureau/{WEEK}", "/publiceren"),
    Role.KMAR: ("/zaken", "/berekeningen"),
    Role.DJI: ("/zittingen", "/publiceren"),
    Role.SITE: ("/uitvoering", "/invoer"),
    Role.MISSION_DESK: (f"/bureau/{WEEK}", "/normen/R05/term"),
    **dict.fromkeys(PARTNERS, ("/zaken", "/capaciteit")),
    Role.INSPECTORATE: ("/uitvoering", "/publiceren"),
    Role.AUDITOR: ("/zaken", "/accounts"),
    Role.ADMINISTRATOR: ("/zaken", "/berekeningen"),
}
"""Per role a page that is not its own, and a form."""
REFUSED, WHOM = "Dat mag niet", "vraag uw leidinggevende"
POST = """path => {
    const form = Object.assign(document.createElement("form"), { method: "post", action: path });
    document.body.append(form);
    form.submit();
}"""


@dataclass
class Day:
    """The installation of the day, and who sits behind which screen."""

    store: SqlStore
    app: FastAPI
    clock: HandClock
    chromium: BrowserContext
    port: int
    stack: ExitStack
    said: list[str] = field(default_factory=list)

    def signed_in(self, role: Role, code: str = "", *, host: str = "127.0.0.1") -> str:
        """Let the browser be somebody at one of the two names of this machine; return its address."""
        here = f"http://{host}:{self.port}"
        self.stack.enter_context(signed_in(self.chromium, here, token_for(self.store, role, code, clock=self.clock)))
        return here

    def opens(self, path: str, role: Role, code: str = "", *, host: str = "127.0.0.1", phone: bool = False) -> Page:
        """Return a page that somebody opened."""
        here, page = self.signed_in(role, code, host=host), self.chromium.new_page()
        self.stack.callback(page.close)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.set_viewport_size({"width": 390, "height": 844} if phone else {"width": 1440, "height": 900})
        page.emulate_media(reduced_motion="reduce")
        page.goto(f"{here}{path}")
        return page

    def newest(self) -> Release:
        """Return the newest publication."""
        with self.store.reading() as books:
            found = books.releases.newest()
        assert found is not None
        return found


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """Give a store with a week that was calculated."""
    folder = tmp_path_factory.mktemp("dag")
    journey = Journey(url=f"sqlite:///{folder / 'vertrekplanner.sqlite'}", folder=folder)
    sample = str(folder / "levering")
    journey.step("sample", "sample", "--size", "office", "--seed", "1", "--week", WEEK, "--out", sample)
    journey.step("import", "import", sample)
    journey.step("solve", "solve", "--from", WEEK, "--seconds", SECONDS, "--as-of", AS_OF)
    store = open_store(journey.url)
    yield store
    store.close()


@pytest.fixture
def day(stored: SqlStore, chromium: BrowserContext) -> Iterator[Day]:
    """Give the day; at the end no page complained."""
    clock = HandClock(MORNING)
    app = create_app(stored, clock)
    with serving(app) as port, ExitStack() as stack:
        made = Day(stored, app, clock, chromium, port, stack)
        yield made
    app.state.jobs.close()
    assert made.said == []


def test_a_week_is_planned_repaired_published_and_carried_out(day: Day) -> None:
    _first_published(day)
    planner = _calculated(day)
    by_hand, by_key = _movable(day)
    _drag(planner, *by_hand)
    _keys(planner, *by_key)
    _asks_why(planner, by_key[0])
    _published(day, planner)

    regievoerder = _regievoerder(day.newest(), by_hand[0].activity)
    week = day.opens(f"/mijn-week/{WEEK}", Role.REGIEVOERDER, regievoerder)
    expect(week.locator(".news")).to_contain_text("sinds publicatie 1")
    expect(week.get_by_role("link", name=by_hand[0].code).first).to_be_visible()

    _reports_a_delay(day)


def _first_published(day: Day) -> None:
    """Let two people publish the week as it was calculated, an hour ago."""
    with day.store.reading() as books:
        if books.releases.newest_number():
            return
    for role, path, sent in (
        (Role.PLANNER, "/publiceren", {"plan": "1", "reason": "verzoek"}),
        (Role.SUPERVISOR, "/publiceren/1/publiceer", {}),
    ):
        with visiting(day.app, day.store, role, clock=day.clock) as client:
            answer = client.post(path, data=sent, headers={"sec-fetch-site": "same-origin"})
        assert answer.status_code == 303, answer.text
    day.clock.minute = Minute(MORNING + 60)


def _calculated(day: Day) -> Page:
    """Let a planner calculate the week anew and open the desk."""
    page = day.opens("/berekeningen", Role.PLANNER)
    page.get_by_label("Week").select_option(WEEK)
    page.get_by_label("Zoektijd").select_option(index=0)
    page.get_by_label("Ook als er niets veranderd is").check()
    page.get_by_role("button", name="Bereken", exact=True).click()
    expect(page.locator("section.solve .tag").first).to_have_text("klaar", timeout=240_000)
    page.goto(page.url.split("/berekeningen")[0] + f"/bureau/{WEEK}")
    settled(page)
    return page


def _movable(day: Day) -> list[tuple[Item, int]]:
    """Return two conversations of two people, each with another free moment on its row on the same day."""
    found: list[tuple[Item, int]] = []
    with visiting(day.app, day.store, Role.PLANNER, clock=day.clock) as client:
        draft = client.post(DRAFTS, json={"week": WEEK}).json()["id"]
        week = Week.model_validate_json(client.get(f"{DRAFTS}/{draft}/week").content)
        for item in week.items:
            taken = any(one.rows[0] == item.rows[0] for one, _ in found)
            if item.kind != "gesprek" or item.zone in ("historie", "bevroren") or item.pin is not None or taken:
                continue
            start = _other_start(client, draft, item)
            if start is not None:
                found.append((item, start))
            if len(found) == 2:
                return found
    return pytest.fail("no two conversations have another free moment; take another seed")


def _other_start(client: TestClient, draft: int, item: Item) -> int | None:
    asked = {"activity": item.activity, "row": item.rows[0]}
    answer = SlotsAnswer.model_validate_json(client.post(f"{DRAFTS}/{draft}/slots", json=asked).content)
    return next((slot.start for slot in answer.slots if 60 <= abs(slot.start - item.start) <= 6 * 60), None)


def _drag(page: Page, item: Item, start: int) -> None:
    choose(page, item)
    dragged(cell_of(page, item.id, item.rows[0]), item.start, start)
    expect(page.locator("#melding")).to_contain_text("verplaatst")
    assert start_of(page, item.id) == start


def _keys(page: Page, item: Item, start: int) -> None:
    choose(page, item)
    far = start - item.start
    arrow = "ArrowRight" if far > 0 else "ArrowLeft"
    page.keyboard.press("m")
    for _ in range(abs(far) // 60):
        page.keyboard.press(f"Shift+{arrow}")
    for _ in range(abs(far) % 60 // 15):
        page.keyboard.press(arrow)
    expect(page.locator(".vt-ghost.can")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#melding")).to_contain_text("verplaatst")
    page.wait_for_function(
        "([id, start]) => document.querySelector('vp-tijdlijn').state.items.get(id).start === start",
        arg=[item.id, start],
    )


def _asks_why(page: Page, item: Item) -> None:
    choose(page, item)
    expect(page.locator(".detail")).to_contain_text("andere plekken bekeken", timeout=60_000)


def _published(day: Day, planner: Page) -> None:
    """Let the planner propose what stands on the desk, and somebody else publish it."""
    before = day.newest().number
    planner.locator("[data-publish]").click()
    planner.get_by_role("button", name="Bekijk wat dit publiceert").click()
    planner.get_by_role("button", name="Stel voor om te publiceren").click()
    expect(planner.locator("#wachten + *, .proposal").first).to_be_visible()
    assert planner.get_by_role("button", name="Publiceer voorstel").count() == 0

    supervisor = day.opens("/publiceren", Role.SUPERVISOR)
    supervisor.get_by_role("button", name="Publiceer voorstel").click()
    expect(supervisor.locator("main")).to_contain_text(f"De nieuwste is nummer {before + 1}", timeout=60_000)
    assert day.newest().number == before + 1


def _regievoerder(release: Release, activity: str) -> str:
    item = next(one for one in release.appointments if one.activity == activity)
    return item.of_kind(ResourceKind.REGIEVOERDER)[0].resource.id


def _reports_a_delay(day: Day) -> None:
    """Let a KMar officer report a delay from a phone while the planner has the day open."""
    release = day.newest()
    departure = _escorted(release)
    number, morning = operation_number(release, departure), day_of(departure.start)
    day.clock.minute = Minute(min(part.start for part in departure.participations) - 60)
    planner = day.opens(f"/uitvoering?dag={morning}", Role.PLANNER)
    phone = day.opens(f"/uitvoering/{number}", Role.KMAR, host="localhost", phone=True)
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    phone.get_by_text("Vertraagd", exact=True).click()
    phone.get_by_label("Minuten later").fill("35")
    phone.get_by_role("button", name="Meld vertraging").click()

    expect(phone.locator(".head .tag")).to_contain_text("35 minuten later")
    planner.get_by_text("vertraagd, 35 minuten later").first.wait_for(timeout=30_000)


def _escorted(release: Release) -> Appointment:
    return next(item for item in release.appointments if item.of_kind(ResourceKind.ESCORT))


@pytest.mark.parametrize("role", NOT_THEIRS)
def test_what_a_role_may_not_is_refused_with_what_and_whom_to_ask(day: Day, role: Role) -> None:
    address, form = NOT_THEIRS[role]
    page = day.opens("/hulp", role, {Role.REGIEVOERDER: "RV-0001", Role.SITE: "AZC"}.get(role, ""))
    here = page.url.removesuffix("/hulp")

    page.goto(f"{here}{address}")
    typed = page.locator("h1").inner_text(), WHOM in page.locator("main").inner_text()
    page.goto(f"{here}/hulp")
    with page.expect_navigation() as going:
        page.evaluate(POST, form)
    posted = page.locator("h1").inner_text(), WHOM in page.locator("main").inner_text()

    assert (typed, posted) == ((REFUSED, True), (REFUSED, True))
    assert going.value is not None
    assert going.value.status == 403


def test_a_colleagues_case_looks_as_if_it_were_not_there(day: Day) -> None:
    with day.store.reading() as books:
        owned = {one.case: one.regievoerder for one in books.facts.in_force(Ownership)}
    case, who = min(owned.items())
    other = next(code for code in sorted(owned.values()) if code != who)

    page = day.opens(f"/zaken/{Handles(day.store).of_case(case)}", Role.REGIEVOERDER, other)

    assert page.locator("h1").inner_text() == "Niet gevonden"
    expect(page.locator("main")).to_contain_text("vraag het de planning")
    assert case not in page.content()
