"""What a release carries for its readers."""

from planner.domain.ids import ActivityKey, PlaceId, VehicleId
from planner.domain.places import Place, PlaceKind
from planner.domain.plan import Stop, appointment, part, with_parts
from planner.domain.release import used_resources
from planner.domain.resources import ResourceKind, ResourceRef, Resources
from planner.domain.time import Minute
from planner.domain.vehicles import Vehicle


def place(code: str) -> Place:
    return Place(id=PlaceId(code), name=code, kind=PlaceKind.AZC, city="Emmen", lat=52.8, lon=6.9)


def vehicle(code: str, depot: str) -> Vehicle:
    return Vehicle(id=VehicleId(code), depot=PlaceId(depot), seats=4, compartments=2, shifts=())


def test_only_places_and_vehicles_in_use_are_carried_with_the_vehicle_s_depot() -> None:
    resources = Resources(
        places=tuple(place(code) for code in ("A", "B", "depot", "elsewhere")),
        vehicles=(vehicle("DV-01", "depot"), vehicle("DV-02", "elsewhere")),
    )
    ride = appointment(ActivityKey("m"), Minute(0), Minute(60), PlaceId("A"))
    stops = tuple(Stop(place=PlaceId(code), start=Minute(0), end=Minute(10)) for code in "AB")
    ride = with_parts(
        ride, part(ride.id, ResourceRef(ResourceKind.VEHICLE, "DV-01"), Minute(0), Minute(60), stops=stops)
    )

    used = used_resources(resources, [ride])

    assert [item.id for item in used.places] == ["A", "B", "depot"]
    assert [item.id for item in used.vehicles] == ["DV-01"]


def test_an_activity_keeps_its_appointment_s_identity_whenever_it_is_planned() -> None:
    first = appointment(ActivityKey("k"), Minute(0), Minute(60), None)
    moved = appointment(ActivityKey("k"), Minute(900), Minute(960), PlaceId("A"))

    assert first.id == moved.id
    assert first.id != appointment(ActivityKey("other"), Minute(0), Minute(60), None).id
