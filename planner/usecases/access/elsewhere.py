"""The account of somebody whom an identity provider vouches for.

Not allowed here: how the provider shows it.
"""

import hashlib
from dataclasses import dataclass, replace

from planner.domain.access import Role
from planner.domain.accounts import Account
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.access.accounts import AccountRefusedError, AccountWanted, add_account
from planner.usecases.access.signing_in import note_refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """Whom a provider vouches for, and as what where it tells that too.

    ``role`` is None and ``tells_roles`` True for somebody who has no role here.
    """

    issuer: str
    subject: str
    tells_roles: bool = False
    role: Role | None = None
    code: str = ""


def vouched_account(store: Store, clock: Clock, vouched: Vouched) -> Account | None:
    """Return the account of somebody, None for who may not come in; that is written down.

    Where the provider tells roles, an account is made and its role follows; a blocked one stays blocked.
    """
    now = clock.now()
    with store.transaction() as books:
        account = books.accounts.by_subject(vouched.issuer, vouched.subject)
        try:
            follows = _following(books, vouched, account, clock) if vouched.tells_roles else account
        except AccountRefusedError:
            follows = None
        if follows is not None and follows.active:
            return follows
    note_refused(store, now, account)
    return None


def _following(books: Transaction, vouched: Vouched, account: Account | None, clock: Clock) -> Account | None:
    if vouched.role is None:
        if account is not None:
            books.sessions.end_all(account.id)
        return None
    if account is None:
        name = hashlib.sha256(f"{vouched.issuer} {vouched.subject}".encode()).hexdigest()[:12]
        wanted = AccountWanted(
            login=f"org-{name}",
            label=vouched.code or f"{vouched.role.value} via de organisatie",
            role=vouched.role,
            code=vouched.code,
            issuer=vouched.issuer,
            subject=vouched.subject,
        )
        return add_account(books, wanted, now=clock.now(), actor="identiteitsprovider")
    if (account.role, account.code) == (vouched.role, vouched.code or account.code):
        return account
    changed = replace(account, role=vouched.role, code=vouched.code or account.code)
    books.accounts.put(changed)
    books.sessions.end_all(account.id)
    books.events.add(
        Event(
            at=clock.now(),
            actor="identiteitsprovider",
            what="account changed",
            subject=account.login,
            fields=("role", "code"),
        )
    )
    return changed
