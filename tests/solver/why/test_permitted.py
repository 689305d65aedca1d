"""Repairs that need somebody's permission, offer or entry, word for word."""

from dataclasses import replace

from planner.domain.activities import Activity
from planner.domain.cases import Condition, ConditionFact
from planner.domain.clearances import Clearance, ClearanceKind, OverrideRight
from planner.domain.ids import RegievoerderId, RuleId
from planner.domain.people import Substitute
from planner.domain.time import Interval
from planner.domain.wording import Language, speaking
from solver.clock import Budget
from solver.why.changed_facts import (
    with_exception,
    with_offer,
    with_substitutes,
    with_vehicles_in_service,
    without_rule,
)
from solver.why.examined import examined
from solver.why.ground import Ground
from solver.why.permitted import by_entry, by_exception, by_offer, by_standby_vehicle, by_substitute
from solver.why.table import blocking_table
from tests.solver import world as w
from tests.solver.small import conversation, presentation, removable
from tests.solver.why.kept import as_kept
from tests.solver.why.leaving import alone, leaving
from tests.solver.why.riding import BUS, bus, free_move, rides, riding
from tests.solver.why.talks import ELEVEN, INTERPRETER, NINE, TEN, asked, away, held, question


def test_exception_to_one_rule_opens_the_cheapest_spot() -> None:
    hearing = presentation(w.A)
    missions = (replace(w.default_resources().missions[0], notice_working_days=3),)
    world = w.World().with_resources(missions=missions)
    about = question(world, hearing)
    found = by_exception(about, hearing, examined(about, hearing), Budget())
    with speaking(Language.ENGLISH):
        english = by_exception(about, hearing, examined(about, hearing), Budget())
    assert as_kept("permitted_exception", examined(about, hearing)[0].rules, found, english)


def test_exception_by_a_supervisor_to_what_was_not_said_of_a_departure() -> None:
    activity = alone(w.C)
    said = [one for one in w.gate_open(w.C) if one.kind != ClearanceKind.HAND_OVER_PACK]
    about = _with_clearances(activity, said)
    spots = examined(about, activity)
    assert as_kept(
        "permitted_hand_over",
        spots[0].rules,
        by_exception(about, activity, spots, Budget()),
        by_entry(about, activity, spots, Budget()),
    )


def test_no_single_offer_is_enough_where_a_room_and_an_interpreter_are_lacking() -> None:
    activity = asked(w.A, interpreter=True)
    world = w.World().with_resources(capacities=(w.rooms(w.AZC, 0), w.interpreters(0)))
    about = question(world, activity)
    spots = examined(about, activity)
    assert by_offer(about, activity, spots, Budget()) is None
    assert as_kept("permitted_two_pools", blocking_table(about, activity, found=spots))


def test_entry_of_a_fact_opens_a_spot_but_never_what_a_person_decides() -> None:
    activity = alone(w.C)
    said = [one for one in w.gate_open(w.C) if one.kind != ClearanceKind.FIT_TO_FLY]
    about = _with_clearances(activity, said)
    spots = examined(about, activity)
    assert as_kept("permitted_entry", spots[0].rules, by_entry(about, activity, spots, Budget()))
    assert by_exception(about, activity, spots, Budget()) is None
    missing = tuple(ConditionFact(case=w.C, condition=condition, valid=w.EVER) for condition in list(Condition)[1:])
    own = leaving(activity, conditions=missing)
    spots = examined(own, activity)
    assert [spot.rules for spot in spots] == [(RuleId("P20"),)]
    assert by_entry(own, activity, spots, Budget()) is None
    assert by_exception(own, activity, spots, Budget()) is None


def test_nothing_is_permitted_where_time_is_up_or_nothing_is_in_the_way() -> None:
    activity = asked(w.A)
    about = question(w.World(), activity)
    spots = examined(about, activity)
    finders = (by_exception, by_entry, by_offer, by_substitute)
    assert [finder(about, activity, spots, Budget()) for finder in finders] == [None] * 4
    assert by_standby_vehicle(about, activity, Budget()) is None


def test_offer_of_a_room_is_for_as_long_as_it_takes() -> None:
    first, second = conversation(w.A, 1, window=Interval(NINE, ELEVEN), minutes=90), asked(w.C, NINE, w.clock(10, 15))
    about = question(w.World(), second, [held(first, NINE)], [first])
    found = by_offer(about, second, examined(about, second), Budget())
    assert as_kept("permitted_room", found)


def test_offer_is_of_one_pool_only() -> None:
    world = w.World().with_resources(regievoerders=(w.regievoerder(w.R1), w.regievoerder(w.R2)))
    first = conversation(w.A, 1, window=Interval(NINE, TEN), interpreter=True)
    second = asked(w.C, interpreter=True)
    about = question(world, second, [held(first, NINE, w.R1, INTERPRETER)], [first])
    spots = examined(about, second)
    assert [[o.resource and o.resource.kind.name for o in spot.obstacles] for spot in spots] == [
        ["ROOM", "INTERPRETER"]
    ]
    assert by_offer(about, second, spots, Budget()) is None


