"""Handing out sub-problems: everything comes back, and a worker that dies costs its own task at most."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from solver.parallel.rounds import Round
from solver.parallel.workers import Here, Processes
from tests.solver import small
from tests.solver.parallel import work


@pytest.fixture(scope="module")
def two() -> Iterator[Processes]:
    processes = Processes(2)
    yield processes
    processes.close()


def test_round_brings_everything_back_in_order() -> None:
    assert Round(Here(), small.never).carry_out(work.doubled, [3, 1, 2], 60.0) == [6, 2, 4]


def test_round_of_processes_brings_the_same_back(two: Processes) -> None:
    assert Round(two, small.never).carry_out(work.doubled, [3, 1, 2], 60.0) == [6, 2, 4]


def test_round_raises_what_is_wrong_with_the_work_itself() -> None:
    with pytest.raises(ValueError, match="7"):
        Round(Here(), small.never).carry_out(work.refused, [7], 60.0)


def test_round_tries_again_what_a_dead_process_took_along(two: Processes, tmp_path: Path) -> None:
    handed = Round(two, small.never)

    found = handed.carry_out(work.dies_once, [(tmp_path / "mark", number) for number in range(6)], 60.0)

    assert found == [0, 2, 4, 6, 8, 10]
    assert handed.lost == 0
    assert handed.retried > 0


def test_round_goes_on_without_what_kills_every_process(two: Processes) -> None:
    handed = Round(two, small.never)

    found = handed.carry_out(work.dies, [3], 60.0)

    assert found == [None]
    assert handed.lost == 1
    assert handed.carry_out(work.doubled, [4], 60.0) == [8]


def test_round_that_is_stopped_counts_nothing_as_lost() -> None:
    handed = Round(Here(), lambda: True)

    assert handed.carry_out(work.doubled, [1], 60.0) == [None]
    assert handed.lost == 0
