"""The flight map of a release."""

from datetime import date

from maps.from_release import flight_map
from tests.maps.from_release.releases import DAY, RIDE, TO_FLIGHT, release


def test_flight_map_counts_persons_and_escorts_and_names_the_stops() -> None:
    (flight,) = flight_map(release((RIDE, TO_FLIGHT)), DAY, DAY).flights
    assert (flight.number, flight.departs, flight.persons, flight.escorts) == ("VP 1963", "10:25", 1, 3)
    assert [point.code for point in flight.airports] == ["AMS", "IST", "KBL"]


def test_flight_map_leaves_out_other_days() -> None:
    later = date(2026, 11, 27)
    assert flight_map(release((RIDE, TO_FLIGHT)), later, later).flights == ()
