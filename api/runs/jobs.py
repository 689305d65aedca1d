"""Solves asked for from the web: one at a time, of what-ifs two, each with progress that anybody may follow, stoppable.

What was asked for stands in the store too: a restart goes on with what waited and says what it broke off. Not allowed
here: HTTP, and how a solve is done (``solve_week``).
"""

import logging
import secrets
import threading
import traceback
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Protocol

from api.runs.solving import Done, Solves, SolvingFailedError
from api.web.people import called
from api.web.speech import _
from planner.domain.asked_work import AskedSolve
from planner.domain.asked_work import SolveState as JobState
from planner.domain.once import KeyUsedError
from planner.domain.time import Minute
from planner.ports.search import Progress
from planner.ports.store import Store, StoreError
from planner.ports.surroundings import Clock, Worker
from planner.usecases.planning.claiming import ClaimLostError, SolveBusyError
from planner.usecases.planning.cut_problem import CutRequest
from planner.usecases.planning.solve_week import SolveRequest

KEPT = 50
"""So many jobs are shown; their plans are in the store."""
WAITING_MOST = 8
CURVE = 240
"""Points of the cost over time that are kept of one job."""

logger = logging.getLogger("vertrekplanner")


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
    stages: tuple[tuple[str, float], ...] = ()
    """The seconds that each stage of the search took so far, in order."""


