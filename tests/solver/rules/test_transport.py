"""Transport, in examples: R29, P15, P17, P18, R41. Any drive takes 30 minutes; pick-up lasts 15, delivery 10."""

from dataclasses import replace

import pytest

from planner.domain.activities import MoveRole, Segment
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import CountryCode, PlaceId
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import CrewSkill, Vehicle
from tests.solver import world as w
from tests.solver.rules.cases import departure, flown, found, heard, move, presentation, ridden, texts


@pytest.mark.parametrize(
    ("delivery", "breaches"),
    [
        pytest.param(w.clock(8, 50), 0, id="delivered at 9:00, three hours before"),
        pytest.param(w.clock(8, 51), 1, id="a minute late"),
        pytest.param(w.clock(7), 0, id="five hours before"),
        pytest.param(w.clock(6, 59), 1, id="a minute too early"),
    ],
)
def test_at_the_airport_in_time(delivery: Minute, breaches: int) -> None:
    """The flight leaves at 12:00."""
    leaves = departure()
    ride = move(role=MoveRole.TO_DEPARTURE, serves=leaves.key, cases=(w.A,))
    world = w.World(activities=[leaves, ride])

    assert len(found("R29", world, flown(world, leaves), ridden(ride, Minute(delivery - 60), delivery))) == breaches


def test_transport_without_its_departure() -> None:
    """Nothing to bring anyone to."""
    leaves = departure()
    ride = move(role=MoveRole.TO_DEPARTURE, serves=leaves.key)
    world = w.World(activities=[leaves, ride])

    assert texts("R29", world, ridden(ride, w.clock(7), w.clock(8))) == [
        "het vervoer is gepland, maar het vertrek niet"
    ]


@pytest.mark.parametrize(
    ("role", "pickup", "delivery", "breaches"),
    [
        # Heard from 10:00 to 10:20.
        pytest.param(
            MoveRole.TO_PRESENTATION, w.clock(8), w.clock(9, 30), 0, id="there at 9:40, twenty minutes before"
        ),
        pytest.param(MoveRole.TO_PRESENTATION, w.clock(8), w.clock(9, 31), 1, id="a minute late"),
        pytest.param(
            MoveRole.TO_PRESENTATION, w.clock(6), w.clock(7, 29), 1, id="more than two and a half hours early"
        ),
        pytest.param(MoveRole.FROM_PRESENTATION, w.clock(10, 20), w.clock(11), 0, id="fetched as it ends"),
        pytest.param(MoveRole.FROM_PRESENTATION, w.clock(10, 19), w.clock(11), 1, id="fetched a minute early"),
        pytest.param(MoveRole.FROM_PRESENTATION, w.clock(12, 50), w.clock(13, 30), 0, id="two and a half hours later"),
        pytest.param(MoveRole.FROM_PRESENTATION, w.clock(12, 51), w.clock(13, 30), 1, id="a minute more"),
    ],
)
def test_move_around_a_presentation(role: MoveRole, pickup: Minute, delivery: Minute, breaches: int) -> None:
    """There and back."""
    listens = presentation()
    ride = move(role=role, serves=listens.key)
    world = w.World(activities=[listens, ride])

    assert len(found("P15", world, heard(listens, w.clock(10)), ridden(ride, pickup, delivery))) == breaches


@pytest.mark.parametrize(
    ("pickup", "delivery", "breaches"),
    [
        pytest.param(w.clock(9), w.clock(10, 50), 0, id="delivered exactly at the end"),
        pytest.param(w.clock(9), w.clock(10, 51), 1, id="a minute later"),
        pytest.param(w.clock(8, 59), w.clock(10), 1, id="picked up too early"),
    ],
)
def test_times_asked(pickup: Minute, delivery: Minute, breaches: int) -> None:
    """Pick-up from 9 to 10, delivered between 10 and 11."""
    ride = move(pickup=Interval(w.clock(9), w.clock(10)), delivery=Interval(w.clock(10), w.clock(11)))

    assert len(found("P15", w.World(activities=[ride]), ridden(ride, pickup, delivery))) == breaches


@pytest.mark.parametrize(("minutes", "breaches"), [(270, 0), (271, 1), (-1, 1)])
def test_ride_time(minutes: int, breaches: int) -> None:
    """From the end of the pick-up to the start of the delivery."""
    ride = move()
    delivery = Minute(w.clock(9) + 15 + minutes)

    assert len(found("R41", w.World(activities=[ride]), ridden(ride, w.clock(9), delivery))) == breaches


@pytest.mark.parametrize(
    ("start", "place", "because"),
    [
        pytest.param(w.clock(9, 55), w.AIRPORT, [], id="as the first ends"),
        pytest.param(
            w.clock(9, 54),
            w.AIRPORT,
            ["begint ma 23 nov 09:54, maar v1 is pas ma 23 nov 09:55 klaar"],
            id="a minute before",
        ),
        pytest.param(w.clock(10), w.DC, ["v1 brengt naar schiphol X, en dit begint in dc X"], id="from another place"),
    ],
)
def test_move_after_another(start: Minute, place: PlaceId, because: list[str]) -> None:
    """The first brings someone to the airport, from 9:00 to 9:55."""
    first = move("v1")
    second = move("v2", place=place, destination=w.AZC, after=first.key)
    world = w.World(activities=[first, second])
    planned = ridden(first, w.clock(9), w.clock(9, 45)), ridden(second, start, Minute(start + 60))

    assert texts("P27", world, *planned) == because


