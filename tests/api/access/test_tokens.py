"""Tokens of other programs: for the right secret, for a quarter of an hour, and only in a header."""

import base64

import pytest
from fastapi.testclient import TestClient

from api.server.lockout import FREE
from api.web.guard import COOKIE
from planner.domain.access import Role
from planner.domain.accounts import BEARER_MINUTES
from planner.domain.time import Minute
from planner.store.transactions import SqlStore
from planner.usecases.access.systems import Admitted, admit_system, renew_secret
from tests.api.access.conftest import BEGAN
from tests.planner.usecases.fakes import HandClock

GRANT = {"grant_type": "client_credentials"}
PATH = "/openapi.json"


@pytest.fixture
def system(store: SqlStore, clock: HandClock) -> Admitted:
    """Give a program that was let in as a planner."""
    return admit_system(store, clock, "koppeling", Role.PLANNER, "", actor="beheer")


def basic(client: str, secret: str) -> dict[str, str]:
    """Return the header that shows a secret."""
    return {"Authorization": "Basic " + base64.b64encode(f"{client}:{secret}".encode()).decode()}


def reads(browser: TestClient, token: str) -> int:
    """Return the status of a page for who signed in."""
    shown = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    return browser.get(PATH, headers=shown).status_code


def test_a_secret_in_the_header_or_the_form_gives_a_token(browser: TestClient, system: Admitted) -> None:
    by_header = browser.post("/api/v1/token", data=GRANT, headers=basic(system.client.id, system.secret))
    form = {**GRANT, "client_id": system.client.id, "client_secret": system.secret}
    by_form = browser.post("/api/v1/token", data=form)

    assert [sorted(one.json()) for one in (by_header, by_form)] == [["access_token", "expires_in", "token_type"]] * 2
    assert (by_header.json()["expires_in"], by_header.headers["cache-control"]) == (900, "no-store")
    assert [reads(browser, one.json()["access_token"]) for one in (by_header, by_form)] == [200, 200]


def test_a_token_ends_after_a_quarter_of_an_hour_however_busy(
    browser: TestClient, clock: HandClock, system: Admitted
) -> None:
    answer = browser.post("/api/v1/token", data=GRANT, headers=basic(system.client.id, system.secret))
    statuses = []
    for passed in (0, BEARER_MINUTES - 1, BEARER_MINUTES):
        clock.minute = Minute(BEGAN + passed)
        statuses.append(reads(browser, answer.json()["access_token"]))

    assert statuses == [200, 200, 401]


def test_a_token_is_no_session_and_a_session_no_token(browser: TestClient, system: Admitted) -> None:
    token = browser.post("/api/v1/token", data=GRANT, headers=basic(system.client.id, system.secret)).json()
    browser.cookies.set(COOKIE, token["access_token"], domain="127.0.0.1")

    assert browser.get("/regelboek").status_code == 303
    assert reads(browser, "x") == 401


def test_a_renewed_secret_ends_the_old_one_and_its_tokens(
    browser: TestClient, store: SqlStore, clock: HandClock, system: Admitted
) -> None:
    token = browser.post("/api/v1/token", data=GRANT, headers=basic(system.client.id, system.secret)).json()

    renewed = renew_secret(store, clock, system.client.id, actor="beheer")

    statuses = [
        browser.post("/api/v1/token", data=GRANT, headers=basic(system.client.id, one)).status_code
        for one in (system.secret, renewed.secret)
    ]
    assert (reads(browser, token["access_token"]), statuses) == (401, [401, 200])


@pytest.mark.parametrize(
    ("client", "secret"), [("", ""), ("p0", ""), ("{}", ""), ("{}", "x"), ("{} ", "{secret}"), ("' OR 1=1", "x")]
)
def test_a_wrong_secret_gives_none(browser: TestClient, system: Admitted, client: str, secret: str) -> None:
    shown = basic(client.format(system.client.id), secret.format(secret=system.secret))

    answer = browser.post("/api/v1/token", data=GRANT, headers=shown)

    assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})


@pytest.mark.parametrize("grant", ["password", "authorization_code", ""])
def test_another_grant_is_not_known(browser: TestClient, system: Admitted, grant: str) -> None:
    shown = basic(system.client.id, system.secret)

    answer = browser.post("/api/v1/token", data={"grant_type": grant}, headers=shown)

    assert (answer.status_code, answer.json()) == (400, {"error": "unsupported_grant_type"})


def test_who_guesses_secrets_has_to_wait(browser: TestClient, system: Admitted) -> None:
    wrong = [
        browser.post("/api/v1/token", data=GRANT, headers=basic(system.client.id, f"x{number}")).status_code
        for number in range(FREE + 2)
    ]

    assert wrong == [401] * (FREE + 1) + [429]


def test_a_token_of_a_program_is_never_a_fresh_sign_in(browser: TestClient, store: SqlStore, clock: HandClock) -> None:
    managing = admit_system(store, clock, "koppeling", Role.ADMINISTRATOR, "", actor="beheer")
    answer = browser.post("/api/v1/token", data=GRANT, headers=basic(managing.client.id, managing.secret))
    shown = {"Authorization": f"Bearer {answer.json()['access_token']}", "Accept": "application/json"}

    statuses = [
        browser.get("/accounts", headers=shown).status_code,
        browser.get("/accounts/rechten.csv", headers=shown).status_code,
        browser.post("/accounts", data={"doe": "maak"}, headers=shown).status_code,
    ]

    assert statuses == [200, 401, 401]
