"""Reports about operations, crews, letters, and which publication somebody has seen."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None
_LINES = ("operation_report", "operation_crew", "invitation_note")


def upgrade() -> None:
    """Make the tables."""
    for name in _LINES:
        op.create_table(
            name,
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("activity", sa.Text(), nullable=False),
            sa.Column("body", sa.LargeBinary(), nullable=False),
        )
        op.create_index(f"ix_{name}_activity", name, ["activity"])
    op.create_table(
        "release_seen",
        sa.Column("account", sa.Text(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("release_seen")
    for name in _LINES:
        op.drop_table(name)
