"""Accounts, system clients, sessions, and links to choose a password.

Not allowed here: making tokens and hashes.
"""

from sqlalchemy import Engine, RowMapping, Select, bindparam, delete, select
from sqlalchemy.orm import Session as SqlSession

from planner.domain.access import Role
from planner.domain.accounts import Account, AccountId, Session, SessionKind, SetupLink, SystemClient
from planner.domain.time import Minute
from planner.domain.wording import Language
from planner.store.access_rows import AccountRow, ClientRow, SessionRow, SetupLinkRow
from planner.store.conflicts import named

_ACCOUNTS = select(AccountRow.__table__)
_CLIENTS = select(ClientRow.__table__)
_SESSIONS = select(SessionRow.__table__)
_SESSION_WITH = _SESSIONS.where(SessionRow.token_hash == bindparam("hash"))
_ACCOUNT_OF = _ACCOUNTS.where(AccountRow.id == bindparam("owner"))
_CLIENT_OF = _CLIENTS.where(ClientRow.id == bindparam("owner"))
"""Asked at every request, so made once."""


class SqlAccounts:
    """Implements ``planner.ports.access.Accounts``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    def put(self, account: Account) -> None:
        """Store an account in place of the one with its id; raise StoreConflictError for a login that is taken."""
        self._session.merge(
            AccountRow(
                id=account.id,
                login=account.login,
                label=account.label,
                role=account.role.value,
                code=account.code,
                language=account.language.value,
                active=account.active,
                created_at=account.created_at,
                password_hash=account.password_hash,
                issuer=account.issuer,
                subject=account.subject,
            )
        )
        self._session.flush()

    def find(self, account: AccountId) -> Account | None:
        """Return one by its id."""
        return self._one(_ACCOUNTS.where(AccountRow.id == account))

    def by_login(self, login: str) -> Account | None:
        """Return one by what is typed to sign in."""
        return self._one(_ACCOUNTS.where(AccountRow.login == login))

    def by_subject(self, issuer: str, subject: str) -> Account | None:
        """Return the one that an identity provider vouches for under a subject."""
        query = _ACCOUNTS.where(AccountRow.issuer == issuer, AccountRow.subject == subject)
        return self._one(query) if subject else None

    def all(self) -> tuple[Account, ...]:
        """Return all, by login."""
        rows = self._session.execute(_ACCOUNTS.order_by(AccountRow.login)).mappings()
        return tuple(_account(row) for row in rows)

    def put_client(self, client: SystemClient) -> None:
        """Store a system client in place of the one with its id."""
        self._session.merge(
            ClientRow(
                id=client.id,
                label=client.label,
                role=client.role.value,
                code=client.code,
                active=client.active,
                created_at=client.created_at,
                secret_hash=client.secret_hash,
            )
        )
        self._session.flush()

    def client(self, client: AccountId) -> SystemClient | None:
        """Return a system client by its id."""
        row = self._session.execute(_CLIENTS.where(ClientRow.id == client)).mappings().first()
        return None if row is None else _client(row)

    def clients(self) -> tuple[SystemClient, ...]:
        """Return all system clients, by id."""
        return tuple(_client(row) for row in self._session.execute(_CLIENTS.order_by(ClientRow.id)).mappings())

    def put_link(self, link: SetupLink) -> None:
        """Store a link in place of the earlier ones to the same account."""
        self.drop_links(link.account)
        self._session.add(SetupLinkRow(token_hash=link.token_hash, account=link.account, expires=link.expires))
        self._session.flush()

    def link(self, token_hash: str) -> SetupLink | None:
        """Return a link by the hash of its token."""
        row = self._session.get(SetupLinkRow, token_hash)
        if row is None:
            return None
        return SetupLink(token_hash=row.token_hash, account=AccountId(row.account), expires=Minute(row.expires))

    def drop_links(self, account: AccountId) -> None:
        """Remove the links to an account: they were used."""
        self._session.execute(delete(SetupLinkRow).where(SetupLinkRow.account == account))

    def _one(self, query: Select[tuple[object, ...]]) -> Account | None:
        row = self._session.execute(query).mappings().first()
        return None if row is None else _account(row)


class SqlSessions:
    """Implements ``planner.ports.access.Sessions``."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session

    def put(self, session: Session) -> None:
        """Store a session in place of the one with its token."""
        self._session.merge(
            SessionRow(
                token_hash=session.token_hash,
                id=session.id,
                kind=session.kind.value,
                owner=session.account,
                started=session.started,
                last_seen=session.last_seen,
                stepped_up_at=session.stepped_up_at,
                expires=session.expires,
                agent=session.agent,
            )
        )
        self._session.flush()

    def find(self, token_hash: str) -> Session | None:
        """Return one by the hash of its token."""
        query = _SESSIONS.where(SessionRow.token_hash == token_hash)
        row = self._session.execute(query).mappings().first()
        return None if row is None else _session_of(row)

    def of(self, account: AccountId) -> tuple[Session, ...]:
        """Return those of an account, oldest first."""
        query = _SESSIONS.where(SessionRow.owner == account)
        rows = self._session.execute(query.order_by(SessionRow.started, SessionRow.id)).mappings()
        return tuple(_session_of(row) for row in rows)

    def end(self, token_hash: str) -> None:
        """Remove one, if it is there."""
        self._session.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))

    def end_all(self, account: AccountId, *, but: str = "") -> None:
        """Remove those of an account, but the one with this hash."""
        self._session.execute(delete(SessionRow).where(SessionRow.owner == account, SessionRow.token_hash != but))

    def prune(self, at: Minute) -> int:
        """Remove what expired before a minute; return how many."""
        gone = tuple(self._session.scalars(select(SessionRow.token_hash).where(SessionRow.expires < at)))
        self._session.execute(delete(SessionRow).where(SessionRow.expires < at))
        return len(gone)


