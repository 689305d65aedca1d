"""Stand-bys over HTTP and on the page: who could, what is in the way, and approving one who may."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import BrowserContext

from api.server.app import create_app
from planner.domain.access import Role
from planner.domain.bookings import StandbyApproval
from planner.domain.cases import BlockingFact, BlockReason
from planner.domain.time import Minute
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.api.desk.test_page_accessible import RUN, SCHEMES
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for, visiting
from tests.conftest import skip_unless_ci
from tests.maps.test_accessibility import AXE
from tests.planner.usecases.fakes import HandClock
from tests.solver import world as w
from tests.solver.test_standby import plan, world

CLOCK = HandClock(world().problem().recorded_at)
THERE = f"/api/v1/standbys/{w.F1}"
C = "vertrek-C"


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give a store with a plan: A on the flight of Monday noon, C not planned."""
    kept = open_store(sqlite_url)
    planned(kept, world())
    yield kept
    kept.close()


@pytest.fixture
def app(store: SqlStore) -> Iterator[FastAPI]:
    """Give the application."""
    made = create_app(store, CLOCK)
    yield made
    made.state.jobs.close()


def planned(store: SqlStore, small: w.World) -> None:
    with store.transaction() as books:
        known = books.problems.save(small.problem())
        books.plans.add(plan(small), problem_hash=known, at=Minute(1), actor="test")


def approved(store: SqlStore) -> list[tuple[str, str]]:
    with store.reading() as books:
        return [(one.activity, one.flight) for one in books.facts.in_force(StandbyApproval)]


def test_who_may_stand_by_is_approved_and_stands_there_with_who_did_so(store: SqlStore, app: FastAPI) -> None:
    planner = visiting(app, store, Role.PLANNER, clock=CLOCK)

    before = planner.get(THERE).json()["candidates"]
    after = planner.post(THERE, json={"activity": C}).json()["candidates"]

    assert [(one["activity"], one["fits"], one["approved_by"]) for one in before] == [(C, True, "")]
    assert [(one["activity"], bool(one["approved_by"])) for one in after] == [(C, True)]
    assert approved(store) == [(C, w.F1)]


def test_who_may_not_is_refused_with_why(store: SqlStore, app: FastAPI) -> None:
    appeal = BlockingFact(case=w.C, reason=BlockReason.APPEAL, valid=w.EVER)
    planned(store, world().with_cases(blocks=(appeal,)))
    planner = visiting(app, store, Role.PLANNER, clock=CLOCK)

    listed = planner.get(THERE).json()["candidates"]
    answers = [planner.post(THERE, json={"activity": key}) for key in (C, "GEEN/vertrek/1")]
    unknown = planner.get("/api/v1/standbys/GEEN")

    assert [(one["fits"], bool(one["in_the_way"])) for one in listed] == [(False, True)]
    assert [answer.status_code for answer in (*answers, unknown)] == [422, 404, 404]
    assert {answer.headers["content-type"] for answer in (*answers, unknown)} == {"application/problem+json"}
    assert approved(store) == []


def test_the_page_gives_the_choice_and_approves(store: SqlStore, app: FastAPI) -> None:
    planner = visiting(app, store, Role.PLANNER, clock=CLOCK, page=True)

    first, chosen, unknown = (
        planner.get("/reserve", params=asked) for asked in ({}, {"vlucht": w.F1}, {"vlucht": "X"})
    )
    refused = planner.post("/reserve", data={"vlucht": w.F1, "activiteit": "GEEN/vertrek/1"})
    done = planner.post("/reserve", data={"vlucht": w.F1, "activiteit": C}, follow_redirects=False)

    assert [answer.status_code for answer in (first, chosen, unknown, refused, done)] == [200, 200, 404, 404, 303]
    assert f'value="{w.F1}"' in first.text
    assert f"Keur {C} goed" in chosen.text
    assert "komt voor deze vlucht niet in aanmerking" in refused.text
    assert approved(store) == [(C, w.F1)]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_with_a_choice_has_no_violation(
    store: SqlStore, app: FastAPI, chromium: BrowserContext, width: int
) -> None:
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    token = token_for(store, Role.PLANNER, clock=CLOCK)
    found = {}
    with serving(app) as port, signed_in(chromium, here := f"http://localhost:{port}", token):
        page = chromium.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{here}/reserve?vlucht={w.F1}")
        page.evaluate(AXE.read_text("utf-8"))
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found[scheme] = page.evaluate(RUN)
        offered = page.get_by_role("button", name=f"Keur {C} goed").count()
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        page.close()

    assert (found, offered, wide) == ({"light": [], "dark": []}, 1, False)