def test_move_after_one_that_is_not_planned() -> None:
    """A move of which the problem knows nothing was made long ago."""
    first = move("v1")
    second = move("v2", place=w.AIRPORT, destination=w.AZC, after=first.key)
    planned = ridden(second, w.clock(10), w.clock(11))

    assert texts("P27", w.World(activities=[first, second]), planned) == ["volgt op v1, en dat is niet gepland"]
    assert texts("P27", w.World(activities=[second]), planned) == []


@pytest.mark.parametrize(
    ("first", "second", "breaches"),
    [
        pytest.param({"persons": 2}, {"persons": 2}, 0, id="four men in two compartments of two"),
        pytest.param({"persons": 3}, {"persons": 2}, 2, id="five men: too few seats and compartments"),
        pytest.param({"persons": 1}, {"segment": Segment.WOMEN}, 0, id="a man and a woman, each a compartment"),
        pytest.param({"persons": 3}, {"segment": Segment.WOMEN}, 1, id="three men and a woman: three compartments"),
        pytest.param({"child_seats": 1}, {"child_seats": 1}, 1, id="two child seats, there is one"),
        pytest.param({"wheelchair": True}, {}, 1, id="no wheelchair vehicle"),
        pytest.param({"security": 2}, {}, 1, id="ordinary security"),
        pytest.param({"apart_from": frozenset({w.key("v2")})}, {}, 1, id="must stay apart"),
    ],
)
def test_vehicle_fits(first: dict[str, object], second: dict[str, object], breaches: int) -> None:
    """Two requests together in a vehicle with four seats in two compartments."""
    one, other = move("v1", MoveRole.CHAIN, **first), move("v2", MoveRole.CHAIN, **second)
    world = w.World(activities=[one, other])
    planned = [ridden(one, w.clock(9), w.clock(10, 30)), ridden(other, w.clock(9, 15), w.clock(10, 40))]

    assert len(found("P17", world, *planned)) == breaches


@pytest.mark.parametrize(
    ("asked", "vehicle", "because"),
    [
        pytest.param(
            {"skills": frozenset({CrewSkill.MEDICAL})},
            {"crew_skills": frozenset({CrewSkill.MEDICAL})},
            [],
            id="a medical crew",
        ),
        pytest.param(
            {"skills": frozenset({CrewSkill.MEDICAL, CrewSkill.FEMALE})},
            {"crew_skills": frozenset({CrewSkill.MEDICAL})},
            ["de bemanning van voertuig V1 mist vrouwelijke-begeleiding"],
            id="no woman in the crew",
        ),
        pytest.param(
            {}, {"standby": True}, ["voertuig V1 is reserve en rijdt geen gepland vervoer"], id="kept for what fails"
        ),
        pytest.param({"destination": w.MISSION_PLACE}, {"cross_border": True}, [], id="abroad"),
        pytest.param(
            {"destination": w.MISSION_PLACE}, {}, ["voertuig V1 mag Nederland niet uit"], id="abroad with any vehicle"
        ),
    ],
)
def test_vehicle_and_crew_can_do_it(asked: dict[str, object], vehicle: dict[str, object], because: list[str]) -> None:
    """One request; the mission stands in Belgium."""
    ride = move("v", MoveRole.CHAIN, **asked)
    base = w.default_resources()
    places = tuple(
        replace(place, country=CountryCode("BE")) if place.id == w.MISSION_PLACE else place for place in base.places
    )
    vehicles = (replace(base.vehicles[0], **vehicle),)  # type: ignore[arg-type]
    world = w.World(activities=[ride]).with_resources(places=places, vehicles=vehicles)

    assert texts("P17", world, ridden(ride, w.clock(9), w.clock(10))) == because


def test_who_must_stay_apart_may_ride_one_after_another() -> None:
    """The second is picked up as the first has been delivered."""
    one, other = move("v1", apart_from=frozenset({w.key("v2")})), move("v2", place=w.AIRPORT, destination=w.AZC)
    world = w.World(activities=[one, other])
    planned = [ridden(one, w.clock(9), w.clock(10)), ridden(other, w.clock(10, 10), w.clock(11))]

    assert found("P17", world, *planned) == []


@pytest.mark.parametrize(
    ("pickup", "delivery", "breaches"),
    [
        # Shift 7:00-16:00, half an hour between depot and sites.
        pytest.param(w.clock(7, 30), w.clock(9), 0, id="leaves the depot as the shift begins"),
        pytest.param(w.clock(7, 29), w.clock(9), 1, id="a minute before"),
        pytest.param(w.clock(14), w.clock(15, 20), 0, id="back as the shift ends"),
        pytest.param(w.clock(14), w.clock(15, 21), 1, id="a minute after"),
        pytest.param(w.clock(9), w.clock(9, 45), 0, id="exactly the drive between the stops"),
        pytest.param(w.clock(9), w.clock(9, 44), 1, id="a minute short"),
        pytest.param(w.clock(17), w.clock(18), 2, id="two stops after the shift"),
    ],
)
def test_depot_and_shift(pickup: Minute, delivery: Minute, breaches: int) -> None:
    """One request."""
    ride = move()

    assert len(found("P18", w.World(activities=[ride]), ridden(ride, pickup, delivery))) == breaches


