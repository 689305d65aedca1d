"""Drafts and their edits."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("base", sa.Integer(), sa.ForeignKey("plan.id"), nullable=False),
        sa.Column("problem_hash", sa.Text(), sa.ForeignKey("problem.hash"), nullable=False),
        sa.Column("solved", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.UniqueConstraint("week", "name", name="draft_week"),
    )
    op.create_table(
        "edit",
        sa.Column("draft", sa.Integer(), sa.ForeignKey("draft.id"), primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("plan", sa.Integer(), sa.ForeignKey("plan.id"), nullable=False, unique=True),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("problem_hash", sa.Text(), sa.ForeignKey("problem.hash"), nullable=False),
        sa.Column("solved", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("draft", "key", name="edit_key"),
    )
    op.create_table(
        "edit_item",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("draft", sa.Integer(), sa.ForeignKey("draft.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    op.create_index("edit_item_newest", "edit_item", ["draft", "activity", "version"])


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("edit_item")
    op.drop_table("edit")
    op.drop_table("draft")
