"""Proposing a publication: one proposal under one key, also when it is asked for by two at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from planner.domain.release_proposal import ReleaseProposal
from planner.ports.store import StoreConflictError
from planner.usecases.publishing.propose_release import propose_release
from tests.planner.usecases.world import NOW, Desk

ROUNDS, AT_ONCE = 10, 4


def proposal(plan: int, key: str, by: str = "planner") -> ReleaseProposal:
    return ReleaseProposal(plan_id=plan, by=by, at=NOW, key=key)


def test_two_at_once_under_one_key_make_one_proposal(any_desk: Desk) -> None:
    """Each round four threads begin at the same moment, on SQLite and on PostgreSQL."""
    plan, begin = any_desk.solve().plan_id, Barrier(AT_ONCE)

    def ask(number: int) -> int:
        begin.wait()
        return propose_release(any_desk.store, any_desk.clock, proposal(plan, f"k{number}"))

    with ThreadPoolExecutor(AT_ONCE) as threads:
        made = [set(threads.map(ask, [number] * AT_ONCE)) for number in range(ROUNDS)]

    with any_desk.store.reading() as books:
        kept = {number for number, _ in books.proposals.open()}
    assert [len(numbers) for numbers in made] == [1] * ROUNDS
    assert kept == {number for numbers in made for number in numbers}


def test_a_key_is_of_who_used_it_and_never_runs_out(any_desk: Desk) -> None:
    """Two hundred others later it is still known; somebody else's key of the same name is another one."""
    plan = any_desk.solve().plan_id
    first = propose_release(any_desk.store, any_desk.clock, proposal(plan, "k"))
    with any_desk.store.transaction() as books:
        for number in range(250):
            books.proposals.add(proposal(plan, f"other-{number}"))

    again = propose_release(any_desk.store, any_desk.clock, proposal(plan, "k"))
    other = propose_release(any_desk.store, any_desk.clock, proposal(plan, "k", by="iemand"))

    assert again == first
    assert other == first + 251


def test_the_store_keeps_a_second_one_under_a_key_out(any_desk: Desk) -> None:
    plan = any_desk.solve().plan_id
    propose_release(any_desk.store, any_desk.clock, proposal(plan, "k"))

    with pytest.raises(StoreConflictError), any_desk.store.transaction() as books:
        books.proposals.add(proposal(plan, "k"))

    with any_desk.store.reading() as books:
        assert len(books.proposals.open()) == 1


def test_without_a_key_each_is_one_of_its_own(any_desk: Desk) -> None:
    plan = any_desk.solve().plan_id

    numbers = {propose_release(any_desk.store, any_desk.clock, proposal(plan, "")) for _ in range(2)}

    assert len(numbers) == 2
