"""Nothing hidden reaches a calendar, a message or a page for connecting; no secret reaches a log or what is published.

Markers stand in every fact that calendars may not tell; the test looks for them in everything that goes out.
"""

import base64
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

import httpx2
import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request

from api.address import ADDRESS
from api.composition import SystemClock
from api.feeds import ADDRESSES
from api.outbox.settings import RELAY, SENDER, WEBHOOK_SECRET, carriers
from api.pages.site import pages, viewers
from api.server.app import create_app
from api.server.feeds import Feeds
from api.server.lockout import FREE, FREE_PER_MACHINE
from api.server.messages import Messages
from calendars.event import EventRenderer
from planner.domain.commitments import PartnerRequest
from planner.domain.feeds import CalendarKind, CalendarRef, CredentialKind, DetailLevel
from planner.domain.messages import Channel, Subscriber
from planner.domain.plan import Plan, part, with_parts
from planner.domain.release import CalendarEntry, Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from planner.store import open_store
from planner.store.credentials import SqlOpenings
from planner.store.transactions import SqlStore
from planner.usecases.feed_access import AccessWanted, Granted, grant_access, hash_of
from planner.usecases.partner_links import Invitation, invite_partner
from planner.usecases.publish_calendars import publish_calendars
from planner.usecases.tell_changes import deliver_messages, seen_token
from tests.api.example_release import CASE, SECRETS
from tests.api.pages.sheets.marked import DJI_ONLY, KMAR_ONLY, NOBODY, marked_release
from tests.api.server.conftest import HERE
from tests.api.test_outbox import Post, listener, post
from tests.planner.codec.golden import golden_problem

__all__ = ["listener", "post"]
CLOCK = SystemClock()
HIDDEN = (
    *SECRETS,
    *KMAR_ONLY,
    *DJI_ONLY,
    *NOBODY,
    "Ambassade",
    "CMN",
    "grensdienst-X",
    "088 000 0999",
    "088-000 0101",
    "088-000 0777",
    "KM-20417",
    "bewakingspapier",
    "voorbeeld",
)
"""Mission, country, flight, destination, restraint and medical words, references, contacts, officers, the hash."""
CALENDARS = {
    CalendarKind.PERSONAL: "RV-0001",
    CalendarKind.TEAM: "AZC",
    CalendarKind.VEHICLE: "DV-07",
    CalendarKind.ESCORT: "KMAR-01",
    CalendarKind.MISSION: "EMB",
    CalendarKind.SITE: "AZC",
    CalendarKind.ROOM: "AZC",
}


def with_room(release: Release) -> Release:
    """Return the release with a room in use, so that there is something in each kind of calendar."""
    talk = release.appointments[0]
    room = part(talk.id, ResourceRef(ResourceKind.ROOM, "AZC"), talk.start, talk.end)
    entry = CalendarEntry(id=room.id, participation=room, appointment=talk, sequence=0, changed_at=release.published_at)
    return replace(
        release,
        appointments=(with_parts(talk, room), *release.appointments[1:]),
        entries=(*release.entries, entry),
        changed=(*release.changed, entry.id),
    )


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
        publish_calendars(books, EventRenderer(), release)
    yield opened
    opened.close()


