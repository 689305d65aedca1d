"""The clock at work: it leads or waits, wakes up by APScheduler, and does each slot once.

Every process that serves may run one; whoever holds the lease in the database leads, the others wait.
Not allowed here: what is due and what a job does.
"""

import logging
import threading
from collections.abc import Callable
from functools import partial

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from api.clock.trigger import RhythmTrigger
from planner.domain.clockwork import JobName, Lead, Rhythm, Run, RunState, Slot, rhythm_of, still_open
from planner.domain.time import Minute
from planner.ports.store import StoreError
from planner.ports.surroundings import Worker
from planner.usecases.clock.leading import BEAT, LEASE, LeadLostError, give_up_lead, missed_since, take_lead
from planner.usecases.clock.running import (
    ClockTools,
    clock_settings,
    due_slots,
    mark_interrupted,
    run_job,
    take_up,
)

AT_ONCE = 3
"""So many jobs run side by side: a long one does not hold up messages and reminders."""
_log = logging.getLogger(__name__)


class Hands:
    """Starts with ``start`` and ends with ``stop``; in between it leads whenever nobody else does."""

    def __init__(
        self,
        tools: ClockTools,
        worker: Worker,
        ending: threading.Event,
        *,
        lease: float = LEASE,
        beat: float = BEAT,
    ) -> None:
        """Take what jobs need and who this process is; ``lease`` and ``beat`` in seconds.

        ``ending`` is set when it stops, so that long work can end early.
        """
        self._tools, self._worker, self._lease, self._beat = tools, worker, lease, beat
        self._ending = ending
        self._thread = threading.Thread(target=self._live, name="klok", daemon=True)
        self._lead: Lead | None = None
        self._rhythms: dict[JobName, Rhythm | None] = {}
        self._busy: set[JobName] = set()
        self._since: Minute | None = None
        self._looked: dict[JobName, str] = {}
        """The slot of each job that this process saw to while it led."""
        self._lock = threading.Lock()
        self._scheduler = BackgroundScheduler(
            timezone="UTC",
            executors={"default": ThreadPoolExecutor(AT_ONCE)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    @property
    def leads(self) -> bool:
        """Whether this process leads, as far as it knows."""
        return self._lead is not None

    def start(self) -> None:
        """Begin to lead or wait."""
        self._scheduler.start(paused=True)
        self._thread.start()

    def stop(self) -> None:
        """End: let what runs finish, and let another lead at once."""
        self._ending.set()
        self._thread.join()
        self._scheduler.shutdown(wait=True)
        if self._lead is not None:
            self._quietly(partial(give_up_lead, self._tools.store, self._lead))

    def _live(self) -> None:
        while not self._ending.is_set():
            self._quietly(self._one_beat)
            self._ending.wait(self._beat)

    def _quietly(self, work: Callable[[], None]) -> None:
        try:
            work()
        except (StoreError, LeadLostError) as error:
            self._lose()
            _log.warning("clock: %s", str(error).splitlines()[0])

    def _one_beat(self) -> None:
        lead = take_lead(self._tools.store, self._worker, seconds=self._lease)
        if lead is None:
            self._lose()
            return
        first = self._lead is None or self._lead.term != lead.term
        self._lead = lead
        left = mark_interrupted(self._tools.store, lead)
        if first:
            self._rhythms.clear()
            self._looked.clear()
            self._since = missed_since(lead, self._lease, self._tools.clock.now())
            self._scheduler.resume()
        self._schedule()
        for run in left:
            self._take_up_again(run)
        for job, slot in due_slots(self._tools.store, self._tools.clock.now()).items():
            if self._looked.get(job) != slot.name and self._was_missed(slot):
                self._soon(job, slot)

    def _lose(self) -> None:
        if self._lead is not None:
            self._lead = None
            self._rhythms.clear()
            self._scheduler.pause()
            self._scheduler.remove_all_jobs()

    def _schedule(self) -> None:
        """Let the scheduler wake up for each job by the settings in force, and look at newest slots first."""
        now = self._tools.clock.now()
        with self._tools.store.reading() as books:
            settings = clock_settings(books)
        for job in JobName:
            rhythm = rhythm_of(job, settings, now)
            if job in self._rhythms and self._rhythms[job] == rhythm:
                continue
            self._rhythms[job] = rhythm
            if rhythm is None:
                self._remove(job)
            else:
                self._scheduler.add_job(
                    self._wake, RhythmTrigger(rhythm), args=(job, rhythm), id=job.value, replace_existing=True
                )

    def _remove(self, job: JobName) -> None:
        try:
            self._scheduler.remove_job(job.value)
        except JobLookupError:
            return

    def _take_up_again(self, run: Run) -> None:
        """Let what somebody asked for, and what another left undone, run now."""
        slot = Slot(name=run.slot, due=run.due)
        if run.state is RunState.INTERRUPTED and not still_open(run.job, slot, self._tools.clock.now()):
            return
        self._soon(run.job, slot)

    def _soon(self, job: JobName, slot: Slot) -> None:
        """Let a slot be seen to now, unless this process is at the job: then a later beat asks again."""
        if job not in self._busy:
            self._scheduler.add_job(self._do, args=(job, slot), id=f"{job.value} {slot.name}", replace_existing=True)

    def _wake(self, job: JobName, rhythm: Rhythm) -> None:
        now = self._tools.clock.now()
        slot = rhythm.at_or_before(now)
        if still_open(job, slot, now) and self._was_missed(slot):
            self._do(job, slot)

    def _was_missed(self, slot: Slot) -> bool:
        """Return whether a slot came up since somebody led last; a new installation begins with what comes."""
        return self._since is not None and slot.due >= self._since

    def _do(self, job: JobName, slot: Slot) -> None:
        """Do a slot unless somebody did or this process is at the same job; then the next beat looks again."""
        lead = self._lead
        with self._lock:
            if lead is None or job in self._busy:
                return
            self._busy.add(job)
        try:
            run = take_up(self._tools.store, lead, job, slot)
            self._looked[job] = slot.name
            if run is not None:
                run_job(self._tools, run)
        except (StoreError, LeadLostError) as error:
            _log.warning("clock: %s: %s", job.value, str(error).splitlines()[0])
        finally:
            with self._lock:
                self._busy.discard(job)
