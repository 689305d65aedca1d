"""The search in a child process: the same plan, progress on the way, and a clear end whatever happens."""

import signal
from collections.abc import Iterator

import pytest

from benchmarks.repeat import unproven
from planner.ports.search import Progress
from solver.process import ChildProcessSearch, SearchFailedError, solve_in_child
from solver.search import StagedSearch
from tests.solver import small
from tests.solver import world as w


def _problem() -> w.World:
    return w.World(activities=[small.conversation(w.A), small.conversation(w.C)])


def test_solve_in_child_returns_the_plan_of_the_search_and_its_progress() -> None:
    told: list[Progress] = []
    problem = _problem().problem()

    plan = solve_in_child(problem, seconds=30, seed=3, report=told.append, stopped=small.never)

    here = StagedSearch().solve(problem, seconds=30, seed=3, report=small.silent, stopped=small.never)
    assert unproven(plan) == unproven(here)
    assert all(value.bound is None or value.bound <= value.cost for value in plan.levels)
    assert told[-1].stage == "klaar"


def test_solve_in_child_stopped_at_once_returns_a_plan() -> None:
    plan = solve_in_child(_problem().problem(), seconds=60, seed=1, report=small.silent, stopped=lambda: True)

    assert len(plan.appointments) + len(plan.unplanned) == 2


@pytest.fixture
def own_ctrl_c() -> Iterator[None]:
    """Hear Ctrl-C as Python does: solver models of other tests in this process may have taken it over."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before if before is not None else signal.default_int_handler)


@pytest.mark.usefixtures("own_ctrl_c")
def test_ctrl_c_stops_the_search_and_returns_what_there_is() -> None:
    pressed: list[Progress] = []

    def report(progress: Progress) -> None:
        if not pressed:
            pressed.append(progress)
            signal.raise_signal(signal.SIGINT)

    plan = solve_in_child(_problem().problem(), seconds=60, seed=1, report=report, stopped=small.never)

    assert len(plan.appointments) + len(plan.unplanned) == 2


def test_too_little_memory_is_said_plainly() -> None:
    search = ChildProcessSearch(memory_bytes=160 * 2**20)

    with pytest.raises(SearchFailedError, match=r"geheugen|voordat er een plan was"):
        search.solve(_problem().problem(), seconds=30, seed=1, report=small.silent, stopped=small.never)
