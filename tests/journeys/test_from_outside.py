"""From outside: real programs through a real TLS proxy with the settings of the manual, and nothing else gets in."""

import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import httpx2
import pytest

from api.address import ADDRESS
from api.server.lockout import FREE
from benchmarks.feeds_world import national_release
from calendars.event import EventRenderer
from planner.domain.plan import Plan
from planner.domain.resources import Absence
from planner.domain.time import Minute
from planner.store import open_store
from planner.usecases.agendas.agenda_links import make_agenda_link
from planner.usecases.agendas.feed_access import AccessWanted, grant_access, revoke_access
from planner.usecases.agendas.publish_calendars import publish_calendars
from tests.api.example_release import example_release
from tests.conftest import skip_unless_ci
from tests.journeys.proxy import NAME, Proxy, free_port, program, running_proxy
from tests.journeys.test_calendar_clients import (
    AWAY,
    CLOCK,
    MINE,
    OWNER,
    Office,
    absence,
    calendar,
    configure,
    instants,
    planned,
    run,
)
from tests.planner.codec.golden import golden_problem

PLACE = "rooster.ics"


@dataclass
class House:
    """A server behind its proxy, and the books of both."""

    office: Office
    proxy: Proxy
    desk: int
    behind: int
    log: Path

    def reader(self, machine: str = "127.0.0.1") -> httpx2.Client:
        """Return a program on a machine with an address of its own."""
        trusted = ssl.create_default_context(cafile=str(self.proxy.certificate))
        way = httpx2.HTTPTransport(verify=trusted, local_address=machine)
        return self.office.open.enter_context(httpx2.Client(base_url=self.proxy.address, transport=way, timeout=30))

    def signed(self, machine: str = "127.0.0.1", **headers: str) -> httpx2.Response:
        """Ask for the own calendar with the device's leave."""
        granted = self.office.granted
        pair = (granted.credential.id, granted.secret)
        return self.reader(machine).get(f"/ical/{MINE}.ics", auth=pair, headers=headers)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Run the program itself behind nginx, with the calendars of a national week."""
    if not program():
        skip_unless_ci("nginx is not on this machine")
    folder = tmp_path_factory.mktemp("house")
    url, release = f"sqlite:///{folder / 'planner.sqlite'}", national_release()
    store = open_store(url)
    with store.transaction() as books:
        known = books.problems.save(golden_problem())
        books.plans.add(Plan(), problem_hash=known, at=release.published_at, actor="test")
        books.releases.add(replace(example_release(), secret="s" * 32), key="1")  # of few pages: those stay inside
        publish_calendars(books, EventRenderer(), release)
        books.facts.record(release.resources.regievoerders, source="test", at=Minute(0))
    granted = grant_access(store, CLOCK, AccessWanted(owner=OWNER, label="telefoon", calendars=(MINE,)))
    outer, desk, behind = free_port(), free_port(), free_port()
    log = folder / "server.txt"
    command = [str(Path(sys.executable).with_name("vertrekplanner")), "serve"]
    command += ["--port", str(desk), "--proxy", str(behind)]
    environment = {**os.environ, "VERTREKPLANNER_DATABASE": url, ADDRESS: f"https://{NAME}:{outer}"}
    with log.open("wb") as sink, ExitStack() as opened:
        server = subprocess.Popen(command, stdout=sink, stderr=sink, env=environment)
        opened.callback(server.wait, timeout=20)
        opened.callback(server.terminate)
        wait_for(behind)
        proxy = opened.enter_context(running_proxy(folder, port=outer, behind=behind))
        office = Office(store, release, proxy.address, granted, opened, certificate=proxy.certificate)
        yield House(office, proxy, desk, behind, log)
    store.close()


def wait_for(port: int) -> None:
    """Wait until a server listens."""
    for _ in range(3000):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


def test_the_caldav_library_reads_and_writes_through_the_proxy(house: House) -> None:
    office = house.office

    found = instants(calendar(office, "rooster"))
    made = calendar(office, "afwezig").save_event(absence())
    kept = office.absences()
    made.delete()

    assert found == planned(office)
    assert (kept, office.absences()) == ({AWAY}, set())


def test_vdirsyncer_reads_and_writes_through_the_proxy(house: House, tmp_path: Path) -> None:
    configure(house.office, tmp_path)
    run("vdirsyncer", "discover", "--list", folder=tmp_path, answer="y\n" * 8)
    run("vdirsyncer", "sync", folder=tmp_path)
    written = tmp_path / "local" / "afwezig" / "own.ics"
    written.write_text(absence("own"), encoding="utf-8")

    run("vdirsyncer", "sync", folder=tmp_path)

    assert house.office.absences() == {AWAY}
    assert len(list((tmp_path / "local" / "rooster").glob("*.ics"))) == len(planned(house.office))
    with house.office.store.transaction() as books:
        books.absences.remove(books.absences.all()[0].owner, "own.ics")
        books.facts.retire([(Absence, key) for key in books.facts.keys(Absence)], at=CLOCK.now())


def test_a_feed_comes_through_once_and_then_only_when_it_changed(house: House) -> None:
    first = house.signed()
    again = house.signed(**{"if-none-match": first.headers["etag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    assert first.text.count("BEGIN:VEVENT") == len(planned(house.office))
    assert first.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/publicaties",
        "/publicaties/1/planner/",
        "/nieuwste/planner/",
        f"/nieuwste/regievoerder-{OWNER}/{PLACE}",
        "/gezondheid",
        "/api",
        "/openapi.json",
        "/static/blad.js",
        "/static/desk/bureau.js",
        "/aanmelden",
        f"/agenda/{OWNER}",
        f"/agenda/{OWNER}/rooster.mobileconfig",
        "/ical/../publicaties",
        "/dav/../nieuwste/planner/",
        "/ical/%2e%2e/publicaties",
        "//publicaties",
        "/publicaties/1/planner/;/ical/x.ics",
    ],
)
def test_the_desk_does_not_exist_outside(house: House, path: str) -> None:
    raw = _raw(house, f"GET {path} HTTP/1.1\r\nHost: {NAME}:{house.proxy.port}\r\nConnection: close\r\n\r\n")

    assert raw.split(b" ", 2)[1] == b"404"
    assert b"Publicatie 1" not in raw


def _raw(house: House, text: str, name: str = NAME) -> bytes:
    """Send bytes as they are: programs would tidy them up first."""
    trusted = ssl.create_default_context(cafile=str(house.proxy.certificate))
    trusted.check_hostname = name == NAME
    with (
        socket.create_connection(("127.0.0.1", house.proxy.port), timeout=60) as plain,
        trusted.wrap_socket(plain, server_hostname=name) as sealed,
    ):
        sealed.sendall(text.encode("ascii"))
        return b"".join(iter(lambda: sealed.recv(65536), b""))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.1:8000", "elders.example"])
def test_no_other_name_leads_anywhere(house: House, host: str) -> None:
    raw = _raw(house, f"GET /nieuwste/planner/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")

    assert raw.split(b" ", 2)[1] in {b"421", b"403"}  # by the server for its own name, by nginx for others
    with pytest.raises(ssl.SSLError):
        _raw(house, "GET / HTTP/1.1\r\n\r\n", name="elders.example")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 426),
        ({"x-forwarded-proto": "http", "x-forwarded-for": "10.0.0.1"}, 426),
        ({"x-forwarded-proto": "https"}, 400),
        ({"x-forwarded-proto": "https", "x-forwarded-for": "iemand"}, 400),
        ({"x-forwarded-proto": "https", "x-forwarded-for": "10.0.0.1"}, 401),
    ],
)
def test_what_does_not_come_encrypted_through_a_proxy_is_refused(
    house: House, headers: dict[str, str], status: int
) -> None:
    host = {"host": f"{NAME}:{house.proxy.port}"}
    answer = httpx2.get(f"http://127.0.0.1:{house.behind}/ical/{MINE}.ics", headers=host | headers, timeout=30)

    assert answer.status_code == status


def test_a_proxy_before_the_desk_gets_nothing(house: House) -> None:
    told = {"x-forwarded-for": "10.0.0.1", "x-forwarded-proto": "https"}
    address = f"http://127.0.0.1:{house.desk}/aanmelden"

    assert [httpx2.get(address, headers=headers, timeout=30).status_code for headers in ({}, told)] == [200, 421]


def test_who_guesses_waits_alone_and_cannot_pretend_to_be_another_machine(house: House) -> None:
    guesser = house.reader("127.0.0.2")
    pair = (house.office.granted.credential.id, "guess")
    statuses = [
        guesser.get(f"/ical/{MINE}.ics", auth=pair, headers={"x-forwarded-for": f"10.1.1.{number}"}).status_code
        for number in range(FREE + 5)
    ]

    assert statuses == [401] * (FREE + 1) + [429] * 4
    assert house.signed("127.0.0.2", **{"x-forwarded-for": "127.0.0.3"}).status_code == 429
    assert house.signed("127.0.0.3", **{"x-forwarded-for": "127.0.0.2"}).status_code == 200


def test_a_person_connects_a_device_with_a_link_and_without_one_not(house: House) -> None:
    link = make_agenda_link(house.office.store, CLOCK, OWNER, hours=1, actor="test")
    reader = house.reader("127.0.0.4")

    page = reader.get(link.path)
    made = reader.post(link.path, data={"doe": "toestel", "label": "nieuw"}, headers={"origin": house.proxy.address})
    secret, user, _ = (unescape(text) for text in re.findall(r"<code>([^<]+)</code>", made.text))
    wrong = reader.get(link.path[:-1] + ("0" if link.path[-1] != "0" else "1"))
    other = reader.get(link.path.replace(OWNER, "RV-0002"))
    fetched = reader.get(f"/ical/{MINE}.ics", auth=(user, secret))
    profile = reader.get(f"{link.path}/rooster.mobileconfig")

    assert [answer.status_code for answer in (page, made, wrong, other, fetched, profile)] == [
        200,
        200,
        404,
        404,
        200,
        200,
    ]
    assert "/nieuwste/" not in page.text
    assert "<nav" not in page.text
    revoke_access(house.office.store, CLOCK, user, actor="test")
    assert reader.get(f"/ical/{MINE}.ics", auth=(user, secret)).status_code == 401


def test_no_secret_is_written_down_on_the_way(house: House) -> None:
    link = make_agenda_link(house.office.store, CLOCK, OWNER, hours=1, actor="test")
    reader = house.reader("127.0.0.5")
    reader.get(link.path)
    reader.get("/ical/a/guessed-secret.ics")
    house.signed("127.0.0.5")

    written = house.proxy.written() + house.log.read_text("utf-8")
    secrets = (link.token, "guessed-secret", house.office.granted.secret, OWNER)
    assert [text for text in secrets if text in written] == []
    assert " vertrekplanner.toegang " in written
