"""The pages of accounts: only for administrators who signed in a moment ago, and what they do holds at once."""

import csv
import re
from io import StringIO

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.access.rights import accounts_csv
from api.web.guard import COOKIE
from planner.domain.access import Field, Permission, Role
from planner.domain.accounts import STEP_UP_MINUTES, Account
from planner.domain.audit import AuditQuery
from planner.domain.time import Minute
from planner.store.transactions import SqlStore
from tests.api.access.conftest import BEGAN, another_browser, enter, member
from tests.api.web.visiting import visiting
from tests.planner.usecases.fakes import HandClock

NEW = {"doe": "maak", "naam": "RV-0007", "label": "RV-0007", "rol": "regievoerder", "code": "RV-0007"}


@pytest.fixture
def desk(browser: TestClient, administrator: Account) -> TestClient:
    """Give the browser of an administrator who just signed in."""
    enter(browser, administrator.login)
    return browser


def test_an_account_is_made_with_a_link_that_is_shown_once(desk: TestClient, store: SqlStore) -> None:
    made = desk.post("/accounts", data=NEW)

    links = re.findall(r"<code>https://127\.0\.0\.1(/wachtwoord/[\w-]{43})</code>", made.text)
    assert (made.status_code, len(links)) == (200, 1)
    assert desk.get(links[0]).status_code == 200
    assert "/wachtwoord/" not in desk.get("/accounts").text
    with store.reading() as books:
        account = books.accounts.by_login("rv-0007")
    assert account is not None
    assert (account.role, account.code, account.ready) == (Role.REGIEVOERDER, "RV-0007", False)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"naam": "beheer-01"}, "bestaat al"),
        ({"naam": "é"}, "kan niet"),
        ({"label": " "}, "omschrijving ontbreekt"),
        ({"code": ""}, "ontbreekt de code"),
        ({"rol": "koning"}, "deze rol bestaat niet"),
        ({"doe": "iets"}, "deze knop bestaat niet"),
    ],
)
def test_what_cannot_be_is_refused_in_words(desk: TestClient, change: dict[str, str], said: str) -> None:
    answer = desk.post("/accounts", data=NEW | change)

    assert (answer.status_code, said in answer.text.lower()) == (400, True)


def test_a_change_of_rights_holds_at_the_next_request(
    app: FastAPI, desk: TestClient, planner: Account, store: SqlStore
) -> None:
    other = another_browser(app)
    enter(other, planner.login)
    page = f"/accounts/{planner.id}"

    changed = desk.post("/accounts", data={"doe": "wijzig", "account": planner.id, "rol": "auditor", "code": ""})

    assert (changed.status_code, changed.headers["location"]) == (303, page)
    assert other.get("/regelboek").status_code == 303
    enter(other, planner.login)
    assert (other.get("/logboek").status_code, other.get("/accounts").status_code) == (200, 403)
    with store.reading() as books:
        line = next(one for one in books.audit.find(AuditQuery()) if one.action == "account changed")
    assert (line.object, line.actor, line.fields) == ("planner-01", "beheer-01", ("role",))


def test_blocking_ends_what_is_open_and_freeing_lets_in_again(app: FastAPI, desk: TestClient, planner: Account) -> None:
    other = another_browser(app)
    enter(other, planner.login)

    desk.post("/accounts", data={"doe": "blokkeer", "account": planner.id})
    inside, blocked = other.get("/regelboek").status_code, enter(other, planner.login)
    desk.post("/accounts", data={"doe": "vrijgeef", "account": planner.id})

    assert (inside, blocked, enter(other, planner.login)) == (303, 403, 303)


def test_the_last_administrator_stays(desk: TestClient, administrator: Account) -> None:
    blocked = desk.post("/accounts", data={"doe": "blokkeer", "account": administrator.id})
    lowered = desk.post("/accounts", data={"doe": "wijzig", "account": administrator.id, "rol": "planner"})

    assert [(one.status_code, "laatste beheerder" in one.text) for one in (blocked, lowered)] == [(400, True)] * 2


def test_changing_asks_for_a_fresh_sign_in_and_looking_does_not(desk: TestClient, clock: HandClock) -> None:
    clock.minute = Minute(BEGAN + STEP_UP_MINUTES + 1)

    seen, pressed, taken = desk.get("/accounts"), desk.post("/accounts", data=NEW), desk.get("/accounts/rechten.csv")

    assert (seen.status_code, "Wijzigen kan als u zich kort geleden hebt aangemeld." in seen.text) == (200, True)
    assert [(one.status_code, one.headers["location"]) for one in (pressed, taken)] == [
        (303, "/aanmelden"),
        (303, "/aanmelden?verder=%2Faccounts%2Frechten.csv"),
    ]


