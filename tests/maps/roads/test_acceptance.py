"""A graph made by our own builder against the reference tables, where those are on this machine."""

from datetime import date

import pytest

from maps.roads.build import build_graph
from maps.roads.network import RoadNetwork
from maps.travel import great_circle_km, road_distance_and_time
from tests.maps.roads.reference import MAP, TABLE, distance_error, error, needed, places


@pytest.fixture(scope="module")
def network() -> RoadNetwork:
    """Build the graph of the country."""
    source = needed(MAP)
    pytest.importorskip("osmium", reason="pyosmium (the extra roads) is not installed")
    return RoadNetwork(build_graph(source, built_on=date(2026, 11, 22), osm_date=date(2021, 8, 31)))


@pytest.mark.parametrize(
    ("reading", "km", "minutes"), [("placed", 0.02, 0.04), ("buildings", 0.02, 0.04), ("town", 0.03, 0.04)]
)
def test_the_graph_is_within_the_promised_error(network: RoadNetwork, reading: str, km: float, minutes: float) -> None:
    found = error(needed(TABLE), *network.times(places(reading)))
    assert found.km_share <= km
    assert found.minutes_share <= minutes


def test_the_distances_by_hand_are_met(network: RoadNetwork) -> None:
    _, kilometres = network.times(places("placed"))
    assert distance_error(kilometres) <= 0.02


def test_the_graph_is_at_least_twice_as_good_as_the_estimate(network: RoadNetwork) -> None:
    there = places("placed")
    kilometres, minutes = road_distance_and_time(great_circle_km([(place.lat, place.lon) for place in there]))
    estimate, graph = error(needed(TABLE), minutes, kilometres), error(needed(TABLE), *network.times(there))
    assert 2 * graph.km_share <= estimate.km_share
    assert 2 * graph.minutes_share <= estimate.minutes_share
