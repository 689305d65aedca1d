"""After disruptions, messages, work of the clock and drafts: no answer of any route joins a case to a country.

The pages are walked by role; here every route is asked with every method, those that change and calculate as well, and
what is written down for later: messages, the log, runs of the clock. Not allowed here: who may open what.
"""

import json
import logging
from collections.abc import Iterator
from http import HTTPStatus
from tempfile import TemporaryDirectory

import pytest
from httpx2 import Response

from planner.domain.access import GRANTS, Field, Permission, Reach, Role
from planner.domain.activities import ActivityKind
from planner.domain.audit import AuditQuery
from planner.domain.clockwork import JobName
from planner.domain.resources import ResourceKind
from planner.usecases.clock.reminders import renew_reminders
from planner.usecases.clock.running import ask_run
from planner.usecases.clock.terms_scan import scan_terms
from planner.usecases.partners.approve_standby import approve_standby
from planner.usecases.publishing.tell_inspectorate import tell_inspectorate
from tests.api.example_release import CASE
from tests.security.asking import Ask
from tests.security.cells import JSON, Cell, cells
from tests.security.conftest import MEMORY
from tests.security.made import NOW, OTHER_CASE, OWN, WEEK, Made, answers, made
from tests.security.test_field_views import COUNTRY_WORDS, OFFICERS
from tests.security.walking import GENERAL, text_of, walked

PARTLY = [role for role in Role if GRANTS[role].reach is not Reach.ALL]
"""Who sees no more than a part."""
SECRET_NOTE = "MELDING-VAN-EEN-ANDER"
PROTOCOL_NOTE = "PROTOCOL-VAN-HIER"
"""In the words of a protocol of this installation: for who may see settings alone."""
PROTOCOL = f"""
protocol = "hier"
versie = 1
titel = {{ nl = "{PROTOCOL_NOTE}", en = "{PROTOCOL_NOTE}" }}
bron = "{PROTOCOL_NOTE}"
zekerheid = "A"
rang = 1

[[stap]]
code = "hierstap"
titel = {{ nl = "{PROTOCOL_NOTE}", en = "{PROTOCOL_NOTE}" }}
vorm = "taak"
anker = "toewijzing"
termijn = [{{ regel = "T10", sleutel = "study" }}]
"""


