"""Transport planned in a small world: any drive takes 30 minutes, one bus from 7 to 16 on the Monday."""

from dataclasses import replace
from datetime import date

from planner.domain.activities import ActivityKind, MoveDetail, MoveRole, Segment
from planner.domain.cases import CaseFile
from planner.domain.civil import IsoWeek, at
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import ActivityKey, PlaceId, VehicleId
from planner.domain.levels import Level
from planner.domain.plan import Plan, Stop, UnplannedCode, appointment
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.spelling import moment
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from planner.ports.search import Progress
from solver.judge import RulebookJudge
from solver.transport import TransportResult, plan_transport
from tests.solver.moving import DETAIL, SERVED, fleet, move, only, plan, why, world
from tests.solver.world import (
    AIRPORT,
    AZC,
    BUS,
    DC,
    DEPOT,
    MISSION_PLACE,
    A,
    B,
    World,
    clock,
    default_resources,
)


def test_transport_gives_vehicle_two_stops_and_the_persons() -> None:
    (found,) = plan(world([move("m")])).appointments
    bus, person = found.participations
    assert (found.start, found.end, found.place) == (clock(9), clock(9, 55), AZC)
    assert bus.resource == ResourceRef(ResourceKind.VEHICLE, BUS)
    assert bus.stops == (
        Stop(place=AZC, start=clock(9), end=clock(9, 15)),
        Stop(place=DC, start=clock(9, 45), end=clock(9, 55)),
    )
    assert (person.resource, person.start, person.end) == (ResourceRef(ResourceKind.CASE, A), found.start, found.end)


def test_transport_to_a_flight_arrives_just_in_time() -> None:
    detail = MoveDetail(destination=AIRPORT, role=MoveRole.TO_DEPARTURE, serves=SERVED)
    served = appointment(SERVED, clock(17), clock(20), AIRPORT)
    (found,) = plan(world([move("m", detail)]), served).appointments
    # At the airport by 14:00, and not earlier: 30 minutes driving and 15 for the pick-up before 13:50.
    assert (found.start, found.end) == (clock(13, 5), clock(14))


def test_transport_of_something_unplanned_depends_on_it() -> None:
    detail = MoveDetail(destination=AIRPORT, role=MoveRole.TO_DEPARTURE, serves=SERVED)
    result = plan(world([move("m", detail)]))
    assert why(result) == (UnplannedCode.DEPENDS, "P15", "dient vertrek, en dat is niet gepland")


def test_transport_joins_two_moves_in_one_ride() -> None:
    result = plan(world([move("m"), move("n")]))
    starts = sorted(found.start for found in result.appointments)
    ends = sorted(found.end for found in result.appointments)
    assert (starts, ends) == ([clock(9), clock(9, 15)], [clock(10, 10), clock(10, 20)])


def test_transport_keeps_men_and_women_in_compartments_of_their_own() -> None:
    # Two compartments of two seats: three men take both.
    late = replace(DETAIL, pickup=Interval(clock(9), clock(9, 20)), delivery=Interval(clock(9), clock(10, 20)))
    men, women = replace(late, persons=3), replace(late, segment=Segment.WOMEN)
    assert len(plan(world([move("m", late), move("w", women)])).appointments) == 2
    result = plan(world([move("m", men), move("w", women)]))
    assert why(result) == (
        UnplannedCode.CAPACITY,
        "P18",
        "dit vervoer past in 1 voertuig, dan bezet met ander vervoer",
    )


def test_transport_never_joins_those_who_stay_apart_even_when_one_side_says_so() -> None:
    tight = replace(DETAIL, pickup=Interval(clock(9), clock(9, 20)), delivery=Interval(clock(9), clock(10, 20)))
    first = move("m", replace(tight, apart_from=frozenset({ActivityKey("n")})))
    result = plan(world([first, move("n", tight)]))
    assert (len(result.appointments), only(result).code) == (1, UnplannedCode.CAPACITY)


