"""A week of departures on three flights: A and B are a household, C goes alone; forced, with rides and escorts.

Not allowed here: what is expected.
"""

from dataclasses import replace
from datetime import timedelta

from planner.domain.activities import Activity, ActivityKind, MoveDetail, MoveRole
from planner.domain.cases import Membership
from planner.domain.draft_line import State, ordered, stepped
from planner.domain.editing import Edit, Ground, Move
from planner.domain.ids import ActivityKey, CaseId, FlightId
from planner.domain.problem import Problem
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval
from solver.editing.desk import RuleDesk, RuleDesks
from tests.solver import world as w
from tests.solver.small import departure, leaving_world

DAYS = [w.MONDAY + timedelta(days=days) for days in range(5)]
WEDNESDAY, THURSDAY, FRIDAY = DAYS[2:]
FIRST, SECOND, THIRD = FlightId("KL1"), FlightId("KL2"), FlightId("KL3")


def leaves(case: CaseId) -> ActivityKey:
    """Return the key of somebody's departure."""
    return ActivityKey(f"{case}/vertrek/1")


def ride(case: CaseId) -> ActivityKey:
    """Return the key of somebody's ride to the flight."""
    return ActivityKey(f"{case}/rit/1")


def flight(code: FlightId) -> ResourceRef:
    """Return a flight as a resource."""
    return ResourceRef(ResourceKind.FLIGHT, code)


def problem(*, seats: int = 12) -> Problem:
    """Return the week; each flight has so many seats."""
    activities = [one for case in (w.A, w.B, w.C) for one in _journey(case)]
    world = leaving_world(*activities)
    facts = world.cases
    world = world.with_cases(
        memberships=tuple(Membership(household=w.HOUSE, case=code, valid=w.EVER) for code in (w.A, w.B)),
        clearances=tuple(replace(one, given_on=day) for day in DAYS for one in w.gate_open(w.A, w.B, w.C)),
        cases=facts.cases,
    )
    flights = tuple(
        w.flight(code, w.clock(13, 0, day), hours=3, seats=seats)
        for code, day in ((FIRST, WEDNESDAY), (SECOND, THURSDAY), (THIRD, FRIDAY))
    )
    (bus,) = world.resources.vehicles
    shifts = tuple(Interval(w.clock(7, 0, day), w.clock(18, 0, day)) for day in DAYS)
    teams = tuple(replace(one, size=8) for one in world.resources.escort_teams)
    return world.with_resources(flights=flights, vehicles=(replace(bus, shifts=shifts),), escort_teams=teams).problem()


def _journey(case: CaseId) -> tuple[Activity, Activity]:
    window = Interval(w.clock(0, 0, WEDNESDAY), w.clock(23, 0, FRIDAY))
    goes = replace(departure(case, escorted=True), key=leaves(case), window=window)
    to_it = Activity(
        key=ride(case),
        kind=ActivityKind.MOVE,
        step="naar-vlucht",
        duration=60,
        window=Interval(w.clock(0), w.clock(23, 0, FRIDAY)),
        cases=(case,),
        place=w.AZC,
        detail=MoveDetail(destination=w.AIRPORT, role=MoveRole.TO_DEPARTURE, serves=goes.key),
    )
    return goes, to_it


def desk(**planned: FlightId) -> RuleDesk:
    """Return the week with these on these flights: ``A`` (with B) and ``C``."""
    return desk_of(problem(), **planned)


def desk_of(about: Problem, **planned: FlightId) -> RuleDesk:
    """Return a draft of a problem with these on these flights."""
    plan, ground = ordered(w.plan_of(about.activities, ())), Ground(problem_hash="", solved=0)
    found = RuleDesks().make(about, State(plan, ground, plan))
    for case, code in planned.items():
        found = after(found, Edit(deed=Move(activity=leaves(CaseId(case)), resource=flight(code)), pin=None))
    return found


def after(before: RuleDesk, edit: Edit) -> RuleDesk:
    """Return the draft after an edit that nothing is against."""
    made = before.prepare(edit, actor="toets")
    assert made.objections == ()
    state = before._state  # noqa: SLF001 - a version is made by the use case, which needs a store
    return before.after(stepped(state, made.deal, state.ground, made.levels, state.reference), made.deal)


def on(found: RuleDesk) -> dict[str, str]:
    """Return who is on which flight."""
    stands = ((case, found.view.appointments.get(leaves(case))) for case in (w.A, w.B, w.C))
    return {case: str(now.resource(ResourceKind.FLIGHT)) for case, now in stands if now is not None}
