"""The tables of absence calendars and of the work list.

Not allowed here: reading or writing them.
"""

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.store.rows import Row


class AbsenceRow(Row):
    """One entry of a person's absence calendar; overwritten as the person changes it, ``gone`` when removed."""

    __tablename__ = "absence_proposal"
    __table_args__ = (UniqueConstraint("owner", "name"), Index("absence_changes", "owner", "revision"))

    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str]
    name: Mapped[str]
    revision: Mapped[int]
    gone: Mapped[bool]
    body: Mapped[bytes]


class TaskRow(Row):
    """One thing to settle; ``done_at`` and ``done_by`` are filled in once."""

    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    raised_at: Mapped[int]
    done_at: Mapped[int | None]
    done_by: Mapped[str]
