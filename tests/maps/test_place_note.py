"""What a driver is told of a place."""

from dataclasses import replace

from maps.from_release.words import place_note
from planner.domain.ids import PlaceId
from planner.domain.places import Place, PlaceKind

AZC = Place(
    id=PlaceId("A"),
    name="azc",
    kind=PlaceKind.AZC,
    city="Echt",
    lat=51.1,
    lon=5.9,
    confidence="high",
    vehicle_access="poort 2",
)


def test_a_driver_reads_how_to_get_in() -> None:
    assert place_note(AZC) == "poort 2"


def test_a_driver_reads_that_the_position_is_uncertain() -> None:
    assert place_note(replace(AZC, confidence="low")) == "ligging onzeker; poort 2"


def test_nothing_is_said_of_the_way_into_a_mission() -> None:
    mission = replace(AZC, kind=PlaceKind.MISSION, vehicle_access="vlag van Freedonia boven de poort")
    assert place_note(mission) == ""
