"""Building every version again from the log: the same bytes, and saying so when they are not."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from planner.usecases.editing.rebuilding import rebuilt
from planner.usecases.editing.undo_redo import undo
from tests.planner.usecases.editing.drafted import ANNE, BRAM, Drafted, drafted


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Drafted]:
    """Give a draft on SQLite that two officers changed."""
    made = drafted(sqlite_url)
    one, other = made.movable(2)
    made.edit(ANNE, made.moving(one))
    made.edit(BRAM, made.moving(other))
    undo(made.tools, made.draft.id, made.officer(ANNE))
    yield made
    made.store.close()


def test_every_version_is_rebuilt_to_the_byte(desk: Drafted) -> None:
    with desk.store.reading() as books:
        found = rebuilt(books, [desk.draft])

    assert (found.versions, found.steps, found.releases, found.differences) == (4, 3, 0, ())


def test_a_version_that_is_not_what_its_log_says_is_named(desk: Drafted) -> None:
    with desk.store.transaction() as books:
        (last,) = books.drafts.entries(desk.draft.id, after=2)
        ground = last.ground
        stored = books.plans.add(desk.head.state.plan, problem_hash=ground.problem_hash, at=last.at, actor=ANNE)
        books.drafts.append(replace(last, version=4, plan=stored, deal=last.deal.back, key="otherwise"))

    with desk.store.reading() as books:
        found = rebuilt(books, [desk.draft])

    assert found.differences == (f"concept {desk.draft.id}, versie 4, plan {stored}",)
