"""Who is behind a request: the session of a person in a cookie, or the token of a program in a header.

Not allowed here: what they may.
"""

from starlette.requests import Request

from api.web.guard import COOKIE
from planner.domain.access import Visitor
from planner.domain.accounts import SessionKind
from planner.ports.store import Store
from planner.ports.surroundings import Clock
from planner.usecases.access.sessions import Present, present

_BEARER = "bearer "


def who_asks(store: Store, clock: Clock, request: Request) -> Visitor | None:
    """Return who asks, None for who did not sign in."""
    found = _present(store, clock, request)
    return None if found is None else found.visitor


def is_fresh(store: Store, clock: Clock, request: Request) -> bool:
    """Return whether who asks showed within the last minutes who it is."""
    found = _present(store, clock, request)
    return found is not None and found.session.fresh(clock.now())


def is_known(store: Store, clock: Clock, request: Request) -> bool:
    """Return whether who asks signed in, whatever the role."""
    return _present(store, clock, request) is not None


def _present(store: Store, clock: Clock, request: Request) -> Present | None:
    shown = request.headers.get("authorization", "")
    if shown[: len(_BEARER)].lower() == _BEARER:
        return present(store, clock, shown[len(_BEARER) :].strip(), kind=SessionKind.SYSTEM)
    return present(store, clock, request.cookies.get(COOKIE, ""))
