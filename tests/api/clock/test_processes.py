"""Two real processes on one database: one leads; when it is killed the other takes over, and nothing is done twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.domain.clockwork import JobName, Run, RunState
from planner.domain.time import Minute
from planner.store import open_store
from planner.store.transactions import SqlStore
from planner.usecases.clock.running import ask_run
from tests.planner.usecases.fakes import HandClock
from tests.planner.usecases.world import NOW, Desk

PATIENCE = 60.0
"""Seconds that something is waited for at most."""
LEASE = "3"


@contextmanager
def _clock(url: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``clock run`` for the length of the block."""
    program = str(Path(sys.executable).with_name("vertrekplanner"))
    command = (program, "clock", "run", "--database", url, "--lease", LEASE)
    surroundings = {**os.environ, "VERTREKPLANNER_RESERVEKOPIE": str(folder)}
    with (folder / "uitvoer.txt").open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=surroundings)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def _until(ready: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < ends
        time.sleep(0.1)


def _leader(store: SqlStore) -> str:
    with store.reading() as books:
        lead = books.clock.lead()
    return "" if lead is None else lead.holder


def _runs(store: SqlStore, job: JobName) -> tuple[Run, ...]:
    with store.reading() as books:
        return books.clock.newest(job, 50)


def _pid(holder: str) -> int:
    return int(holder.split("/")[1])


def test_the_other_takes_over_and_nothing_is_done_twice(any_desk: Desk, database_url: str, tmp_path: Path) -> None:
    store = open_store(database_url)
    try:
        with _clock(database_url, tmp_path) as one, _clock(database_url, tmp_path) as two:
            _until(lambda: _leader(store) != "")
            first = _pid(_leader(store))
            ask_run(store, any_desk.clock, JobName.BACKUP, by="B0001")
            _until(lambda: [run.state for run in _runs(store, JobName.BACKUP)] == [RunState.DONE])
            os.kill(first, signal.SIGKILL)
            _until(lambda: _pid(_leader(store)) != first)
            ask_run(store, HandClock(Minute(NOW + 1)), JobName.BACKUP, by="B0001")
            _until(lambda: [run.state for run in _runs(store, JobName.BACKUP)] == [RunState.DONE] * 2)
            runs = _runs(store, JobName.BACKUP)

        assert {first, _pid(_leader(store))} == {one.pid, two.pid}
        assert [run.attempt for run in runs] == [1, 1]
        assert len({run.holder for run in runs}) == 2
        assert len(list(tmp_path.glob("reservekopie-*"))) == 2
    finally:
        store.close()


def test_a_clock_that_is_asked_to_end_lets_another_lead_at_once(sqlite_url: str, desk: Desk, tmp_path: Path) -> None:
    store = open_store(sqlite_url)
    try:
        with _clock(sqlite_url, tmp_path) as one:
            _until(lambda: _leader(store) != "")
            one.send_signal(signal.SIGTERM)
            ended = one.wait(PATIENCE)
        with store.reading() as books:
            lead, now = books.clock.lead(), books.clock.now()

        assert ended == 0
        assert lead is not None
        assert lead.until <= now
        assert desk.store.dialect == "sqlite"
    finally:
        store.close()


def test_work_that_is_asked_for_is_done_and_says_what_it_did(sqlite_url: str, desk: Desk, tmp_path: Path) -> None:
    jobs = (JobName.RETENTION, JobName.FEEDS, JobName.AUDIT, JobName.TRAVEL, JobName.REMINDERS, JobName.TERMS)
    store = open_store(sqlite_url)
    try:
        for job in jobs:
            ask_run(store, desk.clock, job, by="B0001")
        with _clock(sqlite_url, tmp_path):
            open_states = {RunState.ASKED, RunState.RUNNING}
            _until(lambda: not any(_runs(store, job)[0].state in open_states for job in jobs))
        runs = [_runs(store, job)[0] for job in jobs]

        assert [(run.state, run.by) for run in runs] == [(RunState.DONE, "B0001")] * len(jobs)
        assert [run.job for run in runs if not run.result] == []
    finally:
        store.close()
