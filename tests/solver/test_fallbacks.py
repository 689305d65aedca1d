"""What happens when a departure fails: who drives back, when, and when nobody can. All times derived by hand.

The azc, the airport and the depot lie half an hour from each other; getting in takes 15 minutes, getting out 10.
"""

from dataclasses import replace

import pytest

from planner.domain.activities import Activity, MoveRole
from planner.domain.cases import Stay, Track
from planner.domain.failing import FailStage
from planner.domain.ids import FlightId, RuleId, VehicleId
from planner.domain.plan import Appointment, Fallback, Plan
from planner.domain.resources import ResourceKind
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from solver.fallbacks import with_fallbacks
from solver.known import Known
from solver.view import ScopeKind
from tests.solver import world as w
from tests.solver.rules.cases import RULES, departure, flown, found, move, ridden

SPARE = VehicleId("V2")
SHIFT = Interval(w.clock(7), w.clock(16))


def bus(code: VehicleId = w.BUS, **changes: object) -> Vehicle:
    """Return a vehicle of the small world."""
    facts: dict[str, object] = {"id": code, "depot": w.DEPOT, "seats": 4, "compartments": 2, "shifts": (SHIFT,)}
    return Vehicle(**{**facts, **changes})  # type: ignore[arg-type]


def ride(code: object = w.A, **changes: object) -> Activity:
    """Return the move of a person to the flight."""
    return move(
        f"rit-{code}",
        MoveRole.TO_DEPARTURE,
        serves=w.key(f"vertrek-{code}"),
        cases=(code,),
        window=w.HORIZON,
        **changes,
    )


def planned(world: w.World, flight: FlightId = w.F1, hour: int = 8, *, escorted: bool = False) -> Plan:
    """Return a plan with every departure on one flight, all fetched at the hour."""
    items: list[Appointment] = []
    for activity in world.activities:
        if activity.key.startswith("vertrek"):
            duty = w.use(ResourceKind.ESCORT, w.T1, lead=120, tail=420)
            items.append(flown(world, activity, flight, *((duty,) if escorted else ())))
        else:
            items.append(ridden(activity, w.clock(hour), w.clock(hour, 45)))
    return with_fallbacks(Known(world.problem()), w.plan_of(world.activities, items))


def world(*vehicles: Vehicle, cases: tuple[object, ...] = (w.A,), **changes: object) -> w.World:
    """Return a world in which these persons leave by force."""
    activities = [activity for code in cases for activity in (departure(code, **changes), ride(code))]  # type: ignore[arg-type]
    return w.World(activities=activities).with_resources(vehicles=vehicles or (bus(),))


def at(plan: Plan, stage: FailStage, case: object = w.A) -> Fallback:
    """Return the fallback of one stage."""
    return next(f for f in plan.fallbacks if f.stage is stage and f.activity == w.key(f"vertrek-{case}"))


@pytest.mark.parametrize(
    ("stage", "known", "leaves", "back"),
    [
        (FailStage.PICKUP, w.clock(8), w.clock(8), w.clock(8)),
        (FailStage.HAND_OVER, w.clock(8, 55), w.clock(9, 10), w.clock(9, 50)),
        (FailStage.GATE, w.clock(11, 15), w.clock(12), w.clock(12, 40)),  # 12:00 - 45; half an hour to the vehicle
        (FailStage.CAPTAIN, w.clock(12, 15), w.clock(13), w.clock(13, 40)),
    ],
)
def test_the_vehicle_that_brought_the_person_takes_the_person_back(
    stage: FailStage, known: Minute, leaves: Minute, back: Minute
) -> None:
    fallback = at(planned(world()), stage)

    assert (fallback.known_at, fallback.leaves, fallback.back_at) == (known, leaves, back)
    assert (fallback.vehicle, fallback.standby, fallback.returns_to) == (w.BUS, False, w.AZC)
    assert fallback.escorts_free is None


def test_a_plan_with_fallbacks_for_all_stages_breaks_nothing() -> None:
    small = world()

    assert found("R35", small, plan=planned(small)) == []


def test_the_person_returns_to_where_the_facts_say_the_night_is_spent() -> None:
    small = world().with_cases(
        stays=(
            Stay(case=w.A, place=w.AZC, valid=Interval(Minute(0), w.clock(10))),
            Stay(case=w.A, place=w.DC, valid=Interval(w.clock(10))),
        )
    )

    plan = planned(small)

    assert at(plan, FailStage.HAND_OVER).returns_to == w.AZC
    assert at(plan, FailStage.GATE).returns_to == w.DC


def test_a_vehicle_whose_shift_is_over_gives_way_to_one_on_standby() -> None:
    """Back at the azc at 13:40 means home at 14:10: the own crew stops at 14:09, the other at 16:00."""
    own = bus(shifts=(Interval(w.clock(7), w.clock(14, 9)),))
    small = world(own, bus(SPARE, standby=True))

    plan = planned(small)

    assert (at(plan, FailStage.GATE).vehicle, at(plan, FailStage.GATE).standby) == (w.BUS, False)
    assert (at(plan, FailStage.CAPTAIN).vehicle, at(plan, FailStage.CAPTAIN).standby) == (SPARE, True)
    assert found("R35", small, plan=plan) == []


def test_an_empty_vehicle_goes_before_one_on_standby() -> None:
    own = bus(shifts=(Interval(w.clock(7), w.clock(14, 9)),))

    plan = planned(world(own, bus(SPARE), bus(VehicleId("V0"), standby=True)))

    assert (at(plan, FailStage.CAPTAIN).vehicle, at(plan, FailStage.CAPTAIN).standby) == (SPARE, False)


