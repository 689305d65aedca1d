"""Tokens that do not show what they should: every one is refused, and nothing but the provider is asked."""

import time
from dataclasses import dataclass

import pytest
from fastapi.testclient import TestClient

from api.access.oidc import settings
from api.composition import SystemClock
from api.web.guard import COOKIE
from planner.store.transactions import SqlStore
from planner.usecases.access.sessions import is_fresh, visitor_of
from tests.api.access.conftest import another_browser
from tests.api.access.oidc.cheating import (
    Cheat,
    Sign,
    by_another,
    by_enclosed_key,
    by_public_key,
    by_secret,
    changed_afterwards,
    unsigned,
)
from tests.api.access.oidc.conftest import app_at, known
from tests.api.access.oidc.real import SECRET


@dataclass(frozen=True)
class Left:
    """Somebody who left for the provider."""

    browser: TestClient
    state: str

    def come_back(self, **answer: str) -> int:
        """Come back and return the status."""
        told = {"state": self.state, "code": "x", **answer}
        return self.browser.get("/aanmelden/terug", params=told).status_code


def leave(monkeypatch: pytest.MonkeyPatch, store: SqlStore, cheat: Cheat) -> Left:
    """Leave for the provider with a known account."""
    known(store, cheat.issuer)
    browser = another_browser(app_at(monkeypatch, store, cheat.issuer))
    address = browser.get("/aanmelden/extern").headers["location"]
    asked = dict(part.split("=", 1) for part in address.partition("?")[2].split("&"))
    cheat.nonce = asked["nonce"]
    return Left(browser, asked["state"])


def test_an_honest_token_is_taken(monkeypatch: pytest.MonkeyPatch, store: SqlStore, cheat: Cheat) -> None:
    left = leave(monkeypatch, store, cheat)

    assert left.come_back() == 200
    assert cheat.asked == [
        "/.well-known/openid-configuration",
        "/token ['code', 'code_verifier', 'grant_type', 'redirect_uri']",
        "/jwks",
    ]


@pytest.mark.parametrize(
    "sign",
    [unsigned, by_secret(SECRET), by_public_key, by_another, by_enclosed_key, changed_afterwards],
    ids=["none", "client secret", "public key as secret", "another key", "enclosed key", "changed"],
)
def test_a_token_that_the_provider_did_not_sign_is_refused(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, cheat: Cheat, sign: Sign
) -> None:
    left = leave(monkeypatch, store, cheat)
    cheat.sign = sign

    assert (left.come_back(), COOKIE in left.browser.cookies) == (403, False)


class FromNow(int):
    """Seconds from the moment of the test: a test is called by it, the same in every process."""


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": "x"},
        {"nonce": None},
        {"nonce": ""},
        {"iss": "https://elders.example"},
        {"iss": None},
        {"aud": "iemand-anders"},
        {"aud": []},
        {"aud": None},
        {"aud": ["vertrekplanner", "iemand-anders"]},
        {"aud": ["vertrekplanner", "x"], "azp": "x"},
        {"azp": "iemand-anders"},
        {"exp": FromNow(-3600)},
        {"exp": None},
        {"exp": "morgen"},
        {"iat": FromNow(-3600)},
        {"iat": FromNow(36_000)},
        {"iat": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "onbekend"},
    ],
    ids=str,
)
def test_a_token_that_says_something_else_is_refused(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, cheat: Cheat, change: dict[str, object]
) -> None:
    left = leave(monkeypatch, store, cheat)
    now = int(time.time())
    cheat.change = {name: now + value if isinstance(value, FromNow) else value for name, value in change.items()}

    assert (left.come_back(), COOKIE in left.browser.cookies) == (403, False)


def test_a_sign_in_that_is_too_weak_is_refused(monkeypatch: pytest.MonkeyPatch, store: SqlStore, cheat: Cheat) -> None:
    monkeypatch.setenv(settings.ACR, "mfa")
    left = leave(monkeypatch, store, cheat)
    cheat.change = {"acr": "wachtwoord"}

    assert left.come_back() == 403


def test_a_sign_in_that_is_strong_enough_is_taken(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, cheat: Cheat
) -> None:
    monkeypatch.setenv(settings.ACR, "mfa")
    left = leave(monkeypatch, store, cheat)
    cheat.change = {"acr": "mfa"}

    assert left.come_back() == 200


def test_an_old_sign_in_at_the_provider_is_not_fresh_here(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, cheat: Cheat
) -> None:
    left = leave(monkeypatch, store, cheat)
    cheat.change = {"auth_time": int(time.time()) - 3600}

    assert left.come_back() == 200
    token = left.browser.cookies[COOKIE]
    assert visitor_of(store, SystemClock(), token) is not None
    assert is_fresh(store, SystemClock(), token) is False


@pytest.mark.parametrize(
    "description",
    [
        {"issuer": "https://elders.example"},
        {"token_endpoint": "https://elders.example/token"},
        {"jwks_uri": "http://169.254.169.254/jwks"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "https://elders.example/auth"},
        {"token_endpoint": "http://127.0.0.1:1/token"},
        {"code_challenge_methods_supported": ["plain"]},
        {"jwks_uri": ""},
    ],
    ids=str,
)
def test_a_description_that_leads_elsewhere_is_refused_and_nobody_else_is_asked(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, cheat: Cheat, description: dict[str, object]
) -> None:
    cheat.description = description
    browser = another_browser(app_at(monkeypatch, store, cheat.issuer))

    answer = browser.get("/aanmelden/extern")

    assert (answer.status_code, cheat.asked) == (503, ["/.well-known/openid-configuration"])


def test_a_redirect_of_the_provider_is_not_followed(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, cheat: Cheat
) -> None:
    left = leave(monkeypatch, store, cheat)
    cheat.token_status = 302

    assert left.come_back() == 503
    assert [path for path in cheat.asked if path == "/elders"] == []


def test_a_provider_that_is_gone_keeps_nobody_else_out(monkeypatch: pytest.MonkeyPatch, store: SqlStore) -> None:
    browser = another_browser(app_at(monkeypatch, store, "http://127.0.0.1:9"))

    assert browser.get("/aanmelden/extern").status_code == 503
    assert browser.get("/aanmelden").status_code == 200


@pytest.mark.parametrize("name", [settings.CLIENT, settings.ROLES, settings.ISSUER])
def test_settings_that_do_not_fit_together_are_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    wrong = {settings.CLIENT: "", settings.ROLES: "a=planner", settings.ISSUER: "http://provider.example"}
    monkeypatch.setenv(settings.ISSUER, "https://provider.example")
    monkeypatch.setenv(settings.CLIENT, "vertrekplanner")
    monkeypatch.setenv(name, wrong[name])

    with pytest.raises(settings.OidcSettingsError):
        settings.configured_oidc()
