"""Versions in memory: who began to read before an edit was stored sees the version before it, without judging anew."""

from collections.abc import Iterator

import pytest

from planner.domain.draft_line import State
from planner.domain.problem import Problem
from planner.ports.editing import Desk
from planner.usecases.editing.heads import Heads
from tests.planner.usecases.editing.drafted import ANNE, Drafted, drafted


@pytest.fixture
def desk(database_url: str) -> Iterator[Drafted]:
    """Give a draft on SQLite and on PostgreSQL."""
    made = drafted(database_url)
    yield made
    made.store.close()


def test_reader_overtaken_by_an_edit_sees_the_version_before_it(desk: Drafted, monkeypatch: pytest.MonkeyPatch) -> None:
    heads = desk.tools.heads
    before = desk.head
    made, make = list[Desk](), heads.desks.make

    def counted(answered: Problem, state: State) -> Desk:
        made.append(make(answered, state))
        return made[-1]

    monkeypatch.setattr(heads.desks, "make", counted)

    with desk.store.reading() as books:
        assert books.drafts.head(desk.draft.id).version == 0
        desk.edit(ANNE, desk.moving(desk.movable(1)[0]))
        seen = heads.seen_by(books, desk.draft.id)

    assert (seen.version, seen.desk is before.desk) == (0, True)
    assert (heads.of(desk.draft.id).version, made) == (1, [])


def test_version_long_gone_from_memory_is_read(desk: Drafted) -> None:
    heads = Heads(desk.store, desk.tools.heads.desks)
    key = desk.movable(1)[0]
    with desk.store.reading() as books:
        assert books.drafts.head(desk.draft.id).version == 0
        for _ in range(3):
            desk.edit(ANNE, desk.moving(key))
        assert heads.of(desk.draft.id).version == 3
        seen = heads.seen_by(books, desk.draft.id)

    assert (seen.version, seen.plan) == (0, desk.draft.base)
    assert heads.of(desk.draft.id).version == 3
