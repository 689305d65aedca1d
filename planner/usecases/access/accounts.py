"""Making and changing accounts. A change of role, code or standing holds at the next request.

Not allowed here: signing in (``signing_in``) and hashing passwords.
"""

import re
from dataclasses import dataclass, replace

from planner.domain.access import Role
from planner.domain.accounts import SETUP_MINUTES, Account, AccountId, SetupLink
from planner.domain.time import Minute
from planner.domain.wording import Language, Text
from planner.ports.store import Event, Store, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.access.tokens import hash_of, new_id, new_token

FIRST_LOGIN = "beheerder"
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
_NO_LOGIN = Text(
    "aanmeldnaam {login!r} kan niet\n"
    "Gebruik 2 tot 64 kleine letters, cijfers of . _ @ -, met een letter of cijfer voorop.",
    "sign-in name {login!r} will not do\n"
    "Use 2 to 64 small letters, digits or . _ @ -, beginning with a letter or digit.",
)
_TAKEN = Text(
    "aanmeldnaam {login} bestaat al\nKies een andere.",
    "sign-in name {login} is taken\nChoose another.",
)
_NO_LABEL = Text(
    "omschrijving ontbreekt\nGeef een dienstnummer of functie, geen naam van een persoon.",
    "label is missing\nGive a service number or function, no name of a person.",
)
_NO_CODE = Text(
    "voor de rol {role} ontbreekt de code\nGeef het dienstnummer, de locatie of de organisatie.",
    "the role {role} needs a code\nGive the service number, the site or the organisation.",
)
_UNKNOWN = Text(
    "account {login} bestaat niet\nKijk in de lijst welke er zijn.",
    "there is no account {login}\nLook in the list which there are.",
)
_LAST = Text(
    "{login} is de laatste beheerder\nMaak eerst een andere beheerder.",
    "{login} is the last administrator\nMake another administrator first.",
)
WITH_CODE = frozenset({Role.REGIEVOERDER, Role.SITE})
"""Roles that see only their own: without a code there would be nothing to see."""


