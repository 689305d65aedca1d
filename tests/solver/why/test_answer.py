"""Whole answers about small questions on conversations and meetings, word for word."""

import time
from dataclasses import replace
from datetime import date

import pytest

from planner.domain.cases import Stay
from planner.domain.explaining import Difference, Proof, Repair, RepairKind
from planner.domain.ids import RuleId
from planner.domain.levels import Level
from planner.domain.plan import Assignment
from planner.domain.time import Interval, Minute
from planner.domain.wording import Language, speaking
from solver.clock import Budget
from solver.why import answer
from solver.why.answer import answered, repairs_of, runners_up_of
from solver.why.examined import examined
from solver.why.ground import Ground
from solver.why.repairs import another_day
from solver.why.ways import Question
from tests.solver import world as w
from tests.solver.small import conversation, due, meeting
from tests.solver.why.kept import as_kept
from tests.solver.why.talks import ELEVEN, INTERPRETER, NINE, TEN, asked, away, held, question

HALF_PAST = w.clock(9, 30)


def test_answer_where_another_can_move() -> None:
    first, second = conversation(w.A, 1, window=Interval(NINE, ELEVEN)), asked(w.B)
    found = answered(question(w.World(), second, [held(first, NINE)], [first]), second)
    assert as_kept("answer_another_can_move", found)


def test_answer_where_another_takes_the_only_room() -> None:
    first, second = conversation(w.A, 1, window=Interval(NINE, TEN)), asked(w.C)
    about = question(w.World(), second, [held(first, NINE)], [first])
    with speaking(Language.ENGLISH):
        english = answered(about, second)
    assert as_kept("answer_only_room", answered(about, second), english)


def test_answer_where_the_only_interpreter_is_elsewhere() -> None:
    world = w.World().with_resources(regievoerders=(w.regievoerder(w.R1), w.regievoerder(w.R2)))
    first = conversation(w.A, 1, window=Interval(NINE, TEN), interpreter=True, place=w.DC)
    second = asked(w.C, NINE, w.clock(10, 30), interpreter=True)
    about = question(world, second, [held(first, NINE, w.R1, INTERPRETER, place=w.DC)], [first])
    assert as_kept("answer_only_interpreter", answered(about, second))


def test_answer_where_no_room_or_interpreter_is_on_offer() -> None:
    activity, talk = asked(w.A), asked(w.A, interpreter=True)
    none = w.World().with_resources(capacities=(w.interpreters(1),))
    silent = w.World().with_resources(capacities=(w.rooms(w.AZC, 1),))
    with speaking(Language.ENGLISH):
        english = answered(question(none, activity), activity, 2)
    assert as_kept(
        "answer_nothing_on_offer",
        answered(question(none, activity), activity),
        english,
        answered(question(silent, talk), talk),
    )


def test_answer_about_a_case_that_the_plan_assigns() -> None:
    first, activity = conversation(w.C, 1), asked(w.C, NINE, ELEVEN)
    freed = w.World(activities=(first, activity)).with_cases(ownerships=w.default_cases().ownerships[:2])
    plan = w.plan_of((first, activity), [held(first, NINE, w.R2)])
    given = replace(plan, assignments=(Assignment(case=w.C, regievoerder=w.R2),))
    about = Ground(freed.problem(), given)
    assert about.look(plan.appointments).known.owner(w.C, NINE) == w.R2
    assert as_kept("answer_assigned", answered(about, activity))


def test_answer_where_the_owner_is_away() -> None:
    activity = asked(w.A, NINE, w.clock(12))
    world = w.World().with_resources(absences=(away(w.R1, w.clock(8), ELEVEN),))
    about = question(world, activity, [held(first := conversation(w.B, 1), ELEVEN)], [first])
    assert as_kept("answer_owner_away", answered(about, activity))


def test_answer_where_a_spot_is_free() -> None:
    activity = asked(w.A, NINE, ELEVEN, terms=(due(date(2026, 11, 22)),))
    assert as_kept("answer_free", answered(question(w.World(), activity), activity))


