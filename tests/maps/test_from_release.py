"""View-models of a release: what goes on a map and what must not."""

from dataclasses import asdict, replace
from datetime import date

import pytest

from maps.airports import UnknownAirportError, airport
from maps.from_release import day_map, flight_days, flight_map, transport_days
from maps.view import StopTask
from planner.domain.activities import Activity, ActivityKind, DepartureDetail, MoveDetail, MoveRole
from planner.domain.cases import Track
from planner.domain.civil import at
from planner.domain.ids import (
    ActivityKey,
    CarrierCode,
    CaseId,
    CountryCode,
    EscortTeamId,
    FlightId,
    PlaceId,
    RuleId,
    VehicleId,
)
from planner.domain.plan import Appointment, Stop, appointment, part, with_parts
from planner.domain.release import Release, ReleaseScope
from planner.domain.resources import (
    EscortTeam,
    Flight,
    Place,
    PlaceKind,
    ResourceKind,
    ResourceRef,
    Resources,
    Vehicle,
)
from planner.domain.settings import Setting, Unit
from planner.domain.time import Interval, Minute

DAY = date(2026, 11, 26)
HORIZON = Interval(at(DAY, 0), at(DAY, 24))
DEPOT = Place(id=PlaceId("DVO"), name="Standplaats", kind=PlaceKind.DEPOT, city="Rotterdam", lat=51.95, lon=4.45)
PRISON = Place(id=PlaceId("DC"), name="DC Rotterdam", kind=PlaceKind.DETENTION, city="Rotterdam", lat=51.96, lon=4.46)
AIRPORT = Place(id=PlaceId("AMS"), name="Schiphol", kind=PlaceKind.AIRPORT, city="Schiphol", lat=52.31, lon=4.77)
EMBASSY = Place(
    id=PlaceId("EMB"), name="Embassy of Freedonia", kind=PlaceKind.MISSION, city="Den Haag", lat=52.1, lon=4.3
)
FLIGHT = Flight(
    id=FlightId("F1"),
    carrier=CarrierCode("VP"),
    number="VP 1963",
    origin=PlaceId("AMS"),
    destination="KBL",
    country=CountryCode("XF"),
    departs=at(DAY, 10, 25),
    arrives=at(DAY, 20),
    seats=10,
    via=("IST",),
)
DEPARTURE = ActivityKey("zaak-geheim/vertrek/1")
CASE = CaseId("Z-26-48213")


def _activity(key: str, kind: ActivityKind, detail: DepartureDetail | MoveDetail) -> Activity:
    return Activity(
        key=ActivityKey(key), kind=kind, step=kind, duration=60, window=HORIZON, cases=(CASE,), detail=detail
    )


def _ride(key: str, start: Minute, end: Minute, origin: Place, target: Place) -> Appointment:
    base = appointment(ActivityKey(key), start, end, origin.id)
    stops = (
        Stop(place=origin.id, start=start, end=Minute(start + 15)),
        Stop(place=target.id, start=Minute(end - 10), end=end),
    )
    vehicle = ResourceRef(ResourceKind.VEHICLE, "DV-07")
    return with_parts(base, part(base.id, vehicle, start, end, stops=stops))


def _release(*rides: tuple[Appointment, MoveDetail]) -> Release:
    departure = appointment(
        DEPARTURE,
        FLIGHT.departs,
        FLIGHT.arrives,
        AIRPORT.id,
        (ResourceRef(ResourceKind.FLIGHT, "F1"), ResourceRef(ResourceKind.ESCORT, "E-07")),
    )
    detail = DepartureDetail(track=Track.FORCED, country=CountryCode("XF"))
    moves = tuple(_activity(ride.activity, ActivityKind.MOVE, move) for ride, move in rides)
    return Release(
        number=8,
        published_at=at(DAY, 0),
        plan_id=1,
        problem_hash="",
        scope=ReleaseScope(),
        horizon=HORIZON,
        appointments=(departure, *(ride for ride, _ in rides)),
        entries=(),
        activities=(_activity(DEPARTURE, ActivityKind.DEPARTURE, detail), *moves),
        resources=Resources(
            places=(DEPOT, PRISON, AIRPORT, EMBASSY),
            flights=(FLIGHT,),
            escort_teams=(EscortTeam(id=EscortTeamId("E-07"), base=AIRPORT.id, size=3, available=()),),
            vehicles=(Vehicle(id=VehicleId("DV-07"), depot=DEPOT.id, seats=4, compartments=2, shifts=()),),
        ),
        settings=(_before_departure(180),),
    )


