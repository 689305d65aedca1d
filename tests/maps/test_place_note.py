"""What a driver is told of a place."""

from dataclasses import replace
from datetime import date

import pytest

from maps.from_release.words import building, closed_note, full_name, place_note, site_info
from maps.view import SiteInfo
from planner.domain.civil import at
from planner.domain.ids import PlaceId
from planner.domain.places import Place, PlaceContact, PlaceKind

MONDAY = date(2026, 11, 23)
AZC = Place(
    id=PlaceId("A"),
    name="azc Echt",
    kind=PlaceKind.AZC,
    city="Echt",
    lat=51.1,
    lon=5.9,
    confidence="high",
    opening_hours="ma-vr 08:00-17:00",
    contacts=(PlaceContact(function="receptie", phone="088-1234567"),),
    vehicle_access="poort 2",
)


def test_a_driver_reads_the_hours_the_way_in_and_whom_to_call() -> None:
    expected = SiteInfo(hours="ma-vr 08:00-17:00", access="poort 2", contacts=("receptie: 088-1234567",))
    assert site_info(AZC) == expected


def test_an_uncertain_position_is_marked_in_the_name_and_told_in_words() -> None:
    unsure = replace(AZC, confidence="low")
    assert (building(AZC), full_name(AZC), place_note(AZC)) == ("azc Echt", "azc Echt", "")
    assert (building(unsure), full_name(unsure)) == ("± azc Echt", "± azc Echt")
    assert place_note(unsure) == "ligging onzeker"


@pytest.mark.parametrize(
    ("place", "hour", "expected"),
    [
        pytest.param(AZC, 9, "", id="open"),
        pytest.param(AZC, 17, "dan gesloten", id="closes meanwhile"),
        pytest.param(replace(AZC, opening_hours=""), 3, "", id="hours not known"),
        pytest.param(replace(AZC, opening_hours="anders bellen"), 3, "", id="old words"),
        pytest.param(replace(AZC, kind=PlaceKind.MISSION), 3, "", id="a mission"),
    ],
)
def test_a_stop_outside_the_hours_is_warned_of(place: Place, hour: int, expected: str) -> None:
    assert closed_note(place, at(MONDAY, hour), at(MONDAY, hour, 15)) == expected


def test_nothing_is_said_of_a_mission() -> None:
    assert site_info(replace(AZC, kind=PlaceKind.MISSION, vehicle_access="vlag van Freedonia")) == SiteInfo()
