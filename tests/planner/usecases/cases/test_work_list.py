"""The work list: what each open case asks in the days ahead, the most pressing first."""

from dataclasses import replace
from datetime import date

from planner.domain.cases import Case
from planner.domain.civil import at
from planner.domain.departure_plan import Barrier, BarrierKind, InformationRequest, Party
from planner.domain.ids import RegievoerderId
from planner.domain.people import Substitute
from planner.domain.time import Interval, Minute
from planner.usecases.cases.one_case import about_cases
from planner.usecases.cases.work_list import WorkKind, WorkList, work_cases, work_list
from tests.planner.usecases.casework import CASE, GUIDED, small_case, tell
from tests.planner.usecases.world import CASES, NOW, Desk, conversation_key, open_desk, world_facts

LATE = Barrier(
    case=CASE, number=1, kind=BarrierKind.MONEY, owner=Party.IOM, action="reiskosten", due=date(2026, 11, 16)
)
FAR = replace(LATE, number=2, due=date(2026, 12, 16))
ASKED = InformationRequest(
    case=CASE, party=Party.IND, item="stand-van-procedure", asked_on=date(2026, 11, 2), due=date(2026, 11, 24)
)


def _list(desk: Desk) -> WorkList:
    with desk.store.reading() as books:
        return work_list(books, now=desk.clock.now())


def _kinds(found: WorkList, kind: WorkKind) -> list[str]:
    return [item.key for line in found.cases.values() for item in line.items if item.kind is kind]


def test_barriers_and_questions_that_are_due_soon_are_on_it_in_order(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())
        tell(desk, LATE, FAR, ASKED, *GUIDED)

        found = _list(desk).cases[CASE]

    loose = [(item.kind, item.due) for item in found.items if item.kind in (WorkKind.BARRIER, WorkKind.QUESTION)]
    assert loose == [(WorkKind.BARRIER, at(date(2026, 11, 17), 0)), (WorkKind.QUESTION, at(date(2026, 11, 25), 0))]
    assert found.due == min(item.due for item in found.items if item.due is not None)
    assert (found.regievoerder, found.phase, found.points) == ("r1", GUIDED[-1].phase, 10)


def test_what_was_removed_or_answered_is_not_on_it(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())
        tell(desk, replace(LATE, removed_on=date(2026, 11, 18)), replace(ASKED, answered_on=date(2026, 11, 18)))

        found = _list(desk)

    assert _kinds(found, WorkKind.BARRIER) == []
    assert _kinds(found, WorkKind.QUESTION) == []


def test_appointments_that_are_over_ask_for_an_outcome(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())
        desk.solve()
        desk.publish("a")
        before = _kinds(_list(desk), WorkKind.OUTCOME)
        desk.wait(5 * 1440)

        after = _kinds(_list(desk), WorkKind.OUTCOME)

    assert before == []
    assert conversation_key("Z1") in after


def test_a_closed_case_is_not_on_it(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())
        closed: Case = small_case(closed_on=date(2026, 11, 18))
        tell(desk, closed)

        found = _list(desk)

    assert sorted(found.cases) == sorted(set(CASES) - {CASE})


def test_one_case_looked_at_again_is_the_same_as_in_the_whole_list(database_url: str) -> None:
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())
        tell(desk, LATE, ASKED)
        desk.solve()
        desk.publish("a")
        desk.wait(5 * 1440)
        now = desk.clock.now()

        whole = _list(desk).cases
        with desk.store.reading() as books:
            again = [*work_cases(about_cases(books, (CASE,)), now=now, only=(CASE,))]

    assert again == [whole[CASE]]


def test_a_substitute_has_the_cases_of_who_is_away(database_url: str) -> None:
    away = Interval(Minute(NOW - 60), Minute(NOW + 60))
    with open_desk(database_url) as desk:
        desk.deliver(world_facts())
        standing = Substitute(owner=RegievoerderId("r1"), substitute=RegievoerderId("r2"), interval=away)
        tell(desk, standing)

        found = _list(desk)

    assert found.stands_in_for(RegievoerderId("r2"), NOW) == {"r1", "r2"}
    assert found.stands_in_for(RegievoerderId("r2"), Minute(NOW + 60)) == {"r2"}
    assert found.stands_in_for(RegievoerderId("r1"), NOW) == {"r1"}
