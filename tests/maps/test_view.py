"""The view-models refuse what cannot be shown."""

from datetime import date

import pytest

from maps.view import FlightArc, MapLeg, MapPoint, StopTask, VehicleRoute
from tests.maps.examples import AMS, SCHIPHOL, escort_day, stop


@pytest.mark.parametrize(("lat", "lon"), [(90.1, 0.0), (0.0, -180.1), (float("nan"), 0.0), (0.0, float("inf"))])
def test_point_off_the_globe_is_refused(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="not on the globe"):
        MapPoint(lat=lat, lon=lon)


def test_route_with_a_leg_too_many_is_refused() -> None:
    only = stop(SCHIPHOL, "05:00", "Schiphol", StopTask.START)
    with pytest.raises(ValueError, match="1 stops need 0 legs, got 1"):
        VehicleRoute(vehicle="DV-01", stops=(only,), legs=(MapLeg(minutes=5),))


def test_flight_to_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="flight has 1 airports"):
        FlightArc(number="VP 1", date=date(2026, 11, 26), departs="10:00", airports=(AMS,), persons=1)


def test_persons_of_a_route_are_counted_at_pick_up_once() -> None:
    assert [route.persons for route in escort_day().routes] == [3, 4, 2, 4, 1, 1]
