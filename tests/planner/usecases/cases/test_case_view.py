"""The view of a case: what was entered, as it is at a moment, planned and done."""

from datetime import date, timedelta

from planner.domain.cases import (
    BlockingFact,
    BlockReason,
    Condition,
    ConditionFact,
    Track,
    TrackFact,
)
from planner.domain.casework import (
    CasePhase,
    Reception,
    ReceptionKind,
)
from planner.domain.commitments import OutcomeCode
from planner.domain.departure_plan import (
    Barrier,
    BarrierKind,
    InformationRequest,
    Motivation,
    MotivationPhase,
    Party,
    Possibility,
)
from planner.domain.ids import CaseId, CountryCode
from planner.domain.time import Interval, Minute
from planner.usecases.cases.case_record import read_record, read_records
from planner.usecases.cases.case_view import case_view
from planner.usecases.cases.look_at_case import look_at_case
from planner.usecases.cases.record_outcome import Happened, record_outcome
from tests.planner.usecases.casework import (
    CASE,
    DAY,
    DOSSIER,
    GUIDED,
    SINCE,
    TODAY,
    lists,
    tell,
    view,
)
from tests.planner.usecases.edits import happen
from tests.planner.usecases.world import (
    NOW,
    Desk,
    conversation_key,
    departure_key,
    household,
)


def test_a_case_that_is_not_known_has_no_view(any_desk: Desk) -> None:
    with any_desk.store.reading() as books:
        assert case_view(books, CaseId("Z99"), NOW) is None


def test_the_view_holds_what_was_entered_as_it_is_at_the_moment(any_desk: Desk) -> None:
    before, after = Interval(SINCE.start, Minute(NOW - DAY)), Interval(Minute(NOW - DAY))
    tell(
        any_desk,
        *GUIDED,
        DOSSIER,
        *household("Z1", "Z3"),
        Reception(case=CASE, kind=ReceptionKind.AZC, valid=before),
        Reception(case=CASE, kind=ReceptionKind.RESTRICTED, valid=after),
        TrackFact(case=CASE, track=Track.FORCED, valid=SINCE),
        MotivationPhase(case=CASE, phase=Motivation.ACTION, valid=SINCE),
        Possibility(case=CASE, country=CountryCode("MA"), since=TODAY),
    )

    seen = view(any_desk)

    assert (seen.phase, seen.life, seen.history) == (GUIDED[-1], GUIDED, GUIDED)
    assert seen.may_go_to == (CasePhase.PLANNING, CasePhase.LEAVING, CasePhase.CLOSED)
    assert (seen.owner, seen.household, seen.family) == ("r1", "G1", ("Z3",))
    assert (seen.reception and seen.reception.kind, seen.stay and seen.stay.place) == (ReceptionKind.RESTRICTED, "azc")
    assert (seen.track and seen.track.track, seen.motivation and seen.motivation.phase) == (
        Track.FORCED,
        Motivation.ACTION,
    )
    assert (seen.dossier, [one.country for one in seen.possibilities]) == (DOSSIER, ["MA"])


def test_barriers_and_questions_stand_by_their_days(any_desk: Desk) -> None:
    def barrier(number: int, due: date, removed: date | None = None) -> Barrier:
        return Barrier(
            case=CASE,
            number=number,
            kind=BarrierKind.DOCUMENT,
            owner=Party.LP_DESK,
            action="x",
            due=due,
            removed_on=removed,
        )

    def question(item: str, due: date, answered: date | None = None) -> InformationRequest:
        return InformationRequest(
            case=CASE, party=Party.IND, item=item, asked_on=date(2026, 11, 2), due=due, answered_on=answered
        )

    yesterday, today = TODAY - timedelta(days=1), TODAY
    tell(
        any_desk,
        *(barrier(1, today), barrier(2, yesterday), barrier(3, yesterday, today), barrier(4, today, date(2026, 12, 1))),
        *(question("a", today), question("b", yesterday), question("c", yesterday, today)),
    )

    work = view(any_desk).work

    assert [b.number for b in work.barriers_open] == [1, 4]
    assert [b.number for b in work.barriers_overdue] == [2]
    assert [b.number for b in work.barriers_removed] == [3]
    assert [q.item for q in (*work.questions_open, *work.questions_overdue, *work.questions_answered)] == [*"abc"]
    assert [b.number for b in lists(any_desk).barriers] == [2]


def test_the_four_conditions_hold_together_only_where_all_do_and_nothing_blocks(any_desk: Desk) -> None:
    def days(first: int, last: int) -> Interval:
        return Interval(Minute(NOW + first * DAY), Minute(NOW + last * DAY))

    tell(
        any_desk,
        ConditionFact(case=CASE, condition=Condition.REMOVABLE, valid=days(-5, 20)),
        ConditionFact(case=CASE, condition=Condition.AVAILABLE, valid=SINCE),
        ConditionFact(case=CASE, condition=Condition.MEASURE, valid=days(-5, 30)),
        BlockingFact(case=CASE, reason=BlockReason.MEDICAL, valid=days(5, 8)),
    )
    three = view(any_desk).removable
    tell(any_desk, ConditionFact(case=CASE, condition=Condition.DOCUMENT, valid=days(2, 40)))

    assert three == ()
    assert view(any_desk).removable == (days(2, 5), days(8, 20))


def test_what_is_planned_and_done_comes_from_publication_and_outcomes(any_desk: Desk) -> None:
    any_desk.solve()
    any_desk.publish("one")
    first = [doing.key for doing in view(any_desk).planned]
    any_desk.wait(7 * DAY)
    start = view(any_desk).planned[0].appointment
    assert start is not None
    held = Happened(
        activity=conversation_key("Z1"), code=OutcomeCode.HELD, started=start.start, ended=start.end, actor="r1"
    )
    outcome = record_outcome(any_desk.store, any_desk.clock, held)

    seen = view(any_desk)

    assert first == [conversation_key("Z1"), "Z1/rit/1", departure_key("Z1")]
    assert [doing.key for doing in seen.planned] == ["Z1/rit/1", departure_key("Z1")]
    assert [doing.outcome for doing in seen.done] == [outcome]


def test_who_looks_at_a_case_is_written_down(any_desk: Desk) -> None:
    seen = look_at_case(any_desk.store, any_desk.clock, CASE, actor="r1")
    nothing = look_at_case(any_desk.store, any_desk.clock, CaseId("Z99"), actor="r1")

    with any_desk.store.reading() as books:
        events = [(event.actor, event.what, event.subject) for event in books.events.newest(1)]
    assert seen == view(any_desk)
    assert nothing is None
    assert events == [("r1", "read", "Z1: casusregie")]


def test_one_case_and_all_cases_are_read_alike(any_desk: Desk) -> None:
    any_desk.solve()
    any_desk.publish("one")
    tell(any_desk, *GUIDED, DOSSIER, *household("Z1", "Z3"))
    any_desk.wait(7 * DAY)
    for case in ("Z1", "Z3"):
        happen(any_desk, conversation_key(case), OutcomeCode.HELD, NOW, Minute(NOW + 60))

    with any_desk.store.reading() as books:
        together = {record.case.id: record for record in read_records(books)}
        alone = {case: read_record(books, case) for case in together}
    assert together == alone
    assert len(together) == 6
    assert [doing.key for doing in together[CASE].doings if doing.outcome is not None] == [conversation_key("Z1")]
