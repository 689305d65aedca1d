"""The search in a process of its own: it can be stopped, cannot eat all memory, and cannot take the caller along.

Progress and the plan come back through a pipe. Not allowed here: searching.
"""

import multiprocessing
import resource
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Event

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.ports.search import Progress, Report, Stopped
from solver.kernel.compiled import COMPILED_PACKAGES
from solver.kernel.warming import Warming
from solver.parallel.cluster import Cluster, NoClusterError
from solver.parallel.workers import Processes, Workers
from solver.tidying import seldom_tidied

MEMORY_BYTES = 8 * 2**30
"""Address space the child may take; solver libraries reserve more than they use."""
GRACE_SECONDS = 60.0
"""How long past its time (or past being stopped) a child may still be rounding off."""
POLL_SECONDS = 0.1
PREPARING = "de zoeker klaarmaken, eenmalig op deze machine"


class SearchFailedError(RuntimeError):
    """The search ended without a plan; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What the child is to solve and with whom; starting it counts as time of the search, since ``begun``."""

    problem: Problem
    seconds: float
    seed: int
    begun: float
    workers: int = 1
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class _Failure:
    """What went wrong in the child, in words."""

    text: str


_OUT_OF_MEMORY = _Failure("de berekening kwam geheugen tekort\nGeef haar meer geheugen, of bereken minder weken.")
_Message = Progress | Plan | _Failure


class ChildProcessSearch:
    """The ``Search`` port for the application: every solve in a fresh child process.

    Sub-problems of large problems go to ``workers`` processes of its own where more than one is asked for, or to the
    workers of a ``cluster`` by the address of its scheduler.
    """

    def __init__(self, memory_bytes: int = MEMORY_BYTES, workers: int | None = None, cluster: str = "") -> None:
        self._memory_bytes = memory_bytes
        self._workers = 1 if workers is None else workers
        self._cluster = cluster

    def solve(self, problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> Plan:
        """Return the plan; Ctrl-C stops the search and the best so far comes back. Raise SearchFailedError."""
        hurried = _made_ready_in_a_hurry(report, stopped, len(problem.activities))
        order = _Order(problem, seconds, seed, time.monotonic(), self._workers, self._cluster)
        run = _Run(order, self._memory_bytes)
        return run.follow(report, (lambda: True) if hurried else stopped)


def solve_in_child(problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> Plan:
    """Solve in a child process with the usual memory limit."""
    return ChildProcessSearch().solve(problem, seconds=seconds, seed=seed, report=report, stopped=stopped)


def _made_ready_in_a_hurry(report: Report, stopped: Stopped, total: int) -> bool:
    """Compile the searches, the first time on a machine, outside the time of the search; return whether interrupted."""
    works = [Warming(package) for package in COMPILED_PACKAGES]
    try:
        if any(work.needed for work in works):
            report(Progress(stage=PREPARING, fraction=0.0, planned=0, total=total))
        for work in works:
            work.wait(stopped)
    except KeyboardInterrupt:
        for work in works:
            work.wait(lambda: True)
        return True
    return False


class _Run:
    """One child and the pipe to it."""

    def __init__(self, order: _Order, memory_bytes: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe(duplex=False)
        self._stop: Event = context.Event()
        arguments = (order, memory_bytes, theirs, self._stop)
        self._child: SpawnProcess = context.Process(target=_work, args=arguments)  # no daemon: it has children itself
        self._latest = order.begun + order.seconds + GRACE_SECONDS
        self._child.start()
        theirs.close()

    def follow(self, report: Report, stopped: Stopped) -> Plan:
        """Pass progress on until the plan comes."""
        with self._ended():
            while True:
                try:
                    plan = self._step(report, stopped)
                except KeyboardInterrupt:
                    if self._stop.is_set():
                        raise
                    self._halt()
                else:
                    if plan is not None:
                        return plan

    def _step(self, report: Report, stopped: Stopped) -> Plan | None:
        """Handle one message; return the plan when that is what came."""
        if stopped():
            self._halt()
        message = self._next()
        if isinstance(message, Progress):
            report(message)
        return message if isinstance(message, Plan) else None

    def _halt(self) -> None:
        if not self._stop.is_set():
            self._stop.set()
            self._latest = time.monotonic() + GRACE_SECONDS

    def _next(self) -> Progress | Plan | None:
        """Return the next message, or None when there is none yet."""
        if time.monotonic() > self._latest:
            raise SearchFailedError(
                f"de berekening rondde niet af binnen {GRACE_SECONDS:.0f} s na haar einde\nNeem een kortere periode."
            )
        try:
            if not self._ours.poll(POLL_SECONDS):
                return None
            message: _Message = self._ours.recv()
        except EOFError:
            self._child.join(5)
            raise SearchFailedError(_obituary(self._child.exitcode)) from None
        if isinstance(message, _Failure):
            raise SearchFailedError(message.text)
        return message

    @contextmanager
    def _ended(self) -> Iterator[None]:
        """Leave no child behind."""
        try:
            yield
        finally:
            self._ours.close()
            self._child.join(2)
            if self._child.is_alive():
                self._child.kill()
                self._child.join()
            self._child.close()


def _obituary(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        return f"de berekening werd beëindigd door {name} voordat er een plan was\nGeef meer geheugen, of minder weken."
    remedy = "Bereken opnieuw; gebeurt het weer, meld dan de code van de planvraag."
    return f"de berekening eindigde met code {code} voordat er een plan was\n{remedy}"


@contextmanager
def _hired(order: _Order) -> Iterator[Workers | None]:
    """Give the workers that an order asks for, None when it is worked out in one process."""
    workers: Workers | None = None
    if order.cluster:
        workers = Cluster(order.cluster)
    elif order.workers > 1:
        workers = Processes(order.workers)
    try:
        yield workers
    finally:
        if workers is not None:
            workers.close()


def _work(order: _Order, memory_bytes: int, pipe: Connection, stop: Event) -> None:
    """Search inside the child and send what happens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    seldom_tidied()
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    try:
        from solver.search import StagedSearch  # noqa: PLC0415 - the solver library counts against the limit

        def report(progress: Progress) -> None:
            pipe.send(progress)

        with _hired(order) as workers:
            search = StagedSearch(begun=order.begun, workers=workers)
            pipe.send(
                search.solve(order.problem, seconds=order.seconds, seed=order.seed, report=report, stopped=stop.is_set)
            )
    except NoClusterError as error:
        pipe.send(_Failure(str(error)))
    except MemoryError:
        pipe.send(_OUT_OF_MEMORY)
    except BrokenPipeError:
        return
    except Exception as error:  # noqa: BLE001 - told to the parent, which raises
        if isinstance(error, ImportError) and "failed to map segment" in str(error):
            pipe.send(_OUT_OF_MEMORY)  # the limit was reached while a library was loaded
            return
        last = traceback.format_exc(limit=-3)
        pipe.send(
            _Failure(
                f"de berekening mislukte\n{last}\nBereken opnieuw; gebeurt het weer, meld dan de code van de planvraag."
            )
        )
    finally:
        pipe.close()
