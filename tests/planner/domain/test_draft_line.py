"""What a step makes of a plan: in one order, with everything once, and without copying what it does not touch."""

from planner.domain.draft_line import with_stands
from planner.domain.editing import HandOver, Holder, Stand
from planner.domain.ids import ActivityKey, CaseId, RegievoerderId, RuleId, appointment_id
from planner.domain.plan import Appointment, Assignment, Plan, Reason, Unplanned, UnplannedCode
from planner.domain.time import Minute

A, B, C, D = (ActivityKey(f"Z-26-0000{number}/gesprek") for number in range(1, 5))
FIRST, SECOND = CaseId("Z-26-00001"), CaseId("Z-26-00002")
NOBODY_THERE = Reason(rule=RuleId("P01"), because="niemand")


def at(key: ActivityKey, start: int) -> Appointment:
    return Appointment(id=appointment_id(key), activity=key, start=Minute(start), end=Minute(start + 60), place=None)


def waiting(key: ActivityKey) -> Unplanned:
    return Unplanned(activity=key, code=UnplannedCode.CAPACITY, reasons=(NOBODY_THERE,))


def plan() -> Plan:
    return Plan(
        appointments=(at(C, 30), at(A, 10)),
        unplanned=(waiting(D), waiting(B)),
        assignments=(Assignment(case=FIRST, regievoerder=RegievoerderId("R1")),),
        unassigned=((SECOND, NOBODY_THERE),),
    )


def test_a_step_puts_in_takes_out_and_replaces_in_the_order_of_keys() -> None:
    moved = Stand(appointment=at(C, 90))
    planned = Stand(appointment=at(B, 50))
    left = Stand(unplanned=waiting(A))

    found = with_stands(plan(), {C: moved, B: planned, A: left})

    assert found.appointments == (at(B, 50), at(C, 90))
    assert found.unplanned == (waiting(A), waiting(D))


def test_an_item_that_stands_in_a_plan_twice_stands_there_once_after_a_step() -> None:
    twice = Plan(appointments=(at(A, 10), at(C, 30), at(A, 20)))

    found = with_stands(twice, {C: Stand(appointment=at(C, 40))})

    assert found.appointments == (at(A, 20), at(C, 40))


def test_a_case_is_given_and_left_without_anybody() -> None:
    given = HandOver(
        case=SECOND,
        before=Holder(regievoerder=None, because=NOBODY_THERE),
        after=Holder(regievoerder=RegievoerderId("R2"), because=None),
    )
    dropped = HandOver(
        case=FIRST,
        before=Holder(regievoerder=RegievoerderId("R1"), because=None),
        after=Holder(regievoerder=None, because=NOBODY_THERE),
    )

    found = with_stands(plan(), {}, (given, dropped))

    assert found.assignments == (Assignment(case=SECOND, regievoerder=RegievoerderId("R2")),)
    assert found.unassigned == ((FIRST, NOBODY_THERE),)


def test_what_a_step_does_not_touch_is_the_same_object() -> None:
    line = with_stands(plan(), {})

    found = with_stands(line, {A: Stand(appointment=at(A, 20))})

    assert found.unplanned is line.unplanned
    assert found.assignments is line.assignments
    assert found.unassigned is line.unassigned
    assert found.fallbacks is line.fallbacks
    assert found.appointments == (at(A, 20), at(C, 30))
    assert line.appointments == (at(A, 10), at(C, 30))
