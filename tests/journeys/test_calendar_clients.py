"""Calendars in programs that people use: the caldav library, and vdirsyncer with khal, against a real server."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import uvicorn
from caldav.collection import Calendar as DavCalendar
from caldav.davclient import DAVClient
from caldav.lib.error import AuthorizationError, DAVError, NotFoundError, PutError

from api.composition import SystemClock
from api.server.app import create_app
from api.server.listening import configuration
from benchmarks.feeds_world import national_release
from calendars.event import EventRenderer
from planner.domain.civil import at, to_utc
from planner.domain.feeds import CalendarKind, CalendarRef
from planner.domain.release import CalendarEntry, Release
from planner.domain.resources import Absence
from planner.domain.time import Interval, Minute
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.agendas.feed_access import AccessWanted, Granted, grant_access, revoke_access
from planner.usecases.agendas.publish_calendars import publish_calendars

OWNER = "RV-0001"
MINE = CalendarRef(CalendarKind.PERSONAL, OWNER)
CLOCK = SystemClock()
AWAY = Interval(at(date(2027, 2, 3), 9), at(date(2027, 2, 3), 11))


@dataclass
class Office:
    """A running server and its books."""

    store: SqlStore
    release: Release
    address: str
    granted: Granted
    open: ExitStack
    certificate: Path | None = None
    """What proves the server, where the way there is encrypted."""

    def publish(self, *changed: CalendarEntry) -> None:
        """Publish the release again with these entries changed."""
        by_id = {entry.id: entry for entry in changed}
        entries = tuple(by_id.get(entry.id, entry) for entry in self.release.entries)
        later = Minute(self.release.published_at + 1)
        number = self.release.number + 1
        self.release = replace(self.release, number=number, published_at=later, entries=entries, changed=tuple(by_id))
        with self.store.transaction() as books:
            publish_calendars(books, EventRenderer(), self.release)

    def mine(self) -> CalendarEntry:
        """Return one of the owner's entries."""
        return next(entry for entry in self.release.entries if entry.participation.resource.id == OWNER)

    def absences(self) -> set[Interval]:
        """Return what planning reckons with."""
        with self.store.reading() as books:
            return {absence.interval for absence in books.facts.in_force(Absence)}

    def client(self) -> DAVClient:
        """Return a program that signed in as the owner."""
        return self.signed_in(self.granted)

    def signed_in(self, granted: Granted) -> DAVClient:
        """Return a program with other leave."""
        proof = True if self.certificate is None else str(self.certificate)
        client = DAVClient(f"{self.address}/dav/", username=OWNER, password=granted.secret, ssl_verify_cert=proof)
        return self.open.enter_context(client)


