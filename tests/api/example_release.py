"""One small release that every viewer has something in, with words planted that only some may read."""

from dataclasses import replace
from datetime import date

from planner.domain.activities import (
    Activity,
    ActivityKind,
    BookedBy,
    DepartureDetail,
    MoveDetail,
    MoveRole,
    PresentationDetail,
)
from planner.domain.cases import Case, TargetGroup, Track
from planner.domain.civil import at
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.escorts import EscortTeam
from planner.domain.flights import Flight
from planner.domain.ids import (
    ActivityKey,
    CarrierCode,
    CaseId,
    CountryCode,
    EscortTeamId,
    FlightId,
    LanguageCode,
    MissionId,
    PlaceId,
    RegievoerderId,
    SessionId,
    VehicleId,
)
from planner.domain.missions import Mission, Session
from planner.domain.people import Regievoerder
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import Appointment, Plan, Stop, appointment, part, with_parts
from planner.domain.release import CalendarEntry, Release, ReleaseScope
from planner.domain.resources import ResourceKind, ResourceRef, Resources
from planner.domain.time import Interval
from planner.domain.vehicles import Vehicle
from planner.ports.store import Store
from tests.planner.codec.golden import golden_problem

THURSDAY = date(2026, 11, 26)
CASE = CaseId("Z-26-00001")
SECRETS = ("GEHEIMLAND", "XQ 4321", "Casablanca", "Mohammed V", "Marokko", "Morocco")
"""Mission, flight number, airport and country: words that give away a nationality."""
WINDOW = Interval(at(THURSDAY, 0), at(THURSDAY, 24))
_PLACES = (
    Place(id=PlaceId("AZC"), name="azc Ter Apel", kind=PlaceKind.AZC, city="Ter Apel", lat=52.877, lon=7.059),
    Place(id=PlaceId("AMS"), name="Schiphol", kind=PlaceKind.AIRPORT, city="Schiphol", lat=52.310, lon=4.768),
    Place(id=PlaceId("DEP"), name="Depot Assen", kind=PlaceKind.DEPOT, city="Assen", lat=52.995, lon=6.553),
    Place(
        id=PlaceId("EMB"), name="Ambassade GEHEIMLAND", kind=PlaceKind.MISSION, city="Den Haag", lat=52.081, lon=4.324
    ),
)
_FLIGHT = Flight(
    id=FlightId("F1"),
    carrier=CarrierCode("XQ"),
    number="XQ 4321",
    origin=PlaceId("AMS"),
    destination="CMN",
    country=CountryCode("MA"),
    departs=at(THURSDAY, 15),
    arrives=at(THURSDAY, 18, 30),
    seats=6,
)


def _activity(kind: ActivityKind, **detail: DepartureDetail | PresentationDetail | MoveDetail) -> Activity:
    base = Activity(
        key=ActivityKey(f"{CASE}/{kind.value}/1"),
        kind=kind,
        step=kind.value,
        duration=60,
        window=WINDOW,
        cases=(CASE,),
        place=PlaceId("AZC"),
    )
    return replace(base, detail=detail.get("detail"))


def activities() -> tuple[Activity, ...]:
    """Return one activity of four kinds."""
    departure = _activity(
        ActivityKind.DEPARTURE,
        detail=DepartureDetail(track=Track.FORCED, country=CountryCode("MA"), booked_by=BookedBy.DTV, escorted=True),
    )
    move = _activity(
        ActivityKind.MOVE,
        detail=MoveDetail(destination=PlaceId("AMS"), role=MoveRole.TO_DEPARTURE, serves=departure.key),
    )
    presentation = _activity(ActivityKind.PRESENTATION, detail=PresentationDetail(mission=MissionId("EMB")))
    return (_activity(ActivityKind.CONVERSATION), replace(presentation, place=PlaceId("EMB")), departure, move)


