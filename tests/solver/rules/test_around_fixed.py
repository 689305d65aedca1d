"""What rules leave possible around what is fixed, in examples: which activities can be planned, of what is chosen."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from ortools.sat.python.cp_model import OPTIMAL, CpSolver

from planner.domain.activities import Activity
from planner.domain.cases import Membership, SeparationApproval
from planner.domain.escorts import EscortOffer
from planner.domain.ids import CaseId, FlightId, RuleId
from planner.domain.plan import Appointment
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from solver.known import Known
from solver.mode import Mode, Use
from solver.variables import Variables
from tests.solver import world as w
from tests.solver.agreement import candidate
from tests.solver.rules.cases import RULES, conversation, departure, flown, found, talk

TAIL = 60 + 120 + 120 + 180 + 60
"""A duty on a flight of three hours ends nine hours after landing: at 24:00 for one that departs at noon."""
EVENING = FlightId("F9")
"""Departs at 20:00: who goes along reports at 18:00, and comes home the next morning at eight."""


def _planned(
    rule: str, world: w.World, chosen: Sequence[Appointment], fixed: Sequence[Appointment] = ()
) -> set[CaseId]:
    """Return whose departures one rule lets be planned, as many as can be, when each can be planned in one way."""
    known = Known(world.problem())
    ways = {a.activity: [candidate(Mode.of(a, known.activities[a.activity]), a.start)] for a in chosen}
    activities = [known.activities[key] for key in ways]
    v = Variables(known, activities, ways, fixed)
    RULES[RuleId(rule)].encode(v)
    v.model.maximize(sum(v.planned(activity.key) for activity in activities))
    solver = CpSolver()
    assert solver.solve(v.model) == OPTIMAL
    return {case for activity in activities for case in activity.cases if solver.value(v.planned(activity.key))}


def _team(code: str, amount: int = 2) -> Use:
    return w.use(ResourceKind.ESCORT, code, lead=120, tail=TAIL, amount=amount)


def _nurses(*codes: CaseId) -> tuple[w.World, list[Activity]]:
    """Return a world in which these of A, B and C need a nurse, and their departures; T2 has six escorts, one nurse."""
    activities = [departure(code, escorted=True) for code in (w.A, w.B, w.C)]
    six = replace(w.default_resources().escort_teams[1], size=6)
    world = w.World(activities=activities).with_resources(escort_teams=(six,))
    return world.with_cases(cases=tuple(w.case(code, nurse=code in codes) for code in (w.A, w.B, w.C))), activities


@pytest.mark.parametrize(
    ("nursed", "planned"),
    [
        pytest.param((w.A, w.B), set(), id="the nurse is away with A"),
        pytest.param((w.A,), {w.B}, id="B needs none"),
        pytest.param((w.B, w.C), set(), id="the nurse is away with C"),
        pytest.param((w.B,), {w.B}, id="neither A nor C took the nurse along"),
    ],
)
def test_nurse_of_a_team_is_away_with_who_is_fixed(nursed: tuple[CaseId, ...], planned: set[CaseId]) -> None:
    """A and C leave with two escorts each, and B would with two."""
    world, (one, other, third) = _nurses(*nursed)
    fixed = [flown(world, activity, w.F1, _team(w.T2)) for activity in (one, third)]

    assert _planned("R28", world, [flown(world, other, w.F1, _team(w.T2))], fixed) == planned


def test_teams_with_a_nurse_send_her_only_where_she_is_needed() -> None:
    world, activities = _nurses()

    assert found("R28", world, *(flown(world, activity, w.F1, _team(w.T2)) for activity in activities)) == []


@pytest.mark.parametrize(
    ("first", "fixed", "second", "planned"),
    [
        pytest.param(w.F1, 2, 1, set(), id="all two went along at noon: nobody for the evening"),
        pytest.param(w.F1, 1, 1, {w.B}, id="one is left for the evening"),
        pytest.param(EVENING, 2, 1, set(), id="all two go in the evening: who leaves at noon would not have rested"),
        pytest.param(EVENING, 1, 1, {w.B}, id="one is left at noon"),
    ],
)
def test_team_sends_what_is_left_beside_what_is_fixed(
    first: FlightId, fixed: int, second: int, planned: set[CaseId]
) -> None:
    """T1 has two escorts; A is fixed on one flight, B can take the other."""
    one, other = departure(w.A, escorted=True), departure(w.B, escorted=True)
    flights = (w.flight(w.F1, w.clock(12)), w.flight(EVENING, w.clock(20)))
    world = w.World(activities=[one, other]).with_resources(flights=flights)
    there = flown(world, one, first, _team(w.T1, fixed))
    chosen = flown(world, other, EVENING if first == w.F1 else w.F1, _team(w.T1, second))

    assert _planned("R28", world, [chosen], [there]) == planned


@pytest.mark.parametrize(
    ("later", "amount", "planned"),
    [(3, 1, {w.B}), (3, 2, set()), (2, 1, set()), (1, 1, set())],
)
def test_team_offers_fewer_during_the_duty(later: int, amount: int, planned: set[CaseId]) -> None:
    """Four until 14:00, then fewer; two of them are with A all the while, and B would take one or two."""
    one, other = departure(w.A, escorted=True), departure(w.B, escorted=True)
    world = w.World(activities=[one, other])
    offers = (
        EscortOffer(interval=Interval(w.clock(6), w.clock(14)), escorts=4),
        EscortOffer(interval=Interval(w.clock(14), w.clock(24)), escorts=later),
    )
    team = replace(w.default_resources().escort_teams[0], offers=offers)
    world = world.with_resources(escort_teams=(team,))
    there, chosen = (
        flown(world, activity, w.F1, _team(w.T1, number)) for activity, number in ((one, 2), (other, amount))
    )

    assert _planned("R28", world, [chosen], [there]) == planned


def _household(**facts: object) -> tuple[w.World, Activity, Activity]:
    one, other = departure(w.A), departure(w.B)
    flights = (w.flight(w.F1, w.clock(12)), w.flight(EVENING, w.clock(20)))
    return w.World(activities=[one, other]).with_resources(flights=flights).with_cases(**facts), one, other


def test_nobody_of_a_household_leaves_when_their_only_flights_differ() -> None:
    world, one, other = _household()

    assert _planned("R25", world, [flown(world, one, w.F1), flown(world, other, EVENING)]) == set()
    assert _planned("R25", world, [flown(world, one, w.F1), flown(world, other, w.F1)]) == {w.A, w.B}


@pytest.mark.parametrize(("until", "planned"), [(12, {w.A}), (13, set())])
def test_who_left_the_household_before_the_flight_is_not_waited_for(until: int, planned: set[CaseId]) -> None:
    """B is a member until noon, or an hour longer; A flies at noon, and B can take no flight at all."""
    ends = {w.A: w.EVER, w.B: Interval(Minute(0), w.clock(until))}
    memberships = tuple(Membership(household=w.HOUSE, case=code, valid=valid) for code, valid in ends.items())
    world, one, _ = _household(memberships=memberships)

    assert _planned("R25", world, [flown(world, one, w.F1)]) == planned


@pytest.mark.parametrize(("approved", "planned"), [((), set()), ((w.EVER,), {w.B})])
def test_a_member_on_a_fixed_flight_binds_the_others_unless_they_may_be_apart(
    approved: tuple[Interval, ...], planned: set[CaseId]
) -> None:
    """A leaves at noon; B can leave in the evening."""
    separations = tuple(SeparationApproval(household=w.HOUSE, valid=valid) for valid in approved)
    world, one, other = _household(separations=separations)

    assert _planned("R25", world, [flown(world, other, EVENING)], [flown(world, one, w.F1)]) == planned


@pytest.mark.parametrize(("approved", "planned"), [(12, {w.B}), (18, set())])
def test_who_must_go_along_at_noon_cannot_leave_in_the_evening(approved: int, planned: set[CaseId]) -> None:
    """C and A leave at noon; B, who may be apart from A from some hour on, can leave in the evening."""
    separation = SeparationApproval(household=w.HOUSE, valid=Interval(w.clock(approved)))
    world, one, other = _household(separations=(separation,))
    third = departure(w.C)
    world = replace(world, activities=[one, other, third])
    fixed = [flown(world, activity, w.F1) for activity in (third, one)]

    assert _planned("R25", world, [flown(world, other, EVENING)], fixed) == planned


def test_a_fixed_flight_of_somebody_else_binds_no_household() -> None:
    """C, who is no member, leaves at noon; A and B leave in the evening together."""
    world, one, other = _household()
    third = departure(w.C)
    world = replace(world, activities=[one, other, third])
    chosen = [flown(world, activity, EVENING) for activity in (one, other)]

    assert _planned("R25", world, chosen, [flown(world, third, w.F1)]) == {w.A, w.B}


@pytest.mark.parametrize(("start", "planned"), [(Minute(w.clock(12) - 1), {w.A}), (w.clock(12), set())])
def test_nothing_begins_after_a_fixed_departure(start: Minute, planned: set[CaseId]) -> None:
    """A leaves at noon."""
    leaves, speaks = departure(), conversation()
    world = w.World(activities=[leaves, speaks])

    assert _planned("P28", world, [talk(speaks, start)], [flown(world, leaves)]) == planned


def test_flight_that_is_not_known_does_not_keep_others_from_being_counted() -> None:
    """Of two on a flight with one seat one stays, whoever else takes a flight that nobody knows."""
    activities = [departure(code) for code in (w.C, w.A, w.B)]
    world = w.World(activities=activities).with_resources(flights=(w.flight(w.F1, w.clock(12), seats=1),))
    stranger = w.mode(activities[0], w.AIRPORT, w.use(ResourceKind.FLIGHT, "F0"), duration=180).at(w.clock(12))

    planned = _planned("P19a", world, [stranger, *(flown(world, activity) for activity in activities[1:])])

    assert len(planned & {w.A, w.B}) == 1
