"""Two processes at one scenario: one solves it, nobody changes it meanwhile, and no change is lost."""

import multiprocessing
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

import pytest

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.scenario import OwnValue, ScenarioDeed
from planner.domain.time import Minute
from planner.ports.search import Report, Stopped
from planner.store import ThisProcess
from planner.usecases.planning.claiming import ClaimLostError, SolveBusyError
from planner.usecases.scenarios.base import ScenarioBusyError, ScenarioChangedError, Tools
from planner.usecases.scenarios.fork import ForkAsked, fork, remove, suppose
from planner.usecases.scenarios.solve import ScenarioSolve, solve_scenario
from tests.planner.usecases.editing.drafted import ANNE, BRAM, Drafted, drafted, opened_again
from tests.planner.usecases.editing.small_week import small_week


@pytest.fixture
def week(database_url: str) -> Iterator[Drafted]:
    """Give the draft of a small week with a scenario of it."""
    made = drafted(database_url)
    fork(tools_of(made), ForkAsked(name="wat als", actor=ANNE, draft=made.draft.id))
    yield made
    made.store.close()


def tools_of(week: Drafted) -> Tools:
    return Tools(store=week.store, clock=week.clock, heads=week.tools.heads, worker=ThisProcess())


class Waiting:
    """The ``Search`` port: says that it searches, and ends when it is told to."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def solve(self, problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> Plan:
        """Return the plan with everything at its last free place."""
        del problem, seconds, seed, report, stopped
        self._pipe.send("searching")
        self._pipe.recv()
        return small_week(last=True)[1]


class AtOnce:
    """The ``Search`` port: everything at its last free place, after something was done."""

    def __init__(self, during: object = None) -> None:
        self._during = during

    def solve(self, problem: Problem, *, seconds: float, seed: int, report: Report, stopped: Stopped) -> Plan:
        """Return the plan."""
        del problem, seconds, seed, report, stopped
        if callable(self._during):
            self._during()
        return small_week(last=True)[1]


def solved(week: Drafted, search: Waiting | AtOnce) -> int:
    asked = ScenarioSolve(scenario=1, actor=BRAM)
    return solve_scenario(tools_of(week), search, asked, report=lambda _: None, stopped=lambda: False)


def _solve(url: str, pipe: Connection) -> None:
    """Run in the other process."""
    week = opened_again(url)
    pipe.send(solved(week, Waiting(pipe)))


@pytest.fixture
def other(week: Drafted, database_url: str) -> Iterator[tuple[Connection, SpawnProcess]]:
    """Give the pipe to a process that solves the scenario, and that process."""
    assert week.draft.id == 1
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_solve, args=(database_url, theirs))
    process.start()
    theirs.close()
    assert ours.poll(240)
    assert ours.recv() == "searching"
    yield ours, process
    process.kill()
    process.join()


def test_while_one_process_solves_nobody_else_solves_or_changes(
    week: Drafted, other: tuple[Connection, SpawnProcess]
) -> None:
    pipe, _ = other
    with pytest.raises(SolveBusyError, match="wordt al berekend"):
        solved(week, AtOnce())
    with pytest.raises(ScenarioBusyError):
        suppose(tools_of(week), 1, actor=ANNE, days=3)
    with pytest.raises(ScenarioBusyError):
        remove(tools_of(week), 1, actor=ANNE)

    pipe.send("go on")
    assert pipe.poll(240)
    plan = pipe.recv()

    with week.store.reading() as books:
        found = books.scenarios.load(1)
        head = books.drafts.head(found.draft)
    assert (head.ground.solved, head.version) == (plan, 1)
    assert [turn.deed for turn in found.turns] == [ScenarioDeed.FORKED, ScenarioDeed.SOLVED]
    with pytest.raises(ScenarioChangedError):
        suppose(tools_of(week), 1, actor=ANNE, days=3, seen=1)
    assert len(suppose(tools_of(week), 1, actor=ANNE, days=3, seen=2).turns) == 3


def test_what_a_killed_process_was_solving_another_solves(
    week: Drafted, other: tuple[Connection, SpawnProcess]
) -> None:
    _, process = other
    process.kill()
    process.join()

    plan = solved(week, AtOnce())

    with week.store.reading() as books:
        assert books.drafts.head(books.scenarios.load(1).draft).ground.solved == plan


def test_of_two_who_suppose_at_once_one_is_told_that_it_changed(week: Drafted, database_url: str) -> None:
    setting = next(one for one in week.problem.settings if one.regime is None)
    values = [OwnValue(rule=setting.rule, key=setting.key, value=setting.value + more) for more in (1, 2)]
    desks = [opened_again(database_url) for _ in values]
    ready = threading.Barrier(len(values))

    def one(place: int) -> str:
        ready.wait(60)
        try:
            suppose(tools_of(desks[place]), 1, actor=ANNE, values=(values[place],), seen=1)
        except ScenarioChangedError:
            return "gewijzigd"
        return str(place)

    with ThreadPoolExecutor(len(values)) as pool:
        said = list(pool.map(one, range(len(values))))
    for desk in desks:
        desk.store.close()

    won = [place for place in said if place != "gewijzigd"]
    with week.store.reading() as books:
        found = books.scenarios.load(1)
    assert len(won) == 1
    assert found.supposed.values == (values[int(won[0])],)
    assert len(found.turns) == 2


def test_a_solve_whose_claim_another_took_over_stores_nothing(week: Drafted) -> None:
    def taken_over() -> None:
        with week.store.transaction() as books:
            claim = books.claims.find("scenario 1")
            assert claim is not None
            books.claims.put(replace(claim, holder="elders/1/1", expires=Minute(claim.expires + 1)))

    with pytest.raises(ClaimLostError):
        solved(week, AtOnce(taken_over))

    with week.store.reading() as books:
        found = books.scenarios.load(1)
        assert books.drafts.head(found.draft).version == 0
    assert len(found.turns) == 1
