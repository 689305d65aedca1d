"""Scenarios: what-ifs beside the real drafts, and which plans are theirs."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the tables, and say of a plan whose it is."""
    op.create_table(
        "scenario",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True, unique=True),
    )
    op.create_table(
        "scenario_turn",
        sa.Column("scenario", sa.Integer(), sa.ForeignKey("scenario.number"), primary_key=True, autoincrement=False),
        sa.Column("turn", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("expires", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    op.add_column("plan", sa.Column("scenario", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Remove the tables."""
    op.drop_column("plan", "scenario")
    op.drop_table("scenario_turn")
    op.drop_table("scenario")