def test_vehicle_has_two_shifts() -> None:
    """A request in each shift; between them the vehicle is at its depot."""
    bus = Vehicle(
        id=w.BUS,
        depot=w.DEPOT,
        seats=4,
        compartments=2,
        shifts=(Interval(w.clock(7), w.clock(10)), Interval(w.clock(12), w.clock(15))),
    )
    one, other = move("v1"), move("v2")
    world = w.World(activities=[one, other]).with_resources(vehicles=(bus,))
    morning, noon = ridden(one, w.clock(8), w.clock(9)), ridden(other, w.clock(12, 30), w.clock(13, 30))

    assert found("P18", world, morning, noon) == []
    assert len(found("P18", world, morning, ridden(other, w.clock(12, 29), w.clock(13, 30)))) == 1


def _shifts(*starts: Minute, crews: int = 2, hours: int = 9) -> w.World:
    """Return a world with one bus that has shifts of so many hours."""
    bus = w.default_resources().vehicles[0]
    shifts = tuple(Interval(start, Minute(start + hours * 60)) for start in starts)
    return w.World(activities=[move("v1")]).with_resources(vehicles=(replace(bus, shifts=shifts, crews=crews),))


@pytest.mark.parametrize(
    ("crews", "begins", "because"),
    [
        # The first shift ends at 16:00; eleven hours later it is 3:00.
        pytest.param(1, w.clock(3, 0, w.TUESDAY), [], id="the same crew, rested"),
        pytest.param(
            1,
            w.clock(2, 59, w.TUESDAY),
            ["geen bemanning van voertuig V1 heeft di 24 nov 02:59 11 uur (aanname) rust gehad"],
            id="the same crew, a minute short of its rest",
        ),
        pytest.param(2, w.clock(16), [], id="another crew takes over at the depot"),
    ],
)
def test_crew_has_rested(crews: int, begins: Minute, because: list[str]) -> None:
    """A bus works from 7:00 to 16:00 and again later; its second shift is used."""
    world = _shifts(w.clock(7), begins, crews=crews)
    ride = ridden(move("v1"), Minute(begins + 60), Minute(begins + 120))

    assert texts("R40", world, ride) == because


@pytest.mark.parametrize(("delivery", "breaches"), [(w.clock(15, 20), 0), (w.clock(15, 21), 1)])
def test_crew_works_nine_hours(delivery: Minute, breaches: int) -> None:
    """The shift is from 7:00 to 18:00; the crew must be back at 16:00, half an hour after the stop of 10 minutes."""
    world = _shifts(w.clock(7), hours=11)

    assert len(texts("R40", world, ridden(move("v1"), w.clock(14), delivery))) == breaches


def test_crew_takes_its_break_before_it_has_driven_for_too_long() -> None:
    """Four rides of half an hour, the drives between, out and home are 4 h 30; a fifth ride needs a break before it."""
    rides = [move(f"v{i}", destination=w.AIRPORT) for i in range(5)]
    world = w.World(activities=rides)
    close = [
        ridden(ride, Minute(w.clock(7, 30) + 85 * i), Minute(w.clock(8, 15) + 85 * i)) for i, ride in enumerate(rides)
    ]
    apart = [
        *close[:3],
        *(
            ridden(ride, Minute(p.start + 45), Minute(p.start + 90))
            for ride, p in zip(rides[3:], close[3:], strict=True)
        ),
    ]

    assert texts("R40", world, *close[:4]) == []
    assert texts("R40", world, *close) == [
        (
            "de bemanning van voertuig V1 rijdt 300 minuten zonder pauze van 45 minuten (aanname);"
            " toegestaan: 270 minuten (aanname)"
        )
    ]
    assert texts("R40", world, *apart) == []


@pytest.mark.parametrize(
    ("pickup", "delivery", "breaches"),
    [
        # Half an hour of free flow takes 44.7 minutes in the morning peak (135 % and a margin of 10 %), 33 at noon.
        pytest.param(w.clock(8), w.clock(9), 0, id="in the peak"),
        pytest.param(w.clock(8), w.clock(8, 59), 1, id="in the peak, a minute short"),
        pytest.param(w.clock(12), w.clock(12, 48), 0, id="at noon"),
        pytest.param(w.clock(12), w.clock(12, 47), 1, id="at noon, a minute short"),
    ],
)
def test_drive_takes_longer_at_peak_hours(pickup: Minute, delivery: Minute, breaches: int) -> None:
    """A table of free flow, and the delivered settings."""
    ride = move()
    world = w.World(activities=[ride], settings=DEFAULT_SETTINGS)

    assert len(found("P18", world, ridden(ride, pickup, delivery))) == breaches
