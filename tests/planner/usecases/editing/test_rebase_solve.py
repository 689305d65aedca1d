"""Taking over a solve in a draft."""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from planner.domain.draft_line import State, ordered
from planner.domain.editing import Add, Assign, Cancel, CancelCode, Edit, EntryKind, Ground, Move, PinDown
from planner.domain.ids import ActivityKey
from planner.domain.time import Minute
from planner.store.plan_lines import to_lines
from planner.usecases.editing.rebase_solve import rebase_solve
from planner.usecases.editing.replay import replayed
from planner.usecases.editing.undo_redo import redo, undo
from tests.planner.usecases.editing.drafted import ANNE, BRAM, Drafted, drafted, hard
from tests.planner.usecases.editing.small_week import NEW, THURSDAY, small_week
from tests.solver import world as w
from tests.solver.small import conversation

MINE, FREE = ActivityKey("A/gesprek/1"), ActivityKey("D/gesprek/1")


@pytest.fixture
def desk(database_url: str) -> Iterator[Drafted]:
    """Give a draft on SQLite and on PostgreSQL."""
    made = drafted(database_url)
    yield made
    made.store.close()


def _theirs(key: ActivityKey) -> object:
    return next(a for a in small_week(last=True)[1].appointments if a.activity == key)


def test_untouched_draft_becomes_the_solve(desk: Drafted) -> None:
    done = rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(ANNE))

    assert (done.applied.entry.kind, done.offers, done.set_back, done.broken) == (EntryKind.SOLVE, (), frozenset(), ())
    assert desk.head.desk.plan.appointments == small_week(last=True)[1].appointments


def test_what_was_edited_since_the_solve_began_wins_and_the_rest_is_taken_over(desk: Drafted) -> None:
    began = desk.head.version
    desk.edit(ANNE, Edit(deed=Move(activity=MINE, start=w.clock(15, 0, THURSDAY))))
    mine = desk.now(MINE)

    done = rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(BRAM), begun=began)

    assert desk.now(MINE) == mine
    assert desk.now(FREE) == _theirs(FREE)
    (offer,) = done.offers
    assert (offer.activity, offer.mine.appointment, offer.theirs.appointment) == (MINE, mine, _theirs(MINE))
    assert hard(desk.head) == []


def test_what_was_pinned_before_the_solve_began_wins_too(desk: Drafted) -> None:
    desk.edit(ANNE, Edit(deed=PinDown(activity=MINE), reason="afgesproken"))
    mine = desk.now(MINE)

    rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(BRAM), begun=desk.head.version)

    assert desk.now(MINE) == mine


def test_what_was_cancelled_stays_out_and_is_offered(desk: Drafted) -> None:
    desk.edit(ANNE, Edit(deed=Cancel(activity=MINE, code=CancelCode.PERSON)))

    done = rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(BRAM), begun=desk.head.version)

    assert desk.now(MINE) is None
    assert [offer.activity for offer in done.offers] == [MINE]


def test_what_was_taken_back_while_the_solve_ran_stays_taken_back(desk: Drafted) -> None:
    was = desk.now(MINE)
    desk.edit(ANNE, Edit(deed=Move(activity=MINE, start=w.clock(15, 0, THURSDAY))))
    began = desk.head.version
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))

    done = rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(BRAM), begun=began)

    assert desk.now(MINE) == was
    assert [offer.activity for offer in done.offers] == [MINE]


def test_taking_back_a_solve_while_another_runs_holds_nothing(desk: Drafted) -> None:
    rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(ANNE))
    began = desk.head.version
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))

    rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(BRAM), begun=began)

    assert desk.now(FREE) == _theirs(FREE)


def test_assignment_by_hand_wins(desk: Drafted) -> None:
    began = desk.head.version
    desk.edit(ANNE, Edit(deed=Assign(case=NEW, regievoerder=w.R2)))

    rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(BRAM), begun=began)

    assert {item.case: item.regievoerder for item in desk.head.desk.plan.assignments} == {NEW: w.R2}
    assert hard(desk.head) == []


def test_what_does_not_go_with_what_people_hold_is_set_back(desk: Drafted) -> None:
    theirs = _theirs(ActivityKey("A/gesprek/2"))
    began = desk.head.version
    desk.edit(ANNE, Edit(deed=Move(activity=MINE, start=theirs.start)))  # type: ignore[attr-defined]

    done = rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(BRAM), begun=began)

    assert done.set_back == {ActivityKey("A/gesprek/2")}
    assert (done.broken, hard(desk.head)) == ((), [])
    accounted = {a.activity for a in desk.head.desk.plan.appointments} | {
        item.activity for item in desk.head.desk.plan.unplanned
    }
    assert accounted == {activity.key for activity in desk.problem.activities}


