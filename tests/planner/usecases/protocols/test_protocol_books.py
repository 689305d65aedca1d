"""Protocols and the work list in the books: own versions, desk tasks that are done, what is due this week."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity
from planner.domain.case_steps import StepState
from planner.domain.cases import Case, Ownership
from planner.domain.civil import at, day_of, day_start
from planner.domain.commitments import OutcomeCode
from planner.domain.ids import ActivityKey, CaseId, RegievoerderId, RuleId
from planner.domain.protocols import Norm, Protocol, ProtocolError
from planner.domain.settings import Unit
from planner.domain.time import Interval, Minute
from planner.usecases.protocols.due_work import DueFilter, DueWork, due_work
from planner.usecases.protocols.enter_protocol import enter_protocol
from planner.usecases.protocols.protocols_in_force import protocols_in_force
from planner.usecases.protocols.record_step import StepDone, StepNotDoneError, record_step
from tests.planner.usecases.world import NOW, WEEK, Desk, conversation_key, open_desk, world_facts

STUDY = ActivityKey("Z1/dossierstudie/1")
_FRIDAY = Interval(at(date(2026, 11, 27), 9), at(date(2026, 11, 27), 17))


def _own(version: int = 2, **changes: object) -> Protocol:
    """Return an own version of the basis, from 1 November 2026."""
    basis = next(p for p in protocols_in_force(()).all if p.id == "basis")
    return replace(basis, version=version, valid_from=date(2026, 11, 1), **changes)  # type: ignore[arg-type] # any field


def _in_force(desk: Desk) -> list[tuple[str, date, date | None]]:
    with desk.store.reading() as books:
        found = protocols_in_force(books.facts.in_force(Protocol))
    return [(one.ref, one.valid_from, one.valid_to) for one in found.versions("basis")]


def test_an_own_version_goes_before_the_delivered_one_from_its_day(database_url: str) -> None:
    with open_desk(database_url) as desk:
        first = enter_protocol(desk.store, desk.clock, _own(), actor="planner")
        again = enter_protocol(desk.store, desk.clock, _own(), actor="planner")

        assert (first, again) == (True, False)
        assert _in_force(desk) == [
            ("basis@1", date.min, date(2026, 11, 1)),
            ("basis@2", date(2026, 11, 1), None),
        ]


def test_a_version_only_ever_ends_and_its_history_stays(database_url: str) -> None:
    with open_desk(database_url) as desk:
        enter_protocol(desk.store, desk.clock, _own(), actor="planner")
        desk.wait(1)
        enter_protocol(desk.store, desk.clock, _own(valid_to=date(2027, 1, 1)), actor="planner")
        desk.wait(1)
        enter_protocol(desk.store, desk.clock, replace(_own(3), valid_from=date(2027, 1, 1)), actor="planner")
        with pytest.raises(ProtocolError, match="al ingevoerd en anders"):
            enter_protocol(desk.store, desk.clock, _own(rank=5, valid_to=date(2027, 1, 1)), actor="planner")
        with desk.store.reading() as books:
            history = books.facts.history(Protocol, "basis|2")

        assert [one.fact.valid_to for one in history] == [None, date(2027, 1, 1)]
        assert [ref for ref, _, _ in _in_force(desk)] == ["basis@1", "basis@2", "basis@3"]


def test_a_version_that_overlaps_or_names_no_setting_is_refused(database_url: str) -> None:
    steps = _own().steps
    wrong = replace(steps[0], terms=(replace(steps[0].terms[0], norm=Norm(rule=RuleId("T10"), key="studie")),))
    with open_desk(database_url) as desk:
        enter_protocol(desk.store, desk.clock, _own(), actor="planner")

        with pytest.raises(ProtocolError, match="gelden twee versies"):
            enter_protocol(desk.store, desk.clock, replace(_own(3), valid_from=date(2026, 12, 1)), actor="planner")
        with pytest.raises(ProtocolError, match="instelling T10 studie bestaat niet"):
            enter_protocol(desk.store, desk.clock, replace(_own(), id="ander", steps=(wrong,)), actor="planner")


def test_a_norm_of_its_own_needs_no_setting(database_url: str) -> None:
    steps = _own().steps
    own = replace(steps[0], terms=(replace(steps[0].terms[0], norm=Norm(amount=4, unit=Unit.DAYS)),))
    with open_desk(database_url) as desk:
        assert enter_protocol(desk.store, desk.clock, replace(_own(), id="ander", steps=(own,)), actor="planner")


def _work(desk: Desk, **wanted: object) -> DueWork:
    with desk.store.reading() as books:
        return due_work(books, WEEK.interval(), moment=NOW, wanted=DueFilter(**wanted))  # type: ignore[arg-type] # fields


def test_the_work_list_holds_what_was_delivered_with_its_step_and_owner(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())

        with desk.store.reading() as books:
            work = due_work(books, WEEK.plus(1).interval(), moment=NOW, wanted=DueFilter(case=CaseId("Z1")))

    # by the source's own term: 30 days after 2 November is Wednesday 2 December, in the week after
    assert [(line.step.key, line.step.due, line.regievoerder, line.step.protocol) for line in work.lines] == [
        (conversation_key("Z1"), day_start(date(2026, 12, 3)), "r1", "basis@1")
    ]


def test_a_planned_conversation_is_on_the_list_of_its_week(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())
        desk.solve()
        desk.publish("a")

        mine = _work(desk, regievoerder=RegievoerderId("r1")).lines
        found = [(line.step.key, line.step.protocol) for line in mine if line.planned is not None]

    assert found == [(f"{case}/voortgang/1", "basis@1") for case in ("Z1", "Z3", "Z5")]


def test_what_nobody_recorded_can_be_recorded_and_brings_the_next_step(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())
        before = {line.step.step: line.step.state for line in _work(desk, case=CaseId("Z1")).waiting}
        outcome = record_step(desk.store, desk.clock, StepDone(key=STUDY, actor="r1", at=at(date(2026, 8, 10), 9)))
        after = {line.step.step: line.step.state for line in _work(desk, case=CaseId("Z1")).waiting}

    assert (before["dossierstudie"], "dossierstudie" in after) == (StepState.WAITING, False)
    assert (outcome.code, outcome.actor) == (OutcomeCode.REALISED, "r1")


def test_a_case_given_by_a_publication_has_its_dossier_to_study_since_then(database_url: str) -> None:
    fresh = tuple(fact for fact in world_facts() if not (isinstance(fact, Ownership) and fact.case == "Z1"))
    with open_desk(database_url) as desk:
        desk.deliver(tuple(replace(f, handed_over=day_of(NOW)) if isinstance(f, Case) else f for f in fresh))
        desk.solve()
        desk.publish("one")
        first = _studied(desk)
        desk.wait(2 * 1440)
        talk = next(f for f in fresh if isinstance(f, Activity) and f.key == conversation_key("Z2"))
        desk.deliver((replace(talk, key=conversation_key("Z2", 2), occurrence=2, window=_FRIDAY),))
        desk.solve()
        later = desk.publish("two")

        assert (later.created, first) == (True, (day_start(date(2026, 11, 27)), "r1"))
        assert _studied(desk) == first
        record_step(desk.store, desk.clock, StepDone(key=STUDY, actor="r1"))
        assert _studied(desk) is None


def _studied(desk: Desk) -> tuple[Minute | None, str | None] | None:
    lines = _work(desk, case=CaseId("Z1")).lines
    return next(((line.step.due, line.regievoerder) for line in lines if line.step.key == STUDY), None)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Z1/bestaat-niet/1", "stap Z1/bestaat-niet/1 is niet bekend"),
        ("onzin", "stap onzin is niet bekend"),
        ("Z1/voortgang/1", "Z1/voortgang/1 is geen taak aan het bureau"),
        ("Z1/lp-aanvraag/1", "Z1/lp-aanvraag/1: wacht op reisdocument besteld"),
    ],
)
def test_only_a_desk_task_that_is_due_can_be_recorded(database_url: str, key: str, said: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())

        with pytest.raises(StepNotDoneError) as refused:
            record_step(desk.store, desk.clock, StepDone(key=ActivityKey(key), actor="r1"))

    assert str(refused.value).split("\n")[0] == said


def test_a_desk_task_is_recorded_once_and_not_ahead(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())
        with pytest.raises(StepNotDoneError, match="toekomst"):
            record_step(desk.store, desk.clock, StepDone(key=STUDY, actor="r1", at=at(date(2027, 1, 1), 9)))
        record_step(desk.store, desk.clock, StepDone(key=STUDY, actor="r1"))

        with pytest.raises(StepNotDoneError, match="is al gedaan"):
            record_step(desk.store, desk.clock, StepDone(key=STUDY, actor="r1"))
