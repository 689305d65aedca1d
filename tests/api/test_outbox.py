"""Messages about publications: to whom it concerns, once, through a real relay and to a real program that listens."""

import json
import re
import smtplib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from fastapi.testclient import TestClient

from api.address import ADDRESS
from api.composition import SystemClock
from api.outbox.settings import INSPECTORATE, RELAY, SENDER, WEBHOOK_SECRET, CarrierSettingsError, carriers, relay
from api.outbox.webhook import SIGNATURE, signature
from api.server.app import create_app
from calendars.event import EventRenderer
from planner.domain.access import Role
from planner.domain.feeds import CalendarKind, DetailLevel
from planner.domain.messages import Channel, Message, MessageState, Reason, Subscriber, Why
from planner.domain.release import CalendarEntry, Release
from planner.domain.resources import ResourceKind
from planner.domain.time import Minute
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.agendas.publish_calendars import publish_calendars
from planner.usecases.publishing.tell_changes import WAITS, deliver_messages, seen_token
from planner.usecases.publishing.tell_inspectorate import tell_inspectorate
from tests.api.example_release import CASE, add_example_release
from tests.api.web.visiting import visiting

HERE = "http://127.0.0.1"
CLOCK = SystemClock()
WHY = Why(reason=Reason.DROPPED_OUT, note="tolk ziek")


@dataclass
class Ahead:
    """A clock that runs ahead of the machine's."""

    minutes: int

    def now(self) -> Minute:
        """Return a minute so much later."""
        return Minute(CLOCK.now() + self.minutes)


@dataclass
class Post:
    """What a relay received; refuses recipients by a code."""

    received: list[bytes] = field(default_factory=list)
    code: int = 250

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        if self.code != 250:
            return f"{self.code} no"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - same
        """Take a message."""
        assert isinstance(envelope.content, bytes)
        self.received.append(envelope.content)
        return "250 OK"


@pytest.fixture
def post() -> Iterator[tuple[Post, str]]:
    """Run a relay; give what it receives and its address."""
    handler = Post()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture
