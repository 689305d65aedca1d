"""Whether one more ride fits into a vehicle's timetable: at the minute, and as the rules themselves say."""

from dataclasses import replace

import pytest

from planner.domain.activities import Activity
from planner.domain.explaining import Obstacle
from planner.domain.plan import Appointment
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle
from solver.why.obstacles import checked_obstacles
from solver.why.timetable import CREW, FITS, SHIFT, Timetable, crew_obstacles, vehicle_obstacles
from tests.solver import world as w
from tests.solver.why.riding import BUS, bus, free_move, rides, riding

EIGHT = w.clock(8)
SHIFTS = (Interval(w.clock(7), w.clock(12)), Interval(w.clock(13), w.clock(20)))
MOVE = free_move("rit", EIGHT, w.clock(20))
OTHER = free_move("ander", EIGHT, w.clock(20), "B")
# azc to dc 27 minutes and back 29, depot to azc 44, dc to depot 35


def named(obstacles: list[Obstacle]) -> list[str]:
    """Return obstacles as rows: rule, means, others."""
    return [f"{o.rule} {o.resource.id if o.resource else '-'} {' '.join(o.others)}".strip() for o in obstacles]


def both(
    made: Appointment, planned: tuple[Appointment, ...] = (), vehicle: Vehicle = BUS, move: Activity = MOVE
) -> list[str]:
    """Return what the timetable says of a ride, after seeing that the rules say the same."""
    about = riding(move, planned, [OTHER], [vehicle])
    timetable = Timetable.of(about, vehicle, move)
    found = [*vehicle_obstacles(about, timetable, made), *crew_obstacles(about, timetable, made)]
    assert {o.activity for o in found} <= {move.key}
    judged = checked_obstacles(about, (made,), frozenset({FITS, SHIFT, CREW}))
    assert {(o.rule, o.resource, o.others) for o in found} == {(o.rule, o.resource, o.others) for o in judged}
    return list(dict.fromkeys(named(found)))


@pytest.mark.parametrize(
    ("pickup", "delivery", "found"),
    [
        pytest.param(w.clock(7, 44), w.clock(8, 26), [], id="as soon as the depot is near enough"),
        pytest.param(w.clock(7, 43), w.clock(8, 26), ["P18 -"], id="a minute sooner"),
        pytest.param(w.clock(9), w.clock(9, 42), [], id="just in time"),
        pytest.param(w.clock(9), w.clock(9, 41), ["P18 -"], id="a minute too soon"),
        pytest.param(w.clock(14), w.clock(15, 15), [], id="back at the end of the shift"),
        pytest.param(w.clock(14), w.clock(15, 16), ["P18 -", "R40 -"], id="back a minute late"),
        pytest.param(w.clock(15), w.clock(16), ["P18 -"], id="delivery after the shift"),
        pytest.param(w.clock(5), w.clock(8), ["P18 -"], id="pick-up before the shift"),
        pytest.param(w.clock(18), w.clock(19), ["P18 -"], id="after the shift"),
    ],
)
def test_ride_of_an_empty_vehicle(pickup: Minute, delivery: Minute, found: list[str]) -> None:
    assert both(rides(MOVE, pickup, delivery)) == found


@pytest.mark.parametrize(
    ("pickup", "delivery", "found"),
    [
        # the other ride is from 10:00 to 10:52, delivered from 10:42
        pytest.param(w.clock(8, 39), w.clock(9, 21), [], id="just before"),
        pytest.param(w.clock(8, 40), w.clock(9, 22), ["P18 V1 ander"], id="a minute too late before"),
        pytest.param(w.clock(11, 21), w.clock(12, 3), [], id="just after"),
        pytest.param(w.clock(11, 20), w.clock(12, 3), ["P18 V1 ander"], id="a minute too soon after"),
        pytest.param(w.clock(9, 45), w.clock(10, 52), [], id="picked up before, delivered after"),
        pytest.param(w.clock(9, 46), w.clock(10, 52), ["P18 V1 ander"], id="picked up together"),
        pytest.param(w.clock(9, 0), w.clock(9, 30), ["P18 -"], id="impossible alone"),
    ],
)
def test_ride_beside_another(pickup: Minute, delivery: Minute, found: list[str]) -> None:
    other = rides(OTHER, w.clock(10), w.clock(10, 42))
    assert both(rides(MOVE, pickup, delivery), (other,)) == found


def test_ride_with_another_aboard_is_held_against_seats() -> None:
    full = replace(MOVE, detail=replace(MOVE.move, persons=4))
    other = rides(OTHER, w.clock(10), w.clock(10, 42))
    assert both(rides(full, w.clock(9, 45), w.clock(10, 52)), (other,), move=full) == ["P17 V1 ander"]
    late = rides(full, w.clock(11, 21), w.clock(12, 3))
    assert both(late, (other,), move=full) == []
    many = replace(MOVE, detail=replace(MOVE.move, persons=5))
    assert both(rides(many, w.clock(9), w.clock(9, 42)), move=many) == ["P17 -"]


