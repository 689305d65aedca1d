"""Readers of the pages who signed in, with real accounts and sessions."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import BrowserContext

from api.composition import SystemClock
from api.web.guard import COOKIE
from planner.domain.access import Role
from planner.domain.accounts import AccountId
from planner.domain.wording import Language
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.access.accounts import AccountWanted, create_account
from planner.usecases.access.sessions import open_session
from planner.usecases.access.tokens import new_id

HERE = "http://127.0.0.1"


def token_for(store: Store, role: Role, code: str = "", *, clock: Clock | None = None) -> str:
    """Return the token of a new session of a new account."""
    hand, login = clock or SystemClock(), new_id("t").lower()
    wanted = AccountWanted(login=login, label=f"toets {role}", role=role, code=code, language=Language.DUTCH)
    account = create_account(store, hand, wanted, actor="toets")
    return open_session(store, hand, AccountId(account.id))


def visiting(
    app: FastAPI, store: Store, role: Role, code: str = "", *, clock: Clock | None = None, page: bool = False
) -> TestClient:
    """Return a reader with a session; one with ``page`` asks for pages as browsers do."""
    headers = {"Cookie": f"{COOKIE}={token_for(store, role, code, clock=clock)}"}
    if page:
        headers["Accept"] = "text/html,application/xhtml+xml,*/*;q=0.8"
    return TestClient(app, base_url=HERE, headers=headers, raise_server_exceptions=False, follow_redirects=False)


@contextmanager
def signed_in(context: BrowserContext, here: str, token: str) -> Iterator[None]:
    """Let a browser be signed in at an address for the length of the block, with the network of this machine."""
    context.add_cookies(
        [{"name": COOKIE, "value": token, "url": here.replace("http:", "https:"), "secure": True, "httpOnly": True}]
    )
    context.set_offline(offline=False)
    try:
        yield
    finally:
        context.set_offline(offline=True)
        context.clear_cookies()