@pytest.fixture(scope="module")
def happened() -> Iterator[Made]:
    """Give an installation in which much was reported, looked at, told and done by the clock."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        found = made(f"sqlite:///{folder}/gebeurd.sqlite")
        _report(found)
        _write_elsewhere(found)
        _stand_by_and_keep_a_protocol(found)
        with found.store.transaction() as books:
            tell_inspectorate(books, None, found.release)
        renew_reminders(found.store, NOW)
        scan_terms(found.store, NOW)
        ask_run(found.store, found.clock, JobName.WEEK_PLAN, by="toets")
        yield found
        found.close()


def _resource(here: Made, kind: ResourceKind) -> str:
    return next(
        part.resource.id
        for item in here.release.appointments
        for part in item.participations
        if part.resource.kind is kind
    )


def _report(here: Made) -> None:
    """Let each role report what it hears of first, and planning everything about the same case."""
    since, until = int(NOW), int(NOW) + 7 * 1440
    flight = {"kind": "vlucht-vervallen", "flight": _resource(here, ResourceKind.FLIGHT), "note": SECRET_NOTE}
    session = {"kind": "zitting-verplaatst", "session": _resource(here, ResourceKind.SESSION)}
    vehicle = {"kind": "voertuig-uitgevallen", "vehicle": _resource(here, ResourceKind.VEHICLE)}
    escort = {"kind": "escort-afwezig", "escort": _resource(here, ResourceKind.ESCORT)}
    gone = {"kind": "persoon-niet-beschikbaar", "case": str(CASE), "start": since, "end": until}
    spans = {"start": since, "end": until}
    reports: tuple[tuple[Role, dict[str, object]], ...] = (
        (Role.KMAR, {**escort, **spans}),
        (Role.DJI, {**vehicle, **spans}),
        (Role.MISSION_DESK, {**session}),
        (Role.REGIEVOERDER, {**gone}),
        (Role.PLANNER, {**flight}),
    )
    for role, body in reports:
        ask = Ask(
            visitor=role.value,
            method="POST",
            path="/api/v1/disruptions",
            headers=JSON,
            content=json.dumps(body).encode(),
        )
        (answer,) = answers(here, [ask])
        assert answer.status_code == 201, (role, answer.text)


def _write_elsewhere(here: Made) -> None:
    """Let planning write of the case and the country where only planning reads: drafts, what-ifs, what it accepts."""
    said = f"{SECRET_NOTE} {CASE} {COUNTRY_WORDS[0]}"
    edit: dict[str, object] = {
        "what": "zet-vast",
        "activity": f"{CASE}/gesprek/1",
        "reason": said,
        "grade": "alles",
    }
    bodies: tuple[tuple[str, dict[str, object], dict[str, str]], ...] = (
        (f"/api/v1/drafts/{here.draft}/edits", edit, {"if-match": '"0"'}),
        ("/api/v1/scenarios", {"name": said[:60], "week": str(WEEK)}, {}),
        ("/api/v1/disruptions/2/accept", {"reason": said}, {}),
    )
    for path, body, more in bodies:
        content = json.dumps(body).encode()
        ask = Ask(visitor=Role.PLANNER.value, method="POST", path=path, headers={**JSON, **more}, content=content)
        (answer,) = answers(here, [ask])
        assert answer.status_code < HTTPStatus.MULTIPLE_CHOICES, (path, answer.text)


def _stand_by_and_keep_a_protocol(here: Made) -> None:
    """Let somebody be approved for a flight, and keep an own protocol."""
    booked = next(one for one in here.release.activities if one.kind is ActivityKind.DEPARTURE)
    flight = _resource(here, ResourceKind.FLIGHT)
    approve_standby(here.store, here.clock, activity=booked.key, flight=flight, actor="toets")
    content = json.dumps({"toml": PROTOCOL, "store": True}).encode()
    ask = Ask(visitor=Role.SUPERVISOR.value, method="POST", path="/api/v1/protocols", headers={**JSON}, content=content)
    (answer,) = answers(here, [ask])
    assert answer.status_code < HTTPStatus.MULTIPLE_CHOICES, answer.text


def _choosing(here: Made) -> dict[str, str]:
    """Return the addresses of stand-by, free time and protocols with something in them, and what planning reads."""
    flight, freed = _resource(here, ResourceKind.FLIGHT), f"soort=regievoerder&code={OWN}"
    return {
        f"/reserve?vlucht={flight}": str(CASE),
        f"/api/v1/standbys/{flight}": str(CASE),
        f"/bureau/{WEEK}/vrij?{freed}&van=2026-11-26T08:00&tot=2026-11-26T17:00": str(CASE),
        "/normen/protocollen": PROTOCOL_NOTE,
        "/normen/protocollen/hier/1": PROTOCOL_NOTE,
        "/api/v1/protocols": PROTOCOL_NOTE,
    }


def _hidden(role: Role) -> list[str]:
    """Return what a role may read nowhere."""
    fields = GRANTS[role].fields
    hidden = [SECRET_NOTE, str(OTHER_CASE), *(() if Field.CASE_CODE in fields else (str(CASE),))]
    if Field.CASE_CODE in fields and Field.COUNTRY not in fields:
        hidden += COUNTRY_WORDS
    if Field.ESCORT_NAMES not in fields:
        hidden += OFFICERS
    if not GRANTS[role].permissions & {Permission.SEE_SETTINGS}:
        hidden.append(PROTOCOL_NOTE)
    return hidden


def _numbered(here: Made) -> list[Cell]:
    """Return the cells of every route, those about a disruption once for each that there is."""
    found = []
    for cell in cells(here):
        if cell.path.startswith(GENERAL) and not cell.path.startswith("/api/v1"):
            continue
        found.append(cell)
        if "{number}" in cell.route and ("verstoringen" in cell.route or "disruptions" in cell.route):
            found += [_about(cell, number) for number in range(1, 6) if cell.method == "GET" or "impact" in cell.route]
    return found


def _about(cell: Cell, number: int) -> Cell:
    path = cell.route.replace("{number}", str(number))
    return Cell(method=cell.method, route=cell.route, thing=f"nummer {number}", path=path)


def test_no_answer_of_any_route_joins_a_case_to_a_country(happened: Made) -> None:
    """Pages alone are walked below; here is what changes or calculates, and each disruption."""
    asked = [cell for cell in _numbered(happened) if cell.method != "GET" or cell.thing.startswith("nummer")]

    found = _asked(happened, asked, [role.value for role in PARTLY])

    told = [
        (cell.key, visitor, word)
        for cell, visitor, answer in found
        for word in _hidden(Role(visitor))
        if word in f"{dict(answer.headers)} {text_of(answer)}"
    ]
    opened = {
        cell.key
        for cell, visitor, answer in found
        if visitor == Role.KMAR.value and answer.status_code == HTTPStatus.OK
    }
    assert told == []
    assert ("GET", "/api/v1/disruptions/{number}", "nummer 1") in opened


def _asked(here: Made, asked: list[Cell], visitors: list[str]) -> list[tuple[Cell, str, Response]]:
    pairs = [(cell, visitor) for cell in asked for visitor in visitors]
    given = answers(here, (cell.ask(here, visitor) for cell, visitor in pairs))
    return [(cell, visitor, answer) for (cell, visitor), answer in zip(pairs, given, strict=True)]


def test_what_planning_reads_of_it_holds_the_case_and_the_country(happened: Made) -> None:
    """Else the test above could not fail."""
    paths = ("/api/v1/disruptions", "/verstoringen/5", "/api/v1/releases/1", "/api/v1/scenarios", "/scenarios")
    given = answers(happened, (Ask(visitor=Role.PLANNER.value, method="GET", path=path) for path in paths))
    text = " ".join(text_of(answer) for answer in given)

    assert [word for word in (str(CASE), SECRET_NOTE, "XQ 4321", '"MA"') if word not in text] == []
    assert [
        path for path, one in zip(paths, given, strict=True) if "scenarios" in path and SECRET_NOTE not in one.text
    ] == []


def test_stand_by_free_time_and_protocols_tell_no_part_of_a_case_or_a_country(happened: Made) -> None:
    paths = _choosing(happened)
    by = [(role, path) for role in (Role.PLANNER, *PARTLY) for path in paths]
    given = answers(happened, (Ask(visitor=role.value, method="GET", path=path) for role, path in by))
    read = {pair: text_of(answer) for pair, answer in zip(by, given, strict=True)}

    assert [path for path, word in paths.items() if word not in read[Role.PLANNER, path]] == []
    assert [
        (role, path, word) for role, path in by[len(paths) :] for word in _hidden(role) if word in read[role, path]
    ] == []


@pytest.mark.parametrize("role", PARTLY)
def test_no_page_that_a_role_comes_to_joins_them(happened: Made, role: Role) -> None:
    shown = [(path, f"{path} {dict(answer.headers)} {text_of(answer)}") for path, answer in walked(happened, role)]

    assert [(path, word) for path, text in shown for word in _hidden(role) if word in text] == []


def test_what_is_written_down_for_later_names_no_country_beside_a_case(happened: Made) -> None:
    with happened.store.reading() as books:
        messages = [message for _number, message in books.outbox.of_release(1)]
        lines = books.audit.find(AuditQuery(count=100_000))
        runs = [run for job in JobName for run in books.clock.newest(job, 50)]
    never = [word for word in COUNTRY_WORDS if word not in ("MA", "(MA)")]

    assert [(word, line) for line in lines for word in (*never, str(CASE), SECRET_NOTE) if word in str(line)] == []
    assert [(word, run) for run in runs for word in (*never, str(CASE)) if word in str(run)] == []
    told = [str(change) for message in messages if message.office for change in message.changes]
    assert told
    assert [(word, text) for text in told for word in (*never, str(CASE)) if word in text] == []


def test_the_log_of_the_server_names_neither(happened: Made, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    about = [cell for cell in _numbered(happened) if "verstoringen" in cell.route or "disrupt" in cell.route]
    _asked(happened, about, [Role.PLANNER.value, Role.DJI.value])

    words = (*COUNTRY_WORDS, str(CASE), SECRET_NOTE)
    assert [
        (word, record.getMessage()) for record in caplog.records for word in words if word in record.getMessage()
    ] == []
    assert caplog.records
