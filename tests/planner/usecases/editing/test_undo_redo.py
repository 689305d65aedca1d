"""Taking back and doing again."""

from collections.abc import Iterator

import pytest

from planner.domain.editing import Cancel, CancelCode, Edit, EntryKind, PinDown
from planner.usecases.editing.rebase_solve import rebase_solve
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


def test_a_solve_is_not_done_again_on_facts_that_became_newer(desk: Drafted) -> None:
    plan = desk.solve_elsewhere()
    rebase_solve(desk.tools, desk.draft.id, plan, desk.officer(ANNE))
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))
    rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(BRAM))
    stood = desk.lines(desk.head.version)

    with pytest.raises(NothingToUndoError, match="rust sindsdien op andere feiten"):
        redo(desk.tools, desk.draft.id, desk.officer(ANNE))

    assert (desk.head.version, desk.lines(3)) == (3, stood)


def test_a_solve_is_not_done_again_on_facts_that_became_older(desk: Drafted) -> None:
    rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(BRAM))
    rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(ANNE))
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))
    undo(desk.tools, desk.draft.id, desk.officer(BRAM))
    stood = desk.lines(desk.head.version)

    with pytest.raises(NothingToUndoError, match="rust sindsdien op andere feiten"):
        redo(desk.tools, desk.draft.id, desk.officer(ANNE))

    assert (desk.head.version, desk.lines(4)) == (4, stood)


def test_an_edit_is_done_again_on_newer_facts_and_leaves_them(desk: Drafted) -> None:
    """What the solve left where it stood can be moved again; the draft goes on resting on the solve."""
    key = desk.movable(1)[0]
    desk.edit(ANNE, desk.moving(key))
    there = desk.now(key)
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))
    rebase_solve(desk.tools, desk.draft.id, desk.base_again(), desk.officer(BRAM))
    ground = desk.head.state.ground

    done = redo(desk.tools, desk.draft.id, desk.officer(ANNE))

    assert (done.entry.kind, done.entry.of) == (EntryKind.REDO, 1)
    assert desk.now(key) == there
    assert (desk.head.state.ground.problem_hash, desk.head.state.ground.solved) == (ground.problem_hash, ground.solved)


def test_an_edit_of_what_newer_facts_moved_is_not_done_again(desk: Drafted) -> None:
    moved = next(key for key in desk.movable(9) if desk.now(key) != desk.last(key))
    desk.edit(ANNE, desk.moving(moved))
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))
    rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(BRAM))

    with pytest.raises(DraftConflictError) as refused:
        redo(desk.tools, desk.draft.id, desk.officer(ANNE))

    assert {(one.activity, one.actor, one.kind) for one in refused.value.changed} >= {(moved, BRAM, EntryKind.SOLVE)}


def test_an_edit_on_a_solve_that_was_taken_back_is_done_again_on_the_older_facts(desk: Drafted) -> None:
    rebase_solve(desk.tools, desk.draft.id, desk.base_again(), desk.officer(BRAM))
    key = desk.movable(1)[0]
    desk.edit(ANNE, desk.moving(key))
    there = desk.now(key)
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))
    undo(desk.tools, desk.draft.id, desk.officer(BRAM))

    redo(desk.tools, desk.draft.id, desk.officer(ANNE))

    assert desk.now(key) == there
    assert desk.head.state.ground.solved == desk.draft.ground.solved
