"""Long lists of cases in the audit log: kept once, referred to by their hash, guarded, and gone with their lines."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, delete, func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from planner.domain.audit import FEW, AuditEntry, AuditQuery, Deed, set_members
from planner.domain.ids import CaseId
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.store.access_rows import AuditCaseSetRow, AuditRow
from planner.store.audit import SqlAudit
from planner.store.transactions import SqlStore
from planner.usecases.access.audit_term import let_lines_go
from planner.usecases.access.reading_log import ReadLog
from planner.usecases.access.verify_audit import verify, verify_audit
from tests.planner.usecases.access.conftest import BEGAN
from tests.planner.usecases.access.tampering import without_triggers

MANY = tuple(CaseId(f"Z-26-{number:05}") for number in range(3000))
KEPT = 1096 * MINUTES_PER_DAY


def _read(store: SqlStore, cases: tuple[CaseId, ...], at: Minute = BEGAN) -> None:
    with store.transaction() as books:
        books.audit.add(Deed(at=at, actor="planner-01", action="read", cases=cases, purpose="plan bekijken"))


def _lines(store: SqlStore, case: CaseId | None = None) -> tuple[AuditEntry, ...]:
    with store.reading() as books:
        return books.audit.find(AuditQuery(case=case))


def _sets(store: SqlStore) -> dict[str, bytes]:
    with store.reading() as books:
        return dict(books.audit.case_sets())


def _change(connection: Connection, name: str) -> None:
    connection.execute(update(AuditCaseSetRow).where(AuditCaseSetRow.hash == name).values(cases=bytes(12)))


def _remove(connection: Connection, name: str) -> None:
    connection.execute(delete(AuditCaseSetRow).where(AuditCaseSetRow.hash == name))


def test_a_set_is_kept_once_for_all_lines_about_it_whatever_its_order(store: SqlStore) -> None:
    _read(store, MANY)
    _read(store, tuple(reversed(MANY)))
    _read(store, MANY[1:])

    newest, *both = _lines(store)
    sets = _sets(store)
    with store.reading() as books:
        names = tuple(sorted(books.audit.pseudonym(case) for case in MANY))
        counts = books.audit.counts([newest.case_set, both[0].case_set, "er niet"])
    assert sets.keys() == {newest.case_set, both[0].case_set}
    assert both[0].case_set == both[1].case_set == hashlib.sha256(bytes.fromhex("".join(names))).hexdigest()
    assert (set_members(sets[both[0].case_set]), both[0].cases) == (names, ())
    assert counts == {newest.case_set: 2999, both[0].case_set: 3000}
    assert verify_audit(store).intact


def test_a_line_takes_no_more_room_for_three_thousand_cases_than_for_a_few(store: SqlStore) -> None:
    _read(store, MANY[:FEW])
    _read(store, MANY)

    with store.engine.connect() as connection:
        longest = max(len(repr(tuple(row))) for row in connection.execute(select(AuditRow.__table__)))
    assert longest < 500


def test_a_few_cases_stand_in_the_line_itself(store: SqlStore) -> None:
    _read(store, MANY[:FEW])

    (line,) = _lines(store)
    assert (len(line.cases), line.case_set, _sets(store)) == (FEW, "", {})


def test_a_case_is_found_in_the_sets_that_it_is_in(store: SqlStore) -> None:
    _read(store, MANY[:20], Minute(BEGAN + 1))
    _read(store, MANY[10:30], Minute(BEGAN + 2))
    _read(store, (MANY[10],), Minute(BEGAN + 3))

    found = {number: [line.at - BEGAN for line in _lines(store, MANY[number])] for number in (5, 10, 25, 40)}

    assert found == {5: [1], 10: [3, 2, 1], 25: [2], 40: []}


@pytest.mark.parametrize("statement", ["UPDATE audit_case_set SET cases = hash", "DELETE FROM audit_case_set"])
def test_the_database_refuses_to_change_or_remove_what_lines_refer_to(store: SqlStore, statement: str) -> None:
    _read(store, MANY)

    said = statement.replace("= hash", "= '\\x00'") if store.dialect == "postgresql" else statement
    with store.engine.connect() as connection, pytest.raises(DBAPIError, match="niet gewijzigd en niet verwijderd"):
        connection.execute(text(said))

    assert len(_sets(store)) == 1


@pytest.mark.parametrize(("spoil", "said"), [(_change, "is gewijzigd"), (_remove, "ontbreekt")])
def test_a_spoilt_set_is_told_with_the_seal_of_its_first_line(
    store: SqlStore, spoil: Callable[[Connection, str], None], said: str
) -> None:
    for cases in (MANY[:1], MANY[:100], MANY[100:200], MANY[:100]):
        _read(store, cases)
    name = _lines(store)[0].case_set

    with Session(store.engine) as session:
        without_triggers(session.connection())
        spoil(session.connection(), name)
        findings = verify(SqlAudit(session, "")).findings
        session.rollback()

    assert findings == (f"de lijst van zaken {name[:12]} van een regel onder zegel 2 {said}",)


def test_sets_go_with_the_last_line_that_refers_to_them(store: SqlStore) -> None:
    _read(store, MANY[:100])
    _read(store, MANY[:200])
    _read(store, MANY[:200], Minute(BEGAN + 2 * MINUTES_PER_DAY))

    let_lines_go(store, Minute(BEGAN + KEPT + MINUTES_PER_DAY), actor="klok")

    with store.engine.connect() as connection:
        left = connection.scalar(select(func.length(AuditCaseSetRow.cases)))
    assert (len(_sets(store)), left) == (1, 200 * 12)
    assert verify_audit(store).intact


def test_programs_that_keep_the_same_set_at_once_both_go_on(store: SqlStore) -> None:
    """Each log stands for a process: between two of them nothing is arranged but by the database."""
    logs = [ReadLog(store) for _ in range(8)]
    for turn in range(5):
        deed = Deed(at=BEGAN, actor="planner-01", action="read", cases=MANY[: 100 + turn])
        with ThreadPoolExecutor(len(logs)) as pool:
            list(pool.map(lambda log, told=deed: log.note(told), logs))

    assert (len(_lines(store)), len(_sets(store)), verify_audit(store).intact) == (40, 5, True)
