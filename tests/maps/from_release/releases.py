"""One small release with a flight and rides, with words planted that not everybody may read."""

from datetime import date

from planner.domain.activities import Activity, ActivityKind, DepartureDetail, MoveDetail, MoveRole, PresentationDetail
from planner.domain.cases import Track
from planner.domain.civil import at
from planner.domain.escorts import EscortTeam
from planner.domain.flights import Flight
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
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import Appointment, Stop, appointment, part, with_parts
from planner.domain.release import Release, ReleaseScope
from planner.domain.resources import ResourceKind, ResourceRef, Resources
from planner.domain.settings import Setting, Unit
from planner.domain.time import Interval, Minute
from planner.domain.vehicles import Vehicle

DAY = date(2026, 11, 26)
HORIZON = Interval(at(DAY, 0), at(DAY, 24))
DEPOT = Place(
    id=PlaceId("DVO"),
    name="Standplaats",
    kind=PlaceKind.DEPOT,
    city="Rotterdam",
    lat=51.95,
    lon=4.45,
    confidence="medium",
)
PRISON = Place(
    id=PlaceId("DC"),
    name="DC Rotterdam",
    kind=PlaceKind.DETENTION,
    city="Rotterdam",
    lat=51.96,
    lon=4.46,
    confidence="medium",
)
AIRPORT = Place(
    id=PlaceId("AMS"),
    name="Schiphol",
    kind=PlaceKind.AIRPORT,
    city="Schiphol",
    lat=52.31,
    lon=4.77,
    confidence="medium",
)
EMBASSY = Place(
    id=PlaceId("EMB"),
    name="Embassy of Freedonia",
    kind=PlaceKind.MISSION,
    city="Den Haag",
    lat=52.1,
    lon=4.3,
    confidence="medium",
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


def activity(key: str, kind: ActivityKind, detail: DepartureDetail | MoveDetail | PresentationDetail) -> Activity:
    """Return an activity of the one case."""
    return Activity(
        key=ActivityKey(key), kind=kind, step=kind, duration=60, window=HORIZON, cases=(CASE,), detail=detail
    )


def ride(key: str, start: Minute, end: Minute, origin: Place, target: Place) -> Appointment:
    """Return a ride of DV-07 from place to place."""
    base = appointment(ActivityKey(key), start, end, origin.id)
    stops = (
        Stop(place=origin.id, start=start, end=Minute(start + 15)),
        Stop(place=target.id, start=Minute(end - 10), end=end),
    )
    vehicle = ResourceRef(ResourceKind.VEHICLE, "DV-07")
    return with_parts(base, part(base.id, vehicle, start, end, stops=stops))


def release(*rides: tuple[Appointment, MoveDetail]) -> Release:
    """Return release 8: the flight, and the rides."""
    departure = appointment(
        DEPARTURE,
        FLIGHT.departs,
        FLIGHT.arrives,
        AIRPORT.id,
        (ResourceRef(ResourceKind.FLIGHT, "F1"),),
    )
    escorts = part(departure.id, ResourceRef(ResourceKind.ESCORT, "E-07"), FLIGHT.departs, FLIGHT.arrives, amount=3)
    departure = with_parts(departure, escorts)
    detail = DepartureDetail(track=Track.FORCED, country=CountryCode("XF"))
    moves = tuple(activity(one.activity, ActivityKind.MOVE, move) for one, move in rides)
    return Release(
        number=8,
        published_at=at(DAY, 0),
        plan_id=1,
        problem_hash="",
        scope=ReleaseScope(),
        horizon=HORIZON,
        appointments=(departure, *(one for one, _ in rides)),
        entries=(),
        activities=(activity(DEPARTURE, ActivityKind.DEPARTURE, detail), *moves),
        resources=Resources(
            places=(DEPOT, PRISON, AIRPORT, EMBASSY),
            flights=(FLIGHT,),
            escort_teams=(EscortTeam(id=EscortTeamId("E-07"), base=AIRPORT.id, size=3, available=()),),
            vehicles=(Vehicle(id=VehicleId("DV-07"), depot=DEPOT.id, seats=4, compartments=2, shifts=()),),
        ),
        settings=(before_departure(180),),
    )


def before_departure(minutes: int) -> Setting:
    """Return by when persons must be there before a flight."""
    return Setting(rule=RuleId("R29"), key="before", value=minutes, unit=Unit.MINUTES)


TO_FLIGHT = MoveDetail(destination=AIRPORT.id, role=MoveRole.TO_DEPARTURE, serves=DEPARTURE)
TO_EMBASSY = MoveDetail(destination=EMBASSY.id, role=MoveRole.TO_PRESENTATION, persons=2)
RIDE = ride("m1", at(DAY, 6), at(DAY, 7, 10), PRISON, AIRPORT)
