"""What a change of a plan costs, exactly, per rule."""

from dataclasses import replace
from datetime import date

from planner.domain.activities import MoveRole
from planner.domain.explaining import Difference
from planner.domain.ids import FlightId, RuleId
from planner.domain.levels import Level
from planner.domain.plan import Assignment, Plan, Unplanned, UnplannedCode
from planner.domain.resources import ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from solver.why.ground import APART, Ground, moment_in
from solver.why.prices import difference, rides_of, total
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown, move, ridden
from tests.solver.small import conversation, due
from tests.solver.why.kept import as_kept
from tests.solver.why.riding import free_move, rides, riding
from tests.solver.why.talks import ELEVEN, NINE, TEN, held, question

LATE = due(date(2026, 11, 22))
TALKS = tuple(conversation(code, 1, terms=(LATE,)) for code in (w.A, w.B, w.C))
DAY = 24 * 60


def test_difference_is_per_rule_in_order_of_level_and_hard_rules_are_not_priced() -> None:
    first, second, third = TALKS
    world = w.World(activities=TALKS, baseline=(held(first, NINE),))
    about = Ground(world.problem(), w.plan_of(TALKS, [held(first, NINE), held(third, TEN, w.R2)]))
    later = w.clock(9, 0, date(2026, 11, 25))
    assert as_kept(
        "prices_differences",
        difference(about, {first.key: held(first, later)}),
        difference(about, {first.key: None}),
        difference(about, {second.key: held(second, NINE)}),
        difference(about, {second.key: held(second, TEN, w.R2), third.key: None}),
        difference(about, {first.key: held(first, NINE)}),
        difference(about, {}),
        difference(about, {second.key: None}),
    )


def test_difference_leaves_rides_of_what_moves_aside_and_counts_those_of_what_is_left_out() -> None:
    talk, ride = TALKS[0], free_move("rit", w.clock(7), w.clock(15))
    served = replace(ride, detail=replace(ride.move, serves=talk.key, pickup=None, delivery=None))
    other = free_move("ander", w.clock(7), w.clock(15), "C")
    planned = [held(talk, NINE), rides(served, w.clock(7, 45), w.clock(8, 30)), rides(other, w.clock(12), w.clock(13))]
    about = riding(TALKS[1], planned, [talk, served, other])
    assert rides_of(about, talk.key) == (served.key,)
    assert rides_of(about, served.key) == ()
    assert rides_of(about, w.key("onbekend")) == ()
    assert as_kept(
        "prices_rides",
        difference(about, {talk.key: held(talk, ELEVEN)}),
        difference(about, {talk.key: None}),
        difference(about, {other.key: None}),
        difference(about, {talk.key: held(talk, ELEVEN), served.key: None}),
    )


def test_leaving_a_departure_out_costs_the_ride_to_it_too() -> None:
    leaves = departure()
    ride = move(role=MoveRole.TO_DEPARTURE, serves=leaves.key, cases=(w.A,))
    world = w.World(activities=[leaves, ride])
    flight, brought = flown(world, leaves), ridden(ride, w.clock(7), w.clock(8))
    without = Ground(w.World(activities=[leaves]).problem(), w.plan_of([leaves], [flight]))
    brings = Ground(world.problem(), w.plan_of([leaves, ride], [flight, brought]))

    alone, both = (difference(ground, {leaves.key: None}) for ground in (without, brings))

    assert [(one.rule, one.amount) for one in alone] == [("P25", 1)]
    assert [(one.rule, one.amount) for one in both] == [("P25", 2)]


def test_rides_belong_to_an_activity_when_they_are_not_planned_too() -> None:
    talk, ride = TALKS[0], free_move("rit", w.clock(7), w.clock(15))
    served = replace(ride, detail=replace(ride.move, serves=talk.key, pickup=None, delivery=None))
    about = riding(TALKS[1], [held(talk, NINE)], [talk, served])

    assert rides_of(about, talk.key) == (served.key,)


def test_what_is_looked_at_has_the_owners_that_the_plan_gives() -> None:
    problem = w.World(activities=TALKS).with_cases(ownerships=()).problem()
    given = tuple(Assignment(case=code, regievoerder=w.R2) for code in (w.A, w.B, w.C))
    about = Ground(problem, Plan(assignments=given))

    assert about.look([held(TALKS[0], NINE)]).known is about.known
    assert about.known.owner(w.A, NINE) == w.R2


def test_total_is_per_level_the_most_important_first() -> None:
    price = [
        Difference(rule=RuleId("P13"), level=Level.EFFICIENT, amount=40),
        Difference(rule=RuleId("R03"), level=Level.TIMELY, amount=3),
        Difference(rule=RuleId("P25"), level=Level.TIMELY, amount=-1),
        Difference(rule=RuleId("P12"), level=Level.STABLE, amount=5),
    ]
    assert total(price) == (0, 0, 0, 2, 5, 40)
    assert total([]) == (0, 0, 0, 0, 0, 0)


