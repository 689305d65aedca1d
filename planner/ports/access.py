"""Ports to accounts, sessions and the audit log.

Not allowed here: making secrets and hashing passwords by a certain method.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from planner.domain.accounts import Account, AccountId, Session, SetupLink, SystemClient
from planner.domain.audit import AuditBatch, AuditEntry, AuditQuery, Checkpoint, Deed
from planner.domain.ids import CaseId
from planner.domain.time import Minute


class Accounts(Protocol):
    """Accounts of people and of systems."""

    def put(self, account: Account) -> None:
        """Store an account in place of the one with its id; raise StoreConflictError for a login that is taken."""
        ...

    def find(self, account: AccountId) -> Account | None:
        """Return one by its id."""
        ...

    def by_login(self, login: str) -> Account | None:
        """Return one by what is typed to sign in."""
        ...

    def by_subject(self, issuer: str, subject: str) -> Account | None:
        """Return the one that an identity provider vouches for under a subject."""
        ...

    def all(self) -> tuple[Account, ...]:
        """Return all, by login."""
        ...

    def put_client(self, client: SystemClient) -> None:
        """Store a system client in place of the one with its id."""
        ...

    def client(self, client: AccountId) -> SystemClient | None:
        """Return a system client by its id."""
        ...

    def clients(self) -> tuple[SystemClient, ...]:
        """Return all system clients, by id."""
        ...

    def put_link(self, link: SetupLink) -> None:
        """Store a link in place of the earlier ones to the same account."""
        ...

    def link(self, token_hash: str) -> SetupLink | None:
        """Return a link by the hash of its token."""
        ...

    def drop_links(self, account: AccountId) -> None:
        """Remove the links to an account: they were used."""
        ...


class Sessions(Protocol):
    """Who is signed in. A session that ended is removed."""

    def put(self, session: Session) -> None:
        """Store a session in place of the one with its token."""
        ...

    def find(self, token_hash: str) -> Session | None:
        """Return one by the hash of its token."""
        ...

    def of(self, account: AccountId) -> tuple[Session, ...]:
        """Return those of an account, oldest first."""
        ...

    def end(self, token_hash: str) -> None:
        """Remove one, if it is there."""
        ...

    def end_all(self, account: AccountId, *, but: str = "") -> None:
        """Remove those of an account, but the one with this hash."""
        ...

    def prune(self, at: Minute) -> int:
        """Remove what expired before a minute; return how many."""
        ...


class Visits(Protocol):
    """Who is behind a token, asked at every request: one row is read, outside any transaction."""

    def find(self, token_hash: str) -> tuple[Session, Account | SystemClient] | None:
        """Return the session with a token and whose it is; whether both still hold is in the answer."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedBatch:
    """A seal with the lines that are found under it."""

    seal: AuditBatch
    entries: tuple[AuditEntry, ...]


class Audit(Protocol):
    """The log of who did what. Lines are only ever added; the end of a transaction seals what it added."""

    def add(self, deed: Deed) -> None:
        """Add a line; origin, operation and who is signed in come from the operation that goes on."""
        ...

    def find(self, query: AuditQuery) -> tuple[AuditEntry, ...]:
        """Return the lines asked for, newest first."""
        ...

    def counts(self, sets: Iterable[str]) -> Mapping[str, int]:
        """Return of sets of cases that lines refer to how many are in each; one that is not there is left out."""
        ...

    def case_sets(self) -> Iterator[tuple[str, bytes]]:
        """Return every set of cases as it is kept: what lines call it, and what is in it."""
        ...

    def actions(self) -> tuple[str, ...]:
        """Return every action there is a line of, in the order of the alphabet."""
        ...

    def sealed(self) -> Iterator[SealedBatch]:
        """Return every batch in the order of its number, with its lines in theirs."""
        ...

    def unsealed(self) -> tuple[AuditEntry, ...]:
        """Return the lines that no seal is on."""
        ...

    def head(self) -> AuditBatch | None:
        """Return the last seal."""
        ...

    def seal(self, number: int) -> AuditBatch | None:
        """Return a seal by its number."""
        ...

    def past_term(self, before: Minute) -> tuple[int, int]:
        """Return the last seal under which every line is older, and how many lines there are up to it."""
        ...

    def let_go(self, through: int, *, at: Minute) -> int:
        """Remove the lines up to a seal, and the sets of cases of no other line; return how many lines. Seals stay."""
        ...

    def pseudonym(self, case: CaseId) -> str:
        """Return what a case is called in the log."""
        ...

    def signature(self, text: str) -> str:
        """Return the signature of a text with the installation's secret."""
        ...


class CheckpointPlaceError(ValueError):
    """Checkpoints cannot be written or read where they go; first line what, second line the remedy."""


class Checkpoints(Protocol):
    """Where checkpoints of the log go: outside the database, and what is there is never changed."""

    def newest(self) -> Checkpoint | None:
        """Return the one of the longest log, None before the first; raise CheckpointPlaceError."""
        ...

    def all(self) -> tuple[Checkpoint, ...]:
        """Return all, the shortest log first; raise CheckpointPlaceError."""
        ...

    def add(self, made: Checkpoint) -> str | None:
        """Add one and return its name; None where this end of the log has one. Raise CheckpointPlaceError."""
        ...


class Passwords(Protocol):
    """Hashes what people choose; slow on purpose."""

    def hash(self, password: str) -> str:
        """Return what is kept of a password."""
        ...

    def matches(self, password: str, kept: str) -> bool:
        """Return whether a password is the one kept; takes as long for an empty ``kept``, which nothing matches."""
        ...
