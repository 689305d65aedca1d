"""Feeds over HTTP: whole or an error, fetched twice only when new, opened by the right secret alone."""

import base64
import gzip
from dataclasses import dataclass, replace

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from icalendar import Calendar

from api.composition import SystemClock
from api.feeds import ADDRESSES
from api.server.app import create_app
from api.server.lockout import FREE
from calendars.event import EventRenderer
from planner.domain.feeds import CalendarKind, CalendarRef, CredentialKind, DetailLevel
from planner.domain.people import Regievoerder
from planner.domain.release import Release
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from planner.ports.store import StoreUnreachableError
from planner.store.credentials import SqlOpenings
from planner.store.transactions import SqlStore
from planner.usecases.agendas.feed_access import AccessWanted, Granted, grant_access, renew_access, revoke_access
from planner.usecases.agendas.publish_calendars import publish_calendars
from tests.api.web.visiting import HERE

CLOCK = SystemClock()
DAY = 1440


@dataclass
class Later:
    """A clock ahead of the machine's."""

    minutes: int

    def now(self) -> Minute:
        """Return a minute so much later."""
        return Minute(CLOCK.now() + self.minutes)


@pytest.fixture
def release(store: SqlStore) -> Release:
    """Give the release, its calendars kept and its people known."""
    with store.transaction() as books:
        found = books.releases.newest()
        assert found is not None
        publish_calendars(books, EventRenderer(), found)
        books.facts.record(found.resources.regievoerders, source="test", at=Minute(0))
    return found


@pytest.fixture
def mine(release: Release) -> CalendarRef:
    """Give the calendar of a regievoerder with appointments."""
    who = next(
        e.participation.resource for e in release.entries if e.participation.resource.kind is ResourceKind.REGIEVOERDER
    )
    return CalendarRef(CalendarKind.PERSONAL, who.id)


@pytest.fixture
def granted(store: SqlStore, mine: CalendarRef) -> Granted:
    """Give leave to fetch that calendar."""
    return grant_access(store, CLOCK, AccessWanted(owner=mine.owner, label="laptop", calendars=(mine,)))


