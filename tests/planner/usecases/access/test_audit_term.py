"""Lines of the audit log past their term: they go, what is younger stays, and the log is still verified whole."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, insert, text
from sqlalchemy.exc import DBAPIError

from planner.domain.audit import DROPPED, AuditQuery, Deed
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.time import MINUTES_PER_DAY, Minute
from planner.store.access_rows import AuditRow
from planner.store.transactions import SqlStore
from planner.usecases.access.audit_term import LetGo, let_lines_go
from planner.usecases.access.verify_audit import make_checkpoint, verify_audit
from tests.planner.usecases.access.conftest import BEGAN
from tests.planner.usecases.access.tampering import without_triggers
from tests.planner.usecases.fakes import HandClock

KEPT = 1096
LATER = Minute(BEGAN + (KEPT + 5) * MINUTES_PER_DAY)
"""When the first six of ten days are longer ago than the term."""


@pytest.fixture
def kept(store: SqlStore) -> SqlStore:
    """Give a log with a seal of two lines on each of ten days."""
    for day in range(10):
        with store.transaction() as books:
            for actor in ("planner-01", "rv-01"):
                books.audit.add(Deed(at=Minute(BEGAN + day * MINUTES_PER_DAY), actor=actor, action="read"))
    return store


def days_left(store: SqlStore) -> list[int]:
    """Return the days whose lines are there, oldest first."""
    with store.reading() as books:
        lines = books.audit.find(AuditQuery(action="read", count=100))
    return sorted({(line.at - BEGAN) // MINUTES_PER_DAY for line in lines})


def test_lines_past_their_term_go_and_the_rest_verifies(kept: SqlStore) -> None:
    """On the day itself the term is over only when it is longer ago; day 5 is exactly as long ago and stays."""
    gone = let_lines_go(kept, LATER, actor="beheer-01")

    verified = verify_audit(kept)
    assert gone == LetGo(lines=10, through=5, days=KEPT)
    assert days_left(kept) == [5, 6, 7, 8, 9]
    assert (verified.findings, verified.batches, verified.lines, verified.dropped) == ((), 11, 11, 5)


def test_a_line_of_the_log_says_who_let_lines_go_and_why(kept: SqlStore) -> None:
    let_lines_go(kept, LATER, actor="beheer-01")

    with kept.reading() as books:
        (line,) = books.audit.find(AuditQuery(action=DROPPED))
    assert (line.actor, line.object, line.purpose, line.number) == ("beheer-01", "5", "bewaartermijn 1096 dagen", 21)


def test_letting_go_twice_lets_go_once(kept: SqlStore) -> None:
    let_lines_go(kept, LATER, actor="beheer-01")

    again = let_lines_go(kept, LATER, actor="beheer-01")

    assert again == LetGo(lines=0, through=5, days=KEPT)
    assert verify_audit(kept).batches == 11


def test_everything_may_go_and_the_line_that_says_so_later_too(kept: SqlStore) -> None:
    """Numbers of lines go on where they were, whatever went."""
    let_lines_go(kept, Minute(LATER + 30 * MINUTES_PER_DAY), actor="klok")
    after = verify_audit(kept)
    let_lines_go(kept, Minute(LATER + 3000 * MINUTES_PER_DAY), actor="klok")

    last = verify_audit(kept)
    with kept.reading() as books:
        numbers = [line.number for line in books.audit.find(AuditQuery())]
    assert (after.findings, after.lines, after.dropped) == ((), 1, 10)
    assert (last.findings, last.lines, last.dropped) == ((), 1, 11)
    assert numbers == [22]


def test_looking_first_changes_nothing(kept: SqlStore) -> None:
    found = let_lines_go(kept, LATER, actor="", only_look=True)

    assert found == LetGo(lines=10, through=5, days=KEPT)
    assert (verify_audit(kept).lines, verify_audit(kept).dropped) == (20, 0)


def test_a_term_of_nought_keeps_everything(kept: SqlStore) -> None:
    delivered = next(one for one in DEFAULT_SETTINGS if one.key == "audit-kept")
    with kept.transaction() as books:
        books.facts.record([replace(delivered, value=0, source="beleid")], source="beheer", at=BEGAN)

    assert let_lines_go(kept, LATER, actor="klok") == LetGo(lines=0, through=0, days=0)
    assert days_left(kept) == list(range(10))


def test_checkpoints_of_any_age_still_hold(kept: SqlStore) -> None:
    """Seals stay, so that one kept elsewhere since before the drop is still compared."""
    clock = HandClock(BEGAN)
    before = make_checkpoint(kept, clock)
    let_lines_go(kept, LATER, actor="klok")
    after = make_checkpoint(kept, clock)

    assert verify_audit(kept, before, after).findings == ()
    assert len(verify_audit(kept, replace(before, hash="1" * 64), after).findings) == 2


def test_the_database_refuses_to_remove_what_no_term_covers(kept: SqlStore) -> None:
    let_lines_go(kept, LATER, actor="klok")

    for statement in ("DELETE FROM audit_entry", "DELETE FROM audit_batch", "DELETE FROM audit_term"):
        with pytest.raises(DBAPIError), kept.engine.begin() as connection:
            connection.execute(text(statement))

    assert days_left(kept) == [5, 6, 7, 8, 9]


def test_lines_that_went_without_a_line_that_says_so_are_found(kept: SqlStore) -> None:
    """Also those of one seal more than was said."""
    let_lines_go(kept, LATER, actor="klok")
    with kept.engine.begin() as connection:
        without_triggers(connection)
        connection.execute(delete(AuditRow).where(AuditRow.at == BEGAN + 5 * MINUTES_PER_DAY))

    (said,) = verify_audit(kept).findings
    assert said == (
        "onder zegel 6 staan geen regels meer; een regel van het logboek die zegt dat zij na hun bewaartermijn zijn"
        " verwijderd is er niet"
    )


def test_a_line_slipped_in_that_says_so_is_found_itself(kept: SqlStore) -> None:
    """Whoever makes lines go by hand and writes that they were past their term has no seal on that."""
    with kept.engine.begin() as connection:
        row = dict.fromkeys(("actor", "kind", "purpose", "origin", "operation"), "")
        row |= {"batch": "x", "action": DROPPED, "object": "3", "cases": "[]", "fields": "[]", "result": "gedaan"}
        connection.execute(insert(AuditRow).values(at=LATER, **row))
        without_triggers(connection)
        connection.execute(delete(AuditRow).where(AuditRow.at < BEGAN + 3 * MINUTES_PER_DAY))

    assert len(verify_audit(kept).findings) == 4
