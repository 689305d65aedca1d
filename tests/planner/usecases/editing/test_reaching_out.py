"""What edits mean for the next solve, for what is frozen, and for publishing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from calendars.event import EventRenderer
from planner.codec.problems import problem_hash
from planner.domain.commitments import PinGrade
from planner.domain.editing import Add, Cancel, CancelCode, Edit, Move
from planner.domain.ids import ActivityKey
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.time import Interval, Minute
from planner.usecases.editing.refusals import EditRefusedError
from planner.usecases.planning.placements import problem_of, standing_placements
from planner.usecases.publishing.publish_release import Publication, publish_release
from solver.judge import RulebookJudge
from solver.known import Known
from solver.settled import settled
from tests.planner.usecases.editing import drafted as d
from tests.planner.usecases.editing import small_week
from tests.planner.usecases.editing.small_week import THURSDAY
from tests.solver import world as w
from tests.solver.small import conversation

MINE, OTHER = ActivityKey("A/gesprek/1"), ActivityKey("D/gesprek/1")


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[d.Drafted]:
    """Give a draft on SQLite."""
    made = d.drafted(sqlite_url)
    yield made
    made.store.close()


@pytest.fixture
def published(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[d.Drafted]:
    """Give the draft of a week that is published as it is planned, seen from the evening before the conversations."""
    problem, plan = small_week.small_week()
    seen = replace(problem, baseline=plan.appointments, recorded_at=w.clock(20))

    def told(*, last: bool = False) -> tuple[Problem, Plan]:
        assert not last
        return seen, plan

    monkeypatch.setattr(d, "small_week", told)
    made = d.drafted(sqlite_url)
    yield made
    made.store.close()


def test_what_officers_decided_reaches_the_next_solve(desk: d.Drafted) -> None:
    desk.edit(d.ANNE, Edit(deed=Move(activity=MINE, start=w.clock(15, 0, THURSDAY))))
    desk.edit(d.ANNE, Edit(deed=Cancel(activity=OTHER, code=CancelCode.PERSON)))

    with desk.store.reading() as books:
        found = standing_placements(books, desk.problem.horizon, {MINE, OTHER}, now=desk.problem.recorded_at)

    cut = replace(desk.problem, placements=found)
    assert [(one.activity, one.grade, one.out) for one in found] == [
        (MINE, PinGrade.ALL, False),
        (OTHER, PinGrade.ALL, True),
    ]
    assert [a for a in settled(Known(cut)) if a.activity in (MINE, OTHER)] == [desk.now(MINE)]
    assert problem_hash(cut) != problem_hash(desk.problem)


def test_expired_decisions_do_not(desk: d.Drafted) -> None:
    edit = Edit(deed=Move(activity=MINE, start=w.clock(15, 0, THURSDAY)), pin_expires=w.clock(9, 0, THURSDAY))
    desk.edit(d.ANNE, edit)

    with desk.store.reading() as books:
        later = standing_placements(books, desk.problem.horizon, {MINE}, now=w.clock(9, 0, THURSDAY))
        elsewhere = Interval(Minute(desk.problem.horizon_end), Minute(desk.problem.horizon_end + 10_080))
        others = standing_placements(books, elsewhere, {MINE}, now=desk.problem.recorded_at)

    assert (later, others) == ((), ())


def test_frozen_item_moves_only_with_a_reason(published: d.Drafted) -> None:
    move = Move(activity=MINE, start=w.clock(15, 0, THURSDAY))

    with pytest.raises(EditRefusedError) as refused:
        published.edit(d.ANNE, Edit(deed=move))
    done = published.edit(d.ANNE, Edit(deed=move, reason="advocaat verhinderd", pin=None))

    (objection,) = refused.value.objections
    assert (objection.breach.rule, objection.frozen, objection.waivable) == ("P08", True, True)
    assert done.entry.reason == "advocaat verhinderd"
    assert published.head.state.placements[MINE].grade is PinGrade.ALL
    assert d.hard(published.head) == []


def test_frozen_item_is_cancelled_only_with_a_reason(published: d.Drafted) -> None:
    cancel = Cancel(activity=MINE, code=CancelCode.PERSON)

    with pytest.raises(EditRefusedError):
        published.edit(d.ANNE, Edit(deed=cancel))
    published.edit(d.ANNE, Edit(deed=cancel, reason="ziek"))

    assert published.now(MINE) is None
    assert d.hard(published.head) == []


def test_version_answers_its_problem_with_what_officers_added(desk: d.Drafted) -> None:
    desk.edit(d.ANNE, Edit(deed=Move(activity=MINE, start=w.clock(15, 0, THURSDAY))))

    with desk.store.reading() as books:
        answered = problem_of(books, books.plans.record(desk.head.plan))

    assert answered == desk.head.desk.problem
    assert [placement.activity for placement in answered.placements] == [MINE]


def test_version_is_published_once_under_one_key(desk: d.Drafted) -> None:
    own = replace(conversation(w.A, 9), window=desk.problem.scope)
    desk.edit(d.ANNE, Edit(deed=Add(activity=own, start=w.clock(14, 0, w.TUESDAY))))
    publication = Publication(key="one", actor=d.BRAM, plan_id=desk.head.plan)

    first = publish_release(desk.store, desk.clock, RulebookJudge(), EventRenderer(), publication)
    again = publish_release(desk.store, desk.clock, RulebookJudge(), EventRenderer(), publication)

    assert (first.created, again.created, again.release.number) == (True, False, 1)
    assert own.key in {appointment.activity for appointment in first.release.appointments}
    with desk.store.reading() as books:
        assert own in books.problems.load(first.release.problem_hash).activities
