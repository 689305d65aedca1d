"""Ways in which somebody with all rights in the database could spoil the audit log."""

import random
from collections.abc import Callable
from dataclasses import asdict, replace

from sqlalchemy import Connection, delete, insert, select, text, update

from planner.domain.audit import AuditBatch, digest_of, hash_of, set_hash
from planner.store.access_rows import AuditBatchRow, AuditCaseSetRow, AuditRow
from planner.store.audit import entry_of, seal_of

Tamper = Callable[[Connection, random.Random], None]
FIELDS = ("actor", "action", "kind", "object", "purpose", "origin", "operation", "at", "cases", "fields", "result")
_CHANGED = {"at": 1, "cases": '["0"]', "fields": '["x"]', "result": "mislukt"}


def without_triggers(connection: Connection) -> None:
    """Take away what makes the database refuse changes."""
    if connection.dialect.name == "sqlite":
        for name in connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        return
    for table in ("audit_entry", "audit_batch", "audit_case_set"):
        connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))


def edit_line(connection: Connection, chance: random.Random) -> None:
    """Change one field of one line."""
    name = chance.choice(FIELDS)
    changed = _CHANGED.get(name, f"x{chance.random()}")
    connection.execute(update(AuditRow).where(AuditRow.number == _line(connection, chance)).values({name: changed}))


def delete_line(connection: Connection, chance: random.Random) -> None:
    """Take one line away."""
    connection.execute(delete(AuditRow).where(AuditRow.number == _line(connection, chance)))


def add_line(connection: Connection, chance: random.Random) -> None:
    """Slip one line in, under a seal that is there or under none."""
    query = select(AuditRow.__table__).where(AuditRow.number == _line(connection, chance))
    row = dict(connection.execute(query).mappings().one())
    del row["number"]
    connection.execute(insert(AuditRow).values(row | chance.choice([{}, {"batch": "elders"}])))


def add_batch(connection: Connection, chance: random.Random) -> None:
    """Slip lines in under a seal of their own, numbered below or between the others."""
    row = dict(connection.execute(select(AuditRow.__table__).limit(1)).mappings().one())
    del row["number"]
    connection.execute(insert(AuditRow).values(row | {"batch": "ingevoegd"}))
    query = select(AuditRow.__table__).where(AuditRow.batch == "ingevoegd")
    lines = [entry_of(line) for line in connection.execute(query).mappings()]
    number = chance.choice((0, -1, -(2**31)))
    made = replace(chance.choice(_seals(connection)), number=number, batch="ingevoegd", size=1, digest=digest_of(lines))
    connection.execute(insert(AuditBatchRow).values(asdict(replace(made, hash=hash_of(made)))))


def swap_lines(connection: Connection, chance: random.Random) -> None:
    """Let two lines change places."""
    one, other = chance.sample(_lines(connection), 2)
    for was, becomes in ((one, -1), (other, one), (-1, other)):
        connection.execute(update(AuditRow).where(AuditRow.number == was).values(number=becomes))


def move_line(connection: Connection, chance: random.Random) -> None:
    """Bring a line under another seal."""
    line = _line(connection, chance)
    own = connection.scalar(select(AuditRow.batch).where(AuditRow.number == line))
    others = connection.scalars(select(AuditBatchRow.batch).where(AuditBatchRow.batch != own)).all()
    connection.execute(update(AuditRow).where(AuditRow.number == line).values(batch=chance.choice(others)))


def delete_batch(connection: Connection, chance: random.Random) -> None:
    """Take a seal from the middle away, with its lines."""
    seals = _seals(connection)
    _drop(connection, chance.choice(seals[:-1]))


def truncate(connection: Connection, chance: random.Random) -> None:
    """Cut the end off, lines and seals."""
    seals = _seals(connection)
    for seal in seals[chance.randrange(len(seals)) :]:
        _drop(connection, seal)


def edit_and_seal_anew(connection: Connection, chance: random.Random) -> None:
    """Change a line and work out anew every seal from there on: a chain that fits in itself."""
    edit_line(connection, chance)
    _chain_anew(connection)


def drop_and_seal_anew(connection: Connection, chance: random.Random) -> None:
    """Take a batch away and work out every seal anew."""
    _drop(connection, chance.choice(_seals(connection)))
    _chain_anew(connection)


