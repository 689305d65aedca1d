"""Transport worked out by hand: child seats, compartments, the way to Brussels, counted back from the flight."""

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.activities import Activity, ActivityKind, MoveDetail, MoveRole, PresentationDetail
from planner.domain.ids import ActivityKey, CountryCode, MissionId, PlaceId, SessionId
from planner.domain.missions import Mission, Session
from planner.domain.resources import ResourceKind, Resources
from planner.domain.time import Interval, Minute
from tests.cases.world import (
    BRUSSELS,
    CENTRE,
    COURT,
    OFFICE,
    PRISON,
    WEEK,
    Given,
    brought,
    clock,
    flight,
    heard,
    held,
    leaves,
    left_out,
    only,
    planned,
    starts,
    vehicle,
)

FAMILY = ("A", "B", "C", "D", "E")
BUS = ("8 seats in 4 compartments", {"seats": 8, "compartments": 4})


def family(*vehicles: tuple[str, int, Interval]) -> Given:
    """Return a family of five, two of them in child seats, who leave on Tuesday 24 November at 15:00."""
    departure = leaves(*FAMILY, window=Interval(clock(24, 0), clock(25, 0)))
    ride = brought(departure, PRISON, child_seats=2)
    return Given(
        people=[held(code, place=PRISON, child_seat=code in "DE", minor=code in "CDE") for code in FAMILY],
        activities=[departure, ride],
        resources=Resources(
            flights=(flight("MA1", clock(24, 15)),),
            vehicles=tuple(vehicle(code, shift, child_seats=seats) for code, seats, shift in vehicles),
        ),
    )


DAY = Interval(clock(24, 6), clock(24, 15))


def test_family_of_five_with_two_child_seats() -> None:
    """The bus with two child seats takes them: five in compartments for two fill three of the four."""
    plan = planned(family(("V1", 1, DAY), ("V2", 2, DAY)))

    assert left_out(plan) == {}
    assert only(plan, "A/naar-vlucht/1").resource(ResourceKind.VEHICLE) == "V2"


def test_family_of_five_with_one_child_seat_in_every_vehicle() -> None:
    """The flight is planned; the ride is not, for no vehicle has two child seats."""
    plan = planned(family(("V1", 1, DAY), ("V3", 1, DAY)))

    assert starts(plan) == {"A/vertrek/1": clock(24, 15)}
    assert left_out(plan) == {"A/naar-vlucht/1": ("feit", "P17")}


@pytest.mark.parametrize(("minute", "goes"), [(10, True), (20, False)])
def test_ride_is_counted_back_from_the_flight_at_the_pace_of_the_hour(minute: int, *, goes: bool) -> None:
    """The family must be handed over by 12:00, three hours before the flight (R29); a drive is an hour in the table.

    Quiet, an hour takes 66 minutes (margin 10 %); in the morning peak, until 9:30, a minute of the table takes 1.49
    (135 % and 10 %, rounded up). The shift begins at 9:10: 20 minutes of peak are 13.42 minutes of the table, the other
    46.58 take 51.2: at 10:22 at the door, 10:25 on the grid. Fifteen minutes to get in and 66 to drive: 11:46, and ten
    to get out: before 12:00. Beginning at 9:20 the door is reached at 10:29, and the hand-over would end at 12:01.
    """
    shift = Interval(clock(24, 9, minute), clock(24, 15))
    plan = planned(family(("V2", 2, shift)))

    if goes:
        ride = only(plan, "A/naar-vlucht/1")
        assert ride.start == clock(24, 10, 25)
        assert clock(24, 11, 56) <= ride.end <= clock(24, 12)
    else:
        assert left_out(plan) == {"A/naar-vlucht/1": ("geen-mogelijkheid", "P18")}


def to_court(code: str, *, apart: str | None = None) -> Activity:
    """Return one man to be brought to court on Tuesday: picked up from 10:00 to 10:30, there by 12:00."""
    return Activity(
        key=ActivityKey(code),
        kind=ActivityKind.MOVE,
        step="rechtbank",
        duration=90,
        window=Interval(clock(24, 10), clock(24, 12)),
        place=CENTRE,
        detail=MoveDetail(
            destination=COURT,
            role=MoveRole.COURT,
            pickup=Interval(clock(24, 10), clock(24, 10, 30)),
            delivery=Interval(clock(24, 10), clock(24, 12)),
            apart_from=frozenset({ActivityKey(apart)}) if apart else frozenset(),
        ),
    )


@pytest.mark.parametrize(("conflict", "driven"), [(True, 1), (False, 2)])
def test_conflict_pair_whose_only_vehicle_has_one_compartment(driven: int, *, conflict: bool) -> None:
    """Together they may not; one after another they cannot: the second ride back and forth takes over two hours."""
    pair = [to_court("K1", apart="K2" if conflict else None), to_court("K2", apart="K1" if conflict else None)]
    van = vehicle("V1", DAY, seats=4, compartments=1)

    plan = planned(Given(activities=pair, resources=Resources(vehicles=(van,))))

    assert len(starts(plan)) == driven
    assert list(left_out(plan).values()) == [("capaciteit", "P17")] * (2 - driven)