class Follows(Protocol):
    """Does what follows on a solve."""

    def version(self, request: SolveRequest) -> int | None:
        """Return the version that the draft of the weeks has before the solve."""
        ...

    def __call__(self, job: Job, solved: Done) -> str:
        """Do what follows on a stored plan; return what to say about it, empty for nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Keeping:
    """Writes down in the store what was asked for and what became of it."""

    store: Store
    worker: Worker
    of_scenarios: bool = False
    """Whether it keeps the solves of what-ifs, or those of the weeks themselves."""

    def put(self, job: Job) -> None:
        """Write a job down as it stands now."""
        cut = job.request.cut
        asked = AskedSolve(
            id=job.id,
            holder=self.worker.name,
            actor=job.request.actor,
            first=cut.first,
            weeks=cut.weeks,
            as_of=cut.as_of,
            seconds=job.request.seconds,
            seed=job.request.seed,
            again=job.request.again,
            key=job.key,
            state=job.state,
            began=job.began,
            plan=job.plan_id,
            reused=job.reused,
            note=job.note,
            scenario=job.request.scenario,
            stages=job.stages,
        )
        with self.store.transaction() as books:
            books.asked_work.put_solve(asked)

    def left(self) -> tuple[Job, ...]:
        """Return what earlier servers were asked for, oldest first; what another server has at hand is its own."""
        with self.store.reading() as books:
            found = books.asked_work.solves(KEPT)
        ours = (one for one in found if (one.scenario is not None) is self.of_scenarios)
        return tuple(_job(one) for one in ours if one.state.ended or self.worker.is_gone(one.holder))


def _job(asked: AskedSolve) -> Job:
    cut = CutRequest(first=asked.first, as_of=asked.as_of, weeks=asked.weeks)
    request = SolveRequest(
        cut=cut,
        actor=asked.actor,
        seconds=asked.seconds,
        seed=asked.seed,
        again=asked.again,
        scenario=asked.scenario,
    )
    return Job(
        id=asked.id,
        request=request,
        state=asked.state,
        began=asked.began,
        plan_id=asked.plan,
        reused=asked.reused,
        note=asked.note,
        key=asked.key,
        stages=asked.stages,
    )


class Jobs:
    """The solves of this server, one at a time unless more may run ``at_once``."""

    def __init__(self, solves: Solves, clock: Clock, follows: Follows, keeping: Keeping, *, at_once: int = 1) -> None:
        self._solves, self._clock, self._follows, self._keeping = solves, clock, follows, keeping
        self._lock = threading.Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._stops: dict[str, threading.Event] = {}
        self._pool = ThreadPoolExecutor(at_once, "solve")

    def resume(self) -> None:
        """Go on where an earlier server ended: with what waited; what it had begun was broken off."""
        for job in self._keeping.left():
            waits = job.state is JobState.WAITING
            found = job if waits or job.state.ended else replace(job, state=JobState.INTERRUPTED, note=_broken_off())
            if not job.state.ended:
                self._keeping.put(found)
            self._take(found)
            if waits:
                self._pool.submit(self._run, job.id)

    def submit(self, request: SolveRequest, *, key: str = "") -> Job:
        """Queue a solve and return its job, the earlier one for a key that was used; raise TooManyJobsError.

        Raise KeyUsedError when the earlier one is of something else.
        """
        job = Job(id=secrets.token_hex(8), request=request, key=key)
        with self._lock:
            same = next((job for job in self._jobs.values() if key and job.key == key), None)
            if same is not None:
                if _asked(same.request) != _asked(request):
                    raise KeyUsedError
                return same
            if sum(not job.state.ended for job in self._jobs.values()) >= WAITING_MOST:
                raise TooManyJobsError
            self._jobs[job.id] = job
            self._stops[job.id] = threading.Event()
            self._forget()
        try:
            self._keeping.put(job)
        except BaseException:
            with self._lock:
                del self._jobs[job.id], self._stops[job.id]
            raise
        self._pool.submit(self._run, job.id)
        return job

    def _take(self, job: Job) -> None:
        with self._lock:
            self._jobs[job.id] = job
            self._stops[job.id] = threading.Event()

    def find(self, identity: str) -> Job | None:
        """Return a job as it stands now."""
        with self._lock:
            return self._jobs.get(identity)

    def all(self) -> tuple[Job, ...]:
        """Return the jobs, newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def names(self, found: Iterable[Job]) -> Mapping[str, str]:
        """Return what those who asked for solves are called."""
        return called(self._keeping.store, (one.request.actor for one in found))

    def stop(self, identity: str) -> Job | None:
        """Ask a job to stop with the best so far, and return it."""
        with self._lock:
            job = self._jobs.get(identity)
            if job is None or job.state.ended:
                return job
            self._stops[identity].set()
            return self._put(replace(job, state=JobState.STOPPING))

    def close(self, *, finish: bool = False) -> None:
        """Stop everything and wait until it has, or with ``finish`` until all is done; what waits stays asked for."""
        if not finish:
            with self._lock:
                for event in self._stops.values():
                    event.set()
        self._pool.shutdown(wait=True, cancel_futures=not finish)

    def _run(self, identity: str) -> None:
        stop = self._stops[identity]
        with self._lock:
            state = JobState.STOPPING if stop.is_set() else JobState.SOLVING
            job = self._put(replace(self._jobs[identity], state=state, began=int(self._clock.now())))
        try:
            self._keeping.put(job)
            job = replace(job, draft_version=self._follows.version(job.request))
            solved = self._solves(job.request, lambda progress: self._report(identity, progress), stop.is_set)
            said = self._follows(job, solved)
        except (SolveBusyError, ClaimLostError, SolvingFailedError) as error:
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
            self._put(replace(job, progress=progress, curve=thinned, stages=progress.stages))

    def _end(self, identity: str, state: JobState, *, note: str, solved: Done | None = None) -> None:
        with self._lock:
            plan = None if solved is None else solved.plan_id
            reused = solved is not None and solved.reused
            job = self._put(replace(self._jobs[identity], state=state, note=note, plan_id=plan, reused=reused))
        try:
            self._keeping.put(job)
        except StoreError as error:  # who follows sees how it ended; after a restart it counts as broken off
            logger.warning("the end of a solve was not written down: %s", type(error).__name__)

    def _put(self, job: Job) -> Job:
        """Keep a job as it now stands; the lock is held."""
        self._jobs[job.id] = changed = replace(job, version=job.version + 1)
        return changed

    def _forget(self) -> None:
        ended = [job.id for job in self._jobs.values() if job.state.ended]
        for identity in ended[: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[identity], self._stops[identity]


def _broken_off() -> str:
    return _(
        "De server is gestopt terwijl dit liep. Staat er een plan van deze week bij Vergelijken, dan is dat bewaard; "
        "vraag de berekening anders opnieuw aan."
    )


def _asked(request: SolveRequest) -> SolveRequest:
    """Return what is asked for, whenever that was."""
    return replace(request, cut=replace(request.cut, as_of=Minute(0)))
