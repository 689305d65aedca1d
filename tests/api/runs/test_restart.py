"""A server that is killed: what was asked of it is not lost, and who asked is told."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from multiprocessing.connection import Connection

from api.casework.import_jobs import ImportJobs, Stage
from api.composition import this_process
from api.runs.jobs import Job, Jobs, Keeping
from api.runs.solving import Done, solved_here
from planner.domain.asked_work import SolveState
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.ports.search import Report, Stopped
from planner.ports.store import Store
from planner.store import open_store
from planner.usecases.planning.solve_week import SolveRequest, SolveTools
from tests.planner.usecases.fakes import HandClock
from tests.planner.usecases.world import NOW, Desk, open_desk, world_facts

ACCOUNT = "a1"
DELIVERY = b"id;soort\nP1;azc\n"
Begin = Callable[[str, Connection], None]


class Endless:
    """A search that only ends when it is stopped."""

    def solve(self, problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> Plan:
        """Wait."""
        del problem, seconds, seed, report
        while not stopped():
            time.sleep(0.01)
        raise RuntimeError("stopped")


class Nothing:
    """What follows on a solve: nothing."""

    def version(self, request: SolveRequest) -> int | None:
        """Return that there is no draft."""
        del request
        return None

    def __call__(self, job: Job, solved: Done) -> str:
        """Say nothing."""
        del job, solved
        return ""


def jobs_over(desk: Desk, tools: SolveTools) -> Jobs:
    return Jobs(solved_here(lambda: tools), desk.clock, Nothing(), Keeping(desk.store, this_process()))


def deliveries(store: Store) -> ImportJobs:
    return ImportJobs(store, HandClock(NOW), lambda _store, _clock, _actor: None, this_process())


def _first_state(store: Store) -> SolveState:
    with store.reading() as books:
        return books.asked_work.solves(9)[0].state


def _two_solves(url: str, pipe: Connection) -> None:
    """Run in the process that is killed: one solve goes on, one waits."""
    with open_desk(url) as desk:
        jobs = jobs_over(desk, replace(desk.tools, search=Endless(), worker=this_process()))
        asked = [jobs.submit(desk.request()).id for _ in range(2)]
        while _first_state(desk.store) is SolveState.WAITING:
            time.sleep(0.01)
        pipe.send(asked)
        threading.Event().wait()


def _a_delivery(url: str, pipe: Connection) -> None:
    """Run in the process that is killed: a delivery waits to be looked at."""
    jobs = deliveries(open_store(url))
    pipe.send(jobs.begin("plaatsen.csv", BytesIO(DELIVERY), source="bron", account=ACCOUNT).id)
    threading.Event().wait()


def killed(begin: Begin, url: str) -> object:
    """Run something in a process of its own, kill that, and return what it sent."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=begin, args=(url, theirs))
    process.start()
    theirs.close()
    try:
        assert ours.poll(120)
        return ours.recv()
    finally:
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()


def test_a_killed_server_goes_on_with_what_waited_and_says_what_it_broke_off(sqlite_url: str) -> None:
    with open_desk(sqlite_url) as desk:
        desk.deliver(world_facts())
        asked = killed(_two_solves, sqlite_url)
        again = jobs_over(desk, replace(desk.tools, worker=this_process()))

        again.resume()
        again.close(finish=True)

        shown = {job.id: job for job in again.all()}
        assert [job.id for job in reversed(again.all())] == asked
        assert [shown[one].state for one in shown] == [SolveState.DONE, SolveState.INTERRUPTED]
        broken, waited = (shown[one] for one in reversed(shown))
        assert broken.note.startswith("De server is gestopt terwijl dit liep.")
        assert (broken.plan_id, waited.plan_id) == (None, 1)
        with desk.store.reading() as books:
            kept = books.asked_work.solves(9)
        assert [(one.id, one.state, one.plan) for one in kept] == [
            (broken.id, SolveState.INTERRUPTED, None),
            (waited.id, SolveState.DONE, 1),
        ]


def test_the_sender_of_a_delivery_that_waited_is_told_after_a_restart(sqlite_url: str) -> None:
    with open_desk(sqlite_url) as desk:
        number = str(killed(_a_delivery, sqlite_url))
        again = deliveries(desk.store)

        found = again.find(number, ACCOUNT)
        others = again.find(number, "a2")
        lost = again.broken_off(ACCOUNT)
        assert found is not None
        again.drop(found)

        assert (found.stage, found.name, others) == (Stage.INTERRUPTED, "plaatsen.csv", None)
        assert found.problem == (
            "De server is gestopt voordat dit was bevestigd; er is niets bewaard.\nLever het bestand opnieuw in."
        )
        assert [job.id for job in lost] == [number]
        assert again.broken_off(ACCOUNT) == ()
