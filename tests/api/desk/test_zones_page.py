"""The page of the zones: borders by norm, what is frozen now, what moved out of it and why; without a violation."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import BrowserContext

from api.server.app import create_app
from calendars.event import EventRenderer
from planner.domain.access import Role
from planner.domain.editing import Cancel, CancelCode, Edit
from planner.domain.ids import ActivityKey
from planner.usecases.publishing.publish_release import Publication, publish_release
from solver.judge import RulebookJudge
from tests.api.server.test_listening import serving
from tests.api.web.visiting import signed_in, token_for, visiting
from tests.conftest import skip_unless_ci
from tests.maps.test_accessibility import AXE
from tests.planner.usecases.editing.booked_week import booked
from tests.planner.usecases.editing.drafted import ANNE, Drafted
from tests.solver import world as w

TALK = ActivityKey("D/gesprek/1")
RUN = "axe.run().then((found) => found.violations.map((one) => one.id))"


@pytest.fixture
def drafted(sqlite_url: str) -> Iterator[Drafted]:
    """Give a published draft of which something frozen was taken out."""
    desk = booked(sqlite_url)
    publication = Publication(key="one", actor=ANNE, plan_id=desk.head.plan)
    publish_release(desk.store, desk.clock, RulebookJudge(), EventRenderer(), publication)
    desk.clock.minute = w.clock(12)
    desk.edit(ANNE, Edit(deed=Cancel(activity=TALK, code=CancelCode.PERSON), reason="advocaat kan niet"))
    yield desk
    desk.store.close()


@pytest.fixture
def app(drafted: Drafted) -> Iterator[FastAPI]:
    """Give the application at that moment."""
    made = create_app(drafted.store, drafted.clock)
    yield made
    made.state.jobs.close()


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_the_page_says_the_borders_what_is_frozen_and_what_moved_and_why(drafted: Drafted, app: FastAPI) -> None:
    answer = visiting(app, drafted.store, Role.PLANNER, clock=drafted.clock, page=True).get("/zones")

    said = words(answer.text)
    assert answer.status_code == 200
    assert "gesprek 24 [A] di 24 nov 2026 12:00" in said
    assert "vertrek 36 [A] wo 25 nov 2026 00:00" in said
    assert "Gesprek, D di 24 nov 2026 09:00" in said
    assert "niet gepland advocaat kan niet anne ma 23 nov 2026 12:00" in said
    assert "di 24 nov 2026 09:00 \u00b7 Gesprek, A" in said
    assert "Toch gewijzigd door anne op ma 23 nov 2026 12:00: advocaat kan niet" in said


def test_a_check_says_that_an_item_is_frozen_by_now(drafted: Drafted, app: FastAPI) -> None:
    planner = visiting(app, drafted.store, Role.PLANNER, clock=drafted.clock)
    talk, there = "A/gesprek/1", int(w.clock(15, 0, w.TUESDAY))

    answer = planner.post(f"/api/v1/drafts/{drafted.draft.id}/check", json={"activity": talk, "start": there}).json()

    assert (answer["frozen"], [one["rule"] for one in answer["hard"] if one["rule"] == "P08"]) == (True, ["P08"])


def test_the_timeline_is_drawn_from_now_and_moves_on_by_the_quarter(drafted: Drafted, app: FastAPI) -> None:
    here, talk = f"/api/v1/drafts/{drafted.draft.id}", "B/gesprek/1"
    drafted.clock.minute = w.clock(8, 50)
    early = visiting(app, drafted.store, Role.PLANNER, clock=drafted.clock)
    before, quiet = early.get(f"{here}/week"), early.get(f"{here}/news?after=1")
    drafted.clock.minute = w.clock(12, 20)
    late = visiting(app, drafted.store, Role.PLANNER, clock=drafted.clock)

    after = late.get(f"{here}/week", headers={"if-none-match": before.headers["etag"]})
    news = late.get(f"{here}/news?after=1", headers={"if-none-match": quiet.headers["etag"]})

    zones = [next(i["zone"] for i in answer.json()["items"] if i["activity"] == talk) for answer in (before, after)]
    assert (before.json()["now"], after.json()["now"], news.json()["now"]) == (
        *(w.clock(8, 45), w.clock(12, 15)),
        w.clock(12, 15),
    )
    assert zones == ["gepubliceerd", "bevroren"]


def test_beside_an_item_stands_who_changed_it_although_it_was_frozen(drafted: Drafted, app: FastAPI) -> None:
    planner, here = (
        visiting(app, drafted.store, Role.PLANNER, clock=drafted.clock),
        f"/api/v1/drafts/{drafted.draft.id}",
    )

    moved, other = (planner.post(f"{here}/about", json={"activity": key}).json() for key in (TALK, "A/gesprek/1"))

    assert moved["override"] == {
        "who": "anne",
        "at": w.clock(12),
        "reason": "advocaat kan niet",
        "text": "door anne op ma 23 nov 2026 12:00: advocaat kan niet",
    }
    assert other["override"] is None


def test_others_than_planning_see_no_zones(drafted: Drafted, app: FastAPI) -> None:
    assert visiting(app, drafted.store, Role.KMAR, clock=drafted.clock, page=True).get("/zones").status_code == 403


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_has_no_violation(drafted: Drafted, app: FastAPI, chromium: BrowserContext, width: int) -> None:
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    token = token_for(drafted.store, Role.PLANNER, clock=drafted.clock)
    with serving(app) as port, signed_in(chromium, here := f"http://localhost:{port}", token):
        page = chromium.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{here}/zones")
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(RUN)
        wide = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.close()

    assert (found, wide) == ([], True)
