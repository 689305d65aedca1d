"""Zones over HTTP: what lies in which zone and why, borders, and who moved what out of the frozen zone."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from api.server.app import create_app
from calendars.event import EventRenderer
from planner.domain.access import Role
from planner.domain.editing import Cancel, CancelCode, Edit
from planner.domain.ids import ActivityKey
from planner.usecases.publishing.publish_release import Publication, publish_release
from solver.judge import RulebookJudge
from tests.api.web.visiting import visiting
from tests.planner.usecases.editing.booked_week import booked
from tests.planner.usecases.editing.drafted import ANNE, Drafted
from tests.solver import world as w

TALK = ActivityKey("D/gesprek/1")
ZONES = "/api/v1/zones"


@pytest.fixture
def drafted(sqlite_url: str) -> Iterator[Drafted]:
    """Give a published draft of which something frozen was taken out, and not published yet."""
    desk = booked(sqlite_url)
    publish(desk, "one")
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


def publish(desk: Drafted, key: str) -> None:
    publication = Publication(key=key, actor=ANNE, plan_id=desk.head.plan)
    publish_release(desk.store, desk.clock, RulebookJudge(), EventRenderer(), publication)


def test_each_item_has_its_zone_and_why_and_who_moved_it_all_the_same(drafted: Drafted, app: FastAPI) -> None:
    planner = visiting(app, drafted.store, Role.PLANNER, clock=drafted.clock)

    answer = planner.get(ZONES, params={"week": str(w.WEEK), "limit": 200})

    found = answer.json()
    items = {one["activity"]: one for one in found["items"]}
    assert (found["release"], found["version"], found["at"]) == (1, 1, w.clock(12))
    assert {one["kind"]: (one["hours"], one["norm"]) for one in found["borders"]}["vertrek"] == (36, "frozen-departure")
    assert found["counts"] == {
        zone: sum(one["zone"] == zone for one in found["items"])
        for zone in ("historie", "bevroren", "gepubliceerd", "concept")
    }
    talk = items[TALK]
    assert (talk["zone"], talk["published"], talk.get("drafted")) == ("bevroren", w.clock(9, 0, w.TUESDAY), None)
    assert talk["because"] == "gesprek bevriest 24 uur vooraf [A]: sinds ma 23 nov 09:00; in het concept niet gepland"
    assert (talk["override"]["by"], talk["override"]["reason"]) == (ANNE, "advocaat kan niet")
    assert [one["activity"] for one in found["overrides"]] == [TALK]


def test_a_part_can_be_asked_for_page_by_page_and_an_unchanged_answer_is_not_sent_again(
    drafted: Drafted, app: FastAPI
) -> None:
    planner = visiting(app, drafted.store, Role.PLANNER, clock=drafted.clock)
    asked = {"week": str(w.WEEK), "zone": "bevroren", "limit": "2"}

    first = planner.get(ZONES, params=asked)
    second = planner.get(ZONES, params={**asked, "cursor": first.json()["next"]})
    again = planner.get(ZONES, params=asked, headers={"if-none-match": first.headers["etag"]})
    unknown = planner.get(ZONES, params={"week": "2026-W60"})

    pages = [answer.json()["items"] for answer in (first, second)]
    assert {one["zone"] for items in pages for one in items} == {"bevroren"}
    assert len({one["activity"] for items in pages for one in items}) == sum(map(len, pages))
    assert again.status_code == 304
    assert (unknown.status_code, unknown.headers["content-type"]) == (400, "application/problem+json")


def test_changes_of_a_publication_say_who_overrode_what_was_frozen(drafted: Drafted, app: FastAPI) -> None:
    publish(drafted, "two")
    planner = visiting(app, drafted.store, Role.PLANNER, clock=drafted.clock)

    (change,) = planner.get("/api/v1/releases/2/changes").json()["changes"]

    assert (change["turn"], change["appointment"]["activity"]) == ("vervallen", TALK)
    assert (change["override"]["by"], change["override"]["reason"]) == (ANNE, "advocaat kan niet")
