"""The tables of accounts, sessions and the audit log.

Not allowed here: reading or writing them. Accounts and sessions are overwritten and removed; triggers of the database
keep the lines and seals of the audit log as they were written.
"""

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from planner.store.rows import Row


class AccountRow(Row):
    """One person's way in."""

    __tablename__ = "account"
    __table_args__ = (
        Index(
            "account_subject",
            "issuer",
            "subject",
            unique=True,
            sqlite_where=text("subject <> ''"),
            postgresql_where=text("subject <> ''"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    role: Mapped[str]
    code: Mapped[str]
    language: Mapped[str]
    active: Mapped[bool]
    created_at: Mapped[int]
    password_hash: Mapped[str]
    issuer: Mapped[str]
    subject: Mapped[str]


class ClientRow(Row):
    """Another program's way in."""

    __tablename__ = "system_client"

    id: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str]
    role: Mapped[str]
    code: Mapped[str]
    active: Mapped[bool]
    created_at: Mapped[int]
    secret_hash: Mapped[str]


class SessionRow(Row):
    """Somebody is signed in; ``owner`` is an account or a system client, by ``kind``."""

    __tablename__ = "session"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str]
    kind: Mapped[str]
    owner: Mapped[str] = mapped_column(index=True)
    started: Mapped[int]
    last_seen: Mapped[int]
    stepped_up_at: Mapped[int]
    expires: Mapped[int] = mapped_column(index=True)
    agent: Mapped[str]


class SetupLinkRow(Row):
    """A link to choose a password."""

    __tablename__ = "setup_link"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(index=True)
    expires: Mapped[int]


class SecretRow(Row):
    """The secret of this installation, made once."""

    __tablename__ = "installation_secret"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    secret: Mapped[str]


class AuditRow(Row):
    """One line of the audit log."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("audit_entry_at", "at"),
        Index("audit_entry_batch", "batch"),
        Index(
            "audit_entry_case_set",
            "case_set",
            sqlite_where=text("case_set IS NOT NULL"),
            postgresql_where=text("case_set IS NOT NULL"),
        ),
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    batch: Mapped[str]
    at: Mapped[int]
    actor: Mapped[str]
    action: Mapped[str]
    kind: Mapped[str]
    object: Mapped[str]
    cases: Mapped[str]
    result: Mapped[str]
    fields: Mapped[str]
    purpose: Mapped[str]
    origin: Mapped[str]
    operation: Mapped[str]
    case_set: Mapped[str | None] = mapped_column(ForeignKey("audit_case_set.hash"))
    """Where a long list of cases is kept, in place of ``cases``."""


class AuditCaseSetRow(Row):
    """A set of pseudonyms of cases, once for all lines that are about just these."""

    __tablename__ = "audit_case_set"

    hash: Mapped[str] = mapped_column(primary_key=True)
    cases: Mapped[bytes]


class AuditBatchRow(Row):
    """The seal on the lines of one transaction."""

    __tablename__ = "audit_batch"
    __table_args__ = (UniqueConstraint("batch"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    sealed_at: Mapped[int] = mapped_column(BigInteger)
    late: Mapped[bool]
    previous: Mapped[str]
    hash: Mapped[str]
