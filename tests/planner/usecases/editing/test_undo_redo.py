"""Taking back and doing again."""

from collections.abc import Iterator

import pytest

from planner.domain.editing import Cancel, CancelCode, Edit, EntryKind, PinDown
from planner.usecases.editing.refusals import DraftConflictError, NothingToUndoError
from planner.usecases.editing.undo_redo import redo, undo
from tests.planner.usecases.editing.drafted import ANNE, BRAM, Drafted, drafted


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Drafted]:
    """Give a draft on SQLite."""
    made = drafted(sqlite_url)
    yield made
    made.store.close()


def test_undo_restores_the_very_bytes(desk: Drafted) -> None:
    one, other = desk.movable(2)
    desk.edit(ANNE, desk.moving(one))
    desk.edit(ANNE, Edit(deed=Cancel(activity=other, code=CancelCode.OTHER)))

    undo(desk.tools, desk.draft.id, desk.officer(ANNE))
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))

    assert desk.lines(3) == desk.lines(1)
    assert desk.lines(4) == desk.lines(0)
    assert desk.head.state.placements == {}


def test_redo_does_the_same_again(desk: Drafted) -> None:
    desk.edit(ANNE, desk.moving(desk.movable(1)[0]))
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))

    done = redo(desk.tools, desk.draft.id, desk.officer(ANNE))

    assert (done.entry.kind, done.entry.of) == (EntryKind.REDO, 1)
    assert desk.lines(3) == desk.lines(1)


def test_everybody_takes_back_their_own(desk: Drafted) -> None:
    one, other = desk.movable(2)
    desk.edit(ANNE, desk.moving(one))
    desk.edit(BRAM, desk.moving(other))
    theirs = desk.now(other)

    done = undo(desk.tools, desk.draft.id, desk.officer(ANNE))

    assert done.entry.of == 1
    assert desk.now(other) == theirs


def test_undo_of_what_another_changed_since_is_refused(desk: Drafted) -> None:
    key = desk.movable(1)[0]
    desk.edit(ANNE, desk.moving(key))
    desk.edit(BRAM, Edit(deed=Cancel(activity=key, code=CancelCode.OTHER)))

    with pytest.raises(DraftConflictError) as refused:
        undo(desk.tools, desk.draft.id, desk.officer(ANNE))

    (changed,) = refused.value.changed
    assert (changed.activity, changed.actor, changed.kind) == (key, BRAM, EntryKind.CANCEL)


def test_nothing_to_undo_or_redo(desk: Drafted) -> None:
    desk.edit(ANNE, Edit(deed=PinDown(activity=desk.movable(1)[0])))

    with pytest.raises(NothingToUndoError):
        undo(desk.tools, desk.draft.id, desk.officer(BRAM))
    with pytest.raises(NothingToUndoError):
        redo(desk.tools, desk.draft.id, desk.officer(ANNE))


def test_a_new_edit_ends_what_may_be_done_again(desk: Drafted) -> None:
    one, other = desk.movable(2)
    desk.edit(ANNE, desk.moving(one))
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))
    desk.edit(ANNE, desk.moving(other))

    with pytest.raises(NothingToUndoError):
        redo(desk.tools, desk.draft.id, desk.officer(ANNE))
