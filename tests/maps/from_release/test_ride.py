"""The part of a day that is one operation's own."""

from dataclasses import replace

import pytest

from maps.from_release import ride_map
from maps.view import DayMap, RideMap, StopTask
from tests.maps.examples import ASSEN, DC_ROTTERDAM, SCHIPHOL, TER_APEL, ZWOLLE, escort_day, route, stop

START, PICK, BRING, END = StopTask.START, StopTask.PICK_UP, StopTask.DELIVER, StopTask.END


def day() -> DayMap:
    """One vehicle: V-1 with V-2 got in on the way, then another round for V-3."""
    first, second = stop(TER_APEL, "07:00", "azc Ter Apel", PICK, 1), stop(ZWOLLE, "08:30", "azc Zwolle", PICK, 1)
    ends = replace(stop(SCHIPHOL, "10:00", "Schiphol", BRING, 2), codes=("V-1", "V-2"))
    third, last = stop(DC_ROTTERDAM, "12:00", "dc Rotterdam", PICK, 1), stop(SCHIPHOL, "13:00", "Schiphol", BRING, 1)
    rides = route(
        "DV-07",
        "Assen",
        stop(ASSEN, "06:00", "Assen", START),
        replace(first, codes=("V-1",)),
        replace(second, codes=("V-2",)),
        ends,
        replace(third, codes=("V-3",)),
        replace(last, codes=("V-3",)),
        stop(ASSEN, "15:00", "Assen", END),
    )
    return replace(escort_day(), routes=(rides,), attribution="Wegen")


def places(view: RideMap) -> list[list[str]]:
    """Return the places of each route."""
    return [[one.place for one in route.stops] for route in view.routes]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ({"V-1"}, [["azc Ter Apel", "azc Zwolle", "Schiphol"]]),
        ({"V-2"}, [["azc Zwolle", "Schiphol"]]),
        ({"V-3"}, [["dc Rotterdam", "Schiphol"]]),
        ({"V-1", "V-2"}, [["azc Ter Apel", "azc Zwolle", "Schiphol"]]),
        ({"V-2", "V-3"}, [["azc Zwolle", "Schiphol"], ["dc Rotterdam", "Schiphol"]]),
    ],
)
def test_only_the_way_from_getting_in_to_getting_out_is_in_it(numbers: set[str], found: list[list[str]]) -> None:
    assert places(ride_map([day()], numbers)) == found


def test_the_legs_are_those_of_the_day() -> None:
    (ride,) = ride_map([day()], {"V-1"}).routes

    assert ride.legs == day().routes[0].legs[1:3]


def test_numbers_persons_and_sites_are_left_out() -> None:
    (ride,) = ride_map([day()], {"V-1"}).routes

    assert {(one.codes, one.persons, one.site.access, one.latest) for one in ride.stops} == {((), 0, "", "")}


def test_whose_roads_it_are_comes_along() -> None:
    view = ride_map([escort_day(), day()], {"V-3"})

    assert (view.attribution, view.travel_is_estimate) == ("Wegen", True)


def test_an_operation_that_does_not_ride_is_an_error() -> None:
    with pytest.raises(LookupError, match="V-9 do not ride"):
        ride_map([day()], {"V-9"})
