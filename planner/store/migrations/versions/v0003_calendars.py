"""Rendered calendars, and who may fetch them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "calendar",
        _number("id", primary_key=True),
        sa.Column("address", sa.Text(), nullable=False, unique=True),
        _number("revision"),
        _number("changed_at"),
    )
    op.create_table(
        "calendar_entry",
        _number("id", primary_key=True),
        sa.Column("calendar", sa.Integer(), sa.ForeignKey("calendar.id"), nullable=False),
        _text("uid"),
        *(_number(name) for name in ("revision", "sequence", "changed_at", "start", "end")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("cancelled", "gone")),
        *(sa.Column(name, sa.LargeBinary(), nullable=False) for name in ("common", "busy", "short", "full")),
        sa.UniqueConstraint("calendar", "uid"),
    )
    op.create_index("calendar_entry_changes", "calendar_entry", ["calendar", "revision"])
    op.create_index("calendar_entry_uid", "calendar_entry", ["uid"])
    op.create_table(
        "credential",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("secret_hash", sa.Text(), nullable=False, unique=True),
        *(_text(name) for name in ("kind", "owner", "label", "calendars", "level")),
        _number("created_at"),
        _number("expires_at"),
        sa.Column("revoked_at", sa.Integer()),
        sa.Column("fetched_at", sa.Integer()),
        _text("agent"),
    )
    op.create_index("ix_credential_owner", "credential", ["owner"])


def downgrade() -> None:
    """Remove the tables."""
    for table in ("credential", "calendar_entry", "calendar"):
        op.drop_table(table)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str, *, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, primary_key=primary_key)