@pytest.mark.parametrize(("compartments", "driven"), [(1, 1), (2, 2)])
def test_man_and_woman_in_one_compartment(compartments: int, driven: int) -> None:
    """A man and a woman ride apart: in two compartments they do, in one they cannot."""
    woman = to_court("K2")
    woman = replace(woman, detail=replace(woman.move, segment=type(woman.move.segment).WOMEN))
    van = vehicle("V1", DAY, seats=4, compartments=compartments)

    plan = planned(Given(activities=[to_court("K1"), woman], resources=Resources(vehicles=(van,))))

    assert len(starts(plan)) == driven


def trip(*, asked: date | None, abroad: bool) -> Given:
    """Return somebody in detention who is to be heard in Brussels on Wednesday 25 November between 13:00 and 14:00."""
    mission = Mission(id=MissionId("GN"), country=CountryCode("GN"), place=BRUSSELS)
    session = Session(
        id=SessionId("GN-1"), mission=mission.id, interval=Interval(clock(25, 13), clock(25, 14)), quota=1
    )
    hearing = heard("A", "GN", BRUSSELS, border_requested=asked)
    shift = Interval(clock(25, 8), clock(25, 17))
    return Given(
        people=[held("A", country="GN")],
        activities=[hearing, _ride(hearing, CENTRE, BRUSSELS), _ride(hearing, BRUSSELS, CENTRE)],
        resources=Resources(
            missions=(mission,),
            sessions=(session,),
            vehicles=(vehicle("V1", shift), vehicle("V2", shift, cross_border=abroad)),
        ),
    )


def _ride(hearing: Activity, origin: PlaceId, destination: PlaceId) -> Activity:
    role = MoveRole.TO_PRESENTATION if destination == BRUSSELS else MoveRole.FROM_PRESENTATION
    return Activity(
        key=ActivityKey(f"A/{role}/1"),
        kind=ActivityKind.MOVE,
        step="vervoer",
        duration=90,
        window=WEEK.interval(),
        cases=hearing.cases,
        place=origin,
        detail=MoveDetail(destination=destination, role=role, serves=hearing.key),
    )


ASKED = date(2026, 11, 16)


def test_trip_to_brussels_and_back() -> None:
    """Asked on Monday 16 November: five working days later it may be, Monday 23. The vehicle that may go abroad drives.

    There at the latest twenty minutes before, and away at the earliest half an hour after the hearing began.
    """
    plan = planned(trip(asked=ASKED, abroad=True))
    hearing, there, back = (
        only(plan, f"A/{what}/1") for what in ("presentatie", "naar-presentatie", "van-presentatie")
    )

    assert left_out(plan) == {}
    assert [ride.resource(ResourceKind.VEHICLE) for ride in (there, back)] == ["V2", "V2"]
    assert there.end <= hearing.start - 20
    assert clock(25, 13) <= hearing.start <= clock(25, 13, 30)
    assert back.start >= Minute(hearing.start + 30)


def test_trip_to_brussels_without_a_vehicle_that_may_go_there() -> None:
    """The hearing stands, and both rides say that no vehicle may cross the border."""
    plan = planned(trip(asked=ASKED, abroad=False))

    assert left_out(plan) == {"A/naar-presentatie/1": ("feit", "P17"), "A/van-presentatie/1": ("feit", "P17")}


def test_trip_to_brussels_that_was_never_asked_for() -> None:
    """Asked today, Thursday 19 November, it may be from Thursday 26: a day after the session. The rides go with it."""
    plan = planned(trip(asked=None, abroad=True))

    assert left_out(plan) == {
        "A/presentatie/1": ("geen-mogelijkheid", "P53"),
        "A/naar-presentatie/1": ("hangt-af", "P15"),
        "A/van-presentatie/1": ("hangt-af", "P15"),
    }


@pytest.mark.parametrize(("notice", "heard_"), [(4, True), (5, False)])
def test_monthly_session_missed_by_one_day(notice: int, *, heard_: bool) -> None:
    """The only session of the month is on Wednesday 25 November.

    Told on Thursday 19 November, four working days end on Wednesday 25: just in time; five end on Thursday 26.
    """
    given = trip(asked=ASKED, abroad=True)
    mission = Mission(id=MissionId("GN"), country=CountryCode("NG"), place=BRUSSELS, notice_working_days=notice)
    hearing = replace(heard("A", "GN", BRUSSELS), detail=PresentationDetail(mission=mission.id, border_requested=ASKED))

    plan = planned(
        replace(
            given,
            people=[held("A", country="NG", place=OFFICE)],
            activities=[hearing],
            resources=replace(given.resources, missions=(mission,), vehicles=()),
        )
    )

    assert left_out(plan) == ({} if heard_ else {"A/presentatie/1": ("geen-mogelijkheid", "R10")})
