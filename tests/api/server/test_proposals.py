"""An outside partner's link: one appointment, one answer, until a moment, and nothing for who guesses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from icalendar import Calendar
from playwright.sync_api import BrowserContext

from api.server.app import create_app
from api.server.lockout import FREE
from planner.domain.civil import at, to_utc
from planner.domain.commitments import PartnerRequest, RequestState
from planner.domain.ids import PlaceId
from planner.domain.plan import Appointment, Plan
from planner.domain.release import Release
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.tasks import Task, TaskKind
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.partners.follow_partners import follow_partners
from planner.usecases.partners.partner_links import Invitation, InvitationRefusedError, invite_partner
from tests.api.cli.conftest import Run, run
from tests.api.example_release import CASE, SECRETS, THURSDAY, example_release
from tests.api.pages.sheets.test_on_paper_and_screen import AXE, RUN
from tests.api.web.visiting import HERE
from tests.conftest import skip_unless_ci
from tests.planner.codec.golden import golden_problem

__all__ = ["run"]
MONDAY = at(date(2026, 11, 23), 9)


@dataclass
class Hand:
    """A clock that is set by hand."""

    minute: Minute = MONDAY

    def now(self) -> Minute:
        """Return the minute it was set to."""
        return self.minute


@pytest.fixture
def hand() -> Hand:
    """Give a clock on the Monday before the appointments."""
    return Hand()


def publish(store: SqlStore, release: Release) -> None:
    with store.transaction() as books:
        plan = books.plans.add(
            Plan(), problem_hash=books.problems.save(golden_problem()), at=release.published_at, actor="test"
        )
        books.releases.add(replace(release, plan_id=plan, secret="s" * 32), key=f"sleutel-{release.number}")


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give a store with release 1 of an installation that has its secret."""
    opened = open_store(sqlite_url)
    publish(opened, example_release())
    yield opened
    opened.close()


@pytest.fixture
def partner(store: SqlStore, hand: Hand) -> Iterator[TestClient]:
    """Give the partner's browser."""
    with TestClient(create_app(store, hand), base_url=HERE, raise_server_exceptions=False) as client:
        yield client


def planned() -> Appointment:
    return example_release().appointments[0]


@pytest.fixture
def link(store: SqlStore, hand: Hand) -> Invitation:
    """Give a link about the conversation."""
    return invite_partner(store, hand, planned().activity, "ADVOCAAT-07", reference="N-0815", actor="T-1")


def path(link: Invitation, rest: str = "") -> str:
    return f"/voorstel/{link.number}/{link.token}{rest}"


def press(partner: TestClient, link: Invitation, **fields: str) -> Response:
    answer: Response = partner.post(path(link), data=fields, headers={"sec-fetch-site": "same-origin"})
    return answer


def recorded(store: SqlStore) -> tuple[PartnerRequest, tuple[Task, ...]]:
    with store.reading() as books:
        (request,) = books.facts.in_force(PartnerRequest)
        return request, books.tasks.open()


def test_the_partner_sees_when_where_and_the_own_reference_alone(partner: TestClient, link: Invitation) -> None:
    text = partner.get(path(link)).text

    shown = re.findall(r"<dd>([^<]*)</dd>", text)
    assert shown == ["donderdag 26 november 2026", "09:00 tot 10:00", "azc Ter Apel", "N-0815"]
    assert [word for word in (*SECRETS, CASE, "RV-0001", "ADVOCAAT") if word in text] == []


def test_looking_answers_nothing(partner: TestClient, store: SqlStore, link: Invitation) -> None:
    for rest in ("", "/afspraak.ics", "/bezet.ics"):
        partner.get(path(link, rest))

    assert recorded(store) == (link.request, ())


