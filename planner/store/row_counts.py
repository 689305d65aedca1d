"""What is in the tables that are only added to, so that a copy can be held against the database it was made of.

Not allowed here: changing anything.
"""

import hashlib
from collections.abc import Mapping

from sqlalchemy import Column, Engine, Table, select

from planner.ports.backup import Rows
from planner.store.access_rows import AuditBatchRow
from planner.store.disruptions import DisruptionRow
from planner.store.rows import DeliveryRow, FactRow, OutcomeRow, PlanRow, ReleaseRow, Row
from planner.store.transactions import SqlStore

_KEYS = {
    FactRow: "id",
    DeliveryRow: "id",
    OutcomeRow: "id",
    PlanRow: "id",
    ReleaseRow: "number",
    DisruptionRow: "number",
    AuditBatchRow: "number",
}
"""The tables, each with what numbers its rows."""
_FILLED_IN_LATER = {"retired_at"}
"""A value of a fact gets the moment it ended later."""
_TAKEN_OUT_LATER = {("disruption", "body"), ("disruption", "actor"), ("disruption", "key")}
"""A note, and later who reported it, go when their term is over."""
_PIECE = 500
_TABLES = {row.__tablename__: (Row.metadata.tables[row.__tablename__], key) for row, key in _KEYS.items()}


class SqlRowCounts:
    """Implements ``planner.ports.backup.RowCounts``."""

    def __init__(self, store: SqlStore) -> None:
        """Take the store."""
        self._engine = store.engine

    def all(self) -> Mapping[str, Rows]:
        """Return what each table holds."""
        return {name: _rows(self._engine, table, table.c[key]) for name, (table, key) in _TABLES.items()}

    def through(self, last: Mapping[str, int]) -> Mapping[str, Rows]:
        """Return what each table holds up to a number."""
        return {
            name: _rows(self._engine, table, table.c[key], last[name])
            for name, (table, key) in _TABLES.items()
            if name in last
        }


def _rows(engine: Engine, table: Table, key: Column[int], last: int | None = None) -> Rows:
    left_out = {name for of, name in _TAKEN_OUT_LATER if of == table.name} | _FILLED_IN_LATER
    query = select(key.label("row_number_of"), *(one for one in table.columns if one.name not in left_out))
    query = query.order_by(key) if last is None else query.where(key <= last).order_by(key)
    through, count, whole = 0, 0, hashlib.sha256()
    with engine.connect().execution_options(reads_only=True, yield_per=_PIECE) as connection:
        for row in connection.execute(query):
            through, count = row[0], count + 1
            for value in row:
                content = value if isinstance(value, bytes) else repr(value).encode()
                whole.update(len(content).to_bytes(8))
                whole.update(content)
    return Rows(through=through, count=count, digest=whole.hexdigest())