def test_answer_where_everything_is_fixed() -> None:
    first, second = conversation(w.A, 1, window=Interval(NINE, TEN)), asked(w.B)
    stands = held(first, NINE)
    world = w.World(baseline=(stands,), now=w.clock(8))
    assert as_kept("answer_all_fixed", answered(question(world, second, [stands], [first]), second))


def test_answer_about_next_week() -> None:
    activity = asked(w.A, w.clock(9, 0, date(2026, 11, 27)), w.clock(10, 30, date(2026, 11, 30)))
    world = w.World().with_resources(absences=(away(w.R1, NINE, w.clock(17, 0, date(2026, 11, 27))),))
    found = repairs_of(about := question(world, activity), activity, examined(about, activity)[:2], Budget())
    assert as_kept("answer_next_week", found)


def test_answer_about_a_meeting_that_stands_in_the_way_of_two() -> None:
    site = meeting(w.R1, NINE)
    talks = [conversation(code, 1, window=Interval(NINE, TEN), minutes=30) for code in (w.A, w.B)]
    planned = [held(talks[0], NINE, place=w.OFFICE), held(talks[1], HALF_PAST, place=w.OFFICE)]
    about = question(w.World(), site, planned, talks)
    assert as_kept("answer_meeting", answered(about, site))


def test_answer_about_something_planned_has_runners_up() -> None:
    activity, other = asked(w.A, NINE, w.clock(17)), conversation(w.B, 1)
    world = w.World().with_resources(capacities=(w.rooms(w.AZC, 2), w.interpreters(1)))
    about = question(world, activity, [held(activity, TEN), held(other, w.clock(11))], [other])
    found = answered(about, activity)
    assert as_kept("answer_runners_up", found.planned, found.runners_up, found.conflicts, found.repairs)
    assert len(found.milliseconds) == 2


@pytest.mark.parametrize(
    ("level", "planned", "laps", "has"),
    [
        (1, False, 1, (0, 0, 0)),
        (2, False, 2, (2, 0, 0)),
        (3, False, 3, (2, 1, 0)),
        (1, True, 1, (0, 0, 0)),
        (2, True, 2, (0, 0, 1)),
        (3, True, 2, (0, 0, 1)),
    ],
)
def test_answer_goes_as_far_as_is_asked(level: int, *, planned: bool, laps: int, has: tuple[int, ...]) -> None:
    first, second = conversation(w.A, 1, window=Interval(NINE, TEN)), asked(w.B, NINE, TEN if not planned else ELEVEN)
    standing = [held(second, TEN)] if planned else [held(first, NINE)]
    about = question(w.World(), second, standing, [first])
    found = answered(about, second, level)
    assert (len(found.conflicts), len(found.repairs), len(found.runners_up)) == has
    assert [spot.start for spot in found.table.spots] == [NINE + 15 * i for i in range(4 if planned else 1)]
    assert len(found.milliseconds) == laps
    assert all(0 <= lap < 60_000 for lap in found.milliseconds)


def test_runner_up_is_the_first_of_a_day_and_of_each_day() -> None:
    friday, saturday = date(2026, 11, 27), date(2026, 11, 28)
    activity = asked(w.A, w.clock(9, 0, friday), w.clock(9, 0, saturday))
    about = question(w.World(), activity, [held(activity, w.clock(16, 0, friday))])
    assert [one.spot.start for one in answered(about, activity, 2).runners_up] == [w.clock(9, 0, friday)]
    activity = asked(w.A, w.clock(15, 45), w.clock(11, 0, friday))
    about = question(w.World(), activity, [held(activity, w.clock(10, 0, friday))])
    firsts = [w.clock(15, 45), w.clock(9, 0, w.TUESDAY), w.clock(9, 0, date(2026, 11, 25))]
    assert [one.spot.start for one in answered(about, activity, 2).runners_up] == firsts


def test_runners_up_that_were_not_priced_in_time_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    activity = asked(w.A, NINE, ELEVEN)
    about = question(w.World(), activity)
    caplog.set_level("INFO")
    assert runners_up_of(about, examined(about, activity), Budget.of(-1.0)) == ()
    assert caplog.messages == ["not all free spots were priced in time"]