@pytest.mark.parametrize(
    ("fields", "state", "begins", "kinds"),
    [
        ({"antwoord": "akkoord"}, RequestState.CONFIRMED, planned().start, []),
        (
            {"antwoord": "anders", "dag": "2026-11-27", "tijd": "14:30"},
            RequestState.COUNTERED,
            at(date(2026, 11, 27), 14, 30),
            [TaskKind.OTHER_TIME],
        ),
        ({"antwoord": "niet"}, RequestState.DECLINED, planned().start, [TaskKind.PARTNER_DECLINED]),
    ],
)
def test_an_answer_is_recorded_once_and_work_is_raised_where_it_asks_for_work(  # noqa: PLR0913, PLR0917 - a table
    partner: TestClient,
    store: SqlStore,
    link: Invitation,
    fields: dict[str, str],
    state: RequestState,
    begins: Minute,
    kinds: list[TaskKind],
) -> None:
    first = press(partner, link, **fields)
    second = press(partner, link, antwoord="niet")

    request, tasks = recorded(store)
    assert (first.status_code, second.status_code) == (200, 409)
    assert (request.state, request.start, request.end) == (state, begins, begins + 60)
    assert request.resource == ResourceRef(ResourceKind.PARTNER, "ADVOCAAT-07")
    assert [task.kind for task in tasks] == kinds
    assert [text.count('name="antwoord"') for text in (first.text, second.text)] == [0, 0]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"antwoord": "misschien"},
        {"antwoord": "anders"},
        {"antwoord": "anders", "dag": "2026-11-31", "tijd": "09:00"},
        {"antwoord": "anders", "dag": "2026-11-20", "tijd": "09:00"},
        {"antwoord": "anders", "dag": "2027-03-28", "tijd": "02:30"},
        {"antwoord": "anders", "dag": "2027-10-31", "tijd": "02:30"},
    ],
)
def test_an_answer_that_cannot_be_leaves_the_link_open(
    partner: TestClient, store: SqlStore, link: Invitation, fields: dict[str, str]
) -> None:
    answer = press(partner, link, **fields)

    assert (answer.status_code, recorded(store)) == (400, (link.request, ()))
    assert 'role="alert"' in answer.text


def test_another_page_cannot_answer(partner: TestClient, store: SqlStore, link: Invitation) -> None:
    answer = partner.post(path(link), data={"antwoord": "niet"}, headers={"sec-fetch-site": "cross-site"})

    assert (answer.status_code, recorded(store)) == (403, (link.request, ()))


def test_a_link_ends_with_its_term(partner: TestClient, store: SqlStore, hand: Hand) -> None:
    link = invite_partner(store, hand, planned().activity, "NIDOS", days=2, actor="T-1")
    hand.minute = Minute(MONDAY + 2 * MINUTES_PER_DAY - 1)
    before = partner.get(path(link)).status_code
    hand.minute = Minute(MONDAY + 2 * MINUTES_PER_DAY)

    answers = (partner.get(path(link)), press(partner, link, antwoord="akkoord"), partner.get(path(link, "/bezet.ics")))

    assert before == 200
    assert [answer.status_code for answer in answers] == [410, 410, 410]
    assert recorded(store)[0].state is RequestState.REQUESTED


def test_a_link_never_outlives_the_beginning(store: SqlStore, hand: Hand) -> None:
    link = invite_partner(store, hand, planned().activity, "NIDOS", days=30, actor="T-1")

    assert link.request.deadline == planned().start


def follow(store: SqlStore, now: tuple[Appointment, ...], number: int = 2) -> None:
    """Publish with the conversation as given, and let the requests follow."""
    before, after = example_release(number - 1), example_release(number)
    later = replace(after, appointments=(*now, *after.appointments[1:]), published_at=MONDAY)
    publish(store, later)
    with store.transaction() as books:
        follow_partners(books, before, later)


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"start": Minute(planned().start + 30)}, ["donderdag 26 november 2026", "09:30 tot 10:00", "azc Ter Apel"]),
        ({"place": PlaceId("AMS")}, ["donderdag 26 november 2026", "09:00 tot 10:00", "Schiphol"]),
    ],
    ids=["moved", "elsewhere"],
)
def test_a_link_follows_the_appointment_and_asks_again(
    partner: TestClient, store: SqlStore, link: Invitation, change: dict[str, Minute | PlaceId], shown: list[str]
) -> None:
    press(partner, link, antwoord="akkoord")

    follow(store, (replace(planned(), **change),))  # type: ignore[arg-type]
    text = partner.get(path(link)).text
    asked, tasks = recorded(store)
    answered = press(partner, link, antwoord="akkoord")

    assert re.findall(r"<dd>([^<]*)</dd>", text)[:3] == shown
    assert "De afspraak is gewijzigd" in text
    assert (asked.state, [task.kind for task in tasks]) == (RequestState.REQUESTED, [TaskKind.PARTNER_TO_TELL])
    assert "dezelfde verwijzing" in tasks[0].text
    assert (answered.status_code, recorded(store)[0].state) == (200, RequestState.CONFIRMED)


def test_a_link_to_what_is_withdrawn_says_so_and_takes_no_answer(
    partner: TestClient, store: SqlStore, link: Invitation
) -> None:
    follow(store, ())

    page, pressed = partner.get(path(link)), press(partner, link, antwoord="akkoord")
    (event,) = Calendar.from_ical(partner.get(path(link, "/afspraak.ics")).text).walk("VEVENT")
    request, (task,) = recorded(store)
    assert (page.status_code, pressed.status_code, request.state) == (200, 409, RequestState.WITHDRAWN)
    assert "Dit verzoek is ingetrokken." in page.text
    assert (str(event["STATUS"]), str(event["SUMMARY"])) == ("CANCELLED", "VERVALLEN: afspraak N-0815")
    assert task.text.startswith("vertel ADVOCAAT-07 dat dit vervalt")