def listener() -> Iterator[tuple[list[tuple[dict[str, str], bytes]], str]]:
    """Run a program that listens; give what it hears and its address."""
    heard: list[tuple[dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append(({**dict(self.headers), ":path": self.path}, content))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield heard, f"http://127.0.0.1:{server.server_port}/rooster"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give a store with release 1 and its calendars."""
    opened = open_store(sqlite_url)
    add_example_release(opened)
    with opened.transaction() as books:
        publish_calendars(books, EventRenderer(), newest(opened))
    yield opened
    opened.close()


def newest(store: SqlStore) -> Release:
    with store.reading() as books:
        release = books.releases.newest()
    assert release is not None
    return release


def an_entry(release: Release) -> CalendarEntry:
    return next(e for e in release.entries if e.participation.resource.kind is ResourceKind.REGIEVOERDER)


def subscribe(store: SqlStore, channel: Channel, address: str, owner: str = "") -> None:
    who = owner or an_entry(newest(store)).participation.resource.id
    reader = Subscriber(kind=CalendarKind.PERSONAL, owner=who, channel=channel, address=address)
    with store.transaction() as books:
        books.facts.record([reader], source="test", at=Minute(0))


def publish_moved(store: SqlStore, minutes: int = 30) -> CalendarEntry:
    """Publish again with one entry moved; return it as it was."""
    release = newest(store)
    entry = an_entry(release)
    part = entry.participation
    moved = replace(part, start=Minute(part.start + minutes), end=Minute(part.end + minutes))
    changed = replace(entry, sequence=entry.sequence + 1, participation=moved)
    entries = tuple(changed if one.id == entry.id else one for one in release.entries)
    then = Minute(release.published_at + 1)
    later = replace(release, number=2, published_at=then, entries=entries, changed=(entry.id,))
    with store.transaction() as books:
        publish_calendars(books, EventRenderer(), later, {entry.appointment.activity: WHY})
    return entry


def messages(store: SqlStore) -> tuple[tuple[int, Message], ...]:
    with store.reading() as books:
        return books.outbox.of_release(2)


def test_only_whom_it_concerns_gets_one_message_that_says_what_and_why(store: SqlStore, post: tuple[Post, str]) -> None:
    relayed, address = post
    subscribe(store, Channel.MAIL, "anna@dienst.example")
    subscribe(store, Channel.MAIL, "bram@dienst.example", owner="RV-ANDER")
    publish_moved(store)
    found = carriers({RELAY: address, SENDER: "rooster@dienst.example", ADDRESS: "https://plan.example"})

    first = deliver_messages(store, CLOCK, found)
    second = deliver_messages(store, CLOCK, found)

    (content,) = relayed.received
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    text = mail.get_content()
    assert (first, second) == ((1, 0), (0, 0))
    assert mail["To"] == "anna@dienst.example"
    assert mail["Subject"] == "Rooster gewijzigd: 1 wijziging (publicatie 2)"
    assert "VERPLAATST Vertrekgesprek" in text
    assert re.findall(r"Reden: (.*?)\r?\n", text) == ["iemand of iets viel uit"]
    assert "https://plan.example/bericht/" in text


def test_a_mail_names_no_case(store: SqlStore, post: tuple[Post, str]) -> None:
    relayed, address = post
    subscribe(store, Channel.MAIL, "anna@dienst.example")
    entry = publish_moved(store)

    deliver_messages(store, CLOCK, carriers({RELAY: address, SENDER: "rooster@dienst.example"}))

    (activity,) = (a for a in newest(store).activities if a.key == entry.appointment.activity)
    assert [case for case in activity.cases if case.encode() in relayed.received[0]] == []
    assert activity.cases


@pytest.mark.parametrize("kind", list(CalendarKind))
@pytest.mark.parametrize("level", list(DetailLevel))
def test_what_the_officer_wrote_goes_to_the_own_staff_with_full_detail_alone(
    kind: CalendarKind, level: DetailLevel
) -> None:
    reader = Subscriber(kind=kind, owner="x", channel=Channel.MAIL, address="a@x", level=level)

    told = WHY.told(reader)

    own = level is DetailLevel.FULL and kind in (CalendarKind.PERSONAL, CalendarKind.TEAM)
    assert told == ("iemand of iets viel uit: tolk ziek" if own else "iemand of iets viel uit")


def test_a_program_hears_it_signed(store: SqlStore, listener: tuple[list[tuple[dict[str, str], bytes]], str]) -> None:
    heard, address = listener
    subscribe(store, Channel.WEBHOOK, address)
    publish_moved(store)

    done = deliver_messages(store, CLOCK, carriers({WEBHOOK_SECRET: "s"}))

    ((headers, content),) = heard
    at = int(headers[SIGNATURE].partition(",")[0].removeprefix("t="))
    (change,) = json.loads(content)["wijzigingen"]
    assert done == (1, 0)
    assert headers[SIGNATURE] == signature("s", content, at)
    assert signature("other", content, at) != headers[SIGNATURE]
    assert (change["soort"], change["waarom"]) == ("verplaatst", "iemand of iets viel uit")


def test_a_relay_that_is_away_is_tried_again_later(store: SqlStore) -> None:
    subscribe(store, Channel.MAIL, "anna@dienst.example")
    publish_moved(store)
    away = carriers({RELAY: "smtp://127.0.0.1:9", SENDER: "rooster@dienst.example"})

    first = deliver_messages(store, CLOCK, away)
    at_once = deliver_messages(store, CLOCK, away)
    later = deliver_messages(store, Ahead(WAITS[0] + 1), away)

    ((_, message),) = messages(store)
    assert (first, at_once, later) == ((0, 1), (0, 0), (0, 1))
    assert (message.state, message.attempts) == (MessageState.WAITING, 2)


def test_after_the_last_attempt_a_message_has_failed(store: SqlStore) -> None:
    subscribe(store, Channel.MAIL, "anna@dienst.example")
    publish_moved(store)
    clock = Ahead(0)
    for wait in (0, *WAITS):
        clock.minutes += wait + 1
        deliver_messages(store, clock, {})

    ((_, message),) = messages(store)
    assert (message.state, message.attempts) == (MessageState.FAILED, len(WAITS) + 1)
    assert message.trouble == "voor mail is niets ingesteld"


def test_an_address_that_does_not_exist_is_not_tried_again(store: SqlStore, post: tuple[Post, str]) -> None:
    relayed, address = post
    relayed.code = 550
    subscribe(store, Channel.MAIL, "weg@dienst.example")
    publish_moved(store)

    deliver_messages(store, CLOCK, carriers({RELAY: address, SENDER: "rooster@dienst.example"}))

    ((_, message),) = messages(store)
    assert (message.state, message.attempts) == (MessageState.FAILED, 1)


@pytest.mark.parametrize("address", ["http://example.org/x", "file:///etc/passwd", "gopher://127.0.0.1/"])
def test_only_safe_addresses_are_called(store: SqlStore, address: str) -> None:
    subscribe(store, Channel.WEBHOOK, address)
    publish_moved(store)

    deliver_messages(store, CLOCK, carriers({WEBHOOK_SECRET: "s"}))

    ((_, message),) = messages(store)
    assert message.state is MessageState.FAILED


def test_seeing_is_confirmed_by_the_button_and_not_by_looking(store: SqlStore) -> None:
    subscribe(store, Channel.MAIL, "anna@dienst.example")
    publish_moved(store)
    ((number, _),) = messages(store)
    path = f"/bericht/{number}/{seen_token(newest(store).secret, number)}"
    with TestClient(create_app(store, CLOCK), base_url=HERE) as reader:
        looked = reader.get(path)
        before = messages(store)[0][1].seen_at
        pressed = reader.post(path)
        wrong = reader.post(f"/bericht/{number}/{'0' * 32}")

    assert (looked.status_code, pressed.status_code, wrong.status_code) == (200, 200, 404)
    assert before is None
    assert messages(store)[0][1].seen_at is not None
    assert "Gezien op" in pressed.text


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://"])
def test_a_wrong_relay_is_told(address: str) -> None:
    with pytest.raises(CarrierSettingsError, match="geen adres van een mailserver"):
        relay(address)


def test_a_relay_elsewhere_is_spoken_to_encrypted(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []

    class Elsewhere:
        def __init__(self, *_: object, **__: object) -> None:
            spoken.append("connect")

        def starttls(self, **_: object) -> None:
            spoken.append("starttls")
            raise smtplib.SMTPNotSupportedError

    monkeypatch.setattr(smtplib, "SMTP", Elsewhere)
    carrier = carriers({RELAY: "smtp://mail.example", SENDER: "rooster@dienst.example"})[Channel.MAIL]
    subscribe(store, Channel.MAIL, "anna@dienst.example")
    publish_moved(store)
    ((_, message),) = messages(store)

    with pytest.raises(Exception, match="mailserver"):
        carrier.carry(1, message, token="t")

    assert spoken == ["connect", "starttls"]


def test_the_office_of_the_inspectorate_gets_the_schedule_by_mail(store: SqlStore, post: tuple[Post, str]) -> None:
    relayed, address = post
    release = newest(store)
    with store.transaction() as books:
        tell_inspectorate(books, None, release)
    found = carriers(
        {RELAY: address, SENDER: "rooster@dienst.example", INSPECTORATE: "toezicht@inspectie.example", ADDRESS: ""}
    )

    done = deliver_messages(store, CLOCK, found)

    (content,) = relayed.received
    mail = message_from_bytes(content, policy=policy.default)
    text = mail.get_content()
    assert done == (1, 0)
    assert mail["To"] == "toezicht@inspectie.example"
    assert mail["Subject"] == "Schema van begeleide uitzettingen: 1 wijziging (publicatie 1)"
    assert text.startswith("In het schema van begeleide uitzettingen is gewijzigd:")
    assert "- NIEUW begeleide uitzetting V-" in text
    assert CASE not in str(mail)


def test_a_planner_and_the_inspectorate_see_what_was_told_and_others_do_not(store: SqlStore) -> None:
    with store.transaction() as books:
        tell_inspectorate(books, None, newest(store))
    app = create_app(store, CLOCK)

    shown = {role: visiting(app, store, role).get("/publicaties").text for role in INSPECTED}

    told = {role: "Gemeld aan de inspectie" in text for role, text in shown.items()}
    assert told == INSPECTED
    assert "Publicatie 1: 1 wijziging, wacht, " in shown[Role.INSPECTORATE]


INSPECTED = {Role.PLANNER: True, Role.INSPECTORATE: True, Role.KMAR: False, Role.DJI: False}
