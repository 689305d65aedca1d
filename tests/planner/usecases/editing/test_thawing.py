"""The frozen zone as it is now: of what was published since the draft began, and as time passes."""

from collections.abc import Iterator

import pytest

from calendars.event import EventRenderer
from planner.domain.editing import Cancel, CancelCode, Edit, Move
from planner.domain.ids import ActivityKey
from planner.domain.release import Release
from planner.domain.time import Minute
from planner.usecases.editing.rebase_solve import rebase_solve
from planner.usecases.editing.refusals import EditRefusedError
from planner.usecases.editing.undo_redo import redo, undo
from planner.usecases.publishing.publish_release import Publication, publish_release
from solver.judge import RulebookJudge
from tests.planner.usecases.editing.booked_week import booked, cut, greedy
from tests.planner.usecases.editing.drafted import ANNE, BRAM, Drafted
from tests.solver import world as w

TALK = ActivityKey("D/gesprek/1")
"""Published for Tuesday morning."""


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[Drafted]:
    """Give a draft that was published as it stands, on the day before."""
    found = booked(sqlite_url)
    publish(found, "one")
    found.clock.minute = w.clock(12)
    yield found
    found.store.close()


def publish(desk: Drafted, key: str) -> Release:
    publication = Publication(key=key, actor=ANNE, plan_id=desk.head.plan)
    return publish_release(desk.store, desk.clock, RulebookJudge(), EventRenderer(), publication).release


def later(desk: Drafted, reason: str = "") -> Edit:
    """Return an edit that moves the talk to its last free place."""
    return Edit(deed=Move(activity=TALK, start=desk.head.desk.slots(TALK, None)[-1].start), reason=reason)


def test_what_was_published_since_the_draft_began_is_frozen_and_asks_a_reason(desk: Drafted) -> None:
    with pytest.raises(EditRefusedError, match="Dit is bevroren: geef een reden") as refused:
        desk.edit(ANNE, later(desk))

    (objection,) = refused.value.objections
    assert (objection.breach.rule, objection.frozen, objection.waivable) == ("P08", True, True)
    assert desk.head.version == 0


def test_with_a_reason_it_moves_and_the_log_says_so(desk: Drafted) -> None:
    done = desk.edit(ANNE, later(desk, "advocaat kan niet"))

    with desk.store.reading() as books:
        (entry,) = books.drafts.entries(desk.draft.id)
        event = books.events.newest(1)[0]
    assert done.entry == entry
    assert (entry.actor, entry.reason, entry.at, entry.deal.thawed) == (
        ANNE,
        "advocaat kan niet",
        w.clock(12),
        (TALK,),
    )
    assert event.subject.endswith("waarvan 1 uit de bevroren zone")


def test_what_is_not_near_yet_moves_without_a_reason(desk: Drafted) -> None:
    desk.clock.minute = Minute(desk.problem.recorded_at + 60)

    done = desk.edit(ANNE, later(desk))

    assert done.entry.deal.thawed == ()


def test_what_has_begun_stays_whatever_the_reason(desk: Drafted) -> None:
    desk.clock.minute = w.clock(12, 0, w.TUESDAY)

    with pytest.raises(EditRefusedError) as refused:
        desk.edit(ANNE, later(desk, "moet"))

    assert [one.waivable for one in refused.value.objections] == [False]


def test_taking_it_out_asks_a_reason_too(desk: Drafted) -> None:
    out = Cancel(activity=TALK, code=CancelCode.OTHER)
    with pytest.raises(EditRefusedError):
        desk.edit(ANNE, Edit(deed=out))

    done = desk.edit(ANNE, Edit(deed=out, reason="ziek"))

    assert done.entry.deal.thawed == (TALK,)


def test_taking_it_back_needs_none_and_doing_it_again_has_its_reason(desk: Drafted) -> None:
    desk.edit(ANNE, later(desk, "advocaat kan niet"))

    back = undo(desk.tools, desk.draft.id, desk.officer(ANNE)).entry
    again = redo(desk.tools, desk.draft.id, desk.officer(ANNE)).entry

    assert (back.deal.thawed, again.deal.thawed, again.reason) == ((), (TALK,), "advocaat kan niet")
    assert desk.lines(1) == desk.lines(3)


def test_a_step_is_not_taken_back_once_what_it_made_is_frozen(desk: Drafted) -> None:
    desk.clock.minute = desk.problem.recorded_at
    desk.edit(ANNE, Edit(deed=Move(activity=TALK, start=desk.head.desk.slots(TALK, None)[1].start)))
    publish(desk, "two")
    desk.clock.minute = w.clock(12)

    with pytest.raises(EditRefusedError, match="bevroren"):
        undo(desk.tools, desk.draft.id, desk.officer(ANNE))

    assert desk.head.version == 1


def test_a_solve_of_an_earlier_moment_leaves_it(desk: Drafted) -> None:
    before = desk.now(TALK)
    with desk.store.transaction() as books:
        problem = cut(books, desk.problem.recorded_at)
        moved = greedy(desk.problem, last=True)
        number = books.plans.add(
            moved, problem_hash=books.problems.save(problem), at=desk.clock.now(), actor="search", fingerprint="two"
        )

    rebase_solve(desk.tools, desk.draft.id, number, desk.officer(BRAM), begun=0)

    assert next(one for one in moved.appointments if one.activity == TALK) != before
    assert desk.now(TALK) == before


def test_what_is_taken_out_after_it_was_published_is_out_of_the_next_publication(desk: Drafted) -> None:
    desk.edit(ANNE, Edit(deed=Cancel(activity=TALK, code=CancelCode.OTHER), reason="ziek"))

    second = publish(desk, "two")

    assert TALK not in {item.activity for item in second.appointments}


def test_what_goes_back_to_where_it_stood_before_it_was_published_is_published_there(desk: Drafted) -> None:
    desk.clock.minute = desk.problem.recorded_at
    begun = desk.now(TALK)
    desk.edit(ANNE, Edit(deed=Move(activity=TALK, start=desk.head.desk.slots(TALK, None)[1].start)))
    publish(desk, "two")
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))

    third = publish(desk, "three")

    assert next(item for item in third.appointments if item.activity == TALK) == begun
