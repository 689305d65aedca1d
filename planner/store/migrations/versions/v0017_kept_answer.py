"""The first answer to what was asked under a key, so that asking once more gives it again."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "kept_answer",
        sa.Column("asked_under", sa.Text(), primary_key=True),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
    )
    op.create_index("ix_kept_answer_at", "kept_answer", ["at"])


def downgrade() -> None:
    """Remove the table."""
    op.drop_index("ix_kept_answer_at", "kept_answer")
    op.drop_table("kept_answer")
