"""Sealing the lines of the audit log in one chain.

On SQLite writers wait for each other, so the seal is part of the transaction itself. On PostgreSQL it follows at once
in a transaction of its own, for otherwise every two writers would conflict over the end of the chain; what a break in
between leaves unsealed is sealed when the program starts again, marked as late.
Not allowed here: lines.
"""

import time
from dataclasses import asdict, replace

from sqlalchemy import Connection, Engine, bindparam, exists, func, insert, select, text

from planner.domain.audit import BEGINNING, AuditBatch, digest_of, hash_of
from planner.store.access_rows import AuditBatchRow, AuditRow
from planner.store.audit import entry_of

_LINES = select(AuditRow.__table__).where(AuditRow.batch == bindparam("of")).order_by(AuditRow.number)
_IS_SEALED = select(exists().where(AuditBatchRow.batch == bindparam("of")))
_LAST = select(AuditBatchRow.number, AuditBatchRow.hash).order_by(AuditBatchRow.number.desc()).limit(1)
_ADD = insert(AuditBatchRow)
"""Made once: every request that shows cases is sealed."""
_SEAL_LOCK = 7_203_114_909
"""Any fixed number: keeps two processes from sealing one PostgreSQL database at the same time."""


def seal(connection: Connection, batch: str, *, late: bool = False) -> None:
    """Put a seal on the lines of one batch, unless there are none or it has one; the caller has the chain alone."""
    entries = tuple(entry_of(row) for row in connection.execute(_LINES, {"of": batch}).mappings())
    if not entries or connection.scalar(_IS_SEALED, {"of": batch}):
        return
    last = connection.execute(_LAST).first()
    number, previous = (0, BEGINNING) if last is None else (last.number, last.hash)
    made = AuditBatch(
        number=number + 1,
        batch=batch,
        size=len(entries),
        digest=digest_of(entries),
        sealed_at=time.time_ns() // 1_000_000,
        late=late,
        previous=previous,
        hash="",
    )
    connection.execute(_ADD, asdict(replace(made, hash=hash_of(made))))


def seal_alone(engine: Engine, batch: str) -> None:
    """Put a seal on the lines of one batch in a transaction of its own."""
    with engine.connect() as connection:
        _take_chain(connection)
        seal(connection, batch)
        connection.commit()


def seal_leftovers(engine: Engine) -> int:
    """Put a late seal on what a break left without one; return on how many batches."""
    without = ~exists().where(AuditBatchRow.batch == AuditRow.batch)
    query = select(AuditRow.batch).where(without).group_by(AuditRow.batch).order_by(func.min(AuditRow.number))
    with engine.connect() as connection:
        _take_chain(connection)
        batches = connection.scalars(query).all()
        for batch in batches:
            seal(connection, batch, late=True)
        connection.commit()
    return len(batches)


def _take_chain(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        # What another process sealed while this one waited for the lock must be seen.
        connection.execution_options(isolation_level="READ COMMITTED")
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _SEAL_LOCK})