def _before_departure(minutes: int) -> Setting:
    return Setting(rule=RuleId("R29"), key="before", value=minutes, unit=Unit.MINUTES)


TO_FLIGHT = MoveDetail(destination=AIRPORT.id, role=MoveRole.TO_DEPARTURE, serves=DEPARTURE)
TO_EMBASSY = MoveDetail(destination=EMBASSY.id, role=MoveRole.TO_PRESENTATION, persons=2)
RIDE = _ride("m1", at(DAY, 6), at(DAY, 7, 10), PRISON, AIRPORT)


def test_day_map_runs_from_depot_to_depot_in_order_of_time() -> None:
    (route,) = day_map(_release((RIDE, TO_FLIGHT)), DAY).routes
    # The fit gives 9 minutes from the depot to the prison (1.3 km) and 44 from Schiphol back (45.6 km).
    assert [(stop.time, stop.place, stop.task) for stop in route.stops] == [
        ("05:50", "Standplaats, Rotterdam", StopTask.START),
        ("06:00", "DC Rotterdam", StopTask.PICK_UP),
        ("07:00", "Schiphol", StopTask.DELIVER),
        ("07:54", "Standplaats, Rotterdam", StopTask.END),
    ]


def test_day_map_says_by_when_a_flight_needs_the_person() -> None:
    (route,) = day_map(_release((RIDE, TO_FLIGHT)), DAY).routes
    # 10:25 less 180 minutes.
    assert [stop.latest for stop in route.stops] == ["", "", "07:25", ""]


def test_day_map_joins_operations_at_one_place_and_time() -> None:
    second = (_ride("m2", at(DAY, 6), at(DAY, 7, 10), PRISON, AIRPORT), replace(TO_FLIGHT, persons=2))
    (route,) = day_map(_release((RIDE, TO_FLIGHT), second), DAY).routes
    assert [(stop.persons, len(stop.codes)) for stop in route.stops] == [(0, 0), (3, 2), (3, 2), (0, 0)]


def test_day_map_names_source_and_date_of_the_travel_times() -> None:
    view = day_map(_release((RIDE, TO_FLIGHT)), DAY)
    assert (view.travel_source, view.travel_is_estimate) == ("schatting (grootcirkel, gefit), 21-11-2026", True)


def test_day_map_gives_away_no_case_country_flight_or_mission() -> None:
    visit = (_ride("m2", at(DAY, 9), at(DAY, 10), PRISON, EMBASSY), TO_EMBASSY)
    text = str(asdict(day_map(_release((RIDE, TO_FLIGHT), visit), DAY)))
    hidden = (CASE, "Freedonia", "XF", "VP 1963", "KBL", "IST", "zaak-geheim")
    assert [word for word in hidden if word in text] == []
    assert text.count("vertegenwoordiging, Den Haag") == 1


def test_day_map_of_another_day_is_empty() -> None:
    assert day_map(_release((RIDE, TO_FLIGHT)), date(2026, 11, 27)).routes == ()


def test_days_with_transports_and_flights_are_listed() -> None:
    release = _release((RIDE, TO_FLIGHT))
    assert (transport_days(release), flight_days(release)) == ((DAY,), (DAY,))


def test_flight_map_counts_persons_and_escorts_and_names_the_stops() -> None:
    (flight,) = flight_map(_release((RIDE, TO_FLIGHT)), DAY, DAY).flights
    assert (flight.number, flight.departs, flight.persons, flight.escorts) == ("VP 1963", "10:25", 1, 3)
    assert [point.code for point in flight.airports] == ["AMS", "IST", "KBL"]


def test_flight_map_leaves_out_other_days() -> None:
    later = date(2026, 11, 27)
    assert flight_map(_release((RIDE, TO_FLIGHT)), later, later).flights == ()


def test_airport_is_named_after_its_city() -> None:
    assert (airport("CMN").name, airport("CMN").at.lat) == ("Casablanca", 33.367)


def test_unknown_airport_is_refused() -> None:
    with pytest.raises(UnknownAirportError, match="no airport has the code QQQ"):
        airport("QQQ")
