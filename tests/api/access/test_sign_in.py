"""Signing in with a password: cookie, renewal, lock-out, and what a stolen or planted cookie is worth."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.server.lockout import FREE
from api.web.guard import COOKIE
from planner.domain.accounts import IDLE_MINUTES, SESSION_MINUTES, Account
from planner.domain.audit import AuditQuery, Result
from planner.domain.time import Minute
from planner.store.transactions import SqlStore
from planner.usecases.access.accounts import disable_account, first_administrator, link_to_set_password
from tests.api.access.conftest import BEGAN, HERE, PASSWORD, another_browser, enter
from tests.planner.usecases.fakes import HandClock

INSIDE = "/regelboek"
"""A page for whoever signed in."""


def inside(browser: TestClient) -> bool:
    """Return whether a browser is let in."""
    return browser.get(INSIDE).status_code == 200


def test_nobody_is_let_in_without_signing_in(browser: TestClient) -> None:
    answer = browser.get(INSIDE)

    assert (answer.status_code, answer.headers["location"]) == (303, "/aanmelden?verder=%2Fregelboek")


@pytest.mark.usefixtures("planner")
def test_the_right_password_lets_in_and_leads_on(browser: TestClient) -> None:
    answer = browser.post("/aanmelden", data={"naam": "Planner-01 ", "wachtwoord": PASSWORD, "verder": INSIDE})

    assert (answer.status_code, answer.headers["location"]) == (303, INSIDE)
    assert inside(browser)


def test_the_cookie_is_for_our_own_pages_alone(browser: TestClient, planner: Account) -> None:
    answer = browser.post("/aanmelden", data={"naam": planner.login, "wachtwoord": PASSWORD})

    name, _, rest = answer.headers["set-cookie"].partition("=")
    attributes = {part.strip().lower() for part in rest.split(";")[1:]}
    assert name == COOKIE == "__Host-sessie"
    assert attributes == {"httponly", "path=/", "samesite=strict", "secure"}


@pytest.mark.usefixtures("planner")
@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("planner-01", "iets anders dan dat"),
        ("planner-02", PASSWORD),
        ("", ""),
        ("planner-01", ""),
        ("planner-01", "x" * 9999),
    ],
)
def test_what_is_wrong_is_refused_in_the_same_words(browser: TestClient, login: str, password: str) -> None:
    answer = browser.post("/aanmelden", data={"naam": login, "wachtwoord": password})

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert "Aanmeldnaam of wachtwoord klopt niet." in answer.text


def test_an_account_without_a_password_lets_nobody_in(
    browser: TestClient, store: SqlStore, clock: HandClock, planner: Account
) -> None:
    link_to_set_password(store, clock, planner.login, actor="beheer")

    assert [enter(browser, planner.login, password) for password in (PASSWORD, "", "dit is niemands wachtwoord")] == [
        403
    ] * 3


def test_a_cookie_that_was_planted_is_not_taken_over(app: FastAPI, planner: Account) -> None:
    victim, thief = another_browser(app), another_browser(app)
    victim.cookies.set(COOKIE, "geplant", domain="127.0.0.1")
    thief.cookies.set(COOKIE, "geplant", domain="127.0.0.1")

    enter(victim, planner.login)

    assert victim.cookies[COOKIE] != "geplant"
    assert inside(thief) is False


def test_the_session_of_somebody_else_is_not_taken_over(app: FastAPI, planner: Account, administrator: Account) -> None:
    browser, thief = another_browser(app), another_browser(app)
    enter(thief, administrator.login)
    browser.cookies.set(COOKIE, thief.cookies[COOKIE], domain="127.0.0.1")

    enter(browser, planner.login)

    assert browser.cookies[COOKIE] != thief.cookies[COOKIE]
    assert inside(thief) is False


def test_after_signing_out_the_cookie_is_worth_nothing(app: FastAPI, planner: Account) -> None:
    browser, thief = another_browser(app), another_browser(app)
    enter(browser, planner.login)
    thief.cookies.set(COOKIE, browser.cookies[COOKIE], domain="127.0.0.1")

    answer = browser.post("/afmelden")

    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert (COOKIE in browser.cookies, inside(thief)) == (False, False)


def test_two_browsers_have_sessions_of_their_own(app: FastAPI, planner: Account) -> None:
    one, other = another_browser(app), another_browser(app)
    enter(one, planner.login)
    enter(other, planner.login)

    one.post("/afmelden")

    assert (inside(one), inside(other)) == (False, True)


@pytest.mark.parametrize("minutes", [IDLE_MINUTES, SESSION_MINUTES])
def test_an_ended_session_lets_nobody_in(browser: TestClient, clock: HandClock, planner: Account, minutes: int) -> None:
    enter(browser, planner.login)

    clock.minute = Minute(BEGAN + minutes)

    assert inside(browser) is False


def test_a_disabled_account_is_out_at_once(
    browser: TestClient, store: SqlStore, clock: HandClock, planner: Account
) -> None:
    enter(browser, planner.login)

    disable_account(store, clock, planner.login, actor="beheer")

    assert inside(browser) is False
    assert enter(browser, planner.login) == 403


def test_who_guesses_has_to_wait_even_with_the_right_password(
    browser: TestClient, planner: Account, administrator: Account
) -> None:
    statuses = [enter(browser, planner.login, f"verkeerd nummer {number}") for number in range(FREE + 1)]

    locked = browser.post("/aanmelden", data={"naam": planner.login, "wachtwoord": PASSWORD})

    assert statuses == [403] * (FREE + 1)
    assert (locked.status_code, int(locked.headers["retry-after"]) > 0) == (429, True)
    assert enter(browser, administrator.login) == 303


def test_names_that_do_not_exist_are_locked_as_well(browser: TestClient) -> None:
    statuses = [enter(browser, "bestaat-niet") for _ in range(FREE + 2)]

    assert statuses == [403] * (FREE + 1) + [429]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elders.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("path", ["/aanmelden", "/afmelden", "/account/taal"])
def test_a_button_on_somebody_elses_page_does_nothing(
    browser: TestClient, planner: Account, path: str, headers: dict[str, str]
) -> None:
    enter(browser, planner.login)
    sent = {"Origin": HERE, "Sec-Fetch-Site": "same-origin", **headers}
    if headers == {"Origin": "null"}:
        sent["Sec-Fetch-Site"] = "cross-site"

    answer = browser.post(path, data={"naam": planner.login, "wachtwoord": PASSWORD}, headers=sent)

    assert answer.status_code == 403
    assert inside(browser)


@pytest.mark.parametrize(
    "after", ["https://elders.example/", "//elders.example", "/\\elders.example", "javascript:alert(1)", "/a\r\nX: y"]
)
def test_signing_in_leads_nowhere_else(browser: TestClient, planner: Account, after: str) -> None:
    answer = browser.post("/aanmelden", data={"naam": planner.login, "wachtwoord": PASSWORD, "verder": after})

    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_link_sets_a_password_once(browser: TestClient, store: SqlStore, clock: HandClock, planner: Account) -> None:
    token = link_to_set_password(store, clock, planner.login, actor="beheer")
    fields = {"wachtwoord": "vier groene appels", "nogmaals": "vier groene appels"}

    first = browser.post(f"/wachtwoord/{token}", data=fields)
    second = browser.post(f"/wachtwoord/{token}", data=fields)

    assert (first.status_code, second.status_code) == (303, 404)
    assert enter(browser, planner.login) == 403
    assert enter(browser, planner.login, "vier groene appels") == 303


def test_a_link_ends_after_an_hour(browser: TestClient, store: SqlStore, clock: HandClock) -> None:
    token = first_administrator(store, clock)
    before = browser.get(f"/wachtwoord/{token}").status_code

    clock.minute = Minute(BEGAN + 60)

    assert (before, browser.get(f"/wachtwoord/{token}").status_code) == (200, 404)


def test_a_weak_password_is_refused_with_the_reason(browser: TestClient, store: SqlStore, clock: HandClock) -> None:
    token = first_administrator(store, clock)

    answer = browser.post(f"/wachtwoord/{token}", data={"wachtwoord": "kort", "nogmaals": "kort"})
    unlike = browser.post(f"/wachtwoord/{token}", data={"wachtwoord": "vier groene appels", "nogmaals": "vijf"})

    assert (answer.status_code, "korter dan 12 tekens" in answer.text) == (400, True)
    assert (unlike.status_code, "niet gelijk" in unlike.text) == (400, True)


def test_the_first_administrator_has_a_new_link_until_a_password_is_chosen(
    browser: TestClient, store: SqlStore, clock: HandClock
) -> None:
    old, token = first_administrator(store, clock), first_administrator(store, clock)
    fields = {"wachtwoord": "vier groene appels", "nogmaals": "vier groene appels"}

    assert browser.get(f"/wachtwoord/{old}").status_code == 404
    assert browser.post(f"/wachtwoord/{token}", data=fields).status_code == 303
    assert first_administrator(store, clock) is None
    assert enter(browser, "beheerder", "vier groene appels") == 303


def test_signing_in_and_out_and_being_refused_stand_in_the_audit_log(
    browser: TestClient, store: SqlStore, planner: Account
) -> None:
    enter(browser, planner.login, "verkeerd geraden")
    enter(browser, "Geheim12345 in het verkeerde veld")
    enter(browser, planner.login)
    browser.post("/afmelden")

    with store.reading() as books:
        lines = books.audit.find(AuditQuery(count=4))
    told = [(line.action, line.actor, line.result, line.origin) for line in reversed(lines)]
    assert told == [
        ("sign-in", "planner-01", Result.REFUSED, "web testclient"),
        ("sign-in", "onbekend", Result.REFUSED, "web testclient"),
        ("sign-in", "planner-01", Result.DONE, "web testclient"),
        ("sign-out", "planner-01", Result.DONE, "web testclient"),
    ]
    assert "Geheim12345" not in repr(lines)


def test_pages_of_signing_in_are_kept_by_nobody(browser: TestClient) -> None:
    answers = [browser.get("/aanmelden"), browser.get("/aanmelden/afgemeld"), browser.get("/wachtwoord/x")]

    assert [answer.headers["cache-control"] for answer in answers] == ["no-store"] * 3
    assert "default-src 'none'" in answers[0].headers["content-security-policy"]
