"""The flight map of a release."""

from dataclasses import replace
from datetime import date

from maps.from_release import flight_map
from planner.domain.ids import PlaceId
from tests.maps.from_release.releases import DAY, RIDE, TO_FLIGHT, release

_OWN = PlaceId("LH-AMS")


def test_flight_map_counts_persons_and_escorts_and_names_the_stops() -> None:
    (flight,) = flight_map(release((RIDE, TO_FLIGHT)), DAY, DAY).flights
    assert (flight.number, flight.departs, flight.persons, flight.escorts) == ("VP 1963", "10:25", 1, 3)
    assert [point.code for point in flight.airports] == ["AMS", "IST", "KBL"]


def test_flight_map_shows_an_airport_under_a_code_of_its_own() -> None:
    made = release((RIDE, TO_FLIGHT))
    places = tuple(replace(p, id=_OWN, city="Haarlemmermeer") if p.id == "AMS" else p for p in made.resources.places)
    flights = tuple(replace(flight, origin=_OWN) for flight in made.resources.flights)
    resources = replace(made.resources, places=places, flights=flights)

    (flight,) = flight_map(replace(made, resources=resources), DAY, DAY).flights

    assert [(point.code, point.name) for point in flight.airports[:2]] == [
        ("LH-AMS", "Haarlemmermeer"),
        ("IST", "Arnavutköy, Istanbul"),
    ]


def test_flight_map_leaves_out_other_days() -> None:
    later = date(2026, 11, 27)
    assert flight_map(release((RIDE, TO_FLIGHT)), later, later).flights == ()
