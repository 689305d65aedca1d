"""Loading beforehand: done by each worker, and no reason to fail where nobody can be asked."""

from concurrent.futures import BrokenExecutor, Executor, wait

from solver.parallel.warming import begin_to_load
from solver.parallel.workers import Here


class _Gone(Here):
    died: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def executor(self) -> Executor:
        raise BrokenExecutor


def test_begin_to_load_asks_every_worker() -> None:
    asked = begin_to_load(Here())

    assert [future.exception() for future in wait(asked).done] == [None]


def test_begin_to_load_passes_over_workers_that_are_gone() -> None:
    assert begin_to_load(_Gone()) == []
