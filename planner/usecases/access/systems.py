"""Other programs: a secret of their own, and tokens that do not last.

Not allowed here: HTTP, and what a role may do.
"""

import hmac
from dataclasses import dataclass, replace

from planner.domain.access import Role
from planner.domain.accounts import BEARER_MINUTES, AccountId, Session, SessionKind, SystemClient
from planner.domain.audit import Deed, Result
from planner.domain.time import Minute
from planner.domain.wording import Text
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.access.accounts import AccountRefusedError
from planner.usecases.access.signing_in import UNKNOWN
from planner.usecases.access.tokens import hash_of, new_id, new_token

_NO_LABEL = Text(
    "waar het systeem voor is ontbreekt\nGeef een korte omschrijving.",
    "what the system is for is missing\nGive a short description.",
)
_UNKNOWN = Text(
    "systeem {client} bestaat niet\nKijk in de lijst welke er zijn.",
    "there is no system {client}\nLook in the list which there are.",
)
_NOBODY = hash_of("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A new system client and its secret, which is nowhere else."""

    client: SystemClient
    secret: str


def admit_system(store: Store, clock: Clock, label: str, role: Role, code: str, *, actor: str) -> Admitted:
    """Let another program in with a role, and return its secret; raise AccountRefusedError."""
    if not label.strip():
        raise AccountRefusedError(_NO_LABEL.say())
    now, secret = clock.now(), new_token()
    client = SystemClient(
        id=AccountId(new_id("p")),
        label=label.strip(),
        role=role,
        code=code.strip(),
        created_at=now,
        secret_hash=hash_of(secret),
    )
    with store.transaction() as books:
        books.accounts.put_client(client)
        books.events.add(Event(at=now, actor=actor, what="client created", subject=client.id))
    return Admitted(client=client, secret=secret)


def renew_secret(store: Store, clock: Clock, client: AccountId, *, actor: str) -> Admitted:
    """Give a system another secret; the old one and its tokens end at once. Raise AccountRefusedError."""
    now, secret = clock.now(), new_token()
    with store.transaction() as books:
        renewed = replace(_found(books, client), secret_hash=hash_of(secret))
        books.accounts.put_client(renewed)
        books.sessions.end_all(client)
        books.events.add(Event(at=now, actor=actor, what="client created", subject=client, fields=("secret",)))
    return Admitted(client=renewed, secret=secret)


def disable_system(store: Store, clock: Clock, client: AccountId, *, actor: str) -> None:
    """Keep a program out from now on: its tokens end at once; raise AccountRefusedError."""
    with store.transaction() as books:
        books.accounts.put_client(replace(_found(books, client), active=False))
        books.sessions.end_all(client)
        books.events.add(Event(at=clock.now(), actor=actor, what="client disabled", subject=client))


def token_for(store: Store, clock: Clock, client_id: str, secret: str) -> str | None:
    """Return a token that lasts a quarter of an hour for the right secret, None for a wrong one."""
    now = clock.now()
    with store.transaction() as books:
        client = books.accounts.client(AccountId(client_id))
        kept = _NOBODY if client is None or not client.active else client.secret_hash
        if not hmac.compare_digest(hash_of(secret), kept) or client is None or kept == _NOBODY:
            named = UNKNOWN if client is None else client.id
            books.audit.add(Deed(at=now, actor=named, action="client token", object=named, result=Result.REFUSED))
            return None
        token = new_token()
        books.sessions.prune(now)
        books.sessions.put(_bearer(client, token, now))
        books.events.add(Event(at=now, actor=client.id, what="client token", subject=client.id))
    return token


def _bearer(client: SystemClient, token: str, now: Minute) -> Session:
    return Session(
        id=new_id("s"),
        token_hash=hash_of(token),
        kind=SessionKind.SYSTEM,
        account=client.id,
        started=now,
        last_seen=now,
        stepped_up_at=now,
        expires=Minute(now + BEARER_MINUTES),
    )


def _found(books: Transaction, client: AccountId) -> SystemClient:
    found = books.accounts.client(client)
    if found is None:
        raise AccountRefusedError(_UNKNOWN.say(client=client))
    return found
