"""The audit log: what a line holds, that nobody changes it, and that every tampering is found."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from planner.domain.audit import FEW, AuditQuery, Checkpoint, Deed, Result
from planner.domain.cases import Case
from planner.domain.ids import CaseId
from planner.domain.operation import Operation, operating
from planner.domain.time import Minute
from planner.ports.store import Event, StoreConflictError, StoreError
from planner.store.audit import SqlAudit
from planner.store.transactions import SqlStore
from planner.usecases.access.reading_log import ReadLog
from planner.usecases.access.verify_audit import make_checkpoint, verify, verify_audit
from tests.planner.usecases.access.conftest import BEGAN
from tests.planner.usecases.access.tampering import TAMPERINGS, without_triggers
from tests.planner.usecases.fakes import HandClock
from tests.planner.usecases.world import CASES, Desk, open_desk, world_facts


def _fill(store: SqlStore, batches: int) -> None:
    chance = random.Random(7)  # noqa: S311 - repeatable
    for number in range(batches):
        deeds = [_deed(chance, number) for _ in range(chance.randrange(1, 4))]
        while not _is_stored(store, deeds):
            pass


def _deed(chance: random.Random, number: int) -> Deed:
    others = tuple(CaseId(f"Y{one}") for one in range(chance.choice((0, FEW - 1, FEW, 40))))
    cases = (CaseId(f"Z{number}"), *others)
    deed = Deed(at=Minute(BEGAN + number), actor="planner-01", action="read", cases=cases)
    return replace(deed, purpose=f"casusregie {chance.random()}")


def _is_stored(store: SqlStore, deeds: list[Deed]) -> bool:
    """Store lines together; False when somebody else stored the same new set at this moment: then again, as all do."""
    try:
        with store.transaction() as books:
            for deed in deeds:
                books.audit.add(deed)
    except StoreConflictError:
        return False
    return True


def test_a_line_has_what_was_done_to_what_with_what_result_from_where_by_whom_and_when(store: SqlStore) -> None:
    with operating(Operation(id="op-1", actor="rv-01", origin="web 10.0.0.7")), store.transaction() as books:
        deed = Deed(at=BEGAN, actor="iemand", action="outcome", kind="uitkomst", object="12", result=Result.REFUSED)
        books.audit.add(replace(deed, cases=(CaseId("Z2"), CaseId("Z1")), fields=("code",)))

    with store.reading() as books:
        (line,) = books.audit.find(AuditQuery())
        names = tuple(sorted(books.audit.pseudonym(CaseId(code)) for code in ("Z1", "Z2")))

    assert (line.action, line.kind, line.object, line.result) == ("outcome", "uitkomst", "12", Result.REFUSED)
    assert (line.origin, line.actor, line.at, line.operation) == ("web 10.0.0.7", "rv-01", BEGAN, "op-1")
    assert (line.cases, line.fields) == (names, ("code",))


def test_an_event_is_a_line_without_codes_flights_or_values(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())
        _add_events(desk)
        with desk.store.reading() as books:
            lines = {line.action: line for line in books.audit.find(AuditQuery(count=4))}
            pseudonym = books.audit.pseudonym(CASES[0])
            recorded = [case.id for case in books.facts.in_force(Case)]

    assert CASES[0] in recorded
    assert (lines["booking"].object, lines["booking"].cases) == ("", (pseudonym,))
    assert (lines["setting"].object, lines["setting"].cases) == ("R31 norm", ())
    assert (lines["enter"].object, lines["enter"].cases) == ("zaakfase", (pseudonym,))
    assert (lines["whatever"].object, lines["whatever"].kind) == ("", "")
    assert CASES[0] not in repr(lines)


def _add_events(desk: Desk) -> None:
    with desk.store.transaction() as books:
        for what, subject in (
            ("booking", f"{CASES[0]}/vlucht/1 op AT-zondag: bevestigd"),
            ("setting", "R31 norm: 900 minuten vanaf 1-12-2026"),
            ("enter", f"zaakfase {CASES[0]}|2026-11-01"),
            ("whatever", "geheim naar MA"),
        ):
            books.events.add(Event(at=BEGAN, actor="planner", what=what, subject=subject))


def test_lines_are_found_by_time_actor_action_and_case_page_by_page(store: SqlStore) -> None:
    _fill(store, 10)
    with store.transaction() as books:
        books.audit.add(Deed(at=Minute(BEGAN + 20), actor="auditor", action="audit read"))

    with store.reading() as books:
        whole = books.audit.find(AuditQuery())
        first = books.audit.find(AuditQuery(count=3))
        second = books.audit.find(AuditQuery(count=3, before=first[-1].number))
        of_case = books.audit.find(AuditQuery(case=CaseId("Z4")))
        of_actor = books.audit.find(AuditQuery(actor="auditor"))
        at_time = books.audit.find(AuditQuery(since=Minute(BEGAN + 4), until=Minute(BEGAN + 5)))
        of_action = books.audit.find(AuditQuery(action="audit read"))
        actions = books.audit.actions()

    assert first + second == whole[:6]
    assert {line.at for line in of_case} == {BEGAN + 4}
    assert at_time == of_case
    assert of_actor == of_action == whole[:1]
    assert actions == ("audit read", "read")


@pytest.mark.parametrize("table", ["audit_entry", "audit_batch"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET batch = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_remove_lines(store: SqlStore, table: str, statement: str) -> None:
    _fill(store, 2)

    with store.engine.connect() as connection, pytest.raises(DBAPIError, match="niet gewijzigd en niet verwijderd"):
        connection.execute(text(statement.format(table)))

    assert verify_audit(store).intact


def test_postgresql_refuses_to_empty_the_log(postgres_url: str) -> None:
    from planner.store import open_store  # noqa: PLC0415 - a store of this database alone

    store = open_store(postgres_url)
    _fill(store, 1)

    with store.engine.connect() as connection, pytest.raises(DBAPIError, match="niet gewijzigd"):
        connection.execute(text("TRUNCATE audit_entry"))
    store.close()


def test_what_is_undone_leaves_no_line(store: SqlStore) -> None:
    def break_off() -> None:
        with store.transaction() as books:
            books.audit.add(Deed(at=BEGAN, actor="planner", action="read"))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        break_off()

    verified = verify_audit(store)

    assert (verified.lines, verified.batches, verified.intact) == (0, 0, True)


def test_many_writers_make_one_chain(store: SqlStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: _fill(store, 5), range(8)))

    verified = verify_audit(store)

    assert (verified.batches, verified.findings, verified.late) == (40, (), 0)


def test_what_a_break_left_unsealed_is_found_and_sealed_late(postgres_url: str) -> None:
    from planner.store import open_store  # noqa: PLC0415 - a store of this database alone

    store = open_store(postgres_url)
    _fill(store, 3)
    with Session(store.engine) as session, session.begin():
        SqlAudit(session, "gebroken").add(Deed(at=BEGAN, actor="planner", action="read"))
    before = verify_audit(store)

    sealed = store.seal_leftovers()

    after = verify_audit(store)
    store.close()
    assert len(before.findings) == 1
    assert (sealed, after.intact, after.late, after.batches) == (1, True, 1, 4)


def test_readers_at_once_are_stored_together_and_before_they_go_on(store: SqlStore, clock: HandClock) -> None:
    log = ReadLog(store)

    def read(number: int) -> int:
        with operating(Operation(id=f"op-{number}", actor=f"rv-{number}", origin="web")):
            log.note(Deed(at=clock.now(), actor="", action="read", cases=(CaseId(f"Z{number}"),), purpose="casusregie"))
        with store.reading() as books:
            return len(books.audit.find(AuditQuery(actor=f"rv-{number}")))

    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(read, range(64)))

    verified = verify_audit(store)
    assert found == [1] * 64
    assert (verified.lines, verified.intact) == (64, True)
    assert verified.batches < 64


def test_reading_is_refused_when_it_cannot_be_written_down(store: SqlStore, clock: HandClock) -> None:
    log = ReadLog(store)
    with store.engine.connect() as connection:
        without_triggers(connection)
        connection.execute(text("DROP TABLE audit_entry"))
        connection.commit()

    with pytest.raises((DBAPIError, StoreError)):
        log.note(Deed(at=clock.now(), actor="rv", action="read"))


def test_a_checkpoint_holds_for_the_log_as_it_grows(store: SqlStore, clock: HandClock) -> None:
    empty = make_checkpoint(store, clock)
    _fill(store, 3)
    checkpoint = make_checkpoint(store, clock)
    _fill(store, 3)

    assert verify_audit(store, empty).findings == ()
    assert verify_audit(store, checkpoint).findings == ()


def test_a_checkpoint_that_somebody_else_made_is_refused(store: SqlStore, clock: HandClock) -> None:
    _fill(store, 3)
    forged = replace(make_checkpoint(store, clock), batches=2)

    assert "het controlepunt is niet door deze installatie ondertekend" in verify_audit(store, forged).findings


def test_ninety_random_tamperings_are_found(store: SqlStore, clock: HandClock) -> None:
    assert _missed(store, clock, 90) == []


@pytest.mark.nightly
def test_a_thousand_random_tamperings_are_found(store: SqlStore, clock: HandClock) -> None:
    assert _missed(store, clock, 1000) == []


def _missed(store: SqlStore, clock: HandClock, count: int) -> list[tuple[int, str]]:
    """Return the tamperings that a look at the log with its checkpoint does not find; each is undone afterwards."""
    _fill(store, 24)
    checkpoint = make_checkpoint(store, clock)
    missed = []
    for seed in range(count):
        tamper = TAMPERINGS[seed % len(TAMPERINGS)]
        if _unseen(store, checkpoint, seed):
            missed.append((seed, tamper.__name__))
    assert verify_audit(store, checkpoint).intact
    return missed


def _unseen(store: SqlStore, checkpoint: Checkpoint, seed: int) -> bool:
    with Session(store.engine) as session:
        connection = session.connection()
        without_triggers(connection)
        TAMPERINGS[seed % len(TAMPERINGS)](connection, random.Random(seed))  # noqa: S311 - repeatable
        intact = verify(SqlAudit(session, ""), checkpoint).intact
        session.rollback()
    return intact