def test_transport_prefers_the_flight_when_one_must_stay() -> None:
    tight = replace(
        DETAIL, persons=4, pickup=Interval(clock(9), clock(9, 20)), delivery=Interval(clock(9), clock(10, 20))
    )
    flight = MoveDetail(destination=AIRPORT, role=MoveRole.TO_DEPARTURE, serves=SERVED)
    served = appointment(SERVED, clock(13), clock(16), AIRPORT)  # delivered by 10:00
    # From 8:30 the azc is reached at 9:00; flight or four men, for whom 9:20 is the last pick-up.
    bus = replace(default_resources().vehicles[0], shifts=(Interval(clock(8, 30), clock(16)),))
    for order in ((move("m", tight), move("f", flight)), (move("f", flight), move("m", tight))):
        result = plan(world(order, bus), served)
        assert [found.activity for found in result.appointments] == ["f"]


def test_transport_names_a_group_too_large() -> None:
    result = plan(world([move("m", replace(DETAIL, persons=5))]))
    assert why(result) == (
        UnplannedCode.FACT,
        "P17",
        "5 personen passen in geen voertuig; het grootste heeft 4 plaatsen",
    )


def test_transport_names_a_window_too_tight_for_the_drive() -> None:
    tight = replace(DETAIL, pickup=Interval(clock(9), clock(10)), delivery=Interval(clock(9), clock(9, 50)))
    result = plan(world([move("m", tight)]))
    assert why(result) == (
        UnplannedCode.NO_OPTION,
        "P06",
        "de rit van 30 minuten past niet tussen ophalen vanaf ma 23 nov 09:00 en afleveren uiterlijk ma 23 nov 09:50",
    )


def test_transport_names_a_moment_without_shift_and_one_without_time_for_the_depot() -> None:
    night = replace(DETAIL, pickup=Interval(clock(20), clock(21)), delivery=Interval(clock(20), clock(22)))
    assert why(plan(world([move("m", night)]))) == (
        UnplannedCode.NO_OPTION,
        "P18",
        "geen voertuig heeft dienst op dat moment",
    )
    late = replace(DETAIL, pickup=Interval(clock(14, 40), clock(15)), delivery=Interval(clock(15), clock(16)))
    # Picked up at 14:40 it is delivered at 15:35 and the bus is back at 16:05, after its shift.
    assert why(plan(world([move("m", late)]))) == (
        UnplannedCode.NO_OPTION,
        "P18",
        "past in 1 voertuig, maar in geen dienst is er tijd voor de rit met aan- en terugrijden",
    )


def test_transport_after_the_scope_waits() -> None:
    monday = at(date(2026, 11, 30), 9)
    later = replace(
        DETAIL, pickup=Interval(monday, Minute(monday + 60)), delivery=Interval(monday, Minute(monday + 120))
    )
    result = plan(world([move("m", later, window=Interval(monday, Minute(monday + 300)))]))
    assert why(result)[0] is UnplannedCode.LATER