@pytest.fixture
def addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Allow secret addresses."""
    monkeypatch.setenv(ADDRESSES, "ja")


def fetch(reader: TestClient, calendar: CalendarRef, shown: Granted | None, **headers: str) -> Response:
    if shown is not None:
        pair = base64.b64encode(f"{shown.credential.id}:{shown.secret}".encode()).decode()
        headers["authorization"] = f"Basic {pair}"
    return reader.get(f"/ical/{calendar}.ics", headers=headers)


def test_a_feed_holds_the_owners_entries_at_their_instants(
    reader: TestClient, release: Release, mine: CalendarRef, granted: Granted
) -> None:
    answer = fetch(reader, mine, granted)

    events = Calendar.from_ical(answer.text).walk("VEVENT")
    expected = {
        rendered.uid for rendered in EventRenderer().render(release, release.entries) if rendered.calendar == mine
    }
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert {str(event["uid"]) for event in events} == expected
    assert expected


def test_an_unchanged_feed_is_not_sent_again(reader: TestClient, mine: CalendarRef, granted: Granted) -> None:
    first = fetch(reader, mine, granted)

    by_tag = fetch(reader, mine, granted, **{"if-none-match": first.headers["etag"]})
    by_time = fetch(reader, mine, granted, **{"if-modified-since": first.headers["last-modified"]})

    assert (by_tag.status_code, by_tag.content) == (304, b"")
    assert (by_time.status_code, by_time.content) == (304, b"")


def test_a_changed_feed_has_another_tag(
    reader: TestClient, store: SqlStore, release: Release, mine: CalendarRef, granted: Granted
) -> None:
    before = fetch(reader, mine, granted).headers["etag"]
    entry = next(e for e in release.entries if e.participation.resource.id == mine.owner)
    moved = replace(entry, sequence=1, cancelled=True)
    later = replace(
        release, number=2, entries=(moved,), changed=(moved.id,), published_at=Minute(release.published_at + 1)
    )
    with store.transaction() as books:
        publish_calendars(books, EventRenderer(), later)

    answer = fetch(reader, mine, granted, **{"if-none-match": before})

    assert answer.status_code == 200
    assert "STATUS:CANCELLED" in answer.text


def test_a_head_request_has_the_headers_and_no_content(reader: TestClient, mine: CalendarRef, granted: Granted) -> None:
    pair = base64.b64encode(f"{granted.credential.id}:{granted.secret}".encode()).decode()

    answer = reader.head(f"/ical/{mine}.ics", headers={"authorization": f"Basic {pair}"})

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["etag"].startswith("W/")


def test_a_reader_that_can_gets_it_compressed(reader: TestClient, mine: CalendarRef, granted: Granted) -> None:
    plain = fetch(reader, mine, granted, **{"accept-encoding": "identity"})
    packed = fetch(reader, mine, granted, **{"accept-encoding": "gzip"})

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content == gzip.decompress(gzip.compress(plain.content))


def test_without_a_secret_the_reader_is_asked_for_one(reader: TestClient, mine: CalendarRef) -> None:
    answer = fetch(reader, mine, None)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic ")


def test_another_ones_calendar_is_as_closed_as_one_that_is_not_there(
    reader: TestClient, mine: CalendarRef, granted: Granted
) -> None:
    other = fetch(reader, CalendarRef(CalendarKind.PERSONAL, "RV-NIEMAND"), granted)
    team = fetch(reader, CalendarRef(CalendarKind.TEAM, mine.owner), granted)

    assert (other.status_code, other.content) == (401, team.content)


def test_a_wrong_name_with_the_right_secret_opens_nothing(
    reader: TestClient, mine: CalendarRef, granted: Granted
) -> None:
    wrong = replace(granted, credential=replace(granted.credential, id="t00000000"))

    assert fetch(reader, mine, wrong).status_code == 401


def test_ended_leave_stops_the_feed_and_does_not_empty_it(
    reader: TestClient, store: SqlStore, mine: CalendarRef, granted: Granted
) -> None:
    revoke_access(store, CLOCK, granted.credential.id, actor="test")

    assert fetch(reader, mine, granted).status_code == 401


def test_renewed_leave_overlaps_for_a_day(store: SqlStore, mine: CalendarRef, granted: Granted) -> None:
    fresh = renew_access(store, CLOCK, granted.credential.id, actor="test")

    def opens(shown: Granted, minutes: int) -> bool:
        with TestClient(create_app(store, Later(minutes)), base_url=HERE) as reader:
            return fetch(reader, mine, shown).status_code == 200

    assert (opens(granted, DAY - 1), opens(granted, DAY + 1)) == (True, False)
    assert (opens(fresh, 395 * DAY), opens(fresh, 397 * DAY)) == (True, False)


@pytest.mark.usefixtures("addresses")
def test_a_secret_address_opens_one_calendar_and_tells_only_busy(
    reader: TestClient, store: SqlStore, mine: CalendarRef
) -> None:
    wanted = AccessWanted(
        owner=mine.owner, label="web", calendars=(mine,), kind=CredentialKind.ADDRESS, level=DetailLevel.BUSY
    )
    shown = grant_access(store, CLOCK, wanted, addresses=True)

    answer = reader.get(f"/ical/a/{shown.secret}.ics")

    summaries = {str(event["summary"]) for event in Calendar.from_ical(answer.text).walk("VEVENT")}
    assert summaries == {"Bezet"}
    assert "LOCATION" not in answer.text
    assert shown.secret not in answer.text
    assert fetch(reader, mine, shown).status_code == 401


def test_a_secret_address_is_closed_where_the_setting_is_off(
    reader: TestClient, store: SqlStore, mine: CalendarRef
) -> None:
    wanted = AccessWanted(owner=mine.owner, label="web", calendars=(mine,), kind=CredentialKind.ADDRESS)
    shown = grant_access(store, CLOCK, wanted, addresses=True)

    assert reader.get(f"/ical/a/{shown.secret}.ics").status_code == 404


def test_guessing_is_locked_out_and_told_how_long(reader: TestClient, mine: CalendarRef, granted: Granted) -> None:
    wrong = replace(granted, secret="guess")
    answers = [fetch(reader, mine, wrong).status_code for _ in range(FREE + 3)]

    last = fetch(reader, mine, wrong)

    assert answers == [401] * (FREE + 1) + [429, 429]
    assert int(last.headers["retry-after"]) > 0


def test_a_database_that_does_not_answer_is_a_503_and_never_an_empty_calendar(
    reader: TestClient, mine: CalendarRef, granted: Granted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(_self: SqlOpenings, _hash: str, _calendar: CalendarRef) -> None:
        raise StoreUnreachableError("weg\nWacht.")

    monkeypatch.setattr(SqlOpenings, "opened", down)

    answer = fetch(reader, mine, granted)

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "60"


def test_last_fetches_are_noted_with_the_readers_name(store: SqlStore, mine: CalendarRef, granted: Granted) -> None:
    app = create_app(store, CLOCK)
    with TestClient(app, base_url=HERE) as reader:
        fetch(reader, mine, granted, **{"user-agent": "Thunderbird/153\x00"})
    app.state.feeds.close()

    with store.reading() as books:
        (last,) = books.credentials.last_fetches()
    assert (last.credential, last.agent) == (granted.credential.id, "Thunderbird/153")


def test_people_without_appointments_have_an_empty_calendar(
    reader: TestClient, store: SqlStore, release: Release
) -> None:
    somebody = Regievoerder(id=release.resources.regievoerders[0].id, office=release.resources.places[0].id, hours=())
    alone = replace(somebody, id=type(somebody.id)("RV-NIEUW"))
    with store.transaction() as books:
        books.facts.record([alone], source="test", at=Minute(0))
    calendar = CalendarRef(CalendarKind.PERSONAL, alone.id)
    shown = grant_access(store, CLOCK, AccessWanted(owner=alone.id, label="x", calendars=(calendar,)))

    answer = fetch(reader, calendar, shown)

    assert answer.status_code == 200
    assert Calendar.from_ical(answer.text).walk("VEVENT") == []
