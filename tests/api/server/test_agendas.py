"""The page on which people connect programs: who is shown what, which buttons work, and where secrets may be."""

import plistlib
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from playwright.sync_api import BrowserContext

from api.address import ADDRESS
from api.composition import SystemClock
from api.feeds import ADDRESSES
from api.onboarding.places import Places
from api.onboarding.profile import profile
from api.server.app import create_app
from api.server.gate import LARGEST
from planner.domain.access import Role
from planner.domain.feeds import Credential, CredentialKind, DetailLevel, LastFetch
from planner.domain.time import Minute
from planner.store.transactions import SqlStore
from tests.api.example_release import example_release
from tests.api.server.test_listening import running
from tests.api.web.visiting import HERE, signed_in, token_for, visiting
from tests.conftest import skip_unless_ci

WHO = "RV-0001"
PAGE = f"/agenda/{WHO}"
CLOCK = SystemClock()
AXE = Path(__file__).parents[2] / "node" / "node_modules" / "axe-core" / "axe.min.js"
RUN = "axe.run().then((found) => found.violations.map((one) => one.id + ': ' + one.nodes.map((n) => n.html).join(' ')))"


@pytest.fixture(autouse=True)
def people(store: SqlStore) -> None:
    """Let the books know the people of the release, and one more."""
    (anna,) = example_release().resources.regievoerders
    with store.transaction() as books:
        books.facts.record([anna, replace(anna, id=type(anna.id)("RV-0002"))], source="test", at=Minute(0))


def press(reader: TestClient, page: str = PAGE, **fields: str) -> Response:
    headers = {"origin": HERE, "sec-fetch-site": "same-origin"}
    answer: Response = reader.post(page, data=fields, headers=headers)
    return answer


def credentials(store: SqlStore, owner: str = WHO) -> tuple[Credential, ...]:
    with store.reading() as books:
        return books.credentials.all(owner=owner)


def codes(answer: Response) -> list[str]:
    return [unescape(text) for text in re.findall(r"<code>([^<]+)</code>", answer.text)]


def test_the_page_says_per_program_what_it_shows_and_how_late(reader: TestClient) -> None:
    text = unescape(reader.get(PAGE).text)

    for program in ("Outlook (klassiek", "Outlook (nieuw", "iPhone", "DAVx⁵", "Thunderbird", "Google"):
        assert program in text
    assert text.count("Dit kan hier niet") == 2
    assert "alleen op deze machine te bereiken" in text


def test_a_new_password_is_shown_once_and_opens_the_calendar(reader: TestClient, store: SqlStore) -> None:
    made = press(reader, doe="toestel", label="telefoon")

    (kept,) = credentials(store)
    secret, user, owner = codes(made)
    assert (user, owner, kept.level) == (kept.id, WHO, DetailLevel.FULL)
    assert made.headers["cache-control"] == "no-store"
    assert "etag" not in made.headers
    assert secret not in reader.get(PAGE).text
    assert reader.get(f"/ical/regievoerder/{WHO}.ics", auth=(user, secret)).status_code == 200


def test_no_secret_is_in_any_address_on_the_page(
    reader: TestClient, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESSES, "ja")
    for what in ("toestel", "adres"):
        made = press(reader, doe=what, label="x")
        secret = codes(made)[0].rpartition("/")[2].removesuffix(".ics")
        assert [link for link in re.findall(r'(?:href|src|action)="([^"]*)"', made.text) if secret in link] == []
        assert made.text.count(secret) == 1
    assert len(credentials(store)) == 2


def test_a_secret_address_tells_only_busy_and_is_refused_where_they_are_off(
    reader: TestClient, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = press(reader, doe="adres", label="web")
    monkeypatch.setenv(ADDRESSES, "ja")
    made = press(reader, doe="adres", label="web")

    (kept,) = credentials(store)
    assert (refused.status_code, made.status_code) == (400, 200)
    assert "geheime adressen staan uit" in refused.text
    assert (kept.kind, kept.level) == (CredentialKind.ADDRESS, DetailLevel.BUSY)
    assert reader.get(codes(made)[0].removeprefix(HERE)).status_code == 200


def test_renewing_and_ending_work_on_the_own_leave_alone(reader: TestClient, store: SqlStore) -> None:
    press(reader, doe="toestel", label="telefoon")
    press(reader, "/agenda/RV-0002", doe="toestel", label="van een ander")
    (mine,), (others,) = credentials(store), credentials(store, "RV-0002")

    renewed = press(reader, doe="vernieuw", toegang=mine.id)
    stolen = [press(reader, doe=what, toegang=others.id).status_code for what in ("vernieuw", "intrekken")]
    ended = press(reader, doe="intrekken", toegang=codes(renewed)[1])

    now = CLOCK.now()
    assert stolen == [400, 400]
    assert "De toegang is ingetrokken." in ended.text
    assert {one.id: one.valid(now) for one in credentials(store)} == {mine.id: True, codes(renewed)[1]: False}
    assert credentials(store, "RV-0002") == (others,)


def test_the_list_says_who_fetched_last(reader: TestClient, store: SqlStore) -> None:
    press(reader, doe="toestel", label="telefoon")
    (mine,) = credentials(store)
    before = reader.get(PAGE).text
    with store.transaction() as books:
        books.credentials.fetched([LastFetch(credential=mine.id, agent="iOS/19 <b>", at=CLOCK.now())])

    text = reader.get(PAGE).text

    assert "Nog niet opgehaald" in before
    assert "Laatst opgehaald door iOS/19 &lt;b&gt;, " in text


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elders.example"},
        {"origin": "null"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"origin": f"{HERE}:9000", "sec-fetch-site": "same-origin"},
    ],
)
def test_a_button_on_another_page_does_nothing(reader: TestClient, store: SqlStore, headers: dict[str, str]) -> None:
    answer = reader.post(PAGE, data={"doe": "toestel", "label": "x"}, headers=headers)

    assert answer.status_code == 403
    assert credentials(store) == ()


