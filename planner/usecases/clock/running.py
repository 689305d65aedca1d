"""Running jobs: each slot is taken up by one process, once, and what became of it is written down.

A slot whose runner ended is taken up again by the next leader: every job may be repeated without doing its work twice.
Not allowed here: what the jobs do, threads and waiting.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from planner.domain.civil import to_utc
from planner.domain.clockwork import JobName, Lead, Run, RunState, Slot, rhythm_of, still_open
from planner.domain.settings import Setting, Settings
from planner.domain.time import Minute
from planner.ports.store import Event, Store, StoreConflictError, Transaction
from planner.ports.surroundings import Clock
from planner.usecases.clock.leading import LeadLostError, refuse_lost
from planner.usecases.norms.merge_settings import settings_in_force

Work = Callable[[Run], str]
"""Does a job for one run and says in a line what it did; raises to say that it failed."""
ACTOR = "klok"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTools:
    """What running jobs needs."""

    store: Store
    clock: Clock
    works: Mapping[JobName, Work]


def due_slots(store: Store, now: Minute) -> dict[JobName, Slot]:
    """Return the newest slot of each job that is due and still worth doing, whether it was done or not."""
    with store.reading() as books:
        return slots_due(clock_settings(books), now)


def slots_due(settings: Settings, now: Minute) -> dict[JobName, Slot]:
    """Return the newest slot of each job that is due by these settings and still worth doing."""
    found = {}
    for job in JobName:
        rhythm = rhythm_of(job, settings, now)
        slot = None if rhythm is None else rhythm.at_or_before(now)
        if slot is not None and still_open(job, slot, now):
            found[job] = slot
    return found


def clock_settings(books: Transaction) -> Settings:
    """Return the settings in force."""
    return Settings(settings_in_force(books.facts.in_force(Setting)))


def ask_run(store: Store, clock: Clock, job: JobName, *, by: str) -> Run:
    """Ask whoever leads to run a job now; raise StoreConflictError when it was asked in this very minute."""
    now = clock.now()
    run = Run(job=job, slot=f"gevraagd {to_utc(now):%Y-%m-%dT%H:%MZ}", due=now, state=RunState.ASKED, by=by)
    with store.transaction() as books:
        books.clock.add(run)
        books.events.add(Event(at=now, actor=by, what="clock", subject=f"{job} {run.slot}"))
    return run


def take_up(store: Store, lead: Lead, job: JobName, slot: Slot) -> Run | None:
    """Take up a slot that nobody did; None when somebody did or does. Raise LeadLostError."""
    try:
        with store.transaction() as books:
            refuse_lost(books, lead)
            return _begun(books, lead, job, slot)
    except StoreConflictError:
        return None


def _begun(books: Transaction, lead: Lead, job: JobName, slot: Slot) -> Run | None:
    found, now = books.clock.find(job, slot.name), books.clock.now()
    if found is None:
        run = Run(job=job, slot=slot.name, due=slot.due, state=RunState.RUNNING, holder=lead.holder, started=now)
        books.clock.add(run)
        return run
    if found.state not in {RunState.ASKED, RunState.INTERRUPTED}:
        return None
    again = found.state is RunState.INTERRUPTED
    run = replace(
        found,
        state=RunState.RUNNING,
        holder=lead.holder,
        started=now,
        ended=None,
        result="",
        attempt=found.attempt + again,
    )
    books.clock.update(run)
    return run


def mark_interrupted(store: Store, lead: Lead) -> tuple[Run, ...]:
    """Mark what an earlier leader was doing as interrupted, and return it with what is asked for."""
    with store.reading() as books:
        if not books.clock.unfinished():
            return ()
    with store.transaction() as books:
        refuse_lost(books, lead)
        left = []
        for run in books.clock.unfinished():
            if run.state is RunState.RUNNING and run.holder != lead.holder:
                books.clock.update(replace(run, state=RunState.INTERRUPTED, ended=books.clock.now()))
                left.append(replace(run, state=RunState.INTERRUPTED))
            elif run.state is RunState.ASKED:
                left.append(run)
        return tuple(left)


def run_job(tools: ClockTools, run: Run) -> Run:
    """Do what was taken up, write down what became of it and return it; raise LeadLostError.

    A job that fails is written down as failed, with the first line of why.
    """
    try:
        result, state = tools.works[run.job](run), RunState.DONE
    except Exception as error:  # noqa: BLE001 - whatever a job raises, it is told and the clock goes on
        said = str(error).splitlines()
        result, state = f"{said[0] if said else type(error).__name__}", RunState.FAILED
    with tools.store.transaction() as books:
        held = books.clock.find(run.job, run.slot)
        if held is None or (held.holder, held.attempt, held.state) != (run.holder, run.attempt, RunState.RUNNING):
            raise LeadLostError(run.job)
        done = replace(run, state=state, result=result, ended=books.clock.now())
        books.clock.update(done)
        if state is RunState.FAILED:
            books.events.add(
                Event(at=tools.clock.now(), actor=ACTOR, what="clock-failed", subject=f"{run.job} {run.slot}")
            )
    return done
