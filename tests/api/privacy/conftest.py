"""Fixtures of the tests of privacy: a published release full of markers, and who reads it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api.feeds import ADDRESSES
from api.server.app import create_app
from calendars.event import EventRenderer
from planner.domain.plan import Plan
from planner.domain.release import Release
from planner.domain.time import Minute
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.agendas.publish_calendars import publish_calendars
from planner.usecases.partners.partner_links import Invitation, invite_partner
from tests.api.pages.sheets.marked import marked_release
from tests.api.privacy.planted import CLOCK, Before, with_room
from tests.api.privacy.planted_casework import CASEWORK, OUTCOME
from tests.api.web.visiting import HERE
from tests.planner.codec.golden import golden_problem


@pytest.fixture
def release() -> Release:
    """Give the marked release."""
    return with_room(marked_release())


@pytest.fixture
def store(sqlite_url: str, release: Release) -> Iterator[SqlStore]:
    """Give a store with the marked release published, its people and means known."""
    opened = open_store(sqlite_url)
    found = release.resources
    with opened.transaction() as books:
        problem = books.problems.save(golden_problem())
        plan = books.plans.add(Plan(), problem_hash=problem, at=release.published_at, actor="test")
        books.releases.add(replace(release, plan_id=plan), key="sleutel-1")
        for facts in (found.regievoerders, found.places, found.vehicles, found.escort_teams, found.missions):
            books.facts.record(facts, source="test", at=Minute(0))
        books.facts.record(CASEWORK, source="test", at=Minute(0))
        books.outcomes.add(OUTCOME)
        publish_calendars(books, EventRenderer(), release)
    yield opened
    opened.close()


@pytest.fixture
def reader(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Give a reader where secret addresses are allowed."""
    monkeypatch.setenv(ADDRESSES, "ja")
    with TestClient(create_app(store, CLOCK), base_url=HERE) as client:
        yield client


@pytest.fixture
def link(store: SqlStore, release: Release) -> Invitation:
    """Give a partner's link."""
    return invite_partner(store, Before(release), release.appointments[0].activity, "NIDOS", actor="T-1")
