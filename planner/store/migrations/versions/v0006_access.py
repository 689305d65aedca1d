"""Accounts, sessions, the installation's secret, and the audit log that nobody changes."""

import secrets
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_KEPT = ("audit_entry", "audit_batch")
_SAID = "regels van het logboek worden niet gewijzigd en niet verwijderd"


def upgrade() -> None:
    """Make the tables, the secret and the triggers."""
    _make_accounts()
    _make_sessions()
    _make_audit()
    op.create_table("installation_secret", _number("id", primary_key=True), _text("secret"))
    table = sa.table("installation_secret", sa.column("id", sa.Integer), sa.column("secret", sa.Text))
    op.bulk_insert(table, [{"id": 1, "secret": secrets.token_hex(32)}])
    _keep()


def downgrade() -> None:
    """Remove them."""
    for table in (*_KEPT, "installation_secret", "setup_link", "session", "system_client", "account"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_kept()")


def _make_accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("login", sa.Text(), nullable=False, unique=True),
        *(_text(name) for name in ("label", "role", "code", "language")),
        sa.Column("active", sa.Boolean(), nullable=False),
        _number("created_at"),
        *(_text(name) for name in ("password_hash", "issuer", "subject")),
    )
    named = sa.text("subject <> ''")
    op.create_index(
        "account_subject",
        "account",
        ["issuer", "subject"],
        unique=True,
        sqlite_where=named,
        postgresql_where=named,
    )
    op.create_table(
        "system_client",
        sa.Column("id", sa.Text(), primary_key=True),
        *(_text(name) for name in ("label", "role", "code")),
        sa.Column("active", sa.Boolean(), nullable=False),
        _number("created_at"),
        _text("secret_hash"),
    )


def _make_sessions() -> None:
    op.create_table(
        "session",
        sa.Column("token_hash", sa.Text(), primary_key=True),
        *(_text(name) for name in ("id", "kind", "owner")),
        *(_number(name) for name in ("started", "last_seen", "stepped_up_at", "expires")),
        _text("agent"),
    )
    op.create_index("ix_session_owner", "session", ["owner"])
    op.create_index("ix_session_expires", "session", ["expires"])
    op.create_table(
        "setup_link",
        sa.Column("token_hash", sa.Text(), primary_key=True),
        _text("account"),
        _number("expires"),
    )
    op.create_index("ix_setup_link_account", "setup_link", ["account"])


def _make_audit() -> None:
    op.create_table(
        "audit_entry",
        _number("number", primary_key=True),
        _text("batch"),
        _number("at"),
        *(_text(name) for name in ("actor", "action", "kind", "object", "cases", "result", "fields")),
        *(_text(name) for name in ("purpose", "origin", "operation")),
    )
    op.create_index("audit_entry_at", "audit_entry", ["at"])
    op.create_index("audit_entry_batch", "audit_entry", ["batch"])
    op.create_table(
        "audit_batch",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("batch", sa.Text(), nullable=False, unique=True),
        _number("size"),
        _text("digest"),
        sa.Column("sealed_at", sa.BigInteger(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        _text("previous"),
        _text("hash"),
    )


def _keep() -> None:
    """Let the database refuse every change to the log and every removal from it."""
    if op.get_bind().dialect.name == "sqlite":
        for table in _KEPT:
            for verb in ("UPDATE", "DELETE"):
                name = f"{table}_no_{verb.lower()}"
                op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{_SAID}'); END")
        return
    op.execute(
        "CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for table in _KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()"
        )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str, *, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, primary_key=primary_key)
