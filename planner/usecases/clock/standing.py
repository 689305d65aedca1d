"""How the clock stands: who leads, and of each job its rhythm, its next slot and its last runs.

Not allowed here: words for the screen.
"""

from dataclasses import dataclass

from planner.domain.clockwork import JobName, Lead, Rhythm, Run, Slot, rhythm_of
from planner.domain.time import Minute
from planner.ports.store import Store
from planner.usecases.clock.running import clock_settings

SHOWN = 10
"""So many runs of a job are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStanding:
    """One job. ``rhythm`` and ``following`` are None when it is switched off; ``runs`` are the last, newest first."""

    job: JobName
    rhythm: Rhythm | None
    following: Slot | None
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStanding:
    """``lead`` is None when nobody leads now: then nothing is done until a server or ``clock run`` is started."""

    now: Minute
    lead: Lead | None
    jobs: tuple[JobStanding, ...]


def clock_standing(store: Store, now: Minute) -> ClockStanding:
    """Return how the clock stands."""
    with store.reading() as books:
        settings, held = clock_settings(books), books.clock.lead()
        alive = held is not None and held.until > books.clock.now()
        jobs = []
        for job in JobName:
            rhythm = rhythm_of(job, settings, now)
            following = None if rhythm is None else rhythm.after(now)
            runs = books.clock.newest(job, SHOWN)
            jobs.append(JobStanding(job=job, rhythm=rhythm, following=following, runs=runs))
    return ClockStanding(now=now, lead=held if alive else None, jobs=tuple(jobs))
