"""A what-if in Chromium, over a real solved week: split off with two teams, solved, compared, and a part taken over."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from api.server.app import create_app
from planner.domain.access import Role
from planner.domain.civil import IsoWeek, at, day_of
from planner.domain.resources import ResourceKind
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.desk.test_page_accessible import RUN, SCHEMES
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for
from tests.conftest import skip_unless_ci
from tests.journeys.conftest import AS_OF, SECONDS, WEEK, Journey
from tests.maps.test_accessibility import AXE
from tests.planner.usecases.fakes import HandClock

pytestmark = pytest.mark.browser
CLOCK = HandClock(at(date(2026, 11, 20), 9))
"""The Friday before the week: on the clock of the machine the week will be past one day."""
PATIENCE = 240_000
"""Milliseconds that a solve may take on a busy machine."""
CLOSED = date(2026, 11, 26)
"""A day on which a site is closed: what was planned there has to go elsewhere, with more teams or not."""
NAME = "Twee teams erbij <b>x</b>"
PATHS = ("/scenarios", "/scenarios/1", "/scenarios/compare?n=1", f"/scenarios/nieuw?van=week:{WEEK}")
"""The pages of the first what-if; every test has one, made by an earlier one or by itself."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """Give a store with a published week."""
    folder = tmp_path_factory.mktemp("watals")
    journey = Journey(url=f"sqlite:///{folder / 'vertrekplanner.sqlite'}", folder=folder)
    sample = str(folder / "levering")
    journey.step("sample", "sample", "--size", "office", "--seed", "1", "--week", WEEK, "--out", sample)
    journey.step("import", "import", sample)
    journey.step("solve", "solve", "--from", WEEK, "--seconds", SECONDS, "--as-of", AS_OF)
    journey.step("publish", "publish", "--out", str(folder / "publicatie"))
    opened = open_store(journey.url)
    yield opened
    opened.close()


@pytest.fixture
def page(store: SqlStore, chromium: BrowserContext) -> Iterator[Page]:
    """Give the list of what-ifs, opened by a planner; nothing may have been complained about at the end."""
    said = list[str]()
    app = create_app(store, CLOCK)
    with serving(app) as port:
        here = f"http://127.0.0.1:{port}"
        with signed_in(chromium, here, token_for(store, Role.PLANNER, clock=CLOCK)):
            page = chromium.new_page()
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.set_viewport_size({"width": 1440, "height": 900})
            page.goto(f"{here}/scenarios")
            yield page
            page.close()
    app.state.jobs.close()
    app.state.scenario_runs.close()
    assert [text for text in said if "422" not in text] == []


def test_two_teams_more_from_splitting_off_to_a_part_in_the_draft(store: SqlStore, page: Page) -> None:
    number = _split_off(store, page)
    supposed = page.get_by_role("button", name="Laat weg")
    assert supposed.count() == 4  # two teams, the rooms until the day and from the day after

    _solve(page)
    page.goto(page.url.split("/scenarios")[0] + "/scenarios")
    page.get_by_label(f"Kies scenario {number}", exact=True).check()
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_role("columnheader", name=f"{number} {NAME}")).to_be_visible()

    page.get_by_role("link", name=f"{number} {NAME}").click()
    _take_one(page)

    taken = page.locator("#overgenomen")
    expect(taken).to_contain_text(f"Overgenomen in het concept van week {WEEK}, nu versie 1.")
    with store.reading() as books:
        draft = books.drafts.of_week(IsoWeek.parse(WEEK))
        assert draft is not None
        (step,) = books.drafts.steps(draft.id)
    assert (step.version, step.reason) == (1, f"scenario {number}: {NAME}")


def _split_off(store: SqlStore, page: Page) -> str:
    """Split a what-if off by the page, and return its number."""
    page.get_by_label("Splits een scenario af van").select_option(f"week:{WEEK}")
    page.get_by_role("button", name="Nieuw scenario").click()
    page.get_by_role("heading", name="Nieuw scenario").wait_for()
    opened = page.get_by_role("button", name="Open het concept")
    if opened.count():
        opened.click()
    page.get_by_label("Naam").fill(NAME)
    page.get_by_label("Een team als dit").select_option(index=1)
    page.get_by_label("Aantal").fill("2")
    page.get_by_label("Locatie", exact=True).select_option(_busiest(store))
    page.get_by_label("Dicht van").fill(f"{CLOSED}T00:00")
    page.get_by_label("Dicht tot").fill(f"{CLOSED + timedelta(days=1)}T00:00")
    page.get_by_role("button", name="Splits af").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    number, _space, name = page.get_by_role("heading", level=1).inner_text().partition(" ")
    assert name == NAME
    return number


def _solve(page: Page) -> None:
    """Solve the what-if that is shown."""
    page.get_by_label("Zoektijd per scenario").select_option("10")
    page.get_by_role("button", name="Bereken").click()
    expect(page.get_by_role("heading", name="Anders gepland")).to_be_visible(timeout=PATIENCE)


@pytest.fixture
def listed(store: SqlStore, page: Page) -> Page:
    """Give the list with a solved what-if on it: tests may run in any order, and in several processes."""
    here = page.url
    if page.get_by_label("Kies scenario 1", exact=True).count() == 0:
        _split_off(store, page)
        _solve(page)
        page.goto(here)
    return page


def _busiest(store: SqlStore) -> str:
    """Return where most conversations are published on the day that is to be closed."""
    with store.reading() as books:
        release = books.releases.newest()
    assert release is not None
    there = Counter(
        str(one.place)
        for one in release.appointments
        if day_of(one.start) == CLOSED and one.resource(ResourceKind.ROOM) is not None
    )
    return there.most_common(1)[0][0]


def _take_one(page: Page) -> None:
    """Choose parts one by one until the real draft takes one over; where none goes by itself, all together."""
    count = page.locator("input[name=item]").count()
    for place in range(min(count, 20)):
        page.locator("input[name=item]").nth(place).check()
        page.get_by_role("button", name="Neem de gekozen onderdelen over").click()
        taken = page.locator("#overgenomen")
        taken.wait_for()
        if "nu versie" in taken.inner_text():
            return
    page.get_by_role("button", name="Neem alles over").click()
    page.locator("#overgenomen").wait_for()


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_and_nothing_sticks_out(store: SqlStore, listed: Page, width: int) -> None:
    page = listed
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    page.set_viewport_size({"width": width, "height": 900})
    here, found = page.url.split("/scenarios")[0], {}
    paths = (*PATHS, _freed(store))
    for path in paths:
        page.goto(here + path)
        page.evaluate(AXE.read_text("utf-8"))
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            found[path, scheme] = (page.evaluate(RUN), wide, page.locator("main table, main fieldset").count() > 0)

    assert found == {(path, scheme): ([], False, True) for path in paths for scheme in SCHEMES}


def _freed(store: SqlStore) -> str:
    """Return the page of what may use freed time, with something that stands there now."""
    with store.reading() as books:
        release = books.releases.newest()
    assert release is not None
    held = (one.resource(ResourceKind.REGIEVOERDER) for one in release.appointments if day_of(one.start) == CLOSED)
    freed = f"soort=regievoerder&code={next(filter(None, held))}&van={CLOSED}T08:00&tot={CLOSED}T18:00"
    return f"/bureau/{WEEK}/vrij?{freed}"


def test_by_keyboard_alone_a_scenario_is_chosen_and_compared(listed: Page) -> None:
    page = listed
    page.get_by_label("Kies scenario 1").focus()
    page.keyboard.press("Space")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Vergelijk":
            break
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Scenario's naast elkaar")
