"""Whatever a stage lets through, the plan that leaves has no hard breach that can be taken out."""

from planner.domain.levels import Level
from planner.domain.plan import Appointment
from solver.judge import RulebookJudge
from solver.known import Known
from solver.modes import modes_of
from solver.repair import remove_breaches
from tests.solver import small
from tests.solver import world as w


def _at_nine(world: w.World) -> list[Appointment]:
    known = Known(world.problem())
    return [modes_of(known, activity)[0].at(w.clock(9)) for activity in world.activities]


def test_remove_breaches_takes_out_the_one_in_the_way() -> None:
    # one room, two conversations at 9:00, of A and of C
    world = w.World(activities=[small.conversation(w.A), small.conversation(w.C)])
    plan = w.plan_of(world.activities, _at_nine(world))

    repaired, breaches, defects = remove_breaches(RulebookJudge(), world.problem(), plan, frozenset())

    assert [a.activity for a in repaired.appointments] == ["C/gesprek/1"]
    assert [(item.activity, item.reasons[0].rule) for item in repaired.unplanned] == [("A/gesprek/1", "P05")]
    assert [breach for breach in breaches if breach.level is Level.HARD] == []
    assert defects == ("P05",)


def test_remove_breaches_keeps_what_is_settled() -> None:
    world = w.World(activities=[small.conversation(w.A), small.conversation(w.C)])
    plan = w.plan_of(world.activities, _at_nine(world))

    repaired, _, _ = remove_breaches(RulebookJudge(), world.problem(), plan, frozenset({w.key("A/gesprek/1")}))

    assert [a.activity for a in repaired.appointments] == ["A/gesprek/1"]


def test_remove_breaches_leaves_a_good_plan_alone() -> None:
    world = w.World(activities=[small.conversation(w.A)])
    plan = w.plan_of(world.activities, _at_nine(world))

    assert remove_breaches(RulebookJudge(), world.problem(), plan, frozenset())[0] == plan
