"""Bringing checkpoints outside: each end of the log once, and what was done to the log shows within one turn."""

import random
from dataclasses import dataclass, field

import pytest

from planner.domain.audit import Checkpoint, Deed
from planner.store.transactions import SqlStore
from planner.usecases.access.ship_checkpoint import LogChangedError, ship_checkpoint
from tests.planner.usecases.access.conftest import BEGAN
from tests.planner.usecases.access.tampering import truncate, without_triggers
from tests.planner.usecases.fakes import HandClock


@dataclass
class Shelf:
    """Keeps checkpoints in memory."""

    there: list[Checkpoint] = field(default_factory=list)

    def newest(self) -> Checkpoint | None:
        """Return the one of the longest log."""
        return self.there[-1] if self.there else None

    def all(self) -> tuple[Checkpoint, ...]:
        """Return all."""
        return tuple(self.there)

    def add(self, made: Checkpoint) -> str | None:
        """Add one, unless this end has one."""
        if self.there and self.there[-1].hash == made.hash:
            return None
        self.there.append(made)
        return f"punt {made.batches}"


def _deeds(store: SqlStore, number: int) -> None:
    for each in range(number):
        with store.transaction() as books:
            books.audit.add(Deed(at=BEGAN, actor="planner-01", action="read", object=str(each)))


def test_each_end_of_the_log_is_brought_outside_once(store: SqlStore, clock: HandClock) -> None:
    shelf = Shelf()

    said = [ship_checkpoint(store, clock, shelf)]
    _deeds(store, 2)
    said += [ship_checkpoint(store, clock, shelf) for _ in range(2)]
    _deeds(store, 1)
    said.append(ship_checkpoint(store, clock, shelf))

    assert said == ["het logboek is leeg", "zegel 2: punt 2", "zegel 2, niets bijgekomen", "zegel 3: punt 3"]
    assert [one.batches for one in shelf.there] == [2, 3]


def test_a_log_that_was_cut_off_is_noticed_at_the_next_turn_and_at_every_one_after(
    store: SqlStore, clock: HandClock
) -> None:
    shelf = Shelf()
    _deeds(store, 3)
    ship_checkpoint(store, clock, shelf)
    with store.engine.begin() as connection:
        without_triggers(connection)
        truncate(connection, random.Random(1))  # noqa: S311 - repeatable

    for _ in range(2):
        with pytest.raises(LogChangedError, match="en bij het controlepunt waren het er 3; behandel dit als een incid"):
            ship_checkpoint(store, clock, shelf)
    _deeds(store, 5)
    with pytest.raises(LogChangedError, match="zegel 3 is een ander dan bij het controlepunt"):
        ship_checkpoint(store, clock, shelf)

    assert [one.batches for one in shelf.there] == [3]


def test_a_seal_at_the_end_that_was_changed_is_noticed(store: SqlStore, clock: HandClock) -> None:
    shelf = Shelf()
    _deeds(store, 1)
    ship_checkpoint(store, clock, shelf)
    with store.engine.begin() as connection:
        without_triggers(connection)
        connection.exec_driver_sql("UPDATE audit_batch SET hash = 'x'")

    with pytest.raises(LogChangedError):
        ship_checkpoint(store, clock, shelf)
