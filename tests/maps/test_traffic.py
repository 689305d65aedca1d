"""Peak hours, margins and the percentage planning reckons with."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest

from maps.traffic import (
    Cautious,
    PeakHours,
    TrafficFactors,
    VehicleClass,
    minutes_at,
    planning_percent,
    traffic_factors,
)
from planner.domain.civil import at
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.ids import PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.resources import TravelTable
from planner.domain.settings import Settings
from planner.domain.time import Minute

MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)
NO_MARGIN = dict.fromkeys(VehicleClass, 0)
MORNING = TrafficFactors(peaks=(PeakHours(start=420, end=540, percent=150),), margins=NO_MARGIN)


def test_outside_the_peak_a_ride_takes_free_flow_rounded_up() -> None:
    assert minutes_at(40.2, at(MONDAY, 12), MORNING) == 41


def test_a_ride_inside_the_peak_takes_its_percentage() -> None:
    # 40 minutes at 150 %.
    assert minutes_at(40, at(MONDAY, 7), MORNING) == 60


def test_only_the_part_inside_the_peak_is_slower() -> None:
    # From 06:40: 20 minutes free, then the other 20 at 150 %: 50.
    assert minutes_at(40, at(MONDAY, 6, 40), MORNING) == 50
    # From 08:30: 30 minutes of peak do 20 of free flow, and the other 20 are free: 50.
    assert minutes_at(40, at(MONDAY, 8, 30), MORNING) == 50


def test_a_weekend_has_no_peaks() -> None:
    assert minutes_at(40, at(SATURDAY, 7), MORNING) == 40


def test_a_ride_over_midnight_meets_the_next_morning() -> None:
    # From Sunday 23:00, 8 hours free until 07:00 on Monday, then 60 at 150 %.
    assert minutes_at(8 * 60 + 60, at(date(2026, 11, 22), 23), MORNING) == 8 * 60 + 90


def test_the_peak_is_by_the_dutch_clock_in_summer_too() -> None:
    summer = date(2027, 7, 5)
    assert (minutes_at(40, at(summer, 7), MORNING), minutes_at(40, at(summer, 9), MORNING)) == (60, 40)


def test_who_leaves_later_never_arrives_earlier() -> None:
    arrivals = [at(MONDAY, 5) + m + minutes_at(55.5, Minute(at(MONDAY, 5) + m), MORNING) for m in range(360)]
    assert all(later >= earlier for earlier, later in pairwise(arrivals))


def test_the_margin_is_of_the_kind_of_vehicle() -> None:
    factors = TrafficFactors(margins={VehicleClass.TRANSPORT: 10, VehicleClass.CAR: 5})
    assert minutes_at(100, at(MONDAY, 12), factors) == 110
    assert minutes_at(100, at(MONDAY, 12), factors, VehicleClass.CAR) == 105


def test_the_delivered_settings_give_two_peaks_and_two_margins() -> None:
    assert traffic_factors(Settings(DEFAULT_SETTINGS), MONDAY) == TrafficFactors(
        peaks=(PeakHours(start=420, end=570, percent=135), PeakHours(start=960, end=1110, percent=130)),
        margins={VehicleClass.TRANSPORT: 10, VehicleClass.CAR: 5},
    )
    assert planning_percent(Settings(DEFAULT_SETTINGS), MONDAY) == 115


@pytest.mark.parametrize(("start", "end", "percent"), [(540, 420, 150), (420, 540, 90), (-1, 540, 150), (0, 1441, 150)])
def test_peaks_that_cannot_be_are_refused(start: int, end: int, percent: int) -> None:
    with pytest.raises(ValueError, match="Give hours in order"):
        PeakHours(start=start, end=end, percent=percent)


class Even:
    """A free-flow source with 10, 21 and so on minutes."""

    def table(self, places: Sequence[Place]) -> TravelTable:
        """Return the table."""
        size = len(places)
        minutes = tuple(0 if cell % (size + 1) == 0 else 10 + cell for cell in range(size * size))
        return TravelTable(
            places=tuple(place.id for place in places), minutes=minutes, source="roads", made_on=date(2026, 11, 1)
        )


PLACES = [Place(id=PlaceId(code), name=code, kind=PlaceKind.AZC, city=code, lat=52.0, lon=5.0) for code in ("A", "B")]


def test_planning_lengthens_every_time_and_says_so() -> None:
    # 11 and 12 minutes at 115 % are 12.65 and 13.8, rounded up.
    assert Cautious(free_flow=Even(), percent=115).table(PLACES) == TravelTable(
        places=(PlaceId("A"), PlaceId("B")),
        minutes=(0, 13, 14, 0),
        source="roads, 115 % van vrije doorstroming",
        made_on=date(2026, 11, 1),
        percent=115,
    )


def test_at_a_hundred_percent_the_source_is_as_it_was() -> None:
    assert Cautious(free_flow=Even(), percent=100).table(PLACES) == Even().table(PLACES)
