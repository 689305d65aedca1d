"""Letting lines of the audit log go that are past their term; their seals stay, so that the chain is still whole.

Not allowed here: how long lines are kept.
"""

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from planner.domain.time import Minute
from planner.store.access_rows import AuditBatchRow, AuditRow
from planner.store.rows import Row


class AuditTermRow(Row):
    """Until which seal lines may go, and when that was decided."""

    __tablename__ = "audit_term"

    through: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[int]


def past_term(session: Session, before: Minute) -> tuple[int, int]:
    """Return the last seal under which every line is older, and how many lines there are up to it.

    A line without a seal is of no seal: it waits.
    """
    sealed = select(AuditBatchRow.number).join(AuditRow, AuditRow.batch == AuditBatchRow.batch)
    newer = session.scalar(sealed.where(AuditRow.at >= before).order_by(AuditBatchRow.number).limit(1))
    last = session.scalar(select(func.max(AuditBatchRow.number))) if newer is None else newer - 1
    through = max(0, last or 0)
    return through, session.scalar(select(func.count()).select_from(AuditRow).where(_under(through))) or 0


def let_go(session: Session, through: int, at: Minute) -> int:
    """Remove the lines up to a seal; return how many. A line added before keeps its number from being used again."""
    session.flush()
    session.execute(insert(AuditTermRow).values(through=through, at=at))
    gone = session.execute(delete(AuditRow).where(_under(through)).returning(AuditRow.number))
    return len(gone.all())


def _under(through: int) -> ColumnElement[bool]:
    """Return which lines are meant."""
    return AuditRow.batch.in_(select(AuditBatchRow.batch).where(AuditBatchRow.number <= through))
