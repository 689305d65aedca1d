"""Solves of scenarios on the web: two at a time, never two of one, and no draft of a week takes them over."""

import threading
import time
from collections.abc import Iterator

import pytest

from api.runs.jobs import Job, Keeping
from api.runs.solving import Done
from api.scenarios.running import Running, StaysThere
from api.scenarios.side_by_side import AT_ONCE
from planner.domain.asked_work import SolveState
from planner.domain.once import KeyUsedError
from planner.domain.steps import StepRefusedError
from planner.ports.search import Progress, Report, Stopped
from planner.ports.store import StoreError
from planner.store import ThisProcess
from planner.usecases.planning.solve_week import SolveRequest
from planner.usecases.scenarios.base import ScenarioBusyError, ScenarioClosedError, Tools
from planner.usecases.scenarios.fork import ForkAsked, fork, remove
from tests.planner.usecases.editing.drafted import ANNE, Drafted, drafted


class Held:
    """Solves that go on until they are let go or stopped, and note how many do at once."""

    def __init__(self) -> None:
        self.most, self._now, self._lock = 0, 0, threading.Lock()
        self.go = threading.Event()

    def __call__(self, request: SolveRequest, report: Report, stopped: Stopped) -> Done:
        """Solve one."""
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        report(Progress(stage="zoeken", fraction=0.5, planned=0, total=0))
        while not self.go.is_set() and not stopped():
            time.sleep(0.01)
        with self._lock:
            self._now -= 1
        return Done(plan_id=100 + (request.scenario or 0))


@pytest.fixture
def week(sqlite_url: str) -> Iterator[Drafted]:
    """Give the draft of a small week with four scenarios of it."""
    made = drafted(sqlite_url)
    for name in ("een", "twee", "drie", "vier"):
        fork(tools_of(made), ForkAsked(name=name, actor=ANNE, draft=made.draft.id))
    yield made
    made.store.close()


@pytest.fixture
def held() -> Held:
    """Give solves that wait."""
    return Held()


@pytest.fixture
def running(week: Drafted, held: Held) -> Iterator[Running]:
    """Give the solves of a server."""
    made = Running(held, week.store, week.clock, ThisProcess())
    yield made
    made.close()


def tools_of(week: Drafted) -> Tools:
    return Tools(store=week.store, clock=week.clock, heads=week.tools.heads, worker=ThisProcess())


def until(running: Running, job: Job, *states: SolveState) -> Job:
    for _ in range(6000):
        found = running.jobs.find(job.id)
        assert found is not None
        if found.state in states:
            return found
        time.sleep(0.01)
    raise AssertionError(states)


def test_four_are_solved_two_at_a_time_and_each_has_its_own_progress(running: Running, held: Held) -> None:
    found = running.begin_all((1, 2, 3, 4), actor=ANNE, seconds=5)
    jobs = [job for job in found.values() if isinstance(job, Job)]
    until(running, jobs[0], SolveState.SOLVING)
    until(running, jobs[1], SolveState.SOLVING)

    waiting = [running.newest(number) for number in (3, 4)]
    held.go.set()
    done = [until(running, job, SolveState.DONE) for job in jobs]

    assert [job.state for job in waiting if job is not None] == [SolveState.WAITING] * 2
    assert held.most == AT_ONCE
    assert [job.plan_id for job in done] == [101, 102, 103, 104]
    assert [job.progress.stage for job in done if job.progress is not None] == ["zoeken"] * 4
    assert [job.note for job in done] == [""] * 4


def test_one_scenario_is_solved_once_at_a_time_and_can_be_stopped(running: Running) -> None:
    first = running.begin(1, actor=ANNE)
    with pytest.raises(ScenarioBusyError):
        running.begin(1, actor=ANNE)

    running.stop(1)
    until(running, first, SolveState.DONE)
    again = running.begin(1, actor=ANNE)

    assert running.going(1) is not None
    assert [job.id for job in running.of(1)] == [again.id, first.id]
    assert running.find(2, first.id) is None


def test_the_same_key_gives_the_same_solve_and_not_one_of_another_scenario(running: Running) -> None:
    first = running.begin(1, actor=ANNE, key="k")

    again = running.begin(1, actor=ANNE, key="k")

    assert again.id == first.id
    with pytest.raises(KeyUsedError):
        running.begin(2, actor=ANNE, key="k")


def test_what_is_closed_or_not_there_is_not_solved(running: Running, week: Drafted) -> None:
    remove(tools_of(week), 2, actor=ANNE)

    found = running.begin_all((1, 2), actor=ANNE)

    assert [type(one) for one in found.values()] == [Job, ScenarioClosedError]
    assert issubclass(ScenarioClosedError, StepRefusedError)
    with pytest.raises(StoreError):
        running.begin(9, actor=ANNE)


def test_no_draft_of_a_week_follows_and_the_solves_of_weeks_are_kept_apart(running: Running, week: Drafted) -> None:
    job = running.begin(1, actor=ANNE)
    running.stop(1)
    done = until(running, job, SolveState.DONE)

    follows = StaysThere()

    assert (follows.version(done.request), follows(done, Done(plan_id=1))) == (None, "")
    assert week.head.version == 0
    assert Keeping(week.store, ThisProcess()).left() == ()
    assert [one.id for one in Keeping(week.store, ThisProcess(), of_scenarios=True).left()] == [job.id]