def test_a_moment_that_the_partner_proposed_is_agreed_when_it_is_taken(
    partner: TestClient, store: SqlStore, link: Invitation
) -> None:
    press(partner, link, antwoord="anders", dag="2026-11-27", tijd="14:30")
    proposed = recorded(store)[0]

    follow(store, (replace(planned(), start=proposed.start, end=proposed.end),))

    request, tasks = recorded(store)
    assert (request.state, request.start) == (RequestState.CONFIRMED, proposed.start)
    assert [task.kind for task in tasks] == [TaskKind.OTHER_TIME]


def test_what_did_not_change_is_not_asked_again(partner: TestClient, store: SqlStore, link: Invitation) -> None:
    press(partner, link, antwoord="akkoord")

    follow(store, (planned(),))

    assert (recorded(store)[0].state, recorded(store)[1]) == (RequestState.CONFIRMED, ())


def test_after_the_term_the_partner_gets_another_link(store: SqlStore, hand: Hand) -> None:
    hand.minute = Minute(MONDAY - 3 * MINUTES_PER_DAY)
    late = invite_partner(store, hand, planned().activity, "NIDOS", days=1, actor="T-1")

    follow(store, (replace(planned(), start=Minute(planned().start + 30)),))

    request, (task,) = recorded(store)
    assert late.request.deadline is not None
    assert late.request.deadline < MONDAY < (request.deadline or 0)
    assert "nieuwe verwijzing" in task.text


def test_a_new_link_ends_the_one_before(partner: TestClient, store: SqlStore, hand: Hand, link: Invitation) -> None:
    hand.minute = Minute(MONDAY + 1)
    fresh = invite_partner(store, hand, planned().activity, "ADVOCAAT-07", days=1, actor="T-1")

    assert [partner.get(path(one)).status_code for one in (link, fresh)] == [404, 200]


def test_guesses_find_nothing_and_have_to_wait(partner: TestClient, link: Invitation) -> None:
    guesses = [f"/voorstel/{link.number}/{number:032x}" for number in range(FREE + 1)]

    answers = {partner.get(guess).status_code for guess in guesses}

    assert answers == {404}
    assert partner.get(path(link)).status_code == 429


def test_the_appointment_and_the_busy_time_read_as_calendars(partner: TestClient, link: Invitation) -> None:
    (event,) = Calendar.from_ical(partner.get(path(link, "/afspraak.ics")).text).walk("VEVENT")
    body = partner.get(path(link, "/bezet.ics")).text
    (busy,) = Calendar.from_ical(body).walk("VFREEBUSY")

    start, end = to_utc(planned().start), to_utc(planned().end)
    assert (event.decoded("DTSTART"), event.decoded("DTEND"), str(event["SUMMARY"])) == (start, end, "Afspraak N-0815")
    assert (str(event["LOCATION"]), str(event["STATUS"])) == ("azc Ter Apel", "TENTATIVE")
    assert (busy.decoded("DTSTART"), busy.decoded("DTEND")) == (start, end)
    assert "SUMMARY" not in body
    assert f"BUSY-TENTATIVE:{start:%Y%m%dT%H%M%SZ}/{end:%Y%m%dT%H%M%SZ}" in body


@pytest.mark.parametrize("activity", ["Z-26-99999/gesprek/1", example_release().appointments[0].activity])
def test_what_is_unknown_or_over_gets_no_link(store: SqlStore, hand: Hand, activity: str) -> None:
    hand.minute = at(THURSDAY, 9)

    with pytest.raises(InvitationRefusedError):
        invite_partner(store, hand, activity, "NIDOS", actor="T-1")


@pytest.mark.usefixtures("store")
def test_the_command_tells_the_link_and_refuses_what_is_unknown(run: Run) -> None:
    refused = run("partner-link", "Z-26-99999/gesprek/1", "--partner", "NIDOS")

    assert (refused.code, "is niet gepubliceerd" in refused.err) == (3, True)


@pytest.mark.browser
def test_the_page_is_accessible_and_fits_a_phone(
    partner: TestClient, link: Invitation, chromium: BrowserContext, tmp_path: Path
) -> None:
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    text = partner.get(path(link)).text
    for name in ("thema.css", "kader/utrecht.css", "kader/kader.css", "buiten/buiten.css"):
        style = tmp_path / name
        style.parent.mkdir(exist_ok=True)
        style.write_bytes(partner.get(f"/static/{name}").content)
    (tmp_path / "voorstel.html").write_text(text.replace("/static/", ""), "utf-8")
    page = chromium.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((tmp_path / "voorstel.html").as_uri())
    page.evaluate(AXE.read_text("utf-8"))

    found, wide = page.evaluate(RUN), page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.close()

    assert (found, wide) == ([], False)