def test_ride_that_begins_or_ends_as_another_does_is_not_aboard_with_it() -> None:
    full = replace(MOVE, detail=replace(MOVE.move, persons=4))
    about = riding(full, [rides(OTHER, w.clock(10), w.clock(10, 42))], [OTHER])
    timetable = Timetable.of(about, BUS, full)
    rules = {o.rule for o in vehicle_obstacles(about, timetable, rides(full, w.clock(9, 8), w.clock(9, 50)))}
    assert rules == {SHIFT}
    rules = {o.rule for o in vehicle_obstacles(about, timetable, rides(full, w.clock(10, 52), w.clock(11, 34)))}
    assert rules == {SHIFT}
    overlap = {o.rule for o in vehicle_obstacles(about, timetable, rides(full, w.clock(10, 51), w.clock(11, 34)))}
    assert overlap == {SHIFT, FITS}
    overlap = {o.rule for o in vehicle_obstacles(about, timetable, rides(full, w.clock(9, 9), w.clock(9, 51)))}
    assert overlap == {SHIFT, FITS}


@pytest.mark.parametrize(
    ("pickup", "delivery", "found"),
    [
        pytest.param(w.clock(9), w.clock(9, 42), [], id="in the first shift"),
        pytest.param(w.clock(13, 44), w.clock(14, 26), [], id="in the second shift"),
        pytest.param(w.clock(13, 43), w.clock(14, 26), ["P18 -"], id="a minute after the second begins"),
        pytest.param(w.clock(11, 30), w.clock(14), ["P18 -"], id="over both"),
    ],
)
def test_ride_of_a_vehicle_with_two_shifts(pickup: Minute, delivery: Minute, found: list[str]) -> None:
    two = bus("V1", *SHIFTS, crews=2)
    assert both(rides(MOVE, pickup, delivery), vehicle=two) == found


def test_ride_after_which_a_crew_has_driven_or_worked_too_long() -> None:
    long = bus("V1", Interval(w.clock(5), w.clock(23, 59)))
    about = riding(MOVE, [rides(OTHER, w.clock(6), w.clock(6, 42))], [OTHER], [long])
    timetable = Timetable.of(about, long, MOVE)
    late = rides(MOVE, w.clock(21), w.clock(22))
    rows = {
        "alone": named(crew_obstacles(riding(MOVE, (), [OTHER], [long]), timetable, late)),
        "with another": named(crew_obstacles(about, timetable, late)),
        "in time": named(crew_obstacles(about, timetable, rides(MOVE, w.clock(9), w.clock(10)))),
    }
    assert rows == {"alone": ["R40 -"], "with another": ["R40 -"], "in time": []}


def test_timetable_is_of_others_in_order_and_without_those_left_out() -> None:
    mine = rides(MOVE, w.clock(13), w.clock(14))
    other = rides(OTHER, w.clock(10), w.clock(10, 42))
    about = riding(MOVE, [mine, other], [OTHER])
    timetable = Timetable.of(about, BUS, MOVE)
    assert [(call.activity, call.stop.start, call.boarding) for call in timetable.calls] == [
        (OTHER.key, w.clock(10), 1),
        (OTHER.key, w.clock(10, 42), -1),
    ]
    assert Timetable.of(about, BUS, MOVE, [OTHER.key]).calls == ()
    assert (timetable.able, timetable.work) == (True, (Interval(w.clock(7), w.clock(16)),))
    assert [turn.shift for turn in timetable.turns] == [Interval(w.clock(7), w.clock(16))]
    wide = replace(MOVE, detail=replace(MOVE.move, wheelchair=True))
    many = replace(MOVE, detail=replace(MOVE.move, persons=5))
    assert [Timetable.of(about, BUS, one).able for one in (wide, many)] == [False, False]


def test_stops_within_a_day_of_a_ride_come_into_account() -> None:
    about = riding(MOVE, [rides(OTHER, w.clock(10), w.clock(10, 42))], [OTHER])
    timetable = Timetable.of(about, BUS, MOVE)
    day = 24 * 60
    first, last = w.clock(10), w.clock(10, 42)

    def near(start: int, end: int) -> list[int]:
        return [call.stop.start for call in timetable.near(Minute(start), Minute(end))]

    assert near(first + day, first + day + 60) == [first, last]
    assert near(first + day + 1, first + day + 60) == [last]
    assert near(first - day - 60, first - day) == []
    assert near(first - day - 60, first - day + 1) == [first]
    assert near(last - day - 60, last - day + 1) == [first, last]


def test_appointment_without_a_vehicle_has_no_timetable() -> None:
    about = riding(MOVE)
    bare = replace(rides(MOVE, w.clock(9), w.clock(10)), participations=())
    timetable = Timetable.of(about, BUS, MOVE)
    assert (vehicle_obstacles(about, timetable, bare), crew_obstacles(about, timetable, bare)) == ([], [])