def appointments() -> tuple[Appointment, ...]:
    """Return an appointment for each activity."""
    conversation, presentation, departure, move = activities()
    person, officer = ResourceRef(ResourceKind.CASE, CASE), ResourceRef(ResourceKind.REGIEVOERDER, "RV-0001")
    talk = appointment(conversation.key, at(THURSDAY, 9), at(THURSDAY, 10), PlaceId("AZC"), (person, officer))
    hearing = appointment(
        presentation.key,
        at(THURSDAY, 11),
        at(THURSDAY, 12),
        PlaceId("EMB"),
        (person, officer, ResourceRef(ResourceKind.SESSION, "S1")),
    )
    flight = appointment(
        departure.key,
        _FLIGHT.departs,
        _FLIGHT.arrives,
        PlaceId("AMS"),
        (person, ResourceRef(ResourceKind.FLIGHT, _FLIGHT.id)),
    )
    duty = part(flight.id, ResourceRef(ResourceKind.ESCORT, "KMAR-01"), at(THURSDAY, 13), at(THURSDAY, 27), amount=2)
    ride = appointment(move.key, at(THURSDAY, 9, 30), at(THURSDAY, 11, 55), PlaceId("AZC"), (person,))
    stops = (
        Stop(place=PlaceId("AZC"), start=at(THURSDAY, 9, 30), end=at(THURSDAY, 9, 45)),
        Stop(place=PlaceId("AMS"), start=at(THURSDAY, 11, 45), end=at(THURSDAY, 11, 55)),
    )
    van = part(ride.id, ResourceRef(ResourceKind.VEHICLE, "DV-07"), ride.start, ride.end, stops=stops)
    return talk, hearing, with_parts(flight, duty), with_parts(ride, van)


def example_release(number: int = 1) -> Release:
    """Return the release under a number."""
    planned = appointments()
    entries = tuple(
        CalendarEntry(
            id=taken.id, participation=taken, appointment=item, sequence=0, changed_at=at(date(2026, 11, 19), 16)
        )
        for item in planned
        for taken in item.participations
    )
    return Release(
        number=number,
        published_at=at(date(2026, 11, 19), 16),
        plan_id=number,
        problem_hash="voorbeeld",
        scope=ReleaseScope(),
        horizon=Interval(at(date(2026, 11, 23), 0), at(date(2026, 12, 21), 0)),
        appointments=planned,
        entries=entries,
        activities=activities(),
        changed=tuple(entry.id for entry in entries),
        resources=_resources(),
        cases=(_case(),),
        settings=DEFAULT_SETTINGS,
        travel_source="schatting",
        travel_made_on=date(2026, 11, 1),
    )


def _case() -> Case:
    return Case(
        id=CASE,
        target_group=TargetGroup.REJECTED,
        country=CountryCode("MA"),
        language=LanguageCode("ar"),
        handed_over=date(2026, 9, 1),
    )


def _resources() -> Resources:
    return Resources(
        places=_PLACES,
        regievoerders=(Regievoerder(id=RegievoerderId("RV-0001"), office=PlaceId("AZC"), hours=()),),
        missions=(Mission(id=MissionId("EMB"), country=CountryCode("MA"), place=PlaceId("EMB")),),
        sessions=(Session(id=SessionId("S1"), mission=MissionId("EMB"), interval=WINDOW, quota=4),),
        flights=(_FLIGHT,),
        escort_teams=(EscortTeam(id=EscortTeamId("KMAR-01"), base=PlaceId("AMS"), size=2, available=(WINDOW,)),),
        vehicles=(Vehicle(id=VehicleId("DV-07"), depot=PlaceId("DEP"), seats=6, compartments=3, shifts=(WINDOW,)),),
    )


def add_example_release(store: Store, number: int = 1) -> Release:
    """Put the release into a store, with the plan it was made of."""
    release = example_release(number)
    with store.transaction() as books:
        known = books.problems.save(golden_problem())
        plan = books.plans.add(Plan(), problem_hash=known, at=release.published_at, actor="test")
        release = replace(release, plan_id=plan)
        books.releases.add(release, key=f"sleutel-{number}")
    return release