def test_transport_of_a_night_shift_uses_the_hour_that_comes_twice() -> None:
    # Clocks go back on 25 October 2026: from 22:00 to 7:00 the shift is ten hours, of which a crew works nine.
    # Nine hours after 22:00 it is 6:00, so the second is delivered at 5:30 at the latest.
    saturday, sunday = date(2026, 10, 24), date(2026, 10, 25)
    shift = Interval(at(saturday, 22), at(sunday, 7))
    bus = Vehicle(id=VehicleId("N"), depot=DEPOT, seats=4, compartments=1, shifts=(shift,))
    pickup = Interval(at(saturday, 22, 30), at(saturday, 22, 35))
    delivery = Interval(at(saturday, 23), at(sunday, 4))
    detail = replace(DETAIL, pickup=pickup, delivery=delivery)
    second = replace(
        DETAIL, pickup=Interval(at(sunday, 4), at(sunday, 5)), delivery=Interval(at(sunday, 5, 25), at(sunday, 6, 30))
    )
    window = Interval(at(saturday, 12), at(sunday, 12))
    week = IsoWeek(2026, 43)
    night = replace(
        world([move("m", detail, window=window), move("n", second, window=window)], bus),
        scope=week.interval(),
        horizon=week.interval(4),
        now=at(date(2026, 10, 15), 16),
    )
    found = {item.activity: item for item in plan(night).appointments}
    assert found[ActivityKey("m")].start == at(saturday, 22, 30)
    assert (found[ActivityKey("n")].start, found[ActivityKey("n")].end) == (at(sunday, 4, 30), at(sunday, 5, 25))
    # 22:30 to 04:30 is six hours on the clock and seven in the bus.
    assert found[ActivityKey("n")].start - found[ActivityKey("m")].start == 420


def test_transport_leaves_the_frozen_where_it_is_and_plans_around_it() -> None:
    frozen = plan(world([move("m")])).appointments[0]
    wide = replace(DETAIL, pickup=Interval(clock(9), clock(11)), delivery=Interval(clock(9), clock(12)))
    again = replace(world([move("m"), move("n", wide)]), baseline=(frozen,), now=clock(6))
    found = {item.activity: item for item in plan(again).appointments}
    assert found[ActivityKey("m")] == frozen
    # Joining would delay the frozen delivery of 9:45; after it the azc is reached at 10:25.
    assert found[ActivityKey("n")].start == clock(10, 25)


def test_transport_that_began_does_not_go_again_for_a_later_flight() -> None:
    towards = replace(DETAIL, serves=SERVED, role=MoveRole.TO_DEPARTURE, pickup=None, delivery=None)
    flight, later = (appointment(SERVED, clock(hour), clock(18), AIRPORT) for hour in (13, 14))
    published = plan(world([move("m", towards)]), flight).appointments
    ((start, ride),) = [(item.start, item) for item in published if item.activity == "m"]
    again = replace(world([move("m", towards)]), baseline=(ride, flight))

    assert why(plan(replace(again, now=Minute(start + 1)), later)) == (
        UnplannedCode.FACT,
        "P08",
        f"begon {moment(start)} al, voor iets dat nu anders is gepland: vraag een nieuwe rit aan",
    )
    assert plan(replace(again, now=start), later).unplanned == ()


def test_transport_keeps_the_published_vehicle() -> None:
    other = replace(default_resources().vehicles[0], id=VehicleId("V0"))
    first = world([move("m")], *default_resources().vehicles)
    published = plan(first).appointments
    again = replace(world([move("m")], other, *default_resources().vehicles), baseline=published)
    assert plan(again).appointments == published


def test_transport_keeps_clear_of_other_appointments_of_the_person() -> None:
    talk = appointment(ActivityKey("t"), clock(9), clock(9, 30), AZC, (ResourceRef(ResourceKind.CASE, A),))
    (found,) = plan(world([move("m")]), talk).appointments
    assert found.start == clock(9, 30)


def test_transport_waits_until_the_person_is_there_again() -> None:
    assert plan(_away(Interval(clock(8), clock(9, 20)))).appointments[0].start == clock(9, 20)
    assert plan(_away(Interval(clock(9, 55), clock(12)))).appointments[0].end == clock(9, 55)


def test_transport_of_who_is_not_available_is_not_planned() -> None:
    assert why(plan(_away(Interval(clock(9, 20), clock(10, 40))))) == (
        UnplannedCode.FACT,
        "P57",
        "A is niet beschikbaar vanaf ma 23 nov 09:20 tot ma 23 nov 10:40",
    )


def _away(interval: Interval) -> World:
    return world([move("m")]).with_resources(
        absences=(Absence(resource=ResourceRef(ResourceKind.CASE, A), interval=interval),)
    )


