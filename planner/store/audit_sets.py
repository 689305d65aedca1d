"""Sets of cases that lines of the audit log refer to: each kept once, under the hash of what is in it.

Not allowed here: the lines, and which case a pseudonym stands for.
"""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Select, bindparam, delete, exists, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from planner.domain.audit import PSEUDONYM_BYTES, set_hash
from planner.store.access_rows import AuditCaseSetRow, AuditRow

_PIECE = 200
_IS_KEPT = select(AuditCaseSetRow.hash).where(AuditCaseSetRow.hash == bindparam("name"))


def keep(session: Session, content: bytes) -> str:
    """Store a set where it is new; return what lines call it."""
    name = set_hash(content)
    if session.connection().scalar(_IS_KEPT, {"name": name}) is None:
        insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
        values = insert(AuditCaseSetRow).values(hash=name, cases=content)
        session.execute(values.on_conflict_do_nothing())  # somebody else may store the same one at this moment
    return name


def counts(session: Session, sets: Iterable[str]) -> Mapping[str, int]:
    """Return how many cases are in sets; one that is not there is left out."""
    query = select(AuditCaseSetRow.hash, func.length(AuditCaseSetRow.cases))
    rows = session.execute(query.where(AuditCaseSetRow.hash.in_(set(sets))))
    return {name: size // PSEUDONYM_BYTES for name, size in rows}


def kept_sets(session: Session) -> Iterator[tuple[str, bytes]]:
    """Return every set, a piece at a time."""
    last: str | None = ""
    query = select(AuditCaseSetRow.hash, AuditCaseSetRow.cases).order_by(AuditCaseSetRow.hash).limit(_PIECE)
    while last is not None:
        rows = session.execute(query.where(AuditCaseSetRow.hash > last)).all()
        yield from ((name, content) for name, content in rows)
        last = rows[-1].hash if len(rows) == _PIECE else None


def sets_with(session: Session, pseudonym: str) -> Select[str]:
    """Return the query for the sets that a case is in.

    A pseudonym is looked for among the bytes, wherever it begins: that it stands there by chance, across two others, is
    no likelier than that two cases have the same one.
    """
    found = func.instr if session.get_bind().dialect.name == "sqlite" else func.pg_catalog.position
    return select(AuditCaseSetRow.hash).where(found(AuditCaseSetRow.cases, bytes.fromhex(pseudonym)) > 0)


def drop_unused(session: Session) -> None:
    """Remove the sets that no line refers to any more."""
    session.flush()
    used = exists().where(AuditRow.case_set == AuditCaseSetRow.hash)
    session.execute(delete(AuditCaseSetRow).where(~used).execution_options(synchronize_session=False))
