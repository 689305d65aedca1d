"""A small week that is the same every time, planned without a search: each item at its first (or last) free place.

Conversations of two regievoerders at two sites, meetings, a departure on one of three flights with its ride, a
presentation, free rides, a case without regievoerder. The Monday is not planned at all: it is too near.
"""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from planner.domain.activities import Activity, ActivityKind, MoveDetail, MoveRole
from planner.domain.cases import Ownership
from planner.domain.draft_line import State, ordered, stepped
from planner.domain.editing import Edit, Ground, Move
from planner.domain.ids import CaseId, FlightId, PlaceId, VehicleId
from planner.domain.plan import Assignment, Plan
from planner.domain.problem import Problem
from planner.domain.resources import Capacity
from planner.domain.time import Interval
from solver.editing.desk import RuleDesks
from solver.judge import RulebookJudge
from tests.solver import world as w
from tests.solver.small import conversation, departure, leaving_world, meeting, presentation

D, NEW = CaseId("D"), CaseId("N")
WEDNESDAY, THURSDAY, FRIDAY = (w.MONDAY + timedelta(days=days) for days in (2, 3, 4))
SHIFT = 7, 18


def _stay(code: CaseId, place: PlaceId) -> Activity:
    return conversation(code, 1, place=place, window=_from_tuesday())


def _from_tuesday() -> Interval:
    return Interval(w.clock(0, 0, w.TUESDAY), w.clock(23, 0, FRIDAY))


def _activities() -> tuple[Activity, ...]:
    leaving = replace(departure(w.C, escorted=True), window=Interval(w.clock(0, 0, WEDNESDAY), w.clock(23, 0, FRIDAY)))
    ride = Activity(
        key=w.key("C/rit/1"),
        kind=ActivityKind.MOVE,
        step="naar-vlucht",
        duration=60,
        window=Interval(w.clock(0), w.clock(23, 0, FRIDAY)),
        cases=(w.C,),
        place=w.AZC,
        detail=MoveDetail(destination=w.AIRPORT, role=MoveRole.TO_DEPARTURE, serves=leaving.key),
    )
    whole = Interval(w.clock(8, 0, WEDNESDAY), w.clock(17, 0, WEDNESDAY))
    free = replace(
        ride,
        key=w.key("keten/1"),
        step="keten",
        cases=(),
        detail=MoveDetail(destination=w.DC, role=MoveRole.CHAIN, pickup=whole, delivery=whole),
    )
    talks = (
        conversation(w.A, 1, window=_from_tuesday()),
        conversation(w.A, 2, window=_from_tuesday()),
        conversation(w.B, 1, window=_from_tuesday(), interpreter=True),
        _stay(D, w.DC),
        replace(_stay(D, w.DC), key=w.key("D/gesprek/2")),
        conversation(NEW, 1, window=_from_tuesday()),
    )
    meetings = (meeting(w.R1, w.clock(13, 0, THURSDAY)), meeting(w.R2, w.clock(13, 0, FRIDAY)))
    return (*talks, *meetings, replace(presentation(w.B), window=_from_tuesday()), leaving, ride, free)


def small_problem() -> Problem:
    """Return the week."""
    world = leaving_world(*_activities())
    facts = world.cases
    owned = (*facts.ownerships, Ownership(case=D, regievoerder=w.R2, valid=w.EVER))
    stays = (*facts.stays, *(replace(facts.stays[0], case=code, place=p) for code, p in ((D, w.DC), (NEW, w.AZC))))
    world = world.with_cases(
        cases=(*facts.cases, w.case(D), w.case(NEW)),
        ownerships=owned,
        stays=stays,
        clearances=tuple(replace(one, given_on=day) for day in _days() for one in w.gate_open(w.C)),
    )
    flights = tuple(
        w.flight(FlightId(f"KL{number}"), w.clock(15, 0, day), hours=3)
        for number, day in enumerate((WEDNESDAY, THURSDAY, FRIDAY), start=1)
    )
    shifts = tuple(Interval(w.clock(SHIFT[0], 0, day), w.clock(SHIFT[1], 0, day)) for day in _days())
    (bus,) = world.resources.vehicles
    other = replace(bus, id=VehicleId("V2"), shifts=shifts)
    return world.with_resources(
        flights=flights, vehicles=(replace(bus, shifts=shifts), other), capacities=_capacities()
    ).problem()


def _capacities() -> tuple[Capacity, ...]:
    return (w.rooms(w.AZC, 2), w.rooms(w.DC, 2), w.interpreters(1))


def _days() -> list[date]:
    return [w.MONDAY + timedelta(days=days) for days in range(5)]


@lru_cache(maxsize=2)
def small_week(*, last: bool = False) -> tuple[Problem, Plan]:
    """Return the week with a plan that breaks nothing: everything at its first free place, or at its last."""
    problem = small_problem()
    plan = replace(w.plan_of(problem.activities, ()), assignments=(Assignment(case=NEW, regievoerder=w.R1),))
    return problem, placed(problem, plan, last=last)


def placed(problem: Problem, plan: Plan, *, last: bool) -> Plan:
    """Return a plan with what it leaves out at its first free place, or at its last, as far as nothing objects."""
    ground, standing = Ground(problem_hash="", solved=0), {item.activity for item in plan.appointments}
    state = State(ordered(plan), ground, ordered(plan))
    desk = RuleDesks().make(problem, state)
    for activity in problem.activities:
        free = () if activity.key in standing else desk.slots(activity.key, None)
        if not free:
            continue
        slot = free[-1 if last else 0]
        made = desk.prepare(Edit(deed=Move(activity=activity.key, start=slot.start, resource=slot.resource)), actor="t")
        if made.objections:
            continue
        after = stepped(state, made.deal, ground, made.levels, state.reference)
        desk, state = desk.after(after, made.deal), after
    levels = RulebookJudge().levels(RulebookJudge().judge(problem, state.plan))
    return replace(state.plan, levels=levels)
