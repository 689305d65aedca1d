"""The first tables."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Make every table."""
    _make_facts()
    _make_deliveries()
    _make_problems_and_plans()
    _make_log_and_claims()


def downgrade() -> None:
    """Remove every table."""
    for table in (
        "claim",
        "event",
        "release",
        "plan",
        "problem",
        "problem_part",
        "outcome",
        "column_mapping",
        "delivery",
        "fact",
    ):
        op.drop_table(table)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _number() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), primary_key=True)


def _make_facts() -> None:
    op.create_table(
        "fact",
        _number(),
        _text("kind"),
        _text("key"),
        _text("source"),
        _whole("recorded_at"),
        _whole("retired_at", nullable=True),
        _bytes("body"),
    )
    in_force = sa.text("retired_at IS NULL")
    op.create_index(
        "fact_in_force", "fact", ["kind", "key"], unique=True, sqlite_where=in_force, postgresql_where=in_force
    )
    op.create_index("fact_history", "fact", ["kind", "key", "recorded_at"])
    op.create_table(
        "outcome",
        _number(),
        _text("activity"),
        _whole("recorded_at"),
        sa.Column("correction", sa.Boolean(), nullable=False),
        _bytes("body"),
    )
    op.create_index("ix_outcome_activity", "outcome", ["activity"])


def _make_deliveries() -> None:
    counts = ("new", "changed", "unchanged", "vanished", "retired")
    op.create_table(
        "delivery",
        _number(),
        _text("source"),
        _text("digest"),
        _whole("recorded_at"),
        _text("actor"),
        *(_whole(name) for name in counts),
    )
    op.create_index("ix_delivery_source", "delivery", ["source"])
    op.create_table("column_mapping", _number(), _text("source"), _whole("recorded_at"), _bytes("body"))
    op.create_index("ix_column_mapping_source", "column_mapping", ["source"])


def _make_problems_and_plans() -> None:
    op.create_table("problem_part", sa.Column("hash", sa.Text(), primary_key=True), _bytes("body"))
    op.create_table("problem", sa.Column("hash", sa.Text(), primary_key=True), _bytes("head"))
    op.create_table(
        "plan",
        _number(),
        sa.Column("parent", sa.Integer(), sa.ForeignKey("plan.id"), nullable=True),
        _whole("depth"),
        sa.Column("problem_hash", sa.Text(), sa.ForeignKey("problem.hash"), nullable=False),
        _whole("made_at"),
        _text("actor"),
        _whole("seed"),
        _text("fingerprint"),
        _whole("release"),
        _bytes("body"),
    )
    op.create_table(
        "release",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        _whole("published_at"),
        sa.Column("plan_id", sa.Integer(), sa.ForeignKey("plan.id"), nullable=False),
        _bytes("body"),
    )


def _make_log_and_claims() -> None:
    op.create_table("event", _number(), _whole("at"), _text("actor"), _text("what"), _text("subject"))
    op.create_table("claim", sa.Column("name", sa.Text(), primary_key=True), _text("holder"), _whole("expires"))
