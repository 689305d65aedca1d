"""Exceptions: who may make one to which rule, for how long, and that the searches see them too."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import InterpreterNeed, MoveRole, Term
from planner.domain.clearances import Clearance, ClearanceKind, ClearanceState, Override, OverrideRight
from planner.domain.flights import CountryRule
from planner.domain.ids import PlaceId, RuleId
from planner.domain.levels import Level
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import UnplannedCode
from planner.domain.time import Interval, Minute
from solver.candidates import Candidates
from solver.known import Known
from solver.rule import Rule
from solver.rulebook import RULEBOOK
from solver.transport_orders import Order, sort_moves
from tests.solver import world as w
from tests.solver.rules.cases import conversation, costs, departure, flown, heard, move, presentation, ridden, talk

SUPERVISOR, REGIEVOERDER, DIRECTOR = OverrideRight.SUPERVISOR, OverrideRight.REGIEVOERDER, OverrideRight.DIRECTOR
VBL = PlaceId("vbl")
RIGHTS = {
    "R02": SUPERVISOR,
    "R03": REGIEVOERDER,
    "R04": SUPERVISOR,
    "R10": SUPERVISOR,
    "R10a": SUPERVISOR,
    "R10b": SUPERVISOR,
    "R17": SUPERVISOR,
    "R19": SUPERVISOR,
    "R38": SUPERVISOR,
    "R42": REGIEVOERDER,
}
"""Every rule to which an exception can be recorded."""


def _exception(rule: str, key: str, right: OverrideRight = SUPERVISOR, valid: Interval = w.EVER) -> Override:
    return Override(rule=RuleId(rule), activity=w.key(key), right=right, by="L-0001", reason="afgesproken", valid=valid)


def test_exceptions_are_for_the_rows_that_know_them() -> None:
    """And for nothing physical: one place at a time, seats and vehicles have none."""
    assert {rule.id: rule.override for rule in RULEBOOK if rule.overridable} == RIGHTS


@pytest.mark.parametrize("rule", [rule for rule in RULEBOOK if not rule.overridable], ids=lambda rule: rule.id)
def test_who_may_is_a_partner_or_has_another_way(rule: Rule) -> None:
    """A rule with a right but without exceptions says how it is lifted instead."""
    assert (rule.override is OverrideRight.NOBODY) == (rule.exception_by.nl == "")


@pytest.mark.parametrize(
    ("exceptions", "cost"),
    [
        pytest.param((), {Level.HARD: 1}, id="none"),
        pytest.param((_exception("R04", "g"),), {}, id="by the supervisor"),
        pytest.param((_exception("R04", "g", DIRECTOR),), {}, id="by the director, who may more"),
        pytest.param((_exception("R04", "g", REGIEVOERDER),), {Level.HARD: 1}, id="by who may not"),
        pytest.param((_exception("R04", "g", OverrideRight.PARTNER),), {Level.HARD: 1}, id="by a partner"),
        pytest.param((_exception("R04", "h"),), {Level.HARD: 1}, id="for another activity"),
        pytest.param((_exception("R42", "g"),), {Level.HARD: 1}, id="to another rule"),
        pytest.param((_exception("R04", "g", valid=Interval(Minute(0), w.clock(10))),), {Level.HARD: 1}, id="expired"),
        pytest.param((_exception("R04", "g", valid=Interval(Minute(0), w.clock(10, 1))),), {}, id="until just then"),
    ],
)
def test_an_exception_holds_for_one_activity_in_its_time(
    exceptions: Iterable[Override], cost: dict[Level, int]
) -> None:
    """A conversation at 10:00 without the interpreter that it asks for."""
    activity = conversation(interpreter=InterpreterNeed.REQUIRED)
    world = w.World(activities=[activity]).with_cases(overrides=tuple(exceptions))

    assert costs("R04", world, talk(activity, w.clock(10))) == cost


def test_nothing_physical_has_an_exception() -> None:
    """Two conversations at once stay two conversations at once."""
    one, two = conversation("g"), conversation("h")
    exceptions = (_exception("P01", "g", DIRECTOR), _exception("P01", "h", DIRECTOR))
    world = w.World(activities=[one, two]).with_cases(overrides=exceptions)

    assert costs("P01", world, talk(one, w.clock(10)), talk(two, w.clock(10))) == costs(
        "P01", w.World(activities=[one, two]), talk(one, w.clock(10)), talk(two, w.clock(10))
    )
    assert costs("P01", world, talk(one, w.clock(10)), talk(two, w.clock(10)))[Level.HARD] > 0


def test_a_term_with_an_exception_costs_nothing() -> None:
    activity = conversation(terms=(Term(rule=RuleId("R03"), anchor=date(2026, 10, 1)),))
    world = w.World(activities=[activity])
    allowed = world.with_cases(overrides=(_exception("R03", "g", REGIEVOERDER),))

    assert costs("R03", world, talk(activity, w.clock(10))) == {Level.TIMELY: 23}
    assert costs("R03", allowed, talk(activity, w.clock(10))) == {}
    assert costs("P25", world) == {Level.TIMELY: 3 + 29}
    assert costs("P25", allowed) == {Level.TIMELY: 1}


def test_an_invitation_with_an_exception_may_be_late() -> None:
    activity = conversation()
    world = w.World(activities=[activity], now=w.clock(8))
    allowed = world.with_cases(overrides=(_exception("R42", "g", REGIEVOERDER),))

    assert costs("R42", world, talk(activity, w.clock(10))) == {Level.TIMELY: 1}
    assert costs("R42", allowed, talk(activity, w.clock(10))) == {}


def test_a_mission_may_be_told_late() -> None:
    """Two working days from Monday is Wednesday; the session of Tuesday needs an exception."""
    activity = presentation()
    world = w.World(activities=[activity], now=w.clock(8))
    allowed = world.with_cases(overrides=(_exception("R10", "p"),))
    monday = heard(activity, w.clock(10))

    assert costs("R10", world, monday) == {Level.HARD: 1}
    assert costs("R10", allowed, monday) == {}


def test_a_person_with_an_exception_does_not_count_for_the_country() -> None:
    one, two = departure(w.A), departure(w.C)
    world = w.World(activities=[one, two]).with_resources(country_rules=(CountryRule(country=w.XX, max_per_flight=1),))
    allowed = world.with_cases(overrides=(_exception("R10a", two.key),))

    assert costs("R10a", world, flown(world, one), flown(world, two)) == {Level.HARD: 1}
    assert costs("R10a", allowed, flown(world, one), flown(world, two)) == {}


def test_candidates_follow_an_exception() -> None:
    """Nobody speaks the language and there is no interpreter: only with the exception there is a way."""
    activity = conversation(interpreter=InterpreterNeed.REQUIRED, language=w.TIGRINYA)
    silent = w.World(activities=[activity]).with_resources(capacities=(w.rooms(w.AZC, 1),))
    allowed = silent.with_cases(overrides=(_exception("R04", "g", valid=Interval(w.clock(0), w.clock(24))),))

    ways = Candidates(Known(allowed.problem())).of(activity)

    assert Candidates(Known(silent.problem())).of(activity) == ()
    assert {start for way in ways for start in way.starts} == {
        Minute(start) for start in range(w.clock(9), w.clock(16) + 1, 15)
    }


def _placement(*overrides: Override, given: Iterable[ClearanceKind] = ()) -> w.World:
    activity = move(destination=VBL, cases=(w.A,))
    place = Place(id=VBL, name="VBL X", kind=PlaceKind.VBL, city="X", lat=52.0, lon=5.0)
    world = w.World(activities=[activity])
    world = world.with_resources(places=(*world.resources.places, place))
    cleared = tuple(Clearance(case=w.A, kind=kind, state=ClearanceState.YES, valid=w.EVER) for kind in given)
    return world.with_cases(clearances=cleared, overrides=overrides)


ALL_FOUR = (
    ClearanceKind.DEPARTURE_PLAN,
    ClearanceKind.LOCAL_STRATEGY,
    ClearanceKind.LP_ORDERED,
    ClearanceKind.TOLD_IN_CONVERSATION,
)


@pytest.mark.parametrize(
    ("world", "cost"),
    [
        pytest.param(_placement(), {Level.HARD: 1}, id="nothing in order"),
        pytest.param(_placement(given=ALL_FOUR), {}, id="all four"),
        pytest.param(_placement(given=ALL_FOUR[:3]), {Level.HARD: 1}, id="not told in a conversation"),
        pytest.param(_placement(_exception("R19", "v")), {}, id="the supervisor made an exception"),
        pytest.param(_placement(_exception("R19", "v", REGIEVOERDER)), {Level.HARD: 1}, id="the regievoerder may not"),
    ],
)
def test_placement_in_a_vbl_asks_four_things(world: w.World, cost: dict[Level, int]) -> None:
    activity = world.activities[0]

    assert costs("R19", world, ridden(activity, w.clock(10), w.clock(11))) == cost


def test_a_move_elsewhere_asks_nothing() -> None:
    chain, flight = move(cases=(w.A,)), move("w", role=MoveRole.TO_DEPARTURE, destination=VBL, cases=(w.A,))
    world = replace(_placement(), activities=[chain, flight])

    assert costs("R19", world, ridden(chain, w.clock(10), w.clock(11)), ridden(flight, w.clock(10), w.clock(11))) == {}


def test_routes_leave_out_a_placement_that_lacks_something() -> None:
    known = Known(_mapped(_placement()).problem())
    allowed = Known(_mapped(_placement(_exception("R19", "v"))).problem())

    refused = sort_moves(known, {}, w.SCOPE).unplanned[0]
    orders = sort_moves(allowed, {}, w.SCOPE).orders

    assert (refused.code, [reason.rule for reason in refused.reasons]) == (UnplannedCode.FACT, ["R19"])
    assert refused.reasons[0].because == (
        "plaatsing in VBL X vraagt eerst: het volledige vertrekplan (A), de strategie van het lokaal"
        " overleg (A), de bestelling van de laissez-passer (A) en de mededeling in een gesprek (A)"
    )
    assert [type(order) for order in orders] == [Order]


def _mapped(world: w.World) -> w.World:
    """Return the world with the azc made a VBL, so that its travel times are known."""
    places = tuple(
        replace(place, kind=PlaceKind.VBL, name="VBL X") if place.id == w.OFFICE else place
        for place in world.resources.places
        if place.id != VBL
    )
    ride = move(destination=w.OFFICE, cases=(w.A,), pickup=w.SCOPE, delivery=w.SCOPE)
    return replace(world.with_resources(places=places), activities=[ride])