def test_signing_in_again_makes_fresh_under_another_cookie(desk: TestClient, clock: HandClock) -> None:
    before = desk.cookies[COOKIE]
    clock.minute = Minute(BEGAN + STEP_UP_MINUTES + 1)

    enter(desk, "beheer-01")

    assert desk.cookies[COOKIE] != before
    assert desk.post("/accounts", data=NEW).status_code == 200


def test_nobody_else_sees_accounts(app: FastAPI, store: SqlStore, clock: HandClock) -> None:
    found = {}
    for role in Role:
        reader = visiting(app, store, role, "X-1", clock=clock, page=True)
        answers = [reader.get("/accounts"), reader.post("/accounts", data={}), reader.get("/accounts/x")]
        found[role] = [one.status_code for one in answers]

    administrators = found.pop(Role.ADMINISTRATOR)
    assert administrators == [200, 400, 404]
    assert list(found.values()) == [[403] * 3] * (len(Role) - 1)


def test_all_rights_are_taken_out_role_by_role(desk: TestClient, store: SqlStore) -> None:
    answer = desk.get("/accounts/rechten.csv")

    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["rol"] for row in rows] == [role.value for role in Role]
    assert {len(row) for row in rows} == {2 + len(Permission) + len(Field)}
    assert [row["rol"] for row in rows if row["mag: accounts"] == "ja"] == ["beheerder"]
    with store.reading() as books:
        assert books.audit.find(AuditQuery(count=1))[0].action == "accounts exported"


def test_a_list_of_accounts_holds_no_secrets_and_no_formulas(
    desk: TestClient, store: SqlStore, clock: HandClock
) -> None:
    member(store, clock, "iemand", Role.SITE, "=HYPERLINK(1)")

    text = desk.get("/accounts/accounts.csv").text

    assert "'=HYPERLINK(1)" in text
    assert "argon2" not in text
    assert accounts_csv((), ()).count("\n") == 1


def test_a_system_gets_a_secret_once_and_is_blocked_at_once(desk: TestClient) -> None:
    asked = {"doe": "systeem", "label": "koppeling", "rol": "planner"}
    client, secret = re.findall(r"<code>([\w-]+)</code>", desk.post("/accounts", data=asked).text)[:2]
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret}
    token = desk.post("/api/v1/token", data=form).json()["access_token"]
    bearer = {"Authorization": f"Bearer {token}", "Cookie": ""}
    before = desk.get("/openapi.json", headers=bearer).status_code

    desk.post("/accounts", data={"doe": "systeem-uit", "systeem": client})

    assert (before, secret in desk.get("/accounts").text) == (200, False)
    assert desk.get("/openapi.json", headers={**bearer, "Accept": "application/json"}).status_code == 401
    assert desk.post("/api/v1/token", data=form).status_code == 401


def test_the_own_account_shows_sessions_and_ends_one(app: FastAPI, planner: Account) -> None:
    here, there = another_browser(app), another_browser(app)
    enter(here, planner.login)
    enter(there, planner.login)
    page = here.get("/account").text
    rows = page.partition("<tbody>")[2].split("</tr>")[:-1]
    (other,) = (row for row in rows if ">hier<" not in row)
    name = other.partition('name="sessie" value="')[2].partition('"')[0]

    ended = here.post("/account/sessie", data={"sessie": name})

    assert (len(rows), ended.headers.get("location")) == (2, "/account")
    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 303)


def test_a_password_is_changed_by_who_knows_the_old_one_and_ends_other_sessions(app: FastAPI, planner: Account) -> None:
    here, there = another_browser(app), another_browser(app)
    enter(here, planner.login)
    enter(there, planner.login)
    new = {"wachtwoord": "vier groene appels", "nogmaals": "vier groene appels"}

    wrong = here.post("/account/wachtwoord", data={"huidig": "weet ik niet meer", **new})
    right = here.post("/account/wachtwoord", data={"huidig": "drie blauwe tulpen in een vaas", **new})

    assert (wrong.status_code, right.status_code) == (400, 200)
    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 303)
    assert enter(there, planner.login, "vier groene appels") == 303


def test_the_language_of_the_account_is_spoken(browser: TestClient, planner: Account) -> None:
    enter(browser, planner.login)

    browser.post("/account/taal", data={"taal": "en"})

    assert "<h1>Your account</h1>" in browser.get("/account").text