@contextmanager
def running_office(folder: Path, release: Release) -> Iterator[Office]:
    """Run a server with the calendars of a release."""
    store = open_store(f"sqlite:///{folder / 'planner.sqlite'}")
    with store.transaction() as transaction:
        publish_calendars(transaction, EventRenderer(), release)
        transaction.facts.record(release.resources.regievoerders, source="test", at=Minute(0))
    granted = grant_access(store, CLOCK, AccessWanted(owner=OWNER, label="telefoon", calendars=(MINE,)))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(configuration(create_app(store, CLOCK), host="127.0.0.1", port=port))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    with ExitStack() as clients:
        yield Office(store, release, f"http://127.0.0.1:{port}", granted, clients)
    server.should_exit = True
    thread.join(timeout=10)
    store.close()


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Run a server with the calendars of a national week."""
    with running_office(tmp_path_factory.mktemp("office"), national_release()) as office:
        yield office


@pytest.fixture
def office(books: Office) -> Iterator[Office]:
    """Give the server with an empty absence calendar."""
    yield books
    collection = calendar(books, "afwezig")
    for item in collection.events():
        item.delete()


def calendar(office: Office, name: str) -> DavCalendar:
    found = {str(one.url).rstrip("/").rpartition("/")[2]: one for one in office.client().principal().calendars()}
    assert set(found) == {"rooster", "afwezig"}
    return found[name]


def absence(uid: str = "u1", start: str = "20270203T090000", end: str = "20270203T110000", extra: str = "") -> str:
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//X//Y\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Europe/Amsterdam:{start}\r\n"
        f"DTEND;TZID=Europe/Amsterdam:{end}\r\nSUMMARY:tandarts\r\n{extra}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def instants(collection: DavCalendar) -> dict[str, tuple[float, float, str]]:
    found = {}
    for item in collection.events():
        event = item.icalendar_component
        found[str(event["UID"])] = (event.start.timestamp(), event.end.timestamp(), str(event["STATUS"]))
    return found


def planned(office: Office) -> dict[str, tuple[float, float, str]]:
    renderer = EventRenderer()
    return {
        rendered.uid: (
            to_utc(rendered.start).timestamp(),
            to_utc(rendered.end).timestamp(),
            "CANCELLED" if rendered.cancelled else "CONFIRMED",
        )
        for rendered in renderer.render(office.release, office.release.entries)
        if rendered.calendar == MINE
    }


def test_the_own_calendar_is_found_and_holds_what_is_planned(office: Office) -> None:
    found = instants(calendar(office, "rooster"))

    assert found == planned(office)
    assert len(found) > 5


def test_moved_cancelled_and_revived_appointments_come_through_one_sync_each(office: Office) -> None:
    collection = calendar(office, "rooster")
    entry = office.mine()
    part = entry.participation
    moved = replace(
        entry,
        sequence=entry.sequence + 1,
        participation=replace(part, start=Minute(part.start + 30), end=Minute(part.end + 30)),
    )
    uid = EventRenderer().uid(office.release, entry)
    for step, change in enumerate((moved, replace(moved, cancelled=True), replace(moved, sequence=9))):
        token = collection.objects_by_sync_token().sync_token
        office.publish(replace(change, sequence=entry.sequence + step + 1))

        changed = collection.objects_by_sync_token(token, load_objects=True)

        assert [str(item.icalendar_component["UID"]) for item in changed] == [uid]
        assert instants(collection) == planned(office)


def test_publishing_unchanged_gives_no_change_to_sync(office: Office) -> None:
    collection = calendar(office, "rooster")
    token = collection.objects_by_sync_token().sync_token

    office.publish()

    again = collection.objects_by_sync_token(token)
    assert (list(again), again.sync_token) == ([], token)


def test_a_token_that_is_not_known_any_more_is_refused_as_such(office: Office) -> None:
    collection = calendar(office, "rooster")
    token = str(collection.objects_by_sync_token().sync_token)

    with pytest.raises(DAVError):
        collection.objects_by_sync_token(token.rpartition("/")[0] + "/999999", disable_fallback=True)


def test_the_own_calendar_cannot_be_written(office: Office) -> None:
    collection = calendar(office, "rooster")

    with pytest.raises((AuthorizationError, PutError)):
        collection.save_event(absence())

    assert instants(collection) == planned(office)


def test_an_absence_is_planned_around_moved_and_withdrawn(office: Office) -> None:
    collection = calendar(office, "afwezig")

    made = collection.save_event(absence())
    first = office.absences()
    made.data = absence(start="20270203T130000", end="20270203T140000")
    made.save()
    second = office.absences()
    made.delete()

    assert first == {AWAY}
    assert second == {Interval(at(date(2027, 2, 3), 13), at(date(2027, 2, 3), 14))}
    assert office.absences() == set()


def test_why_somebody_is_away_is_never_kept(office: Office) -> None:
    collection = calendar(office, "afwezig")

    collection.save_event(absence())

    (item,) = collection.events()
    assert "tandarts" not in item.data
    with office.store.reading() as opened:
        assert "tandarts" not in str(opened.absences.all())


def test_an_absence_that_comes_back_has_its_exception(office: Office) -> None:
    extra = "RRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE;TZID=Europe/Amsterdam:20270210T090000\r\n"

    calendar(office, "afwezig").save_event(absence(extra=extra))

    third = Interval(at(date(2027, 2, 17), 9), at(date(2027, 2, 17), 11))
    assert office.absences() == {AWAY, third}


def test_what_comes_back_is_found_written_out_and_far_ahead(office: Office) -> None:
    collection = calendar(office, "afwezig")
    collection.save_event(absence(extra="RRULE:FREQ=WEEKLY\r\n"))

    near = collection.search(event=True, start=day(2027, 2, 1), end=day(2027, 2, 20), server_expand=True)
    far = collection.search(event=True, start=day(2031, 2, 1), end=day(2031, 2, 8))

    starts = [item.icalendar_component.start for item in near]
    assert starts == [to_utc(Minute(AWAY.start + week * 7 * 1440)) for week in range(3)]
    assert len(far) == 1


def day(*numbers: int) -> datetime:
    year, month, of_month = numbers
    return datetime(year, month, of_month, tzinfo=UTC)


def test_what_was_written_is_not_said_to_be_kept_as_it_was(office: Office) -> None:
    url = f"{office.address}/dav/{OWNER}/afwezig/x.ics"

    written = office.client().put(url, absence("x"), {"Content-Type": "text/calendar"})

    assert (written.status, "etag" in {name.lower() for name in written.headers}) == (201, False)
    assert office.absences() == {AWAY}


def test_two_devices_with_the_same_absence_make_one(office: Office) -> None:
    first, second = calendar(office, "afwezig"), calendar(office, "afwezig")

    first.save_event(absence())
    second.save_event(absence())

    assert len(first.events()) == 1
    assert office.absences() == {AWAY}


@pytest.mark.parametrize("program", ["vdirsyncer"])
def test_a_program_that_keeps_files_reads_writes_and_settles(office: Office, tmp_path: Path, program: str) -> None:
    configure(office, tmp_path)
    run(program, "discover", "--list", folder=tmp_path, answer="y\n" * 8)
    run(program, "sync", folder=tmp_path)
    local = tmp_path / "local"
    written = local / "afwezig" / "own.ics"
    written.write_text(absence("own"), encoding="utf-8")

    run(program, "sync", folder=tmp_path)
    after_write = office.absences()
    run(program, "sync", folder=tmp_path)  # it reads again what it wrote, for less was kept
    again = run(program, "sync", folder=tmp_path)
    listed = khal_list(tmp_path)
    written.unlink()
    for path in (local / "afwezig").glob("*.ics"):
        path.unlink()
    run(program, "sync", "--force-delete", folder=tmp_path)

    assert len(list((local / "rooster").glob("*.ics"))) == len(planned(office))
    assert after_write == {AWAY}
    assert "Copying" not in again
    assert ("Afwezig" in listed, "tandarts" in listed) == (True, False)
    assert office.absences() == set()


def configure(office: Office, folder: Path) -> None:
    parts = [f'[general]\nstatus_path = "{folder}/status"\n']
    for name, read_only in (("rooster", "true"), ("afwezig", "false")):
        revert = 'partial_sync = "revert"\n' if read_only == "true" else ""
        parts.append(
            f'[pair {name}]\na = "local_{name}"\nb = "office_{name}"\ncollections = ["{name}"]\n'
            f'conflict_resolution = "b wins"\n{revert}'
            f'[storage local_{name}]\ntype = "filesystem"\npath = "{folder}/local"\nfileext = ".ics"\n'
            f'[storage office_{name}]\ntype = "caldav"\nurl = "{office.address}/dav/"\nusername = "{OWNER}"\n'
            f'password = "{office.granted.secret}"\nread_only = {read_only}\n'
            + (f'verify = "{office.certificate}"\n' if office.certificate else "")
        )
    (folder / "config").write_text("\n".join(parts), encoding="utf-8")


def run(program: str, *arguments: str, folder: Path, answer: str = "") -> str:
    command = [str(Path(sys.executable).parent / program), "-c", str(folder / "config"), *arguments]
    done = subprocess.run(command, input=answer, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def khal_list(folder: Path) -> str:
    (folder / "khal.conf").write_text(
        f"""[calendars]