def test_a_page_without_referrer_may_press_its_own_button(reader: TestClient, store: SqlStore) -> None:
    headers = {"origin": "null", "sec-fetch-site": "same-origin"}

    assert reader.post(PAGE, data={"doe": "toestel", "label": "x"}, headers=headers).status_code == 200
    assert len(credentials(store)) == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 400),
        ({"doe": "alles"}, 400),
        ({"doe": "toestel", "label": ""}, 400),
        ({"doe": "vernieuw"}, 400),
        ({"doe": "toestel", "label": "x" * dict(LARGEST)["/agenda/"]}, 413),
    ],
)
def test_what_no_button_sends_makes_nothing(
    reader: TestClient, store: SqlStore, fields: dict[str, str], status: int
) -> None:
    assert press(reader, **fields).status_code == status
    assert credentials(store) == ()


def test_unreadable_fields_make_nothing(reader: TestClient, store: SqlStore) -> None:
    answer = reader.post(PAGE, content=b"doe=toestel&label=\xff\xfe", headers={"origin": HERE})

    assert answer.status_code == 400
    assert credentials(store) == ()


@pytest.mark.parametrize("path", ["/agenda/RV-9999", "/agenda/RV-9999/rooster.mobileconfig"])
def test_somebody_unknown_has_no_page(reader: TestClient, path: str) -> None:
    assert reader.get(path).status_code == 404
    assert press(reader, "/agenda/RV-9999", doe="toestel", label="x").status_code == 404


def test_the_profile_names_the_account_and_holds_no_password(
    reader: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, "https://plan.example:8443")

    answer = reader.get(f"{PAGE}/rooster.mobileconfig")

    (account,) = plistlib.loads(answer.content)["PayloadContent"]
    assert answer.headers["content-type"] == "application/x-apple-aspen-config"
    assert {name: account[name] for name in account if name.startswith("CalDAV")} == {
        "CalDAVAccountDescription": f"Rooster {WHO}",
        "CalDAVHostName": "plan.example",
        "CalDAVPort": 8443,
        "CalDAVUseSSL": True,
        "CalDAVUsername": WHO,
        "CalDAVPrincipalURL": f"/dav/{WHO}/",
    }
    assert answer.content == profile(Places("https://plan.example:8443", WHO))


def test_the_code_for_android_has_the_address_and_no_secret() -> None:
    assert Places("https://plan.example", WHO).for_android == f"caldavs://{WHO}@plan.example/dav/"
    assert Places("http://127.0.0.1:8000", WHO).for_android == ""


def test_the_own_pages_and_the_front_page_lead_here(reader: TestClient) -> None:
    assert f'href="{PAGE}"' in reader.get("/publicaties").text
    assert f'href="{PAGE}"' in reader.get(f"/nieuwste/regievoerder-{WHO}/").text


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_works_in_a_browser_without_complaints(
    store: SqlStore, chromium: BrowserContext, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    if not AXE.exists():
        skip_unless_ci(f"{AXE.name} is not there; run make test, or npm ci in tests/node")
    monkeypatch.setenv(ADDRESSES, "ja")
    monkeypatch.setenv(ADDRESS, "https://plan.example")
    page, said, found = chromium.new_page(), list[str](), list[str]()
    page.set_viewport_size({"width": width, "height": 900})
    page.on("console", lambda message: said.append(message.text))
    with running(store) as port:
        here = f"http://127.0.0.1:{port}"
        with signed_in(chromium, here, token_for(store, Role.REGIEVOERDER, WHO)):
            page.goto(here + PAGE)
            page.get_by_label("Waar is het voor?").fill("telefoon")
            page.get_by_role("button", name="Maak toegang").click()
            page.get_by_role("heading", name="Nieuwe toegang: telefoon").wait_for()
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
                page.evaluate(AXE.read_text("utf-8"))
                found += page.evaluate(RUN)
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            page.get_by_role("button", name=re.compile("^Trek in: telefoon")).click()
            page.get_by_text("De toegang is ingetrokken.").wait_for()
            page.close()

    assert (found, said, wide) == ([], [], False)
    assert [one.valid(CLOCK.now()) for one in credentials(store)] == [False]


def test_a_program_that_speaks_caldav_is_noted_too(store: SqlStore) -> None:
    app = create_app(store, CLOCK)
    with visiting(app, store, Role.REGIEVOERDER, WHO) as reader:
        made = press(reader, doe="toestel", label="telefoon")
        found = reader.request(
            "PROPFIND", f"/dav/{WHO}/", auth=(WHO, codes(made)[0]), headers={"user-agent": "DAVx5/4.5", "depth": "0"}
        )
    app.state.feeds.close()

    with store.reading() as books:
        (last,) = books.credentials.last_fetches()
    assert (found.status_code, last.agent) == (207, "DAVx5/4.5")
