"""Signing in at a real provider: there and back, and what somebody could try with what is on the way."""

from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest

from api.access.elsewhere import UNDERWAY
from api.access.oidc import settings
from api.composition import SystemClock
from api.web.guard import COOKIE
from planner.domain.access import Role
from planner.store.transactions import SqlStore
from planner.usecases.access.accounts import disable_account
from planner.usecases.access.sessions import is_fresh, visitor_of
from tests.api.access.conftest import another_browser
from tests.api.access.oidc.conftest import app_at, known
from tests.api.access.oidc.real import SECRET, RealProvider


def test_somebody_signs_in_at_the_provider(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, provider: RealProvider
) -> None:
    browser = another_browser(app_at(monkeypatch, store, provider.issuer))
    account = known(store, provider.issuer)
    provider.sign_in_as("sub-1")

    answer = browser.get(provider.way_back(browser, "/regelboek"))

    cookies = answer.headers.get_list("set-cookie")
    assert answer.status_code == 200
    assert '<meta http-equiv="refresh" content="0;url=/regelboek">' in answer.text
    assert [one.partition("=")[0] for one in cookies] == [COOKIE, UNDERWAY]
    assert "SameSite=strict" in cookies[0]
    assert browser.get("/regelboek").status_code == 200
    visitor = visitor_of(store, SystemClock(), browser.cookies[COOKIE])
    assert visitor == account.visitor
    assert is_fresh(store, SystemClock(), browser.cookies[COOKIE])


def test_what_is_sent_along_is_what_the_flow_asks(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, provider: RealProvider
) -> None:
    browser = another_browser(app_at(monkeypatch, store, provider.issuer))

    first, second = (browser.get("/aanmelden/extern").headers["location"] for _ in range(2))

    asked = [{name: values[0] for name, values in parse_qs(urlsplit(one).query).items()} for one in (first, second)]
    assert asked[0]["redirect_uri"] == "https://127.0.0.1/aanmelden/terug"
    assert (asked[0]["response_type"], asked[0]["code_challenge_method"]) == ("code", "S256")
    assert SECRET not in first
    assert all(asked[0][name] != asked[1][name] for name in ("state", "nonce", "code_challenge"))
    assert all(len(asked[0][name]) >= 43 for name in ("state", "nonce", "code_challenge"))


def test_who_has_no_account_is_not_let_in(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, provider: RealProvider
) -> None:
    browser = another_browser(app_at(monkeypatch, store, provider.issuer))
    known(store, provider.issuer, "somebody-else")
    known(store, "https://ander.example", "sub-1")
    provider.sign_in_as("sub-1")

    answer = browser.get(provider.way_back(browser))

    assert (answer.status_code, COOKIE in browser.cookies) == (403, False)


@pytest.mark.parametrize("wrong", ["state", "iss", "code"])
def test_a_wrong_answer_is_refused(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, provider: RealProvider, wrong: str
) -> None:
    browser = another_browser(app_at(monkeypatch, store, provider.issuer))
    known(store, provider.issuer)
    provider.sign_in_as("sub-1")
    path, _, query = provider.way_back(browser).partition("?")
    answer = {name: values[0] for name, values in parse_qs(query).items()} | {wrong: "x"}

    status = browser.get(f"{path}?{urlencode(answer)}").status_code

    assert (status, COOKIE in browser.cookies) == (503 if wrong == "code" else 403, False)


def test_a_code_works_once(monkeypatch: pytest.MonkeyPatch, store: SqlStore, provider: RealProvider) -> None:
    app = app_at(monkeypatch, store, provider.issuer)
    browser, thief = another_browser(app), another_browser(app)
    known(store, provider.issuer)
    provider.sign_in_as("sub-1")
    back = provider.way_back(browser)
    name = browser.cookies[UNDERWAY]
    thief.cookies.set(UNDERWAY, name, domain="127.0.0.1")

    statuses = [browser.get(back).status_code, browser.get(back).status_code, thief.get(back).status_code]

    assert statuses == [200, 403, 403]


def test_a_code_of_somebody_else_is_not_taken(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, provider: RealProvider
) -> None:
    """The attacker sends the victim the own way back: the victim would work under the attacker's account."""
    app = app_at(monkeypatch, store, provider.issuer)
    attacker, victim = another_browser(app), another_browser(app)
    known(store, provider.issuer)
    provider.sign_in_as("sub-1")
    back = provider.way_back(attacker)
    provider.way_back(victim)

    assert victim.get(back).status_code == 403
    assert another_browser(app).get(back).status_code == 403


