"""Solves asked for from the web: one at a time, each with progress that anybody may follow, stoppable.

Not allowed here: HTTP, and how a solve is done (``solve_week``).
"""

import secrets
import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from planner.ports.search import Progress
from planner.ports.surroundings import Clock
from planner.usecases.planning.solve_week import (
    ClaimLostError,
    SolveBusyError,
    Solved,
    SolveRequest,
    SolveTools,
    solve_week,
)

KEPT = 50
"""So many jobs are remembered; their plans are in the store."""
WAITING_MOST = 8
CURVE = 240
"""Points of the cost over time that are kept of one job."""


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "wacht"
    SOLVING = "bezig"
    STOPPING = "stopt"
    DONE = "klaar"
    FAILED = "mislukt"

    @property
    def ended(self) -> bool:
        """Whether nothing follows."""
        return self in (JobState.DONE, JobState.FAILED)


class TooManyJobsError(RuntimeError):
    """So many solves wait already that another would only come tomorrow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One solve as it stands now. ``version`` rises with each change; ``note`` says what went wrong or was not new."""

    id: str
    request: SolveRequest
    state: JobState = JobState.WAITING
    version: int = 0
    began: int | None = None
    progress: Progress | None = None
    curve: tuple[Progress, ...] = ()
    plan_id: int | None = None
    reused: bool = False
    note: str = ""
    key: str = field(default="", repr=False)
    draft_version: int | None = None
    """The version of the week's draft when the solve began."""


class Follows(Protocol):
    """Does what follows on a solve."""

    def version(self, request: SolveRequest) -> int | None:
        """Return the version that the draft of the weeks has before the solve."""
        ...

    def __call__(self, job: Job, solved: Solved) -> str:
        """Do what follows on a stored plan; return what to say about it, empty for nothing."""
        ...


class Jobs:
    """The solves of this server."""

    def __init__(self, tools: Callable[[], SolveTools], clock: Clock, follows: Follows) -> None:
        self._tools, self._clock, self._follows = tools, clock, follows
        self._lock = threading.Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._stops: dict[str, threading.Event] = {}
        self._pool = ThreadPoolExecutor(1, "solve")

    def submit(self, request: SolveRequest, *, key: str = "") -> Job:
        """Queue a solve and return its job, the earlier one for a key that was used; raise TooManyJobsError."""
        with self._lock:
            same = next((job for job in self._jobs.values() if key and job.key == key), None)
            if same is not None:
                return same
            if sum(not job.state.ended for job in self._jobs.values()) >= WAITING_MOST:
                raise TooManyJobsError
            job = Job(id=secrets.token_hex(8), request=request, key=key)
            self._jobs[job.id] = job
            self._stops[job.id] = threading.Event()
            self._forget()
        self._pool.submit(self._run, job.id)
        return job

    def find(self, identity: str) -> Job | None:
        """Return a job as it stands now."""
        with self._lock:
            return self._jobs.get(identity)

    def all(self) -> tuple[Job, ...]:
        """Return the jobs, newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def stop(self, identity: str) -> Job | None:
        """Ask a job to stop with the best so far, and return it."""
        with self._lock:
            job = self._jobs.get(identity)
            if job is None or job.state.ended:
                return job
            self._stops[identity].set()
            return self._put(replace(job, state=JobState.STOPPING))

    def close(self) -> None:
        """Stop everything and wait until it has."""
        with self._lock:
            for event in self._stops.values():
                event.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, identity: str) -> None:
        stop = self._stops[identity]
        with self._lock:
            state = JobState.STOPPING if stop.is_set() else JobState.SOLVING
            job = self._put(replace(self._jobs[identity], state=state, began=int(self._clock.now())))
        try:
            job = replace(job, draft_version=self._follows.version(job.request))
            solved = solve_week(
                self._tools(),
                job.request,
                report=lambda progress: self._report(identity, progress),
                stopped=stop.is_set,
            )
            said = self._follows(job, solved)
        except (SolveBusyError, ClaimLostError) as error:
            self._end(identity, JobState.FAILED, note=str(error))
        except Exception as error:  # noqa: BLE001 - a thread of its own; the text may hold codes and stays inside
            place = traceback.extract_tb(error.__traceback__)[-1]
            self._end(identity, JobState.FAILED, note=f"{type(error).__name__} ({place.name})")
        else:
            self._end(identity, JobState.DONE, note=said, solved=solved)

    def _report(self, identity: str, progress: Progress) -> None:
        with self._lock:
            job = self._jobs[identity]
            curve = (*job.curve, progress)
            thinned = curve if len(curve) <= CURVE else curve[::2]
            self._put(replace(job, progress=progress, curve=thinned))

    def _end(self, identity: str, state: JobState, *, note: str, solved: Solved | None = None) -> None:
        with self._lock:
            plan = None if solved is None else solved.plan_id
            reused = solved is not None and solved.reused
            self._put(replace(self._jobs[identity], state=state, note=note, plan_id=plan, reused=reused))

    def _put(self, job: Job) -> Job:
        """Keep a job as it now stands; the lock is held."""
        self._jobs[job.id] = changed = replace(job, version=job.version + 1)
        return changed

    def _forget(self) -> None:
        ended = [job.id for job in self._jobs.values() if job.state.ended]
        for identity in ended[: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[identity], self._stops[identity]