def test_solve_is_taken_back_and_done_again_byte_for_byte(desk: Drafted) -> None:
    desk.edit(ANNE, Edit(deed=Move(activity=MINE, start=w.clock(15, 0, THURSDAY))))
    rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(BRAM))

    undo(desk.tools, desk.draft.id, desk.officer(BRAM))
    redo(desk.tools, desk.draft.id, desk.officer(BRAM))

    assert (desk.lines(3), desk.lines(4)) == (desk.lines(1), desk.lines(2))
    with desk.store.reading() as books:
        made = [to_lines(replayed(books, desk.draft.id, version).plan) for version in range(5)]
    assert made == [desk.lines(version) for version in range(5)]


@dataclass
class Meddling:
    """A clock that lets somebody edit each of the first times that a solve being taken over asks what time it is."""

    desk: Drafted
    edits: list[Edit]

    def now(self) -> Minute:
        """Return the time, after the next edit."""
        if self.edits:
            self.desk.edit(ANNE, self.edits.pop(0))
        return self.desk.clock.now()


def test_what_is_edited_while_the_solve_is_taken_over_wins_too(desk: Drafted) -> None:
    """Only what the edit made otherwise is judged again; what was set back before it stays so."""
    theirs = _theirs(ActivityKey("A/gesprek/2"))
    began = desk.head.version
    desk.edit(ANNE, Edit(deed=Move(activity=MINE, start=theirs.start)))  # type: ignore[attr-defined]
    edits = [Edit(deed=PinDown(activity=FREE), reason="afgesproken"), Edit(deed=Assign(case=NEW, regievoerder=w.R2))]
    tools = replace(desk.tools, clock=Meddling(desk, edits))
    mine, plan = desk.now(FREE), desk.solve_elsewhere()

    done = rebase_solve(tools, desk.draft.id, plan, desk.officer(BRAM), begun=began)

    assert not edits
    assert desk.now(FREE) == mine
    assert done.set_back == {ActivityKey("A/gesprek/2")}
    assert {item.case: item.regievoerder for item in desk.head.desk.plan.assignments} == {NEW: w.R2}
    assert {offer.activity for offer in done.offers} >= {MINE, FREE}
    anew = desk.tools.heads.desks.make(desk.head.answered, desk.head.state)
    assert (hard(desk.head), desk.head.desk.broken()) == ([], anew.broken())
    assert desk.head.state.plan.levels == desk.tools.heads.desks.levels(anew.broken(), desk.head.state.reference.levels)


def test_what_was_found_while_solving_serves_as_well_as_judging_anew(desk: Drafted) -> None:
    began = desk.head.version
    desk.edit(ANNE, Edit(deed=Move(activity=MINE, start=w.clock(15, 0, THURSDAY))))
    desk.edit(ANNE, Edit(deed=PinDown(activity=FREE), reason="afgesproken"))
    plan = desk.solve_elsewhere()
    with desk.store.reading() as books:
        solved = ordered(books.plans.load(plan))
        problem = books.problems.load(books.plans.record(plan).problem_hash)
    state = State(solved, Ground(problem_hash="", solved=plan), solved)
    found = pickle.loads(pickle.dumps(desk.tools.heads.desks.make(problem, state).findings()))  # noqa: S301 - our own

    rebase_solve(desk.tools, desk.draft.id, plan, desk.officer(BRAM), begun=began, found=found)

    now = desk.head
    anew = desk.tools.heads.desks.make(now.answered, now.state).broken()
    assert now.desk.broken() == anew
    assert now.state.plan.levels == desk.tools.heads.desks.levels(anew, now.state.reference.levels)


def test_what_is_taken_over_is_judged_as_if_it_were_judged_whole(desk: Drafted) -> None:
    desk.edit(ANNE, Edit(deed=PinDown(activity=MINE), reason="afgesproken"))

    rebase_solve(desk.tools, desk.draft.id, desk.solve_elsewhere(), desk.officer(BRAM), begun=desk.head.version)

    anew = desk.tools.heads.desks.make(desk.head.answered, desk.head.state)
    assert desk.head.desk.broken() == anew.broken()


def test_what_was_added_and_taken_back_while_the_solve_ran_does_not_come_back(desk: Drafted) -> None:
    own = replace(conversation(w.A, 9), window=desk.problem.scope, step="extra-gesprek")
    key = own.key
    desk.edit(ANNE, Edit(deed=Add(activity=own, start=w.clock(14, 0, w.TUESDAY))))
    began, now = desk.head.version, desk.head.desk
    with desk.store.transaction() as books:
        known = books.problems.save(replace(now.problem, placements=()))
        solved = books.plans.add(now.plan, problem_hash=known, at=desk.clock.now(), actor="search", fingerprint="new")
    undo(desk.tools, desk.draft.id, desk.officer(ANNE))

    done = rebase_solve(desk.tools, desk.draft.id, solved, desk.officer(BRAM), begun=began)

    assert desk.now(key) is None
    assert [offer.activity for offer in done.offers] == [key]
    assert [one.activity for one in desk.head.desk.plan.unplanned if one.activity == key] == [key]
    assert hard(desk.head) == []
