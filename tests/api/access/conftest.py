"""An application over an empty store, an account with a password, and a browser without a session."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.access.passwords import Argon2Passwords
from api.server.app import create_app
from planner.domain.access import Role
from planner.domain.accounts import Account
from planner.domain.time import Minute
from planner.ports.surroundings import Clock
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.access.accounts import AccountWanted, create_account, link_to_set_password
from planner.usecases.access.signing_in import Doorkeeper, choose_password
from tests.planner.usecases.fakes import HandClock

BEGAN = Minute(3_600_000)
PASSWORD = "drie blauwe tulpen in een vaas"
QUICK = Argon2Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
"""Real hashes that cost little: a hash says itself with how much effort it was made."""
HERE = "https://127.0.0.1"
"""By TLS, as behind a proxy: then every client sends the cookie back."""


@pytest.fixture
def clock() -> HandClock:
    """Give a clock that stands still."""
    return HandClock(BEGAN)


@pytest.fixture
def store(sqlite_url: str) -> Iterator[SqlStore]:
    """Give an empty store."""
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def app(store: SqlStore, clock: HandClock) -> FastAPI:
    """Give the application."""
    return create_app(store, clock)


@pytest.fixture
def browser(app: FastAPI) -> TestClient:
    """Give a browser that keeps cookies and follows nothing by itself."""
    return another_browser(app)


def another_browser(app: FastAPI) -> TestClient:
    """Return a browser of somebody else."""
    headers = {"Accept": "text/html", "Origin": HERE, "Sec-Fetch-Site": "same-origin"}
    return TestClient(app, base_url=HERE, headers=headers, raise_server_exceptions=False, follow_redirects=False)


def member(store: SqlStore, clock: Clock, login: str, role: Role, code: str = "") -> Account:
    """Make an account whose password is ``PASSWORD``."""
    create_account(
        store, clock, AccountWanted(login=login, label=f"toets {login}", role=role, code=code), actor="toets"
    )
    token = link_to_set_password(store, clock, login, actor="toets")
    return choose_password(Doorkeeper(store=store, clock=clock, passwords=QUICK), token, PASSWORD)


@pytest.fixture
def planner(store: SqlStore, clock: HandClock) -> Account:
    """Give an account of a planner."""
    return member(store, clock, "planner-01", Role.PLANNER)


@pytest.fixture
def administrator(store: SqlStore, clock: HandClock) -> Account:
    """Give an account of an administrator."""
    return member(store, clock, "beheer-01", Role.ADMINISTRATOR)


def enter(browser: TestClient, login: str, password: str = PASSWORD, after: str = "/account") -> int:
    """Sign in and return the status of the answer."""
    return browser.post("/aanmelden", data={"naam": login, "wachtwoord": password, "verder": after}).status_code
