"""Nothing hidden reaches a calendar, a page for connecting, a partner, or what is written for a viewer."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.address import ADDRESS
from api.cli.folder import write_release
from api.server.app import create_app
from planner.domain.absences import AbsenceProposal
from planner.domain.access import Role
from planner.domain.feeds import CalendarKind, DetailLevel
from planner.domain.ids import RegievoerderId
from planner.domain.messages import Channel, Subscriber
from planner.domain.release import Release
from planner.domain.time import Interval, Minute
from planner.store.transactions import SqlStore
from planner.usecases.agendas.feed_access import hash_of
from planner.usecases.partners.partner_links import Invitation, invite_partner
from planner.usecases.planning.exchange import export_exchange
from tests.api.example_release import CASE, SECRETS
from tests.api.pages.sheets.marked import DJI_ONLY, KMAR_ONLY, NOBODY
from tests.api.privacy.planted import CALENDARS, HIDDEN, Before, granted, leaked
from tests.api.privacy.planted_casework import CASEWORK_WORDS
from tests.api.web.visiting import HERE, visiting
from tests.planner.usecases.fakes import OverlapJudge

UNSEEN = {
    "planner": (),
    "kmar": (*DJI_ONLY, *NOBODY, *CASEWORK_WORDS),
    "dji": (*SECRETS, *KMAR_ONLY, *NOBODY, *CASEWORK_WORDS),
    "regievoerder-RV-0001": HIDDEN,
    "inspectie": (CASE, "GEHEIMLAND", *DJI_ONLY, *NOBODY, *CASEWORK_WORDS),
}
"""What may not stand in the files of each viewer; the planner may see all that is planned with, others nothing."""


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


def test_the_pages_for_connecting_and_for_partners_tell_nothing_hidden(
    store: SqlStore, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, "https://plan.example")
    clock = Before(release)
    app = create_app(store, clock)
    own = visiting(app, store, Role.REGIEVOERDER, "RV-0001", clock=clock)
    with TestClient(app, base_url=HERE) as partner:
        pages = [own.get(path) for path in ("/agenda/RV-0001", "/agenda/RV-0001/rooster.mobileconfig")]
        for item in release.appointments:
            link = invite_partner(store, clock, item.activity, "NIDOS", actor="T-1")
            base = f"/voorstel/{link.number}/{link.token}"
            pages += [partner.get(base + rest) for rest in ("", "/afspraak.ics", "/bezet.ics")]

    assert {page.status_code for page in pages} == {200}
    assert [words for words in (leaked(page.text) for page in pages) if words] == []
    assert [page for page in pages if CASE in page.text] == []


def test_nothing_hidden_is_kept_for_readers(store: SqlStore) -> None:
    """What stands ready is looked at whole: what is not sent now must not be sent later."""
    with store.reading() as books:
        entries = [entry for state in books.calendars.all() for entry in books.calendars.entries(state.calendar)]

    text = b"".join(entry.common + entry.busy + entry.short + entry.full for entry in entries).decode()

    assert len(entries) > len(CALENDARS)
    assert leaked(text) == []


def unseen(path: str) -> tuple[str, ...]:
    """Return what may not stand in a file; for a viewer that is not listed above, all of it."""
    return UNSEEN.get(path.partition("/")[0], HIDDEN)


def test_the_files_of_each_viewer_hold_nothing_that_the_viewer_may_not_see(release: Release, tmp_path: Path) -> None:
    files = write_release(release, tmp_path).files
    text = {path: (tmp_path / path).read_bytes().decode(errors="replace") for path in files}

    found = {
        (path, word)
        for path, content in text.items()
        for word in UNSEEN.get(path.partition("/")[0], HIDDEN)
        if word in content
    }

    assert {path.partition("/")[0] for path in files} >= {"planner", "kmar", "dji", "regievoerder-RV-0001"}
    assert found == set()
    for_planner = "".join(content for path, content in text.items() if path.startswith("planner/"))
    assert [word for word in ("XQ 4321", "GEHEIMLAND") if word not in for_planner] == []


def test_an_export_holds_no_secret_no_address_and_no_reason_of_absence(
    store: SqlStore, release: Release, link: Invitation
) -> None:
    device = granted(store, CalendarKind.PERSONAL, DetailLevel.FULL)
    told = Subscriber(
        kind=CalendarKind.PERSONAL, owner="RV-0001", channel=Channel.MAIL, address="anna-thuis@dienst.example"
    )
    away = AbsenceProposal(
        owner=RegievoerderId("RV-0001"),
        name="tandarts-afspraak.ics",
        uid="tandarts-uid",
        intervals=(Interval(Minute(0), Minute(60)),),
        body="SUMMARY:tandarts",
        recorded_at=Minute(0),
    )
    with store.transaction() as books:
        books.facts.record([told], source="test", at=Minute(0))
        books.absences.put(away)

    text = export_exchange(store, OverlapJudge()).decode()

    secrets = (device.secret, hash_of(device.secret), device.credential.id, link.token, release.secret)
    assert [word for word in (*secrets, "anna-thuis", "tandarts") if word and word in text] == []
    assert '"problem"' in text
