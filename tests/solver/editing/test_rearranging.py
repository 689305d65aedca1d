"""Deeds about several activities at once: households stay together, fallbacks are seen to, nothing drops silently."""

import pytest

from planner.domain.editing import Edit, Move, Rearrange, Swap
from planner.domain.levels import Level
from planner.domain.resources import ResourceKind
from planner.ports.editing import EditImpossibleError
from solver.editing.desk import RuleDesk
from solver.judge import RulebookJudge
from tests.solver import world as w
from tests.solver.editing import journeys as j


def _hard(found: RuleDesk) -> list[str]:
    judged = RulebookJudge().judge(found.problem, found.plan)
    return [str(breach.rule) for breach in judged if breach.level is Level.HARD]


def test_a_swap_of_one_member_takes_the_household_along() -> None:
    before = j.desk(A=j.FIRST, C=j.SECOND)

    found = j.after(before, Edit(deed=Swap(activity=j.leaves(w.B), other=j.leaves(w.C))))

    assert j.on(before) == {"A": "KL1", "B": "KL1", "C": "KL2"}
    assert j.on(found) == {"A": "KL2", "B": "KL2", "C": "KL1"}
    rides = [found.view.appointments[j.ride(case)].start for case in (w.A, w.B, w.C)]
    assert [w.clock(0, 0, day) < start < w.clock(13, 0, day) for start, day in zip(
        rides, (j.THURSDAY, j.THURSDAY, j.WEDNESDAY), strict=True)] == [True, True, True]  # fmt: skip
    assert _hard(found) == []


def test_members_of_one_household_do_not_swap() -> None:
    before = j.desk(A=j.FIRST)

    with pytest.raises(EditImpossibleError, match="al op dezelfde reis"):
        before.prepare(Edit(deed=Swap(activity=j.leaves(w.A), other=j.leaves(w.B))), actor="toets")


def test_who_comes_along_in_a_swap_is_said() -> None:
    before = j.desk_of(j.problem(seats=12), A=j.FIRST, C=j.SECOND)
    made = before.prepare(Edit(deed=Swap(activity=j.leaves(w.A), other=j.leaves(w.C))), actor="toets")

    assert (j.leaves(w.B), True) in [(one.activity, one.planned) for one in made.follows]


def test_several_move_in_one_step_and_what_gives_way_is_said() -> None:
    before = j.desk(A=j.FIRST, C=j.SECOND)
    deed = Rearrange(moves=(Move(activity=j.leaves(w.A), resource=j.flight(j.SECOND)),), left_out=(j.leaves(w.C),))

    made = before.prepare(Edit(deed=deed), actor="toets")
    found = j.after(before, Edit(deed=deed))

    assert j.on(found) == {"A": "KL2", "B": "KL2"}
    left = {one.activity: one.reasons[0].because for one in found.plan.unplanned}
    assert left[j.leaves(w.C)] == "uit het plan voor A/vertrek/1"
    assert [(one.activity, one.planned) for one in made.follows if one.activity == j.ride(w.C)] == [
        (j.ride(w.C), False)
    ]
    assert _hard(found) == []


def test_a_moved_departure_gets_its_fallbacks_anew() -> None:
    before = j.desk(A=j.FIRST, C=j.SECOND)
    move = Edit(deed=Move(activity=j.leaves(w.C), resource=j.flight(j.THIRD)))

    made = before.prepare(move, actor="toets")
    found = j.after(before, move)

    both = [[f for f in one.plan.fallbacks if f.activity == j.leaves(w.C)] for one in (before, found)]
    assert [(len(some), {f.vehicle for f in some}) for some in both] == [(4, {w.BUS}), (4, {w.BUS})]
    assert [now.known_at - was.known_at for was, now in zip(*both, strict=True) if was.stage == "gate"] == [24 * 60]
    assert [one.text for one in made.follows if one.activity == j.leaves(w.C)] == ["terugval opnieuw geregeld, met V1"]
    assert [b.rule for b in found.broken() if b.rule == "R35"] == []


def test_fallbacks_of_others_that_still_hold_stay() -> None:
    before = j.desk(A=j.FIRST, C=j.SECOND)

    found = j.after(before, Edit(deed=Move(activity=j.leaves(w.C), resource=j.flight(j.THIRD))))

    theirs = [[f for f in one.plan.fallbacks if f.activity == j.leaves(w.A)] for one in (before, found)]
    assert theirs[0] == theirs[1]
    assert len(theirs[0]) == 4


def test_escorts_that_could_go_are_told_with_their_duty() -> None:
    before = j.desk(A=j.FIRST, C=j.SECOND)

    choice = before.escorts(j.leaves(w.C))

    assert choice is not None
    now = before.view.appointments[j.leaves(w.C)]
    sent = {part.resource.id: part.amount for part in now.of_kind(ResourceKind.ESCORT)}
    assert (choice.needed, {one.team: one.sent for one in choice.teams if one.sent}) == (2, sent)
    assert (choice.start < now.start, now.end < choice.end, choice.rested - choice.end) == (True, True, 660)
    assert before.escorts(j.ride(w.C)) is None
