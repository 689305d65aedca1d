"""Kill -9 at random moments during import, solve or publish: the store is whole, the command can be repeated."""

import multiprocessing
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from planner.codec.canonical import to_bytes
from planner.domain.activities import Activity
from planner.domain.cases import Case
from planner.domain.commitments import PartnerRequest
from planner.domain.people import Regievoerder
from planner.domain.resources import ResourceKind
from planner.ports.store import StoreConflictError, Transaction
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.reliability.turns import CASES, LANGUAGES, Step, do_step, run_step


@dataclass(frozen=True)
class State:
    """What the store says was done last; each number counts turns from 1."""

    imported: int
    solved: int
    published: int


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """Give an empty store."""
    opened = open_store(database_url)
    yield opened
    opened.close()


@pytest.mark.parametrize("seed", [1])
def test_a_killed_command_leaves_the_store_whole_and_can_be_repeated(
    store: SqlStore, database_url: str, seed: int
) -> None:
    killed = campaign(store, database_url, seed, turns=10)

    assert killed > 0


@pytest.mark.nightly
@pytest.mark.parametrize("seed", [2, 3])
def test_a_hundred_killed_commands_leave_the_store_whole(store: SqlStore, database_url: str, seed: int) -> None:
    killed = campaign(store, database_url, seed, turns=120)

    assert killed >= 50


def campaign(store: SqlStore, url: str, seed: int, turns: int) -> int:
    """Kill one step of each turn and repeat it; return how many were killed before they were done."""
    chance = random.Random(seed)  # noqa: S311 - repeatable by seed
    killed = 0
    took = dict.fromkeys(Step, 0.3)
    for turn in range(turns):
        victim = chance.choice(list(Step))
        for step in Step:
            if step is victim:
                before = state(store)
                killed += kill(url, step, turn, chance.uniform(0, took[step]))
                assert whole(store, step, before, turn), f"turn {turn}, {step}"
            start = time.monotonic()
            repeat(store, step, turn)
            took[step] = time.monotonic() - start
    after = state(store)
    assert (after.imported, after.published) == (turns, turns)
    return killed


def kill(url: str, step: Step, turn: int, after: float) -> bool:
    """Start the step as a process of its own and kill it in the middle; return whether it was still at work."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.reliability.turns"])
    begun, begins = context.Pipe(duplex=False)
    child = context.Process(target=run_step, args=(url, step, turn, begins))
    child.start()
    begins.close()
    assert begun.recv_bytes() == b"begun"
    child.join(after)
    at_work = child.is_alive()
    child.kill()
    child.join()
    child.close()
    begun.close()
    return at_work


def repeat(store: SqlStore, step: Step, turn: int) -> None:
    """Do the step again, as its message says to do where the killed one was just being finished."""
    for _ in range(3):
        try:
            do_step(store, step, turn)
        except StoreConflictError:
            continue
        return
    raise AssertionError(step)


def whole(store: SqlStore, step: Step, before: State, turn: int) -> bool:
    """Return whether the store is sound and the killed step was done wholly or not at all."""
    after = state(store)
    done = {
        Step.IMPORT: State(imported=turn + 1, solved=before.solved, published=before.published),
        Step.SOLVE: State(imported=before.imported, solved=before.solved + 1, published=before.published),
        Step.PUBLISH: State(imported=before.imported, solved=before.solved, published=turn + 1),
    }
    return sound(store) and after in (before, done[step])


def sound(store: SqlStore) -> bool:
    """Return whether the database finds nothing wrong with its own file."""
    if store.dialect != "sqlite":
        return True
    with store.engine.connect() as connection:
        report = connection.execute(text("PRAGMA integrity_check")).scalars().all()
        loose = connection.execute(text("PRAGMA foreign_key_check")).all()
    return report == ["ok"] and not loose


def state(store: SqlStore) -> State:
    """Return what was done, having checked that every part of the store agrees with it."""
    with store.reading() as books:
        return State(imported=_imported(books), solved=_solved(books), published=_published(books))


def _imported(books: Transaction) -> int:
    cases, people = books.facts.in_force(Case), books.facts.in_force(Regievoerder)
    turns = {case.load_points for case in cases} | {person.load_cap for person in people}
    deliveries = books.deliveries.of("bron")
    assert len(turns) <= 1
    assert len(cases) == len(people) == len(books.facts.in_force(Activity)) == (CASES if turns else 0)
    assert len(deliveries) == max(turns, default=0)
    assert len([event for event in books.events.newest(10_000) if event.what == "import"]) == len(deliveries)
    return len(deliveries)


def _solved(books: Transaction) -> int:
    newest = books.plans.newest()
    count = len([event for event in books.events.newest(10_000) if event.what == "solve"])
    if newest is None:
        assert count == 0
        return 0
    problem, plan = books.problems.load(newest.problem_hash), books.plans.load(newest.id)
    assert {item.activity for item in plan.appointments} == {activity.key for activity in problem.activities}
    return count


def _published(books: Transaction) -> int:
    number = books.releases.newest_number()
    assert len([event for event in books.events.newest(10_000) if event.what == "publish"]) == number
    if number == 0:
        assert books.facts.in_force(PartnerRequest) == ()
        return 0
    releases = [books.releases.load(n) for n in range(max(1, number - 1), number + 1)]
    newest = releases[-1]
    assert {activity.language for activity in newest.activities} == {LANGUAGES[(number - 1) % len(LANGUAGES)]}
    uses = {
        to_bytes((item.activity, part.resource.id), tuple[str, str])
        for item in newest.appointments
        for part in item.of_kind(ResourceKind.INTERPRETER)
    }
    requests = books.facts.in_force(PartnerRequest)
    assert {to_bytes((r.activity, r.resource.id), tuple[str, str]) for r in requests} == uses
    return number
