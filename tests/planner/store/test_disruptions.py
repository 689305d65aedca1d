"""Disruptions in the books, on SQLite and on PostgreSQL: only added to, and nobody's turn is lost."""

from collections.abc import Iterator

import pytest

from planner.domain.disruption import Disruption, DisruptionKind, FactStep
from planner.domain.disruption_life import DisruptionState, Turn
from planner.domain.ids import ActivityKey
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Minute
from planner.ports.store import StoreConflictError, StoreError
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.planner.usecases.disruptions.reported import more_facts
from tests.planner.usecases.world import world_facts

AT = Minute(1_000)


@pytest.fixture
def store(database_url: str) -> Iterator[SqlStore]:
    """Give an empty store."""
    opened = open_store(database_url)
    yield opened
    opened.close()


def disruption(*steps: FactStep) -> Disruption:
    return Disruption(
        kind=DisruptionKind.VEHICLE_DOWN,
        at=AT,
        steps=steps,
        code="pech",
        resources=(ResourceRef(ResourceKind.VEHICLE, "V1"),),
        activities=(ActivityKey("Z1/rit/1"),),
        note="kort",
    )


def turn(state: DisruptionState, version: int | None = None) -> Turn:
    return Turn(state=state, at=AT, actor="PL-01", reason="zo", draft=1 if version else None, version=version)


def test_what_was_reported_comes_back_with_every_kind_of_fact(store: SqlStore) -> None:
    facts = (*world_facts(), *more_facts())
    steps = (
        *(FactStep(before=None, after=fact) for fact in facts),
        *(FactStep(before=fact, after=None) for fact in facts),
        *(FactStep(before=fact, after=fact) for fact in facts[:3]),
    )
    with store.transaction() as books:
        number = books.disruptions.add(disruption(*steps), actor="PL-01")

    with store.reading() as books:
        found = books.disruptions.load(number)
    assert (found.disruption, found.actor, found.turns) == (disruption(*steps), "PL-01", ())


def test_turns_come_back_in_order_and_the_last_one_counts(store: SqlStore) -> None:
    turns = (turn(DisruptionState.ACCEPTED), turn(DisruptionState.REPAIRED, 3))
    with store.transaction() as books:
        number = books.disruptions.add(disruption(), actor="PL-01", key="k")
        for place, one in enumerate(turns):
            books.disruptions.turn(number, one, after=place)

    with store.reading() as books:
        found = books.disruptions.by_key("k")
        accepted = books.disruptions.newest(9, states=(DisruptionState.ACCEPTED,))
        repaired = books.disruptions.newest(9, states=(DisruptionState.REPAIRED, DisruptionState.NEW))
    assert found is not None
    assert (found.turns, found.state) == (turns, DisruptionState.REPAIRED)
    assert (accepted, repaired) == ((), (found,))


def test_two_who_turn_the_same_one_are_told(store: SqlStore) -> None:
    with store.transaction() as books:
        number = books.disruptions.add(disruption(), actor="PL-01")
        books.disruptions.turn(number, turn(DisruptionState.ACCEPTED), after=0)

    with pytest.raises(StoreConflictError), store.transaction() as books:
        books.disruptions.turn(number, turn(DisruptionState.WITHDRAWN), after=0)

    with store.reading() as books:
        assert books.disruptions.load(number).state is DisruptionState.ACCEPTED


def test_a_key_that_is_taken_is_a_conflict_and_reports_without_one_are_not(store: SqlStore) -> None:
    with store.transaction() as books:
        books.disruptions.add(disruption(), actor="PL-01", key="k")
        books.disruptions.add(disruption(), actor="PL-01")
        books.disruptions.add(disruption(), actor="PL-02")

    with pytest.raises(StoreConflictError), store.transaction() as books:
        books.disruptions.add(disruption(), actor="PL-02", key="k")

    with store.reading() as books:
        assert [one.number for one in books.disruptions.newest(2)] == [3, 2]
        assert books.disruptions.by_key("l") is None


def test_an_unknown_number_is_said(store: SqlStore) -> None:
    with store.reading() as books, pytest.raises(StoreError, match="verstoring 4 bestaat niet"):
        books.disruptions.load(4)
