"""The port for who comes from outside: what is there, and from which machine somebody comes."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from starlette.datastructures import Headers
from starlette.routing import Mount, Route

from api.address import ADDRESS
from api.composition import SystemClock
from api.server.app import create_app
from api.server.outside import is_open, machine_of
from api.web.guard import COOKIE
from planner.domain.access import Role
from planner.store.transactions import SqlStore
from tests.api.web.visiting import token_for

PORT = 8001
AT_THE_PROXY = f"http://127.0.0.1:{PORT}"
WAY = {"host": "rooster.example", "x-forwarded-proto": "https", "x-forwarded-for": "10.0.0.1"}
OPEN_ROUTES = {
    "/agenda/{owner}/{until:int}/{token}",
    "/agenda/{owner}/{until:int}/{token}/rooster.mobileconfig",
    "/bericht/{number:int}/{token}",
    "/blad/{operation}/{number}",
    "/dav",
    "/ical/a/{secret}.ics",
    "/ical/{kind}/{owner}.ics",
    "/static/{area}/{name}",
    "/static/{name}",
    "/taal",
    "/voorstel/{number:int}/{token}",
    "/voorstel/{number:int}/{token}/afspraak.ics",
    "/voorstel/{number:int}/{token}/bezet.ics",
    "/.well-known/caldav",
}
"""Somebody who adds one here decides that everybody in the world may ask for it."""
EXAMPLES = {
    "{until:int}": "1",
    "{number:int}": "1",
    "{number}": "1",
    "{token}": "0" * 32,
    "{area}": "kader",
    "{name}": "thema.css",
    "{owner}": "RV-0001",
    "{kind}": "regievoerder",
    "{secret}": "x",
    "{operation}": "ABCDEF",
    "{viewer}": "planner",
    "{path}": "index.html",
}


@pytest.fixture
def outsider(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Give a reader at the proxy's port."""
    monkeypatch.setenv(ADDRESS, "https://rooster.example")
    with TestClient(create_app(store, SystemClock(), proxy=PORT), base_url=AT_THE_PROXY, headers=WAY) as client:
        yield client


