"""Absence calendars and the work list; from when on calendars still know what left them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "absence_proposal",
        _number("id", primary_key=True),
        _text("owner"),
        _text("name"),
        _number("revision"),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("owner", "name"),
    )
    op.create_index("absence_changes", "absence_proposal", ["owner", "revision"])
    op.create_table(
        "task",
        _number("id", primary_key=True),
        *(_text(name) for name in ("key", "kind", "subject", "text")),
        _number("raised_at"),
        sa.Column("done_at", sa.Integer()),
        _text("done_by"),
    )
    op.create_index("ix_task_key", "task", ["key"])
    op.add_column("calendar", sa.Column("remembers", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Remove the tables."""
    op.drop_column("calendar", "remembers")
    for table in ("task", "absence_proposal"):
        op.drop_table(table)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str, *, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, primary_key=primary_key)
