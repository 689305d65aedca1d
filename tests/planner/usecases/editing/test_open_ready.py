"""The beginning of a draft that nobody opened yet, made before the first officer comes."""

from api.composition import drafting
from planner.usecases.editing.open_draft import open_draft
from tests.planner.usecases.editing.drafted import stored_week, week_of
from tests.planner.usecases.editing.small_week import small_problem

WEEK = week_of(small_problem())


def test_draft_that_was_made_ready_is_the_one_that_is_opened(sqlite_url: str) -> None:
    store, clock, _, _ = stored_week(sqlite_url)
    opening, editing = drafting(store, clock)
    opening.ready.make(opening, [WEEK, WEEK.plus(1)])
    with store.reading() as books:
        assert books.drafts.of_week(WEEK) is None
        solved = books.plans.solved(1)[0]
    begun = opening.ready.take(WEEK, solved)
    assert begun is not None
    assert opening.ready.take(WEEK, solved) is None

    draft = open_draft(opening, WEEK, actor="planner")

    opened = editing.heads.of(draft.id)
    assert (opened.desk.plan, opened.desk.broken()) == (begun.plan, begun.desk.broken())
    store.close()


def test_what_was_made_ready_for_an_older_plan_is_not_taken(sqlite_url: str) -> None:
    store, clock, _, _ = stored_week(sqlite_url)
    opening, _ = drafting(store, clock)
    opening.ready.make(opening, [WEEK])
    with store.transaction() as books:
        record = books.plans.solved(1)[0]
        plan, now = books.plans.load(record.id), clock.now()
        newer = books.plans.add(plan, problem_hash=record.problem_hash, at=now, actor="a", parent=None, release=0)
    with store.reading() as books:
        solved = books.plans.record(newer)

    assert opening.ready.take(WEEK, solved) is None
    store.close()