@pytest.fixture
def desk_outside(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Give a reader at the proxy's port of a server where people may sign in from outside."""
    monkeypatch.setenv(ADDRESS, "https://rooster.example")
    app = create_app(store, SystemClock(), proxy=PORT, desk_outside=True)
    with TestClient(app, base_url=AT_THE_PROXY, headers=WAY, follow_redirects=False) as client:
        yield client


def routes(client: TestClient) -> set[str]:
    """Return every route: those that are described, and those of programs."""
    app = client.app
    assert isinstance(app, FastAPI)
    return {route.path for route in app.routes if isinstance(route, Route | Mount)} | set(app.openapi()["paths"])


def example(path: str) -> str:
    """Return an address of a route; what is not named above is a word like any other."""
    for name, value in EXAMPLES.items():
        path = path.replace(name, value)
    return re.sub(r"\{[^}]*\}", "x", path)


def test_of_all_routes_only_those_decided_on_are_open(outsider: TestClient) -> None:
    assert {path for path in routes(outsider) if is_open(example(path))} == OPEN_ROUTES


def test_what_is_not_open_does_not_exist(outsider: TestClient) -> None:
    closed = [example(path) for path in routes(outsider) if path not in OPEN_ROUTES]

    answers = {path: outsider.get(path).status_code for path in closed}

    assert set(answers.values()) == {404}
    assert {"/", "/publicaties", "/gezondheid", "/agenda/RV-0001"} <= set(answers)


def test_a_page_without_secrets_is_given(outsider: TestClient) -> None:
    answer = outsider.get("/static/kader/kader.css")

    assert (answer.status_code, answer.headers["strict-transport-security"]) == (200, "max-age=31536000")


DOOR = {
    "/aanmelden",
    "/aanmelden/afgemeld",
    "/afmelden",
    "/wachtwoord/{token}",
}
"""What comes to it when people may sign in from outside; where a provider is set up, the way there and back too."""
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ELSEWHERE = [
    *(f"/{name}" for name in ("", "bestaat-niet", "zaken", "gezondheid", "api", "static/blad.js")),
    "/nieuwste/kmar/",
]


def told(answer: Response) -> tuple[int, bytes, dict[str, str]]:
    """Return all that an answer says but where it leads on to."""
    headers = {name: value for name, value in answer.headers.items() if name != "location"}
    return answer.status_code, answer.content, headers


def test_without_an_account_only_the_door_comes_to_it(desk_outside: TestClient) -> None:
    asked = [path for path in routes(desk_outside) if path not in OPEN_ROUTES]

    answers = {path: desk_outside.get(example(path)).status_code for path in asked}

    assert {path for path, status in answers.items() if status != 404} <= DOOR
    assert {"/", "/publicaties", "/gezondheid", "/openapi.json", "/api/v1/token"} <= set(answers)


def test_who_did_not_sign_in_is_told_the_same_whatever_is_asked_for(desk_outside: TestClient) -> None:
    pages = [told(desk_outside.get(path, headers=BROWSER)) for path in ELSEWHERE]
    others = [told(desk_outside.get(path)) for path in ELSEWHERE]
    forms = [told(desk_outside.post(path, headers={"origin": "https://rooster.example"})) for path in ELSEWHERE]

    assert [len({str(one) for one in found}) for found in (pages, others, forms)] == [1, 1, 1]
    assert [found[0][0] for found in (pages, others, forms)] == [303, 404, 404]


def test_a_page_leads_to_signing_in_and_says_where_to_go_on(desk_outside: TestClient) -> None:
    answer = desk_outside.get("/zaken", headers=BROWSER)

    assert answer.headers["location"] == "/aanmelden?verder=%2Fzaken"


def test_a_cookie_that_opens_nothing_is_no_account(desk_outside: TestClient) -> None:
    cookie = {"cookie": f"{COOKIE}=geraden"}

    assert [desk_outside.get(path, headers=cookie).status_code for path in ("/zaken", "/none")] == [401, 401]


def test_who_signed_in_comes_to_the_pages_of_the_role_and_no_others(desk_outside: TestClient, store: SqlStore) -> None:
    cookie = {"cookie": f"{COOKIE}={token_for(store, Role.KMAR)}", **BROWSER}
    paths = ("/uitvoering", "/publicaties", "/nieuwste/kmar/", "/zaken", "/accounts", "/none")

    found = {path: desk_outside.get(path, headers=cookie).status_code for path in paths}

    assert list(found.values()) == [200, 200, 200, 403, 403, 404]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://rooster.example"}, 303),
        ({"origin": "http://rooster.example"}, 403),
        ({"origin": "https://elders.example"}, 403),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 303),
        ({"origin": "https://rooster.example", "sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_forms_are_taken_from_our_own_encrypted_pages_alone(
    desk_outside: TestClient, headers: dict[str, str], status: int
) -> None:
    assert desk_outside.post("/taal", data={"taal": "en"}, headers=headers).status_code == status


def test_where_people_may_not_sign_in_outside_a_session_opens_nothing(outsider: TestClient, store: SqlStore) -> None:
    cookie = {"cookie": f"{COOKIE}={token_for(store, Role.PLANNER)}", **BROWSER}

    found = [outsider.get(path, headers=cookie).status_code for path in ("/aanmelden", "/publicaties", "/")]

    assert found == [404, 404, 404]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", f"127.0.0.1:{PORT}", "elders.example", "rooster.example:1"])
def test_another_name_is_refused(outsider: TestClient, host: str) -> None:
    assert outsider.get("/static/kader/kader.css", headers={"host": host}).status_code == 421


def test_without_an_address_nobody_comes_in(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)
    with TestClient(create_app(store, SystemClock(), proxy=PORT), base_url=AT_THE_PROXY, headers=WAY) as client:
        assert [client.get("/static/kader/kader.css", headers={"host": host}).status_code for host in ("", "x")] == [
            421,
            421,
        ]


@pytest.mark.parametrize("name", ["x-forwarded-for", "x-forwarded-proto", "forwarded", "via", "x-real-ip"])
def test_on_the_own_port_what_came_through_a_proxy_is_refused(reader: TestClient, name: str) -> None:
    assert reader.get("/", headers={name: "https"}).status_code == 421


@pytest.mark.parametrize(
    ("named", "machine"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("1.2.3.4, 10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("unknown", None),
        ("10.0.0.1,", None),
        ("", None),
    ],
)
def test_the_machine_is_what_the_proxy_named_last(named: str, machine: str | None) -> None:
    assert machine_of(Headers({"x-forwarded-for": named})) == machine


def test_two_headers_name_no_machine() -> None:
    twice = Headers(raw=[(b"x-forwarded-for", b"10.0.0.1"), (b"x-forwarded-for", b"10.0.0.2")])

    assert machine_of(twice) is None


@pytest.mark.parametrize(
    "path", ["/dav/../publicaties", "/dav//x", "/ical/./x.ics", "//ical/x.ics", "/ical/../a/x.ics"]
)
def test_a_path_with_a_detour_is_not_open(path: str) -> None:
    assert not is_open(path)
