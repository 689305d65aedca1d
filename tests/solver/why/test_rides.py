"""Which rides of a move are looked at, and whole answers about moves."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import MoveRole
from planner.domain.commitments import PartnerRequest, Pin, PinGrade, RequestState
from planner.domain.ids import PlaceId, VehicleId
from planner.domain.resources import Absence, ResourceKind, ResourceRef
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import CrewSkill
from solver.why import rides as module
from solver.why.answer import answered
from solver.why.ground import Ground
from solver.why.rides import RideSpot, mapped, may_wait, ride_spots
from solver.why.ways import EVERYTHING, Question
from solver.windows import MoveWindows, StartWindow
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown, heard, presentation
from tests.solver.why.kept import as_kept
from tests.solver.why.riding import BUS, bus, free_move, rides, riding
from tests.solver.why.talks import asked, held

EIGHT, NINE, TEN, NOON = w.clock(8), w.clock(9), w.clock(10), w.clock(12)


def seen(found: list[RideSpot]) -> list[str]:
    """Return spots as rows: vehicle, pick-up and delivery in minutes after eight, and the rules in the way."""
    rows = []
    for spot in found:
        stops = spot.ride.of_kind(ResourceKind.VEHICLE)[0].stops
        times = [stop.start - EIGHT for stop in stops]
        rules = "+".join(f"{o.rule}{'(' + ','.join(o.others) + ')' if o.others else ''}" for o in spot.obstacles)
        rows.append(f"{spot.vehicle.id} {times[0]} {times[1]} {rules}{'' if spot.whole else ' not whole'}")
    return rows


def test_rides_of_an_empty_vehicle_go_straight_at_every_start_of_the_grid() -> None:
    activity = free_move("rit", NINE, w.clock(10, 20))
    assert as_kept("rides_empty_vehicle", seen(ride_spots(riding(activity), activity, EVERYTHING)))


def test_rides_among_stops_of_others_go_late_before_and_early_after_each() -> None:
    others = [free_move("eerst", EIGHT, NOON, "B"), free_move("later", EIGHT, w.clock(15), "C")]
    planned = [rides(others[0], w.clock(9, 5), TEN), rides(others[1], w.clock(11, 10), w.clock(12, 5))]
    activity = free_move("rit", w.clock(8, 30), NOON)
    about = riding(activity, planned, others)
    assert as_kept("rides_among_others", seen(ride_spots(about, activity, EVERYTHING)))


def test_rides_in_vehicles_in_order_those_on_standby_left_out() -> None:
    activity = free_move("rit", NINE, w.clock(10, 10))
    fleet = [bus("V3"), bus("V2", standby=True), BUS]
    about = riding(activity, vehicles=fleet)
    assert sorted({spot.vehicle.id for spot in ride_spots(about, activity, EVERYTHING)}) == ["V1", "V3"]
    assert next(spot.vehicle.id for spot in ride_spots(about, activity, EVERYTHING)) == "V1"
    asked = ride_spots(about, activity, Question(resource="V2"))
    assert as_kept("rides_standby_asked", seen(asked), [o.because for spot in asked for o in spot.obstacles])
    assert ride_spots(about, activity, Question(resource="V9")) == []


def test_ride_at_one_moment_is_looked_at_as_a_whole() -> None:
    activity = free_move("rit", NINE, w.clock(10, 10), wheelchair=True, security=5)
    about = riding(activity)
    questions = [Question(start=w.clock(17)), Question(start=w.clock(17, 2), resource="V1"), EVERYTHING]
    assert as_kept("rides_one_moment", *(seen(ride_spots(about, activity, q)) for q in questions))


def test_rides_outside_of_the_shift_of_a_vehicle_are_one() -> None:
    activity = free_move("rit", w.clock(18), w.clock(20))
    assert as_kept("rides_outside_shift", seen(ride_spots(riding(activity), activity, EVERYTHING)))


def test_rides_that_a_vehicle_is_not_able_to_make_are_one() -> None:
    activity = free_move("rit", NINE, w.clock(11), persons=9)
    skilled = free_move("rit", NINE, w.clock(11), skills=frozenset({CrewSkill.MEDICAL}))
    assert seen(ride_spots(riding(activity), activity, EVERYTHING)) == ["V1 60 105 P17"]
    assert seen(ride_spots(riding(skilled), skilled, EVERYTHING)) == ["V1 60 105 P17"]


def test_ride_whose_window_is_over_is_looked_at_once() -> None:
    activity = free_move("rit", NINE, w.clock(9, 10))
    assert as_kept("rides_window_over", seen(ride_spots(riding(activity), activity, EVERYTHING)))


def test_rides_to_what_is_not_planned_are_one_per_vehicle() -> None:
    leaves = departure(w.A)
    activity = free_move("rit", w.clock(0), w.clock(23), role=MoveRole.TO_DEPARTURE, serves=leaves.key)
    activity = replace(activity, window=Interval(w.clock(6, 2), w.clock(23)))
    about = riding(activity, others=[leaves], vehicles=[BUS, bus()])
    assert as_kept("rides_serve_nothing", answered(about, activity))


def test_rides_to_a_flight_in_time() -> None:
    leaves = departure(w.A)
    activity = free_move("rit", w.clock(0), w.clock(23), role=MoveRole.TO_DEPARTURE, serves=leaves.key)
    activity = replace(activity, detail=replace(activity.move, destination=w.AIRPORT, pickup=None, delivery=None))
    world = w.World(activities=(leaves, activity))
    about = riding(activity, [flown(world, leaves)], [leaves])
    assert as_kept("rides_to_flight", seen(ride_spots(about, activity, EVERYTHING)))


def test_rides_to_and_from_a_presentation() -> None:
    hearing = presentation()
    to = free_move("heen", w.clock(0), w.clock(23), role=MoveRole.TO_PRESENTATION, serves=hearing.key)
    back = free_move("terug", w.clock(0), w.clock(23), role=MoveRole.FROM_PRESENTATION, serves=hearing.key)
    to, back = (replace(a, detail=replace(a.move, pickup=None, delivery=None)) for a in (to, back))
    for name, activity in (("rides_to_hearing", to), ("rides_from_hearing", back)):
        about = riding(activity, [heard(hearing, TEN)], [hearing])
        assert as_kept(name, seen(ride_spots(about, activity, EVERYTHING)))


def test_rides_are_few_where_vehicles_are_many() -> None:
    activity = free_move("rit", EIGHT, w.clock(15))
    fleet = [bus(f"B{number:02}") for number in range(60)]
    found = ride_spots(riding(activity, vehicles=fleet), activity, EVERYTHING)
    assert seen(found)[:4] == ["B00 0 45 ", "B00 135 180 ", "B00 270 315 ", "B01 0 45 "]
    assert len(found) == 180


def test_rides_of_a_long_window_skip_starts() -> None:
    activity = free_move("rit", w.clock(7), w.clock(15, 59))
    about = riding(activity, vehicles=[BUS, bus(), bus("V3"), bus("V4"), bus("V5")])
    found = seen(ride_spots(about, activity, Question(resource="V1")))
    assert as_kept("rides_long_window", found)


def test_rides_begin_no_sooner_than_now_and_the_period_and_no_later_than_its_end() -> None:
    window = MoveWindows(StartWindow(EIGHT, w.clock(8, 42)), StartWindow(EIGHT, NINE))
    inside = Interval(w.clock(8, 7), w.clock(8, 31))
    assert [p - EIGHT for p in module._pickups(window, inside, w.NOW, 1)] == [10, 15, 20, 25, 30]  # noqa: SLF001 - exact
    assert [p - EIGHT for p in module._pickups(window, inside, w.clock(8, 21), 1)] == [25, 30]  # noqa: SLF001 - exact
    assert [p - EIGHT for p in module._pickups(window, Interval(EIGHT, w.clock(8, 30)), w.NOW, 55)] == [0, 10, 20]  # noqa: SLF001
    assert module._pickups(window, inside, w.clock(8, 31), 1) == []  # noqa: SLF001 - exact
    assert [p - EIGHT for p in module._pickups(window, Interval(EIGHT), w.clock(8, 44), 1)] == [45]  # noqa: SLF001 - exact


def test_move_waits_that_can_still_be_picked_up_after_the_period() -> None:
    activity = free_move("rit", NINE, w.clock(9, 0, date(2026, 12, 1)))
    about = riding(activity)
    assert as_kept("rides_not_yet", answered(about, activity))
    assert ride_spots(about, activity, Question(start=NINE)) != []
    drive = about.known.travel(activity.place, activity.move.destination)
    end = about.problem.scope_end
    for last, waits in ((end, True), (end - 1, False)):
        windows = MoveWindows(StartWindow(NINE, Minute(last)), StartWindow(NINE, Minute(end + 999)))
        assert may_wait(about, activity, windows) is waits
        windows = MoveWindows(StartWindow(NINE, Minute(end + 999)), StartWindow(NINE, Minute(last + drive + 15)))
        assert may_wait(about, activity, windows) is waits


def test_move_between_places_without_roads_says_which() -> None:
    activity = free_move("rit", NINE, TEN)
    nowhere = PlaceId("nergens")
    lost = [replace(activity, place=nowhere), replace(activity, detail=replace(activity.move, destination=nowhere))]
    about = Ground(w.World().problem(), w.plan_of([], []))
    assert [mapped(about, one) for one in (activity, *lost)] == [True, False, False]
    assert as_kept("rides_nowhere", *(answered(riding(one), one) for one in lost))


def test_ride_that_was_asked_of_a_partner_is_judged_in_each_vehicle() -> None:
    activity = free_move("rit", NINE, w.clock(10, 0))
    request = PartnerRequest(
        activity=activity.key,
        resource=ResourceRef(ResourceKind.VEHICLE, "V2"),
        state=RequestState.CONFIRMED,
        start=NINE,
        end=TEN,
    )
    declined = replace(request, state=RequestState.DECLINED)
    for name, answer in (("confirmed", request), ("declined", declined)):
        about = riding(activity, vehicles=[BUS, bus()], world=w.World(requests=(answer,)))
        assert as_kept(f"rides_{name}", seen(ride_spots(about, activity, EVERYTHING)))


def test_answer_about_a_move_that_others_keep_out() -> None:
    others = [free_move("eerst", NINE, w.clock(13), "B"), free_move("vast", NINE, w.clock(11), "C", persons=4)]
    planned = [rides(others[0], NINE, w.clock(9, 45)), rides(others[1], NINE, w.clock(9, 45), "V2")]
    activity = free_move("rit", w.clock(8, 50), w.clock(10), persons=4)
    fleet = [BUS, bus(), bus("V3", standby=True)]
    about = riding(activity, planned, others, fleet)
    assert as_kept("rides_kept_out", answered(about, activity))


def test_answer_about_a_move_whose_crew_is_tired() -> None:
    activity = free_move("rit", w.clock(8, 50), w.clock(10))
    resting = bus("V1", Interval(w.clock(3), w.clock(4)), Interval(w.clock(8), w.clock(23, 59)))
    absences = (Absence(resource=ResourceRef(ResourceKind.VEHICLE, "V1"), interval=Interval(NINE, w.clock(9, 10))),)
    about = riding(activity, vehicles=[resting], world=w.World().with_resources(absences=absences))
    assert as_kept("rides_tired", answered(about, activity))


@pytest.mark.parametrize("vehicle", ["V1", None])
def test_question_about_a_span_looks_at_that(vehicle: str | None) -> None:
    activity = free_move("rit", NINE, w.clock(13))
    question = Question(resource=vehicle, span=Interval(w.clock(11), w.clock(11, 20)))
    found = [row.split()[1] for row in seen(ride_spots(riding(activity), activity, question))]
    assert found == ["180", "185", "190", "195"]


def test_vehicle_is_named_by_its_code() -> None:
    activity = free_move("rit", NINE, TEN)
    spot = ride_spots(riding(activity), activity, EVERYTHING)[0]
    assert (spot.vehicle, spot.placed().appointments) == (
        ResourceRef(ResourceKind.VEHICLE, VehicleId("V1")),
        (spot.ride,),
    )


def test_ride_that_somebody_fixed_is_judged_in_each_vehicle() -> None:
    activity = free_move("rit", NINE, w.clock(10, 0))
    pin = Pin(activity=activity.key, grade=PinGrade.ALL, reason="x")
    world = w.World(pins=(pin,), baseline=(rides(activity, NINE, w.clock(9, 45), "V2"),))
    about = riding(activity, vehicles=[BUS, bus()], world=world)
    assert as_kept("rides_pinned", seen(ride_spots(about, activity, EVERYTHING)))


def test_ride_that_follows_a_stop_of_another_is_looked_at_between_the_starts_of_the_grid() -> None:
    """Of so many buses few starts are looked at, but in the first always the one right after somebody was brought."""
    other, activity = free_move("eerst", EIGHT, NOON, "B"), free_move("rit", EIGHT, w.clock(15))
    fleet = [bus(f"B{number:02}") for number in range(60)]
    about = riding(activity, [rides(other, w.clock(8, 20), w.clock(9, 5), "B00")], [other], fleet)

    found = seen(ride_spots(about, activity, Question(resource="B00")))

    assert as_kept("rides_after_a_stop", found)


def test_rides_picked_up_at_one_moment_and_delivered_at_two_are_told_apart() -> None:
    """A is heard where the ride goes to: who is brought straight is in time, who is brought after another is not."""
    talk, other = asked(w.A), free_move("eerst", EIGHT, NOON, "B")
    activity = free_move("rit", NINE, w.clock(11))
    planned = [held(talk, w.clock(10, 25), place=w.DC), rides(other, w.clock(9, 40), w.clock(10, 20))]
    about = riding(activity, planned, [talk, other])

    assert as_kept("rides_two_deliveries", seen(ride_spots(about, activity, EVERYTHING)))


@pytest.mark.parametrize(("longest", "found"), [(49, []), (50, ["85 150"])])
def test_rides_around_stops_of_others_take_as_long_as_is_allowed(longest: int, found: list[str]) -> None:
    """Between the last pick-up before the stops of another and the first delivery after them B drives 50 minutes."""
    other, activity = free_move("eerst", EIGHT, NOON, "B"), free_move("rit", NINE, w.clock(11))
    allowed = tuple(replace(one, value=longest) if one.rule == "R41" else one for one in w.EVEN_ROADS)
    world = w.World(settings=allowed)
    about = riding(activity, [rides(other, w.clock(9, 40), w.clock(10, 20))], [other], world=world)

    rows = [row.split() for row in seen(ride_spots(about, activity, EVERYTHING))]

    assert [f"{row[1]} {row[2]}" for row in rows if row[1:3] == ["85", "150"]] == found
