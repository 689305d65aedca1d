"""An application that lets people sign in at a provider, a real one or one that cheats."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from api.access.oidc import settings
from api.composition import SystemClock
from api.server.app import create_app
from planner.domain.access import Role
from planner.domain.accounts import Account
from planner.store.transactions import SqlStore
from planner.usecases.access.accounts import AccountWanted, create_account
from tests.api.access.oidc.cheating import Cheat, running_cheat
from tests.api.access.oidc.real import SECRET, RealProvider, missing, running_provider
from tests.conftest import skip_unless_ci


@pytest.fixture(scope="session")
def provider() -> Iterator[RealProvider]:
    """Give a real provider."""
    if missing():
        skip_unless_ci(missing())
    with running_provider() as found:
        yield found


@pytest.fixture
def cheat() -> Iterator[Cheat]:
    """Give a provider that cheats."""
    with running_cheat() as found:
        yield found


def set_provider(monkeypatch: pytest.MonkeyPatch, issuer: str) -> None:
    """Let the settings name a provider."""
    monkeypatch.setenv(settings.ISSUER, issuer)
    monkeypatch.setenv(settings.CLIENT, "vertrekplanner")
    monkeypatch.setenv(settings.SECRET, SECRET)


def app_at(monkeypatch: pytest.MonkeyPatch, store: SqlStore, issuer: str) -> FastAPI:
    """Return an application whose people sign in at an issuer, by the clock of this machine, as tokens are."""
    set_provider(monkeypatch, issuer)
    return create_app(store, SystemClock())


def known(store: SqlStore, issuer: str, subject: str = "sub-1", role: Role = Role.PLANNER) -> Account:
    """Make an account that a provider vouches for."""
    wanted = AccountWanted(login=f"planner-{subject}", label="planner", role=role, issuer=issuer, subject=subject)
    return create_account(store, SystemClock(), wanted, actor="toets")