def test_transport_without_travel_times_is_a_fact() -> None:
    result = plan(world([move("m", replace(DETAIL, destination=PlaceId("nergens")))]))
    assert why(result)[:2] == (UnplannedCode.FACT, "P18")


def test_transport_repeats_for_a_seed() -> None:
    many = world([move(f"m{i}") for i in range(12)], *fleet(4))
    assert plan(many) == plan(many)


def test_transport_stopped_at_once_still_accounts_for_every_move() -> None:
    moves = [move(f"m{i}") for i in range(12)]
    result = plan(world(moves, *fleet(2)), stopped=True)
    found = [item.activity for item in result.appointments] + [item.activity for item in result.unplanned]
    assert sorted(found) == sorted(item.key for item in moves)
    assert {item.code for item in result.unplanned} <= {UnplannedCode.TIME_OUT}


def test_transport_reports_how_far_it_is() -> None:
    told: list[Progress] = []
    many = world([move(f"m{i}") for i in range(6)], *fleet(4))
    plan_transport(many.problem(), {}, days=many.scope, seconds=5, seed=1, report=told.append, stopped=lambda: False)
    assert (told[-1].stage, told[-1].fraction, told[-1].planned, told[-1].total) == ("vervoer", 1.0, 6, 6)


def test_transport_of_no_moves_is_empty() -> None:
    assert plan(replace(world([]), cases=CaseFile())) == TransportResult(appointments=(), unplanned=())


def test_transport_of_who_has_left_is_not_planned() -> None:
    leaves = replace(move("weg"), kind=ActivityKind.DEPARTURE, detail=None)
    flight = appointment(leaves.key, clock(8), clock(12), AIRPORT, (ResourceRef(ResourceKind.CASE, A),))
    assert only(plan(world([leaves, move("m")]), flight)).code is UnplannedCode.NO_OPTION


def test_transport_of_a_busy_day_with_peak_hours_and_breaks_breaks_no_rule() -> None:
    """What the search makes is what the rules accept, to the minute: no other appointments, so no other rules."""
    ways = [(AZC, DC), (DC, MISSION_PLACE), (MISSION_PLACE, AZC), (AIRPORT, DC)]
    moves = []
    for number in range(28):
        origin, destination = ways[number % len(ways)]
        when = Interval(Minute(clock(7) + 15 * number), Minute(clock(9) + 15 * number))
        detail = replace(DETAIL, destination=destination, pickup=when, delivery=when)
        moves.append(replace(move(f"m{number}", detail), place=origin, cases=()))
    busy = replace(world(moves, *fleet(3)), settings=DEFAULT_SETTINGS)
    found = plan(busy, seconds=1)
    assert len(found.appointments) > 12
    breaches = RulebookJudge().judge(busy.problem(), Plan(appointments=found.appointments, unplanned=found.unplanned))
    assert [breach for breach in breaches if breach.level is Level.HARD] == []


def test_transport_takes_persons_of_one_session_and_one_site_in_one_ride() -> None:
    # Heard at 12:00 and 12:20 by the same mission; two buses are free, one ride is enough.
    heard = [
        appointment(ActivityKey(f"p{i}"), clock(12, 20 * i), clock(12, 20 * i + 20), MISSION_PLACE) for i in (0, 1)
    ]
    moves = [
        replace(
            move(
                f"m{i}",
                MoveDetail(destination=MISSION_PLACE, role=MoveRole.TO_PRESENTATION, serves=session.activity),
            ),
            place=DC,
            cases=(person,),
        )
        for i, (session, person) in enumerate(zip(heard, (A, B), strict=True))
    ]
    first, second = plan(world(moves, *fleet(2)), *heard).appointments
    assert first.resource(ResourceKind.VEHICLE) == second.resource(ResourceKind.VEHICLE)
    assert max(first.start, second.start) < min(first.end, second.end)
