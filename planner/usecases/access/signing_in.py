"""Signing in with a password, and choosing one.

Not allowed here: counting wrong attempts (the web does, per source), and the method of hashing.
"""

from dataclasses import dataclass, replace

from planner.domain.accounts import Account
from planner.domain.audit import Deed, Result
from planner.domain.passwords import LONGEST, PasswordRefusedError, refuse_weak
from planner.domain.time import Minute
from planner.domain.wording import Text
from planner.ports.access import Passwords
from planner.ports.store import Event, Store
from planner.ports.surroundings import Clock
from planner.usecases.access.tokens import hash_of

UNKNOWN = "onbekend"
"""Who signs in under a name that does not exist: what was typed may be a password, so it is not written down."""
_LINK_ENDED = Text(
    "deze link geldt niet meer\nVraag de beheerder om een nieuwe.",
    "this link no longer holds\nAsk the administrator for a new one.",
)
_WRONG = Text(
    "het huidige wachtwoord klopt niet\nTyp het opnieuw.",
    "the current password is not right\nType it again.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doorkeeper:
    """What signing in needs."""

    store: Store
    clock: Clock
    passwords: Passwords


def sign_in(door: Doorkeeper, login: str, password: str) -> Account | None:
    """Return the account whose password this is, None for a wrong one; takes as long for a name that does not exist."""
    with door.store.reading() as books:
        account = books.accounts.by_login(login.strip().lower())
    kept = account.password_hash if account is not None and account.active else ""
    if door.passwords.matches(password[:LONGEST], kept) and account is not None:
        return account
    note_refused(door.store, door.clock.now(), account)
    return None


def note_refused(store: Store, now: Minute, account: Account | None) -> None:
    """Write down that somebody was not let in."""
    login = UNKNOWN if account is None else account.login
    with store.transaction() as books:
        books.audit.add(Deed(at=now, actor=login, action="sign-in", object=login, result=Result.REFUSED))


def link_owner(door: Doorkeeper, token: str) -> Account:
    """Return whose link a token is; raise PasswordRefusedError for one that does not hold."""
    with door.store.reading() as books:
        link = books.accounts.link(hash_of(token))
        account = None if link is None else books.accounts.find(link.account)
    if link is None or account is None or not account.active or door.clock.now() >= link.expires:
        raise PasswordRefusedError(_LINK_ENDED.say())
    return account


def choose_password(door: Doorkeeper, token: str, password: str) -> Account:
    """Set a password by a link, which ends; all sessions end too. Raise PasswordRefusedError."""
    account = link_owner(door, token)
    refuse_weak(password, account.login)
    kept = door.passwords.hash(password)
    with door.store.transaction() as books:
        link, fresh = books.accounts.link(hash_of(token)), books.accounts.find(account.id)
        if link is None or fresh is None or not fresh.active:
            raise PasswordRefusedError(_LINK_ENDED.say())
        account = replace(fresh, password_hash=kept)
        books.accounts.put(account)
        books.accounts.drop_links(account.id)
        books.sessions.end_all(account.id)
        books.events.add(Event(at=door.clock.now(), actor=account.login, what="password set", subject=account.login))
    return account


def change_password(door: Doorkeeper, login: str, old: str, new: str, *, token: str) -> None:
    """Set another password for who knows the old one; other sessions end. Raise PasswordRefusedError."""
    with door.store.reading() as books:
        account = books.accounts.by_login(login)
    if not door.passwords.matches(old[:LONGEST], "" if account is None else account.password_hash) or account is None:
        note_refused(door.store, door.clock.now(), account)
        raise PasswordRefusedError(_WRONG.say())
    refuse_weak(new, login)
    kept = door.passwords.hash(new)
    with door.store.transaction() as books:
        fresh = books.accounts.find(account.id)
        if fresh is None or fresh.password_hash != account.password_hash:
            raise PasswordRefusedError(_WRONG.say())
        books.accounts.put(replace(fresh, password_hash=kept))
        books.sessions.end_all(account.id, but=hash_of(token))
        books.events.add(Event(at=door.clock.now(), actor=login, what="password set", subject=login))