def test_answer_about_one_moment_and_somebody_else() -> None:
    activity = asked(w.A, NINE, ELEVEN)
    about = question(w.World(), activity)
    answers = [
        answered(about, activity, 2, Question(start=TEN)),
        answered(about, activity, 2, Question(resource="R2", start=w.clock(9, 30))),
        answered(about, activity, 2, Question(resource="R2", start=w.clock(18))),
    ]
    assert as_kept("answer_one_moment", *answers)


def test_answer_proposes_the_exception_that_somebody_may_make() -> None:
    activity = replace(asked(w.A), invited_on=None, performer=w.R2)
    about = question(w.World(), activity)
    assert as_kept("answer_exception", answered(about, activity))


def test_answer_with_everything_in_the_way_at_once() -> None:
    activity = replace(asked(w.A, w.clock(7), NINE), place=w.DC)
    others = [conversation(code, 1) for code in (w.B, w.C)]
    planned = [held(others[0], w.clock(8, 45)), held(others[1], w.clock(8, 45), w.R2, place=w.DC)]
    about = question(w.World(), activity, planned, others)
    assert as_kept("answer_everything", answered(about, activity))


def test_answer_without_time_has_no_proof_and_no_repairs() -> None:
    first, second = conversation(w.A, 1, window=Interval(NINE, ELEVEN)), asked(w.B)
    about = question(w.World(), second, [held(first, NINE)], [first])
    found = answered(about, second, seconds=-1.0)
    assert as_kept("answer_without_time", found.conflicts, found.repairs, found.runners_up)


def test_only_the_time_of_each_level_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    activity = asked(w.A)
    about = question(w.World().with_resources(absences=(away(w.R1, NINE, TEN),)), activity)
    ticks = iter((10.0, 10.25, 11.0, 13.0))
    monkeypatch.setattr(time, "perf_counter", lambda: next(ticks))
    assert answered(about, activity).milliseconds == (250, 750, 2000)


def test_answer_about_two_places_tells_them_apart() -> None:
    activity = replace(asked(w.A, NINE, w.clock(11)), place=None)
    stays = (
        Stay(case=w.A, place=w.DC, valid=Interval(Minute(0), w.clock(9, 45))),
        Stay(case=w.A, place=w.AZC, valid=Interval(w.clock(9, 45))),
    )
    first = conversation(w.B, 1)
    about = question(w.World().with_cases(stays=stays), activity, [held(first, TEN)], [first])
    assert as_kept("answer_two_places", answered(about, activity).table.stretches)


def test_of_each_kind_the_first_of_the_cheapest_is_kept_and_the_cheapest_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def costing(kind: RepairKind, what: str, amount: int) -> Repair:
        price = (Difference(rule=RuleId("P13"), level=Level.EFFICIENT, amount=amount),)
        return Repair(kind=kind, what=what, appointments=(), price=price, bound=Proof.NOT_PROVEN)

    kinds = (RepairKind.FREE, RepairKind.RESOURCE, RepairKind.RESOURCE, RepairKind.RESOURCE, RepairKind.RESOURCE)
    offered = [costing(kind, what, cost) for kind, what, cost in zip(kinds, "abcde", (5, 4, 3, 3, 9), strict=True)]
    monkeypatch.setattr(answer, "_finders", lambda *_: [lambda one=one: one for one in (None, *offered)])
    activity = asked(w.A)

    found = repairs_of(question(w.World(), activity), activity, [], Budget())

    assert [one.what for one in found] == ["c", "a"]


def test_another_day_lies_inside_the_horizon() -> None:
    """The owner is back on the first of December, when nothing is planned yet."""
    back, days = date(2026, 12, 1), (date(2026, 11, 27), date(2026, 12, 2))
    activity = asked(w.A, w.clock(9, 0, days[0]), w.clock(17, 0, days[1]))
    absent = w.World().with_resources(absences=(away(w.R1, NINE, w.clock(0, 0, back)),))
    until = [w.HORIZON, Interval(w.HORIZON.start, w.clock(0, 0, back))]
    grounds = [question(replace(absent, horizon=horizon), activity) for horizon in until]

    found = [another_day(about, activity, Budget()) for about in grounds]

    assert [None if one is None else one.appointments[0].start for one in found] == [w.clock(9, 0, back), None]
