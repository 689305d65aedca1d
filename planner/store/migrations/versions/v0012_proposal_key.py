"""Under which key a proposal was asked for: one proposal per key, also when it is asked for twice at once."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Add the column; proposals made before have no key any more, for nobody repeats a request that long."""
    op.add_column("release_proposal", sa.Column("asked_under", sa.Text(), nullable=True))
    op.create_index("ix_release_proposal_asked_under", "release_proposal", ["asked_under"], unique=True)


def downgrade() -> None:
    """Remove the column."""
    op.drop_index("ix_release_proposal_asked_under", "release_proposal")
    op.drop_column("release_proposal", "asked_under")