def test_colleague_who_is_near_and_no_officer_stands_in_for_who_is_away() -> None:
    activity = asked(w.A, NINE, w.clock(12))
    near = [replace(w.regievoerder(RegievoerderId(f"R{n}")), office=w.OFFICE if n > 2 else w.DC) for n in range(1, 9)]
    near[2] = replace(near[2], lp_officer=True)
    world = w.World().with_resources(
        regievoerders=tuple(near), absences=(away(w.R1, w.clock(8), ELEVEN), away(RegievoerderId("R4"), NINE, TEN))
    )
    other = conversation(w.C, 1, window=Interval(NINE, ELEVEN))
    about = question(world, activity, [held(other, NINE, RegievoerderId("R2"), place=w.DC)], [other])
    found = by_substitute(about, activity, examined(about, activity), Budget())
    assert as_kept("permitted_substitute", found)
    assert by_substitute(about, replace(activity, cases=()), examined(about, activity), Budget()) is None


def test_nobody_stands_in_where_the_owner_is_at_work_or_nobody_is_there() -> None:
    activity = asked(w.A, w.clock(17), w.clock(18))
    about = question(w.World(), activity)
    spots = examined(about, activity)
    assert [spot.rules for spot in spots] == [(RuleId("P03"),)]
    assert by_substitute(about, activity, spots, Budget()) is None
    alone_there = w.World().with_resources(regievoerders=(w.regievoerder(w.R1),), absences=(away(w.R1, NINE, TEN),))
    activity = asked(w.A)
    about = question(alone_there, activity)
    assert by_substitute(about, activity, examined(about, activity), Budget()) is None


def test_vehicle_is_taken_from_standby() -> None:
    other, activity = free_move("eerst", NINE, w.clock(13), "B"), free_move("rit", NINE, TEN)
    fleet = [BUS, bus("V3", standby=True), bus("V2", standby=True, seats=8)]
    about = riding(activity, [rides(other, NINE, w.clock(9, 45))], [other], fleet)
    assert as_kept("permitted_standby", by_standby_vehicle(about, activity, Budget()))
    none = riding(activity, [rides(other, NINE, w.clock(9, 45))], [other])
    assert by_standby_vehicle(none, activity, Budget()) is None


def test_changed_facts_differ_in_one_fact() -> None:
    activity = asked(w.A)
    world = w.World().with_resources(
        vehicles=(BUS, bus("V2", standby=True), bus("V3", standby=True)),
        substitutes=(Substitute(owner=w.R2, substitute=w.R1, interval=w.SCOPE),),
    )
    about = question(world, activity)
    rule, pool = RuleId("P03"), w.rooms(w.AZC, 1).resource
    when = Interval(NINE, TEN)
    one = with_exception(about, rule, activity.key, OverrideRight.SUPERVISOR, NINE)
    two = with_exception(one, rule, activity.key, OverrideRight.DIRECTOR, TEN)
    assert as_kept(
        "permitted_changed_facts",
        two.problem.case_file.overrides,
        with_offer(about, pool, when).problem.resources.capacities,
        with_substitutes(about, w.R1, [w.R2], when).problem.resources.substitutes,
        [(v.id, v.standby) for v in with_vehicles_in_service(about, [BUS.id, bus("V3").id]).problem.resources.vehicles],
    )
    less = without_rule(about, rule)
    assert [one.id for one in less.rules] == [one.id for one in about.rules if one.id != rule]
    changed = [with_offer(less, pool, when), with_substitutes(less, w.R1, [], when), with_vehicles_in_service(less, [])]
    assert [(g.plan, g.rules) for g in changed] == [(less.plan, less.rules)] * 3
    assert (less.problem, less.plan) == (about.problem, about.plan)


def _with_clearances(activity: Activity, said: list[Clearance]) -> Ground:
    world = w.World(now=w.clock(8, 1))
    world = world.with_cases(**{**removable(world.cases, w.C), "clearances": tuple(said)})
    return question(world, activity)


def test_offer_is_only_looked_at_where_nothing_else_is_in_the_way() -> None:
    first, second = conversation(w.A, 1), asked(w.C, NINE, w.clock(10, 30))
    world = w.World().with_resources(absences=(away(w.R2, NINE, w.clock(9, 15)),))
    about = question(world, second, [held(first, TEN)], [first])
    spots = examined(about, second)
    assert [spot.rules for spot in spots] == [(RuleId("P03"),), (RuleId("P05"),), (RuleId("P05"),)]
    found = by_offer(about, second, spots, Budget())
    assert found is not None
    assert found.what == "C/gesprek/9 op ma 23 nov 09:15, als dan gesprekskamer in azc X wordt geboden"
    assert by_offer(about, second, spots[:1], Budget()) is None