[[rooster]]
path = {folder}/local/rooster
readonly = True
[[afwezig]]
path = {folder}/local/afwezig

[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Amsterdam

[sqlite]
path = {folder}/khal.db
""",
        encoding="utf-8",
    )
    command = [str(Path(sys.executable).parent / "khal"), "-c", str(folder / "khal.conf"), "list", "2027-02-03", "1d"]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "HOME": str(folder)}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_way_to_caldav_is_found(office: Office) -> None:
    answer = office.client().request(f"{office.address}/.well-known/caldav", "PROPFIND", "", {"Depth": "0"})

    assert (answer.status, "current-user-principal" in answer.raw or "/dav/" in answer.raw) == (207, True)


def test_ended_leave_closes_the_calendars(office: Office) -> None:
    other = grant_access(office.store, CLOCK, AccessWanted(owner=OWNER, label="kwijt", calendars=(MINE,)))
    before = len(office.signed_in(other).principal().calendars())

    revoke_access(office.store, CLOCK, other.credential.id, actor="test")

    with pytest.raises((AuthorizationError, NotFoundError, DAVError)):
        office.signed_in(other).principal().calendars()
    assert before == 2


def test_somebody_elses_calendars_stay_closed(office: Office) -> None:
    with pytest.raises(AuthorizationError):
        office.client().request(f"{office.address}/dav/RV-0002/rooster/", "PROPFIND", "")
