"""Solving scenarios as jobs of the web server: at most two at a time, each in a process of its own with one worker.

What comes of it is the line of the scenario alone; no draft of a week takes it over. Not allowed here: HTTP, and how
one is solved.
"""

import threading
from collections.abc import Iterable, Mapping

from api.runs.jobs import Job, Jobs, Keeping
from api.runs.solving import Done, Solves
from api.scenarios.side_by_side import AT_ONCE, request_of
from planner.domain.steps import StepRefusedError
from planner.ports.store import Store
from planner.ports.surroundings import Clock, Worker
from planner.usecases.planning.solve_week import SolveRequest
from planner.usecases.scenarios.base import ScenarioBusyError, free_scenario

SECONDS, SEED = 60, 1


class StaysThere:
    """What follows on the solve of a scenario: nothing, its plan stands in its own line already."""

    def version(self, request: SolveRequest) -> int | None:
        """Return that no draft of a week takes part."""
        del request
        return None

    def __call__(self, job: Job, solved: Done) -> str:
        """Say nothing."""
        del job, solved
        return ""


class Running:
    """The solves of scenarios that this server was asked for."""

    def __init__(self, solves: Solves, store: Store, clock: Clock, worker: Worker) -> None:
        self._store, self._clock, self._worker = store, clock, worker
        keeping = Keeping(store, worker, of_scenarios=True)
        self.jobs = Jobs(solves, clock, StaysThere(), keeping, at_once=AT_ONCE)
        self._lock = threading.Lock()

    def begin(self, number: int, *, actor: str, seconds: int = SECONDS, seed: int = SEED, key: str = "") -> Job:
        """Queue the solve of a scenario and return its job, the earlier one for a key that was used.

        Raise ScenarioBusyError when it waits or is solved already, here or elsewhere; StepRefusedError for a closed
        scenario, StoreError for one that is not there, TooManyJobsError, and KeyUsedError.
        """
        with self._lock:
            now = self._clock.now()
            again = bool(key) and any(job.key == key for job in self.jobs.all())
            with self._store.reading() as books:
                found = books.scenarios.load(number) if again else free_scenario(books, number, now, self._worker)
            if not again and self.going(number) is not None:
                raise ScenarioBusyError(number)
            return self.jobs.submit(request_of(found, actor=actor, seconds=seconds, seed=seed), key=key)

    def begin_all(
        self, numbers: Iterable[int], *, actor: str, seconds: int = SECONDS, seed: int = SEED
    ) -> Mapping[int, Job | StepRefusedError]:
        """Queue several and return per scenario its job, or why not; raise StoreError and TooManyJobsError."""
        done: dict[int, Job | StepRefusedError] = {}
        for number in numbers:
            try:
                done[number] = self.begin(number, actor=actor, seconds=seconds, seed=seed)
            except StepRefusedError as error:
                done[number] = error
        return done

    def of(self, number: int) -> tuple[Job, ...]:
        """Return the jobs of a scenario that are remembered, newest first."""
        return tuple(job for job in self.jobs.all() if job.request.scenario == number)

    def newest(self, number: int) -> Job | None:
        """Return the job of a scenario that was asked for last."""
        return next(iter(self.of(number)), None)

    def going(self, number: int) -> Job | None:
        """Return the job of a scenario that waits or goes on in this server."""
        return next((job for job in self.of(number) if not job.state.ended), None)

    def find(self, number: int, identity: str) -> Job | None:
        """Return a job of a scenario."""
        return next((job for job in self.of(number) if job.id == identity), None)

    def stop(self, number: int) -> Job | None:
        """Ask what goes on of a scenario to stop with the best so far, and return its newest job."""
        job = self.going(number)
        return self.newest(number) if job is None else self.jobs.stop(job.id)

    def resume(self) -> None:
        """Go on with what waited when an earlier server ended; what it had begun was broken off."""
        self.jobs.resume()

    def close(self) -> None:
        """Stop everything and wait until it has."""
        self.jobs.close()
