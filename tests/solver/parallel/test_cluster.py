"""A real Dask scheduler with two workers on this machine: the same plan as here, also when a worker is killed."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import numpy as np
import pytest

from solver.diary.parts import Cutter
from solver.diary.phases import phases
from solver.diary.rounds import InParts
from solver.diary.week import NONE
from solver.kernel.budget import Budget
from solver.parallel.cluster import Cluster, NoClusterError
from solver.parallel.rounds import Round
from solver.parallel.workers import Here, Workers
from tests.solver import small
from tests.solver.diary.packed import packed_diaries
from tests.solver.parallel import work
from tests.solver.small import sample_problem

STARTING = 90.0


def _dask(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def _running(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    process = _dask(*arguments)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start a scheduler on this machine only, without its web page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with _running("dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"):
        until = time.monotonic() + STARTING
        while time.monotonic() < until:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"tcp://127.0.0.1:{port}"


def _worker(address: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    return _running("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")


def _with_workers(cluster: Cluster, count: int) -> None:
    until = time.monotonic() + STARTING
    while cluster.count < count and time.monotonic() < until:
        time.sleep(0.1)


def test_cluster_brings_everything_back_though_a_worker_is_killed_on_the_way(address: str) -> None:
    with _worker(address), _worker(address) as second:
        cluster = Cluster(address)
        _with_workers(cluster, 2)
        handed = Round(cluster, small.never)
        threading.Timer(1.0, second.kill).start()

        found = handed.carry_out(work.slow, list(range(12)), 120.0)

        assert found == [2 * number for number in range(12)]
        assert handed.lost == 0
        cluster.close()


def test_cluster_searches_diaries_to_the_plan_that_one_process_finds(address: str) -> None:
    week = packed_diaries(sample_problem())
    desk = week.desk(1)
    cutter = Cutter(week.week, desk.free.copy(), desk.visits.copy())
    given = np.full(cutter.activities, NONE, np.int64)
    budget = Budget(iterations=4_000)

    def searched(workers: Workers) -> list[int]:
        search = InParts(cutter, workers, budget, parts=3, seed=5, stopped=small.never)
        found: list[int] = search.run(tuple(phases(week.scale)), given, lambda _share, _best: None).tolist()
        return found

    with _worker(address), _worker(address):
        cluster = Cluster(address)
        _with_workers(cluster, 2)

        assert searched(cluster) == searched(Here())
        cluster.close()


def test_cluster_that_does_not_answer_is_said_plainly() -> None:
    with pytest.raises(NoClusterError, match="antwoordt niet"):
        Cluster("tcp://127.0.0.1:9", seconds=1.0)
