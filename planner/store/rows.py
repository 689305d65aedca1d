"""The tables. Rows are only added, except where a comment says otherwise.

Not allowed here: reading or writing them. Changing a table takes a migration beside it.
"""

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Row(DeclarativeBase):
    """Any row of the store; whole minutes since 2020 are plain integers, bodies are canonical bytes."""

    type_annotation_map = {str: Text, bytes: LargeBinary}  # noqa: RUF012 - declared so by the library


class FactRow(Row):
    """One value of one fact; ``retired_at`` is filled in once, when its successor comes or it is ended."""

    __tablename__ = "fact"
    __table_args__ = (
        Index(
            "fact_in_force",
            "kind",
            "key",
            unique=True,
            sqlite_where=text("retired_at IS NULL"),
            postgresql_where=text("retired_at IS NULL"),
        ),
        Index("fact_history", "kind", "key", "recorded_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    source: Mapped[str]
    recorded_at: Mapped[int]
    retired_at: Mapped[int | None]
    body: Mapped[bytes]


class DeliveryRow(Row):
    """One import and what it changed."""

    __tablename__ = "delivery"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str]
    recorded_at: Mapped[int]
    actor: Mapped[str]
    new: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    vanished: Mapped[int]
    retired: Mapped[int]


class MappingRow(Row):
    """Column names of a source, as saved at a moment; the last one counts."""

    __tablename__ = "column_mapping"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(index=True)
    recorded_at: Mapped[int]
    body: Mapped[bytes]


class OutcomeRow(Row):
    """What really happened; the last one of an activity counts."""

    __tablename__ = "outcome"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity: Mapped[str] = mapped_column(index=True)
    recorded_at: Mapped[int]
    correction: Mapped[bool]
    body: Mapped[bytes]


class PartRow(Row):
    """One part of a problem, compressed, under the hash of its bytes."""

    __tablename__ = "problem_part"

    hash: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes]


class ProblemRow(Row):
    """The head of a problem: what is not in parts, and the hashes of its parts."""

    __tablename__ = "problem"

    hash: Mapped[str] = mapped_column(primary_key=True)
    head: Mapped[bytes]


class PlanRow(Row):
    """One plan version: whole (``depth`` 0) or as the difference with its parent (one deeper)."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    depth: Mapped[int]
    problem_hash: Mapped[str] = mapped_column(ForeignKey("problem.hash"))
    made_at: Mapped[int]
    actor: Mapped[str]
    seed: Mapped[int]
    fingerprint: Mapped[str]
    release: Mapped[int]
    scenario: Mapped[int | None]
    body: Mapped[bytes]


class ReleaseRow(Row):
    """One publication."""

    __tablename__ = "release"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(unique=True)
    published_at: Mapped[int]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    body: Mapped[bytes]


class EventRow(Row):
    """Who did what when."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int]
    actor: Mapped[str]
    what: Mapped[str]
    subject: Mapped[str]


class ClaimRow(Row):
    """Who works on what; the only row that is overwritten and removed."""

    __tablename__ = "claim"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    expires: Mapped[int]


class TravelRow(Row):
    """Travel times of all known places from one source, compressed; the last one counts."""

    __tablename__ = "travel_table"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    made_on: Mapped[str]
    recorded_at: Mapped[int]
    body: Mapped[bytes]