def test_a_code_of_another_sign_in_is_refused_by_the_provider(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, provider: RealProvider
) -> None:
    """A stolen code with the thief's own state: the verifier does not fit."""
    app = app_at(monkeypatch, store, provider.issuer)
    victim, thief = another_browser(app), another_browser(app)
    known(store, provider.issuer)
    provider.sign_in_as("sub-1")
    stolen = parse_qs(urlsplit(provider.way_back(victim)).query)["code"][0]
    path, _, query = provider.way_back(thief).partition("?")
    own = {name: values[0] for name, values in parse_qs(query).items()}

    answer = thief.get(f"{path}?{urlencode(own | {'code': stolen})}")

    assert (answer.status_code, COOKIE in thief.cookies) == (503, False)


@pytest.mark.parametrize("after", ["https://elders.example/", "//elders.example", "/\\elders.example"])
def test_coming_back_leads_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, provider: RealProvider, after: str
) -> None:
    browser = another_browser(app_at(monkeypatch, store, provider.issuer))
    known(store, provider.issuer)
    provider.sign_in_as("sub-1")

    answer = browser.get(provider.way_back(browser, after))

    assert '<meta http-equiv="refresh" content="0;url=/">' in answer.text
    assert "elders.example" not in answer.text


def test_the_provider_refuses_another_redirect_address(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, provider: RealProvider
) -> None:
    browser = another_browser(app_at(monkeypatch, store, provider.issuer))
    address = browser.get("/aanmelden/extern").headers["location"]

    answer = httpx2.get(address.replace("127.0.0.1%2Faanmelden", "127.0.0.1%2Felders"))

    assert answer.status_code == 400


def test_whom_the_provider_refuses_is_not_let_in(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, provider: RealProvider
) -> None:
    browser = another_browser(app_at(monkeypatch, store, provider.issuer))
    known(store, provider.issuer)
    provider.sign_in_as("closed")

    assert browser.get(provider.way_back(browser)).status_code == 403


def test_signing_out_ends_the_session_here_and_leads_to_the_provider(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, provider: RealProvider
) -> None:
    browser = another_browser(app_at(monkeypatch, store, provider.issuer))
    known(store, provider.issuer)
    provider.sign_in_as("sub-1")
    browser.get(provider.way_back(browser))
    token = browser.cookies[COOKIE]

    left = browser.post("/afmelden")
    there = browser.get("/aanmelden/extern/af").headers["location"]

    assert left.headers["location"] == "/aanmelden/afgemeld"
    assert visitor_of(store, SystemClock(), token) is None
    assert there.startswith(f"{provider.issuer}/session/end?client_id=vertrekplanner&post_logout_redirect_uri=https")
    assert httpx2.get(there).status_code == 200


def test_a_disabled_account_is_out_at_once_and_does_not_come_back(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, provider: RealProvider
) -> None:
    browser = another_browser(app_at(monkeypatch, store, provider.issuer))
    account = known(store, provider.issuer)
    provider.sign_in_as("sub-1")
    browser.get(provider.way_back(browser))

    disable_account(store, SystemClock(), account.login, actor="beheer")

    assert browser.get("/regelboek").status_code == 303
    assert browser.get(provider.way_back(browser)).status_code == 403


def test_roles_follow_the_claim_where_the_settings_say_so(
    monkeypatch: pytest.MonkeyPatch, store: SqlStore, provider: RealProvider
) -> None:
    monkeypatch.setenv(settings.ROLE_CLAIM, "groepen")
    monkeypatch.setenv(settings.ROLES, "groep-7=regievoerder, groep-8=auditor")
    monkeypatch.setenv(settings.CODE_CLAIM, "dienstnummer")
    app = app_at(monkeypatch, store, provider.issuer)
    statuses = []

    for subject in ("7", "8", "9"):
        provider.sign_in_as(subject)
        browser = another_browser(app)
        statuses.append(browser.get(provider.way_back(browser)).status_code)

    with store.reading() as books:
        made = [books.accounts.by_subject(provider.issuer, subject) for subject in ("7", "8", "9")]
    told = [(one.role, one.code) if one is not None else None for one in made]
    assert statuses == [200, 200, 403]
    assert told == [(Role.REGIEVOERDER, "RV-7"), (Role.AUDITOR, "RV-8"), None]