class AccountRefusedError(ValueError):
    """An account cannot be made or changed so; first line what, second line the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountWanted:
    """What an account is to be."""

    login: str
    label: str
    role: Role
    code: str = ""
    language: Language = Language.DUTCH
    issuer: str = ""
    subject: str = ""


def create_account(store: Store, clock: Clock, wanted: AccountWanted, *, actor: str) -> Account:
    """Make an account that nobody can sign in with until it has a password or a subject; raise AccountRefusedError."""
    now = clock.now()
    with store.transaction() as books:
        return add_account(books, wanted, now=now, actor=actor)


def add_account(books: Transaction, wanted: AccountWanted, *, now: Minute, actor: str) -> Account:
    """Make an account within a transaction; raise AccountRefusedError."""
    login = wanted.login.strip().lower()
    if _LOGIN.fullmatch(login) is None:
        raise AccountRefusedError(_NO_LOGIN.say(login=login))
    if books.accounts.by_login(login) is not None:
        raise AccountRefusedError(_TAKEN.say(login=login))
    account = Account(
        id=AccountId(new_id("a")),
        login=login,
        label=wanted.label.strip(),
        role=wanted.role,
        code=wanted.code.strip(),
        language=wanted.language,
        created_at=now,
        issuer=wanted.issuer,
        subject=wanted.subject,
    )
    _refuse_incomplete(account)
    books.accounts.put(account)
    books.events.add(Event(at=now, actor=actor, what="account created", subject=login))
    return account


def first_administrator(store: Store, clock: Clock) -> str | None:
    """Return the token of a link for the first administrator to choose a password; None once somebody can sign in.

    Nothing has a password beforehand. An earlier link that was not used no longer works.
    """
    now = clock.now()
    with store.transaction() as books:
        if any(account.ready and account.role is Role.ADMINISTRATOR for account in books.accounts.all()):
            return None
        account = books.accounts.by_login(FIRST_LOGIN) or add_account(
            books,
            AccountWanted(login=FIRST_LOGIN, label="Eerste beheerder", role=Role.ADMINISTRATOR),
            now=now,
            actor="installatie",
        )
        if not account.active or account.role is not Role.ADMINISTRATOR:
            books.accounts.put(replace(account, active=True, role=Role.ADMINISTRATOR))
        return _new_link(books, account, now=now, actor="installatie")


def link_to_set_password(store: Store, clock: Clock, login: str, *, actor: str) -> str:
    """Return the token of a link with which the owner chooses a new password; raise AccountRefusedError.

    The old password and all sessions end at once.
    """
    now = clock.now()
    with store.transaction() as books:
        account = found(books, login)
        books.accounts.put(replace(account, password_hash=""))
        books.sessions.end_all(account.id)
        return _new_link(books, account, now=now, actor=actor)


def disable_account(store: Store, clock: Clock, login: str, *, actor: str) -> Account:
    """Keep somebody out from now on: sessions end at once; raise AccountRefusedError."""
    return _changed(store, clock, login, "account disabled", actor, active=False)


def enable_account(store: Store, clock: Clock, login: str, *, actor: str) -> Account:
    """Let somebody in again; raise AccountRefusedError."""
    return _changed(store, clock, login, "account enabled", actor, active=True)


def change_rights(store: Store, clock: Clock, login: str, *, role: Role, code: str, actor: str) -> Account:
    """Give an account another role or code; its sessions end, so that nothing of before stays open.

    Raise AccountRefusedError.
    """
    return _changed(store, clock, login, "account changed", actor, role=role, code=code.strip())


def change_language(store: Store, clock: Clock, login: str, language: Language) -> Account:
    """Answer somebody in a language from now on; raise AccountRefusedError."""
    with store.transaction() as books:
        account = replace(found(books, login), language=language)
        books.accounts.put(account)
        books.events.add(
            Event(at=clock.now(), actor=login, what="account changed", subject=login, fields=("language",))
        )
    return account


def found(books: Transaction, login: str) -> Account:
    """Return the account with a sign-in name; raise AccountRefusedError."""
    account = books.accounts.by_login(login)
    if account is None:
        raise AccountRefusedError(_UNKNOWN.say(login=login))
    return account


def _changed(store: Store, clock: Clock, login: str, what: str, actor: str, **fields: object) -> Account:
    with store.transaction() as books:
        before = found(books, login)
        after: Account = replace(before, **fields)  # type: ignore[arg-type]  # fields of an account, named above
        if after == before:
            return before
        _refuse_incomplete(after)
        _refuse_without_administrator(books, before, after)
        books.accounts.put(after)
        books.sessions.end_all(after.id)
        names = tuple(name for name in fields if getattr(before, name) != getattr(after, name))
        books.events.add(Event(at=clock.now(), actor=actor, what=what, subject=login, fields=names))
    return after


def _refuse_incomplete(account: Account) -> None:
    if not account.label:
        raise AccountRefusedError(_NO_LABEL.say())
    if account.role in WITH_CODE and not account.code:
        raise AccountRefusedError(_NO_CODE.say(role=account.role.value))


def _refuse_without_administrator(books: Transaction, before: Account, after: Account) -> None:
    if before.role is not Role.ADMINISTRATOR or (after.role is before.role and after.active):
        return
    others = (one for one in books.accounts.all() if one.id != before.id)
    if not any(one.ready and one.role is Role.ADMINISTRATOR for one in others):
        raise AccountRefusedError(_LAST.say(login=before.login))


def _new_link(books: Transaction, account: Account, *, now: Minute, actor: str) -> str:
    token = new_token()
    expires = Minute(now + SETUP_MINUTES)
    books.accounts.put_link(SetupLink(token_hash=hash_of(token), account=account.id, expires=expires))
    books.events.add(Event(at=now, actor=actor, what="account link", subject=account.login))
    return token