class SqlVisits:
    """Implements ``planner.ports.access.Visits``; every request asks, so without a transaction of its own."""

    def __init__(self, reader: Engine) -> None:
        self._reader = reader

    def find(self, token_hash: str) -> tuple[Session, Account | SystemClient] | None:
        """Return the session with a token and whose it is; whether both still hold is in the answer."""
        with named(), self._reader.connect() as connection:
            found = connection.execute(_SESSION_WITH, {"hash": token_hash})
            row = found.mappings().first()
            if row is None:
                return None
            person = row["kind"] == SessionKind.PERSON.value
            query = _ACCOUNT_OF if person else _CLIENT_OF
            owner = connection.execute(query, {"owner": row["owner"]}).mappings().first()
        if owner is None:
            return None
        return _session_of(row), _account(owner) if person else _client(owner)


def _session_of(row: RowMapping) -> Session:
    return Session(
        id=row["id"],
        token_hash=row["token_hash"],
        kind=SessionKind(row["kind"]),
        account=AccountId(row["owner"]),
        started=Minute(row["started"]),
        last_seen=Minute(row["last_seen"]),
        stepped_up_at=Minute(row["stepped_up_at"]),
        expires=Minute(row["expires"]),
        agent=row["agent"],
    )


def _account(row: RowMapping) -> Account:
    return Account(
        id=AccountId(row["id"]),
        login=row["login"],
        label=row["label"],
        role=Role(row["role"]),
        code=row["code"],
        language=Language(row["language"]),
        active=row["active"],
        created_at=Minute(row["created_at"]),
        password_hash=row["password_hash"],
        issuer=row["issuer"],
        subject=row["subject"],
    )


def _client(row: RowMapping) -> SystemClient:
    return SystemClient(
        id=AccountId(row["id"]),
        label=row["label"],
        role=Role(row["role"]),
        code=row["code"],
        active=row["active"],
        created_at=Minute(row["created_at"]),
        secret_hash=row["secret_hash"],
    )
