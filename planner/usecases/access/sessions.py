"""Sessions: opened at sign-in under a new secret, looked up at every request, and ended.

Not allowed here: cookies, and showing who somebody is (``signing_in``).
"""

from dataclasses import dataclass, replace

from planner.domain.access import Visitor
from planner.domain.accounts import SESSION_MINUTES, Account, AccountId, Session, SessionKind, SystemClient
from planner.domain.time import Minute
from planner.ports.store import Event, Store, StoreConflictError
from planner.ports.surroundings import Clock
from planner.usecases.access.tokens import hash_of, new_id, new_token

AGENT_LENGTH = 60
LONGEST_TOKEN = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Who is behind a token, and in which session."""

    session: Session
    owner: Account | SystemClient

    @property
    def visitor(self) -> Visitor:
        """Who asks."""
        return self.owner.visitor


class AccountClosedError(ValueError):
    """The account is not there or blocked; no session is opened."""


def open_session(
    store: Store, clock: Clock, account_id: AccountId, *, agent: str = "", shown_at: Minute | None = None
) -> str:
    """Return the token of a new session of an active account; raise AccountClosedError.

    It is always a new one: nothing that a browser had before is taken over. ``shown_at``: when the owner showed who it
    is, if that was not now.
    """
    now, token = clock.now(), new_token()
    with store.transaction() as books:
        account = books.accounts.find(account_id)
        if account is None or not account.active:
            raise AccountClosedError(account_id)
        books.sessions.prune(now)
        books.sessions.put(
            Session(
                id=new_id("s"),
                token_hash=hash_of(token),
                account=account.id,
                started=now,
                last_seen=now,
                stepped_up_at=now if shown_at is None else shown_at,
                expires=Minute(now + SESSION_MINUTES),
                agent="".join(char for char in agent if char.isprintable())[:AGENT_LENGTH],
            )
        )
        books.events.add(Event(at=now, actor=account.login, what="sign-in", subject=account.login))
    return token


def present(store: Store, clock: Clock, token: str, *, kind: SessionKind = SessionKind.PERSON) -> Present | None:
    """Return who is behind a token, None when it lets nobody in; notes at most once a minute that it was used."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    now = clock.now()
    found = store.visits.find(hash_of(token))
    if found is None:
        return None
    session, owner = found
    if session.kind is not kind or not owner.active or not session.holds(now):
        return None
    noted = session.last_seen >= now or kind is SessionKind.SYSTEM
    seen = session if noted else _seen(store, session, now)
    return None if seen is None else Present(session=seen, owner=owner)


def visitor_of(store: Store, clock: Clock, token: str) -> Visitor | None:
    """Return who is behind the token of a person's session, None when it lets nobody in."""
    found = present(store, clock, token)
    return None if found is None else found.visitor


def is_fresh(store: Store, clock: Clock, token: str) -> bool:
    """Return whether the one behind a token showed who it is within the last minutes."""
    found = present(store, clock, token)
    return found is not None and found.session.fresh(clock.now())


def step_up(store: Store, clock: Clock, token: str, *, shown_at: Minute | None = None) -> str:
    """Note that the one behind a token showed anew who it is, and return its new token; raise AccountClosedError.

    The old token ends: who had stolen it does not come along.
    """
    now, renewed = clock.now(), new_token()
    with store.transaction() as books:
        session = books.sessions.find(hash_of(token))
        account = None if session is None else books.accounts.find(session.account)
        if session is None or account is None or not account.active or not session.holds(now):
            raise AccountClosedError(token[:0])
        books.sessions.end(session.token_hash)
        shown = now if shown_at is None else shown_at
        books.sessions.put(replace(session, token_hash=hash_of(renewed), last_seen=now, stepped_up_at=shown))
        books.events.add(Event(at=now, actor=account.login, what="step-up", subject=account.login))
    return renewed


def close_session(store: Store, clock: Clock, token: str) -> None:
    """End the session with a token, if there is one."""
    with store.transaction() as books:
        session = books.sessions.find(hash_of(token))
        if session is None:
            return
        books.sessions.end(session.token_hash)
        account = books.accounts.find(session.account)
        if account is not None:
            books.events.add(Event(at=clock.now(), actor=account.login, what="sign-out", subject=account.login))


def end_session(store: Store, clock: Clock, account: Account, session_id: str) -> bool:
    """End one of the sessions of an account by its public name; return whether there was one."""
    with store.transaction() as books:
        for session in books.sessions.of(account.id):
            if session.id == session_id:
                books.sessions.end(session.token_hash)
                now = clock.now()
                books.events.add(Event(at=now, actor=account.login, what="session ended", subject=session_id))
                return True
    return False


def _seen(store: Store, session: Session, now: Minute) -> Session | None:
    """Note that a session was used, and return it; None when it was ended meanwhile."""
    try:
        with store.transaction() as books:
            stored = books.sessions.find(session.token_hash)
            if stored is None:
                return None
            seen = replace(stored, last_seen=max(stored.last_seen, now))
            books.sessions.put(seen)
    except StoreConflictError:
        # Another request of the same session noted it at the same moment, or ended the session.
        found = store.visits.find(session.token_hash)
        return None if found is None else found[0]
    return seen