def test_the_next_planned_ride_is_not_missed() -> None:
    """The bus must be at the azc at 13:39 for another ride; the way back ends there at 13:40."""
    small = world()
    other = move("later", cases=(w.C,))
    small = replace(small, activities=(*small.activities, other))
    items = [
        flown(small, small.activities[0]),
        ridden(small.activities[1], w.clock(8), w.clock(8, 45)),
        ridden(other, w.clock(13, 39), w.clock(14, 20)),
    ]

    plan = with_fallbacks(Known(small.problem()), w.plan_of(small.activities, items))

    assert at(plan, FailStage.GATE).vehicle == w.BUS
    assert at(plan, FailStage.CAPTAIN).leaves == w.clock(14, 45)  # delivered at 14:30, then 15 minutes to get in


def test_without_any_vehicle_the_reason_is_in_words_and_costs_one() -> None:
    own = bus(shifts=(Interval(w.clock(7), w.clock(14, 9)),))
    small = world(own)

    plan = planned(small)
    breaches = found("R35", small, plan=plan)

    assert at(plan, FailStage.CAPTAIN).vehicle is None
    assert [breach.cost for breach in breaches] == [1]
    assert breaches[0].because == (
        "als het vertrek bij gezagvoerder niet doorgaat: geen passend voertuig is tussen ma 23 nov 12:45 en"
        " ma 23 nov 16:45 leeg en na de rit van schiphol X naar azc X op tijd voor de volgende rit of het einde van de"
        " dienst"
    )


def test_a_standby_vehicle_stands_ready_for_no_more_than_it_may() -> None:
    """With room for one party a time the second person has nobody; A and B are a household and count as one."""
    rest = [s for s in w.World().settings if (s.rule, s.key) != ("R35", "share-standby")]
    one = [replace(s, value=1) for s in w.World().settings if (s.rule, s.key) == ("R35", "share-standby")]
    own = bus(shifts=(Interval(w.clock(7), w.clock(9, 40)),))
    small = replace(world(own, bus(SPARE, standby=True), cases=(w.A, w.B, w.C)), settings=(*rest, *one))

    plan = planned(small)

    assert [at(plan, FailStage.GATE, case).vehicle for case in (w.A, w.B, w.C)] == [SPARE, SPARE, None]
    assert at(plan, FailStage.GATE, w.C).because.startswith("elk voertuig")

    promised = at(plan, FailStage.GATE, w.A)
    too_many = [
        replace(promised, activity=f.activity) if f is at(plan, FailStage.GATE, w.C) else f for f in plan.fallbacks
    ]
    breaches = found("R35", small, plan=replace(plan, fallbacks=tuple(too_many)))
    assert "voertuig V2 staat dan voor te veel vertrekken tegelijk klaar" in {b.because[-60:] for b in breaches}


def test_a_household_goes_back_in_a_vehicle_that_holds_all_of_it() -> None:
    own = bus(seats=2, compartments=1, shifts=(Interval(w.clock(7), w.clock(9, 40)),))
    small = world(own, bus(SPARE, seats=1, compartments=1, standby=True), cases=(w.A, w.B))

    plan = planned(small)

    assert [at(plan, FailStage.GATE, case).vehicle for case in (w.A, w.B)] == [SPARE, None]


def test_escorts_are_free_at_once_before_their_duty_and_rested_after_it_began() -> None:
    """The duty begins at 10:00. At the gate the person is handed back at 11:45; then eleven hours of rest."""
    plan = planned(world(escorted=True), escorted=True)

    assert at(plan, FailStage.PICKUP).escorts_free == w.clock(8)
    assert at(plan, FailStage.HAND_OVER).escorts_free == w.clock(8, 55)
    assert at(plan, FailStage.GATE).escorts_free == w.clock(22, 45)


@pytest.mark.parametrize(
    "change",
    [
        {"vehicle": VehicleId("V9")},
        {"vehicle": None},
        {"leaves": w.clock(11, 55)},
        {"leaves": None},
        {"back_at": w.clock(12, 39)},
        {"back_at": w.clock(15, 31)},
        {"known_at": w.clock(11)},
    ],
)
def test_a_fallback_that_cannot_be_driven_counts_as_none(change: dict[str, object]) -> None:
    small = world()
    plan = planned(small)
    wrong = tuple(replace(f, **change) if f.stage is FailStage.GATE else f for f in plan.fallbacks)  # type: ignore[arg-type]

    breaches = found("R35", small, plan=replace(plan, fallbacks=wrong))

    assert [breach.cost for breach in breaches] == [1]


def test_a_departure_on_own_account_without_escorts_needs_no_fallback() -> None:

    small = world(track=Track.INDEPENDENT)

    assert planned(small).fallbacks == ()
    assert found("R35", small, plan=planned(small)) == []


def test_only_a_whole_plan_is_asked_for_fallbacks() -> None:
    """Asked about one vehicle or one appointment, the rule leaves it to the plan as a whole."""
    small = world()
    view = small.view(plan=replace(planned(small), fallbacks=()))

    asked = {kind: [b for s in view.scopes(kind) for b in RULES[RuleId("R35")].check(view, s)] for kind in ScopeKind}

    assert {kind: len(breaches) for kind, breaches in asked.items() if breaches} == {ScopeKind.PLAN: len(FailStage)}


def test_a_problem_from_before_the_settings_is_judged_by_the_delivered_values() -> None:
    """A plan made by an earlier version has no values for R35; it is judged, and has nobody ready at any stage."""
    old = replace(world(), settings=tuple(s for s in w.World().settings if s.rule not in {"R35", "R43", "T02"}))

    assert planned(old).fallbacks == planned(world()).fallbacks
    assert len(found("R35", old, plan=replace(planned(old), fallbacks=()))) == len(FailStage)