@pytest.fixture
def reader(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Give a reader where secret addresses are allowed."""
    monkeypatch.setenv(ADDRESSES, "ja")
    with TestClient(create_app(store, CLOCK), base_url=HERE) as client:
        yield client


def granted(store: SqlStore, kind: CalendarKind, level: DetailLevel, *, address: bool = False) -> Granted:
    wanted = AccessWanted(
        owner=CALENDARS[kind],
        label="x",
        calendars=(CalendarRef(kind, CALENDARS[kind]),),
        kind=CredentialKind.ADDRESS if address else CredentialKind.DEVICE,
        level=level,
    )
    return grant_access(store, CLOCK, wanted, addresses=True)


def leaked(text: str) -> list[str]:
    """Return the markers in a text; a folded line of a calendar is read as one line."""
    whole = text.replace("\r\n ", "")
    return [word for word in HIDDEN if word in whole]


@pytest.mark.parametrize("level", list(DetailLevel))
@pytest.mark.parametrize("kind", list(CalendarKind))
def test_no_feed_tells_what_is_hidden(
    reader: TestClient, store: SqlStore, kind: CalendarKind, level: DetailLevel
) -> None:
    device, address = granted(store, kind, level), granted(store, kind, level, address=True)

    by_header = reader.get(f"/ical/{kind}/{CALENDARS[kind]}.ics", auth=(device.credential.id, device.secret))
    by_address = reader.get(f"/ical/a/{address.secret}.ics")

    assert (by_header.status_code, by_address.status_code) == (200, 200)
    assert "BEGIN:VEVENT" in by_header.text
    for answer, secret in ((by_header, device.secret), (by_address, address.secret)):
        everything = answer.text + str(dict(answer.headers))
        assert leaked(everything) == []
        assert secret not in everything
        assert re.findall(r"^(?:SOURCE|URL)[;:]", answer.text, re.MULTILINE) == []
        assert answer.headers["referrer-policy"] == "no-referrer"
        if level is not DetailLevel.FULL:
            assert CASE not in everything
        if level is DetailLevel.BUSY:
            assert set(re.findall(r"^SUMMARY:(.*?)\r?$", answer.text, re.MULTILINE)) == {"Bezet"}


@pytest.mark.parametrize("level", list(DetailLevel))
def test_caldav_tells_nothing_hidden(reader: TestClient, store: SqlStore, level: DetailLevel) -> None:
    leave = granted(store, CalendarKind.PERSONAL, level)
    query = (
        '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/>'
        '<C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"/></C:filter></C:calendar-query>'
    )
    signed = {"auth": ("RV-0001", leave.secret)}

    listed = reader.request("PROPFIND", "/dav/RV-0001/", headers={"depth": "1"}, **signed)  # type: ignore[arg-type]
    found = reader.request("REPORT", "/dav/RV-0001/rooster/", content=query, **signed)  # type: ignore[arg-type]

    assert (listed.status_code, found.status_code) == (207, 207)
    assert "BEGIN:VEVENT" in found.text
    for answer in (listed, found):
        assert leaked(answer.text + str(dict(answer.headers))) == []
        assert leave.secret not in answer.text
        assert level is DetailLevel.FULL or CASE not in answer.text


def test_messages_tell_nothing_hidden(
    store: SqlStore,
    release: Release,
    post: tuple[Post, str],
    listener: tuple[list[tuple[dict[str, str], bytes]], str],
) -> None:
    relayed, relay = post
    heard, hook = listener
    readers = [
        Subscriber(kind=kind, owner=owner, channel=channel, address=f"{address}{level}", level=level)
        for kind, owner in CALENDARS.items()
        for level in DetailLevel
        for channel, address in ((Channel.MAIL, f"{kind}@x."), (Channel.WEBHOOK, f"{hook}?"))
    ]
    moved = tuple(
        replace(
            entry,
            sequence=1,
            participation=replace(
                entry.participation,
                start=Minute(entry.participation.start + 30),
                end=Minute(entry.participation.end + 30),
            ),
        )
        for entry in release.entries
    )
    with store.transaction() as books:
        books.facts.record(readers, source="test", at=Minute(0))
        later = replace(release, number=2, published_at=Minute(release.published_at + 1), entries=moved)
        publish_calendars(books, EventRenderer(), later)

    done = deliver_messages(
        store, CLOCK, carriers({RELAY: relay, SENDER: "rooster@dienst.example", WEBHOOK_SECRET: "s"})
    )

    sent = [content.decode() for content in (*relayed.received, *(body for _, body in heard))]
    assert (len(sent), done) == (len(readers), (len(readers), 0))
    assert [words for words in map(leaked, sent) if words] == []
    assert [
        text for text in relayed.received if b"KMAR" not in text and CASE.encode() in text and b"bezet" in text
    ] == []


def test_the_pages_for_connecting_and_for_partners_tell_nothing_hidden(
    reader: TestClient, store: SqlStore, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, "https://plan.example")
    clock = _Before(release)
    with TestClient(create_app(store, clock), base_url=HERE) as partner:
        pages = [reader.get(path) for path in ("/agenda/RV-0001", "/agenda/RV-0001/rooster.mobileconfig")]
        for item in release.appointments:
            link = invite_partner(store, clock, item.activity, "NIDOS", actor="T-1")
            base = f"/voorstel/{link.number}/{link.token}"
            pages += [partner.get(base + rest) for rest in ("", "/afspraak.ics", "/bezet.ics")]

    assert {page.status_code for page in pages} == {200}
    assert [words for words in (leaked(page.text) for page in pages) if words] == []
    assert [page for page in pages if CASE in page.text] == []


class _Before:
    """A clock before everything in a release."""

    def __init__(self, release: Release) -> None:
        self._minute = Minute(min(item.start for item in release.appointments) - 1440)

    def now(self) -> Minute:
        """Return that minute."""
        return self._minute


GUESSES = 100_000


def scope(path: str, **params: str | int) -> Request:
    """Return a request as the gate lets it through."""
    pair = base64.b64encode(f"t{params.get('user', 0)}:guess{params.get('user', 0)}".encode())
    headers = [(b"authorization", b"Basic " + pair), (b"host", b"127.0.0.1")]
    kept = {name: value for name, value in params.items() if name != "user"}
    found = {
        "type": "http",
        "method": "GET",
        "path": path,
        "headers": headers,
        "query_string": b"",
        "path_params": kept,
    }
    return Request({**found, "client": ("10.0.0.9", 1)})


@pytest.mark.parametrize("way", ["header", "address", "message"])
def test_a_hundred_thousand_guesses_get_nothing_and_hardly_reach_the_books(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Another name, another secret each time; once the machine has to wait, the books are not asked any more."""
    monkeypatch.setenv(ADDRESSES, "ja")
    asked = 0
    opened = SqlOpenings.opened

    def counted(self: SqlOpenings, secret: str, calendar: CalendarRef | None) -> object:
        nonlocal asked
        asked += 1
        return opened(self, secret, calendar)

    monkeypatch.setattr(SqlOpenings, "opened", counted)
    feeds, messages = Feeds(store, CLOCK), Messages(store, CLOCK)
    statuses: dict[int, int] = {}
    for number in range(GUESSES):
        if way == "header":
            answer = feeds.by_header(scope("/ical", user=number, kind="regievoerder", owner="RV-0001"))
        elif way == "address":
            answer = feeds.by_address(scope("/ical/a", secret=f"guess{number}"))
        else:
            answer = messages.show(scope("/bericht", number=1, token=f"{number:032x}"))
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
    feeds.close()

    tried = (FREE_PER_MACHINE if way == "header" else FREE) + 1
    refused = HTTPStatus.UNAUTHORIZED if way == "header" else HTTPStatus.NOT_FOUND
    assert statuses == {refused: tried, HTTPStatus.TOO_MANY_REQUESTS: GUESSES - tried}
    assert asked == (0 if way == "message" else tried)


def test_guessing_at_caldav_is_locked_out(reader: TestClient, store: SqlStore) -> None:
    leave = granted(store, CalendarKind.PERSONAL, DetailLevel.FULL)
    guesses = [
        reader.request("PROPFIND", "/dav/RV-0001/", auth=("RV-0001", f"guess{number}")).status_code
        for number in range(FREE + 20)
    ]

    right = reader.request("PROPFIND", "/dav/RV-0001/", auth=("RV-0001", leave.secret)).status_code

    assert guesses == [401] * (FREE + 1) + [429] * 19
    assert right == 429


@pytest.fixture
def link(store: SqlStore, release: Release) -> Invitation:
    """Give a partner's link."""
    return invite_partner(store, _Before(release), release.appointments[0].activity, "NIDOS", actor="T-1")


def test_no_secret_reaches_the_log_of_the_real_server_or_what_is_published(
    store: SqlStore, sqlite_url: str, release: Release, link: Invitation, tmp_path: Path
) -> None:
    device = granted(store, CalendarKind.PERSONAL, DetailLevel.FULL)
    address = granted(store, CalendarKind.PERSONAL, DetailLevel.BUSY, address=True)
    token = seen_token(release.secret, 1)
    log = tmp_path / "log.txt"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [str(Path(sys.executable).with_name("vertrekplanner")), "serve", "--port", str(port)]
    environment = {**os.environ, "VERTREKPLANNER_DATABASE": sqlite_url, ADDRESSES: "ja"}
    with log.open("wb") as sink:
        server = subprocess.Popen(command, stdout=sink, stderr=sink, env=environment)
        try:
            made = _ask_everything(port, device, address, token, link)
        finally:
            server.terminate()
            server.wait(timeout=20)

    secrets = (device.secret, address.secret, made, token, link.token, release.secret, "guessed-secret")
    pages_on_disk = b"".join(
        page.render()
        for who in viewers(release)
        for path, page in pages(release, who).items()
        if "kaarten/" not in path
    )
    written = log.read_text("utf-8") + pages_on_disk.decode(errors="replace")
    hashes = [hash_of(secret) for secret in secrets]
    assert written.count(" vertrekplanner.toegang ") >= 13  # a line for each request
    assert [text for text in (*secrets, *hashes) if text in written] == []
    assert CASE not in log.read_text("utf-8")
    with store.reading() as books:
        assert len(books.facts.in_force(PartnerRequest)) == 1


def _ask_everything(port: int, device: Granted, address: Granted, token: str, link: Invitation) -> str:
    """Ask the server with every kind of secret, right and wrong; return a password that it made."""
    with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        for _ in range(300):
            try:
                client.get("/gezondheid")
                break
            except httpx2.TransportError:
                time.sleep(0.2)
        for secret in (device.secret, "guessed-secret"):
            pair = (device.credential.id, secret)
            client.get("/ical/regievoerder/RV-0001.ics", auth=pair, headers={"referer": f"http://x/{address.secret}"})
            client.request("PROPFIND", "/dav/RV-0001/", auth=("RV-0001", secret))
            client.request("PUT", "/dav/RV-0001/afwezig/x.ics", auth=("RV-0001", secret), content=f"BROKEN {secret}")
        for path in (
            f"/ical/a/{address.secret}.ics",
            "/ical/a/guessed-secret.ics",
            f"/bericht/1/{token}",
            f"/voorstel/{link.number}/{link.token}",
            f"/none/{device.secret}?geheim={device.secret}",
        ):
            client.get(path)
        page = client.post("/agenda/RV-0001", data={"doe": "toestel", "label": "telefoon"})
    found = re.search(r"<code>([^<]{30,})</code>", page.text)
    assert found is not None
    return found[1]


def test_nothing_hidden_is_kept_for_readers(store: SqlStore) -> None:
    """What stands ready is looked at whole: what is not sent now must not be sent later."""
    with store.reading() as books:
        entries = [entry for state in books.calendars.all() for entry in books.calendars.entries(state.calendar)]

    text = b"".join(entry.common + entry.busy + entry.short + entry.full for entry in entries).decode()

    assert len(entries) > len(CALENDARS)
    assert leaked(text) == []
