"""Estimated travel times."""

from datetime import date
from itertools import product

import pytest

from maps.travel import FittedGreatCircle, great_circle_km, road_kilometres, travel_minutes
from planner.domain.ids import PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.resources import TravelTable

SCHIPHOL = (52.310, 4.768)
ROTTERDAM = (51.953, 4.450)
DEN_HAAG = (52.081, 4.324)
ZWOLLE = (52.511, 6.091)
ZEIST = (52.121, 5.285)
TER_APEL = (52.877, 7.059)
# Kilometres over the road, measured on the road network.
REFERENCES = (
    (ROTTERDAM, SCHIPHOL, 54),
    (DEN_HAAG, SCHIPHOL, 43),
    (ZWOLLE, DEN_HAAG, 152),
    (ZEIST, DEN_HAAG, 75),
    (TER_APEL, SCHIPHOL, 217),
)


def _place(code: str, position: tuple[float, float]) -> Place:
    return Place(id=PlaceId(code), name=code, kind=PlaceKind.OFFICE, city=code, lat=position[0], lon=position[1])


def test_one_degree_of_latitude_is_111_kilometres() -> None:
    # 6371.0088 km * pi / 180 = 111.195 km.
    assert great_circle_km([(0.0, 0.0), (1.0, 0.0)])[0, 1] == pytest.approx(111.195, abs=0.001)


def test_minutes_follow_the_fit_and_are_rounded_up() -> None:
    # 8.0 + 0.783 * 111.195 = 95.07, rounded up 96.
    assert travel_minutes([(52.0, 5.0), (53.0, 5.0)]) == (0, 96, 96, 0)


def test_kilometres_follow_the_fit() -> None:
    # 1.9 + 1.244 * 111.195 = 140.2.
    assert road_kilometres([(52.0, 5.0), (53.0, 5.0)]) == (0, 140, 140, 0)


def test_places_at_the_same_position_are_no_minutes_apart() -> None:
    assert travel_minutes([SCHIPHOL, SCHIPHOL]) == (0, 0, 0, 0)


def test_mean_error_to_the_reference_distances_is_within_the_documented_error() -> None:
    # Documented: mean absolute error 8.1 km over all pairs of places. These five are mostly short, so that the same
    # kilometres are a larger share of the way (9.7 %) than over all pairs (6.5 %).
    errors = [abs(road_kilometres([a, b])[1] - km) for a, b, km in REFERENCES]
    assert errors == [4, 8, 11, 9, 7]
    assert sum(errors) / len(errors) <= 8.1


def test_minutes_to_ter_apel_are_between_motorway_and_provincial_speed() -> None:
    # 217 km at 97 km/h (motorway all the way) take 134 minutes, at 80 km/h 163.
    assert 134 <= travel_minutes([TER_APEL, SCHIPHOL])[1] <= 163


def test_table_is_row_major_in_the_order_of_the_places() -> None:
    points = {"A": SCHIPHOL, "B": TER_APEL, "C": ZEIST}
    table = FittedGreatCircle().table([_place(code, at) for code, at in points.items()])
    pairs = tuple(travel_minutes([a, b])[1] if a != b else 0 for a, b in product(points.values(), repeat=2))
    assert table == TravelTable(
        places=(PlaceId("A"), PlaceId("B"), PlaceId("C")),
        minutes=pairs,
        source="schatting (grootcirkel, gefit)",
        made_on=date(2026, 11, 21),
    )


def test_table_of_no_places_still_names_its_source() -> None:
    assert FittedGreatCircle().table([]).source == "schatting (grootcirkel, gefit)"


@pytest.mark.parametrize("position", [(91.0, 5.0), (52.0, 181.0), (float("nan"), 5.0)])
def test_positions_off_the_globe_are_refused(position: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="not on the globe"):
        travel_minutes([position, SCHIPHOL])