def test_what_is_near_shares_a_person_a_means_or_a_household() -> None:
    first, second, third = TALKS
    about = question(w.World(), first, [held(second, NINE), held(third, TEN, w.R2)], [second, third])
    mine = held(first, NINE)
    assert list(about.near([mine])) == [second.key]
    assert list(about.near([mine], [second.key])) == []
    assert list(about.near([held(first, TEN)])) == [second.key, third.key]
    elsewhere = held(first, TEN, w.R2, place=w.DC)
    assert list(about.near([elsewhere])) == [third.key, second.key]
    assert list(about.near([replace(elsewhere, activity=w.key("onbekend"))])) == [third.key]


def test_what_is_near_is_so_within_minutes_that_differ_per_means() -> None:
    first, second = TALKS[0], TALKS[2]
    room = ResourceRef(ResourceKind.ROOM, w.AZC)
    about = question(w.World(), first, [held(second, TEN, w.R2)], [second])
    assert APART[ResourceKind.ROOM] == 0

    def near(start: int, *kinds: ResourceKind) -> list[str]:
        made = held(first, Minute(start), w.R2)
        kept = tuple(part for part in made.participations if part.resource.kind in kinds)
        return list(about.near([replace(made, activity=w.key("x"), participations=kept)]))

    assert room in {part.resource for part in held(first, TEN).participations}
    assert [near(start, ResourceKind.ROOM) for start in (NINE, NINE + 1, ELEVEN - 1, ELEVEN)] == [
        [],
        [second.key],
        [second.key],
        [],
    ]
    days = (TEN - DAY - 60, TEN - DAY - 59, ELEVEN + DAY - 1, ELEVEN + DAY)
    assert [near(start, ResourceKind.REGIEVOERDER) for start in days] == [[], [second.key], [second.key], []]


def test_ground_keeps_the_problem_and_its_rules_over_other_appointments() -> None:
    about = question(w.World(), TALKS[0], [held(TALKS[1], NINE)], [TALKS[1]])
    other = about.over((held(TALKS[0], TEN),))
    assert (other.problem, other.rules, other.known is about.known) == (about.problem, about.rules, True)
    assert list(other.view.appointments) == [TALKS[0].key]
    assert other.plan.unplanned == about.plan.unplanned
    seen = about.look([held(TALKS[0], TEN)])
    assert list(seen.appointments) == [TALKS[0].key]
    assert list(about.unplanned) == [TALKS[0].key]
    fewer = Ground(about.problem, about.plan, about.rules[:3], about.known)
    assert (fewer.over(()).rules, fewer.known is about.known) == (about.rules[:3], True)


def test_desk_hours_are_when_anybody_works_whoever_is_away() -> None:
    odd = replace(
        w.regievoerder(w.R2), hours=(replace(w.regievoerder(w.R2).hours[0], start=16 * 60, end=18 * 60 + 30),)
    )
    world = w.World().with_resources(regievoerders=(w.regievoerder(w.R1), odd))
    hours = question(world, TALKS[0]).desk_hours
    assert hours[:2] == (
        Interval(NINE, w.clock(18, 30)),
        Interval(w.clock(9, 0, w.TUESDAY), w.clock(17, 0, w.TUESDAY)),
    )
    assert len(hours) == 20
    assert [moment_in(hours, Minute(at)) for at in (NINE - 1, NINE, w.clock(18, 29), w.clock(18, 30))] == [
        False,
        True,
        True,
        False,
    ]


def test_what_is_not_planned_has_a_price_only_where_it_is_said_that_it_is_left_out() -> None:
    first = TALKS[0]
    problem = w.World(activities=(first,)).problem()
    plain = Ground(problem, Plan())
    said, depends = (
        Ground(problem, Plan(unplanned=(Unplanned(activity=first.key, code=code, reasons=()),)))
        for code in (UnplannedCode.LATER, UnplannedCode.DEPENDS)
    )
    assert as_kept(
        "prices_left_out",
        difference(plain, {first.key: held(first, NINE)}),
        difference(said, {first.key: held(first, NINE)}),
        difference(depends, {first.key: held(first, NINE)}),
    )


def test_ride_to_a_departure_that_moves_to_a_later_week_is_left_aside() -> None:
    """Nobody has to be brought this week any more, but that ride is to be planned anew: only ten days more cost."""
    leaves = departure()
    ride = move(role=MoveRole.TO_DEPARTURE, serves=leaves.key, cases=(w.A,))
    later = w.flight(FlightId("F4"), w.clock(12, 0, date(2026, 12, 3)))
    world = w.World(activities=[leaves, ride])
    world = world.with_resources(flights=(*world.resources.flights, later))
    plan = w.plan_of([leaves, ride], [flown(world, leaves), ridden(ride, w.clock(7), w.clock(8))])

    found = difference(Ground(world.problem(), plan), {leaves.key: flown(world, leaves, later.id)})

    assert [(one.rule, one.amount) for one in found] == [("R39", 10)]