def edit_seal(connection: Connection, chance: random.Random) -> None:
    """Change one field of one seal."""
    name, value = chance.choice((("size", 999), ("digest", "0"), ("sealed_at", 1), ("previous", "0"), ("hash", "0")))
    number = chance.choice(_seals(connection)).number
    connection.execute(update(AuditBatchRow).where(AuditBatchRow.number == number).values({name: value}))


def edit_set(connection: Connection, chance: random.Random) -> None:
    """Change one case of a set, put one in, or take one out."""
    name, cases = _set(connection, chance)
    at = 12 * chance.randrange(len(cases) // 12)
    changed = (cases[:at] + bytes(12) + cases[at + 12 :], cases + bytes(12), cases[:at] + cases[at + 12 :])
    edited = update(AuditCaseSetRow).where(AuditCaseSetRow.hash == name)
    connection.execute(edited.values(cases=chance.choice(changed)))


def delete_set(connection: Connection, chance: random.Random) -> None:
    """Take a set away that lines refer to."""
    name, _ = _set(connection, chance)
    connection.execute(delete(AuditCaseSetRow).where(AuditCaseSetRow.hash == name))


def rename_set(connection: Connection, chance: random.Random) -> None:
    """Change a set and call it, and its lines, by its new hash."""
    name, cases = _set(connection, chance)
    other = set_hash(cases + bytes(12))
    connection.execute(insert(AuditCaseSetRow).values(hash=other, cases=cases + bytes(12)))
    connection.execute(update(AuditRow).where(AuditRow.case_set == name).values(case_set=other))
    connection.execute(delete(AuditCaseSetRow).where(AuditCaseSetRow.hash == name))


def refer_elsewhere(connection: Connection, chance: random.Random) -> None:
    """Let a line refer to another set, or to none."""
    line = chance.choice(list(connection.scalars(select(AuditRow.number).where(AuditRow.case_set.is_not(None)))))
    own = connection.scalar(select(AuditRow.case_set).where(AuditRow.number == line))
    others = connection.scalars(select(AuditCaseSetRow.hash).where(AuditCaseSetRow.hash != own)).all()
    changed = update(AuditRow).where(AuditRow.number == line)
    connection.execute(changed.values(case_set=chance.choice([None, *others])))


TAMPERINGS: tuple[Tamper, ...] = (
    edit_line,
    delete_line,
    add_line,
    add_batch,
    swap_lines,
    move_line,
    delete_batch,
    truncate,
    edit_and_seal_anew,
    drop_and_seal_anew,
    edit_seal,
    edit_set,
    delete_set,
    rename_set,
    refer_elsewhere,
)


def _lines(connection: Connection) -> list[int]:
    return list(connection.scalars(select(AuditRow.number).order_by(AuditRow.number)))


def _line(connection: Connection, chance: random.Random) -> int:
    return chance.choice(_lines(connection))


def _set(connection: Connection, chance: random.Random) -> tuple[str, bytes]:
    rows = connection.execute(select(AuditCaseSetRow.hash, AuditCaseSetRow.cases).order_by(AuditCaseSetRow.hash)).all()
    name, cases = chance.choice(rows)
    return name, cases


def _seals(connection: Connection) -> list[AuditBatch]:
    query = select(AuditBatchRow.__table__).order_by(AuditBatchRow.number)
    return [seal_of(row) for row in connection.execute(query).mappings()]


def _drop(connection: Connection, seal: AuditBatch) -> None:
    connection.execute(delete(AuditRow).where(AuditRow.batch == seal.batch))
    connection.execute(delete(AuditBatchRow).where(AuditBatchRow.number == seal.number))


def _chain_anew(connection: Connection) -> None:
    previous, seals = "0" * 64, _seals(connection)
    connection.execute(delete(AuditBatchRow))
    for number, seal in enumerate(seals, 1):
        query = select(AuditRow.__table__).where(AuditRow.batch == seal.batch).order_by(AuditRow.number)
        lines = [entry_of(row) for row in connection.execute(query).mappings()]
        made = replace(seal, number=number, size=len(lines), digest=digest_of(lines), previous=previous)
        made = replace(made, hash=hash_of(made))
        connection.execute(insert(AuditBatchRow).values(asdict(made)))
        previous = made.hash
