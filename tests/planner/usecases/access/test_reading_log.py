"""Readers at once: stored together, a failure told to each of them, and the log useful again afterwards."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from planner.domain.audit import AuditQuery, Deed
from planner.ports.store import StoreUnreachableError, Transaction
from planner.store.transactions import SqlStore
from planner.usecases.access.reading_log import ReadLog
from tests.planner.usecases.access.conftest import BEGAN


class HeldStore(SqlStore):
    """A store whose transactions wait until they are let go, or fail when they are to."""

    def __init__(self, inner: SqlStore) -> None:
        super().__init__(inner.engine)
        self.entered = threading.Semaphore(0)
        self.go = threading.Semaphore(0)
        self.broken = False
        self.count = 0

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:  # type: ignore[override]  # the port's own promise
        """Wait, then begin."""
        self.count += 1
        self.entered.release()
        self.go.acquire(timeout=20)
        if self.broken:
            raise StoreUnreachableError("weg")
        with super().transaction() as books:
            yield books


def _deed(name: str) -> Deed:
    return Deed(at=BEGAN, actor=name, action="read", purpose="casusregie")


def test_who_comes_while_lines_are_stored_is_stored_in_one_go(store: SqlStore) -> None:
    held = HeldStore(store)
    log = ReadLog(held)
    with ThreadPoolExecutor(12) as pool:
        first = pool.submit(log.note, _deed("eerste"))
        held.entered.acquire(timeout=20)
        others = [pool.submit(log.note, _deed(f"rv-{number:02}")) for number in range(11)]
        while len(log._queue) < 11:  # noqa: SLF001 - until all stand in the row
            threading.Event().wait(0.001)
        waiting = [one.done() for one in (first, *others)]
        held.go.release(2)
        for one in (first, *others):
            one.result(timeout=20)

    with store.reading() as books:
        actors = sorted(line.actor for line in books.audit.find(AuditQuery()))
    assert waiting == [False] * 12
    assert (held.count, actors) == (2, ["eerste", *(f"rv-{number:02}" for number in range(11))])


def test_everybody_hears_of_a_failure_and_the_next_is_stored(store: SqlStore) -> None:
    held = HeldStore(store)
    log, held.broken = ReadLog(held), True
    with ThreadPoolExecutor(5) as pool:
        readers = [pool.submit(log.note, _deed(f"rv-{number}")) for number in range(5)]
        held.go.release(10)
        errors = [type(one.exception(timeout=20)) for one in readers]
    held.broken = False

    log.note(_deed("daarna"))

    with store.reading() as books:
        actors = [line.actor for line in books.audit.find(AuditQuery())]
    assert (errors, actors) == ([StoreUnreachableError] * 5, ["daarna"])


def test_the_same_failure_is_no_reason_to_let_somebody_read(store: SqlStore) -> None:
    held = HeldStore(store)
    log, held.broken = ReadLog(held), True
    held.go.release()

    with pytest.raises(StoreUnreachableError):
        log.note(_deed("rv"))
