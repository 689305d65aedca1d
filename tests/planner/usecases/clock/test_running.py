"""Each slot is done once, whoever looks and how often; what was interrupted is taken up again, and only then."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from planner.domain.civil import day_interval, day_start
from planner.domain.clockwork import GROUP, JobName, Lead, Run, RunState, Slot
from planner.domain.settings import Setting, Unit
from planner.domain.time import Minute
from planner.ports.store import StoreConflictError
from planner.usecases.clock.leading import LeadLostError, take_lead
from planner.usecases.clock.running import (
    ClockTools,
    Work,
    ask_run,
    clock_settings,
    due_slots,
    mark_interrupted,
    run_job,
    slots_due,
    take_up,
)
from tests.planner.usecases.fakes import HandClock, NamedWorker
from tests.planner.usecases.world import NOW, Desk

LONG, OVER = 3600.0, -1.0
BACKUP, SLOT = JobName.BACKUP, Slot(name="2026-11-19", due=NOW)


@dataclass
class Counted:
    """Work that is counted."""

    done: Counter[tuple[JobName, str]] = field(default_factory=Counter)

    def __call__(self, run: Run) -> str:
        """Count a run."""
        self.done[run.job, run.slot] += 1
        return "geteld"


def _tools(desk: Desk, work: Work) -> ClockTools:
    return ClockTools(store=desk.store, clock=desk.clock, works=dict.fromkeys(JobName, work))


def _lead(desk: Desk, name: str = "een", seconds: float = LONG) -> Lead:
    found = take_lead(desk.store, NamedWorker(name), seconds=seconds)
    assert found is not None
    return found


def _taken(desk: Desk, lead: Lead) -> Run:
    run = take_up(desk.store, lead, BACKUP, SLOT)
    assert run is not None
    return run


def test_a_slot_is_taken_up_once(any_desk: Desk) -> None:
    lead = _lead(any_desk)

    run = _taken(any_desk, lead)

    assert (run.state, run.holder, run.attempt) == (RunState.RUNNING, "een", 1)
    assert take_up(any_desk.store, lead, BACKUP, SLOT) is None


def test_what_was_done_is_written_down(any_desk: Desk) -> None:
    run = _taken(any_desk, _lead(any_desk))

    done = run_job(_tools(any_desk, lambda _run: "42 bestanden"), run)

    with any_desk.store.reading() as books:
        assert books.clock.find(BACKUP, SLOT.name) == done
    assert (done.state, done.result) == (RunState.DONE, "42 bestanden")
    assert done.started is not None
    assert done.ended is not None
    assert done.ended >= done.started


def test_a_job_that_fails_says_why_and_is_told_in_the_log(any_desk: Desk) -> None:
    def fails(_run: Run) -> str:
        raise RuntimeError("de schijf is vol\nMaak ruimte.")

    done = run_job(_tools(any_desk, fails), _taken(any_desk, _lead(any_desk)))

    assert (done.state, done.result) == (RunState.FAILED, "de schijf is vol")
    with any_desk.store.reading() as books:
        newest = books.events.newest(1)[0]
    assert (newest.actor, newest.what, newest.subject) == ("klok", "clock-failed", "reservekopie 2026-11-19")


def test_a_failed_slot_is_not_done_again(any_desk: Desk) -> None:
    def fails(_run: Run) -> str:
        raise ValueError

    lead = _lead(any_desk)
    failed = run_job(_tools(any_desk, fails), _taken(any_desk, lead))

    assert failed.result == "ValueError"
    assert take_up(any_desk.store, lead, BACKUP, SLOT) is None


def test_who_does_not_lead_takes_nothing_up(any_desk: Desk) -> None:
    lost = _lead(any_desk, seconds=OVER)
    _lead(any_desk, "twee")

    with pytest.raises(LeadLostError):
        take_up(any_desk.store, lost, BACKUP, SLOT)


def test_what_an_earlier_leader_left_is_interrupted_and_taken_up_again(any_desk: Desk) -> None:
    left = _taken(any_desk, _lead(any_desk))
    second = take_lead(any_desk.store, NamedWorker("twee", gone={"een"}), seconds=LONG)
    assert second is not None

    found = mark_interrupted(any_desk.store, second)
    again = take_up(any_desk.store, second, BACKUP, SLOT)

    assert [(run.slot, run.state) for run in found] == [(left.slot, RunState.INTERRUPTED)]
    assert again is not None
    assert (again.holder, again.attempt, again.state) == ("twee", 2, RunState.RUNNING)


def test_who_lost_the_lead_during_a_job_does_not_write_it_down(any_desk: Desk) -> None:
    left = _taken(any_desk, _lead(any_desk))
    second = take_lead(any_desk.store, NamedWorker("twee", gone={"een"}), seconds=LONG)
    assert second is not None
    mark_interrupted(any_desk.store, second)
    again = take_up(any_desk.store, second, BACKUP, SLOT)

    with pytest.raises(LeadLostError):
        run_job(_tools(any_desk, lambda _run: "te laat"), left)

    with any_desk.store.reading() as books:
        assert books.clock.find(BACKUP, SLOT.name) == again


def test_the_own_runs_of_a_leader_are_not_interrupted(any_desk: Desk) -> None:
    lead = _lead(any_desk)
    _taken(any_desk, lead)

    assert mark_interrupted(any_desk.store, lead) == ()


def test_what_is_asked_for_is_left_for_who_leads(any_desk: Desk) -> None:
    asked = ask_run(any_desk.store, any_desk.clock, BACKUP, by="B0001")
    lead = _lead(any_desk)

    assert mark_interrupted(any_desk.store, lead) == (asked,)
    taken = take_up(any_desk.store, lead, BACKUP, Slot(name=asked.slot, due=asked.due))
    assert taken is not None
    assert (taken.by, taken.attempt, taken.state) == ("B0001", 1, RunState.RUNNING)


def test_the_same_is_not_asked_for_twice_in_a_minute(any_desk: Desk) -> None:
    ask_run(any_desk.store, any_desk.clock, BACKUP, by="B0001")

    with pytest.raises(StoreConflictError):
        ask_run(any_desk.store, any_desk.clock, BACKUP, by="B0002")


def test_a_job_that_is_switched_off_is_never_due(desk: Desk) -> None:
    desk.deliver((Setting(rule=GROUP, key="backup-time", value=1440, unit=Unit.MINUTES),))

    past_doing = {JobName.RESTORE}  # of last Sunday, four days ago
    assert set(JobName) - due_slots(desk.store, NOW).keys() == {JobName.BACKUP} | past_doing


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31"])
def test_each_job_is_done_once_on_a_day_that_the_clock_changes(desk: Desk, day: str) -> None:
    whole = day_interval(date.fromisoformat(day))
    assert whole.end is not None

    done = _looked_every_minute(desk, whole.start, whole.end)

    assert set(done.values()) == {1}
    per_job = Counter(job for job, _ in done)
    assert per_job.pop(JobName.OUTBOX) == (whole.end - whole.start) // 15
    assert per_job.pop(JobName.CHECKPOINT) == (whole.end - whole.start) // 60
    assert per_job.pop(JobName.WEEK_PLAN, 0) == 0
    assert per_job == {job: 1 for job in JobName if job not in {JobName.OUTBOX, JobName.CHECKPOINT, JobName.WEEK_PLAN}}


def test_each_job_is_done_once_in_week_53(desk: Desk) -> None:
    start, end = day_start(date(2026, 12, 28)), day_start(date(2027, 1, 4))

    done = _looked_every_minute(desk, start, end)

    assert set(done.values()) == {1}
    per_job = Counter(job for job, _ in done)
    assert per_job.pop(JobName.OUTBOX) == (end - start) // 15
    assert per_job.pop(JobName.CHECKPOINT) == (end - start) // 60
    assert (per_job.pop(JobName.WEEK_PLAN), per_job.pop(JobName.RESTORE)) == (1, 1)
    assert set(per_job.values()) == {7}
    assert len(per_job) == len(JobName) - 4


def _looked_every_minute(desk: Desk, start: Minute, end: Minute) -> Counter[tuple[JobName, str]]:
    """Let two processes look every minute at what is due; the lead goes to and fro each six hours."""
    desk.deliver((Setting(rule=GROUP, key="outbox-minutes", value=15, unit=Unit.MINUTES),))
    work, seen = Counted(), set[tuple[JobName, str]]()
    with desk.store.reading() as books:
        settings = clock_settings(books)
    lead = _lead(desk)
    for minute in range(start, end):
        now = Minute(minute)
        tools = replace(_tools(desk, work), clock=HandClock(now))
        if (minute - start) % 360 == 0:
            names = ("een", "twee") if (minute - start) % 720 == 0 else ("twee", "een")
            taken = take_lead(desk.store, NamedWorker(names[0], gone={names[1]}), seconds=LONG)
            assert taken is not None
            lead = taken
        for job, slot in slots_due(settings, now).items():
            if slot.due < start or ((job, slot.name) in seen and minute % 60):
                continue
            seen.add((job, slot.name))
            run = take_up(desk.store, lead, job, slot)
            if run is not None:
                run_job(tools, run)
    return work.done
