"""Travel times and routes over the made-up town."""

import random
from datetime import date
from math import inf

import numpy as np
import pytest

from maps.roads.contract import contract
from maps.roads.network import RoadNetwork
from maps.roads.osm import OSM_UNITS, OsmWay
from maps.roads.speeds import RoadClass, delivered_speeds
from maps.travel import great_circle_km, travel_minutes
from planner.domain.ids import PlaceId
from planner.domain.places import Place, PlaceKind
from tests.maps.roads.town import ORIGIN, TOWN, way

NETWORK = RoadNetwork(contract(TOWN, ORIGIN))


def place(code: str, lat: float, lon: float) -> Place:
    return Place(id=PlaceId(code), name=code, kind=PlaceKind.OFFICE, city=code, lat=lat, lon=lon)


WEST, EAST, SOUTH = place("W", 52.00, 5.00), place("E", 52.00, 5.06), place("S", 51.99, 5.04)
BRUSSELS = place("B", 50.84, 4.37)


def test_delivered_speeds_are_those_of_the_table() -> None:
    speeds = delivered_speeds()
    assert dict(speeds.by_class) == {
        RoadClass.MOTORWAY: 97,
        RoadClass.TRUNK: 80,
        RoadClass.PRIMARY: 60,
        RoadClass.SECONDARY: 48,
        RoadClass.TERTIARY: 40,
    }
    assert (speeds.ramp, speeds.access, speeds.access_detour, speeds.fastest) == (55, 28, 1.35, 97)


def test_slip_roads_are_at_most_as_quick_as_a_ramp() -> None:
    metres, kinds = np.array([1000.0, 1000.0, 1000.0]), np.array([1, 1, 5], dtype=np.uint8)
    minutes = delivered_speeds().minutes(metres, kinds, np.array([False, True, True]))
    # 60 / 97, 60 / 55 and, slower than a ramp, 60 / 40.
    assert minutes.tolist() == pytest.approx([0.6186, 1.0909, 1.5], abs=1e-4)


def test_minutes_and_kilometres_follow_from_class_and_length() -> None:
    minutes, kilometres = NETWORK.times([WEST, EAST, SOUTH])
    # West to south: 2,738 m primary at 60 and 1,112 m tertiary at 40 km/h: 2.738 + 1.668 minutes, 3.850 km.
    assert minutes[0, 2] == pytest.approx(4.406, abs=0.002)
    assert kilometres[0, 2] == pytest.approx(3.850, abs=0.002)
    # West to east over the primary road, 4,107 m; the motorway is a detour.
    assert minutes[0, 1] == pytest.approx(4.107, abs=0.002)
    assert np.diag(minutes).tolist() == [0.0, 0.0, 0.0]


def test_the_table_is_rounded_up_and_names_source_and_date_of_the_map() -> None:
    table = NETWORK.table([WEST, EAST, SOUTH])
    assert table.places == (WEST.id, EAST.id, SOUTH.id)
    assert table.minutes == (0, 5, 5, 5, 0, 4, 5, 4, 0)
    assert table.source == f"wegennet OpenStreetMap ({NETWORK.source[24:32]}), daarbuiten schatting"
    assert table.made_on == date(2026, 11, 1)


def test_a_one_way_road_is_not_driven_against() -> None:
    ways = [
        way((1, 3), RoadClass.PRIMARY, oneway=True),
        way((3, 5), RoadClass.TERTIARY),
        way((5, 1), RoadClass.TERTIARY),
    ]
    minutes, _ = RoadNetwork(contract(ways, ORIGIN)).times([WEST, place("C", 52.0, 5.04)])
    # Back over node 5: 1,112 m and 2,956 m tertiary.
    assert minutes[0, 1] == pytest.approx(2.738, abs=0.002)
    assert minutes[1, 0] == pytest.approx((1.112 + 2.956) * 1.5, abs=0.01)


def test_a_route_follows_the_roads_and_tells_their_numbers() -> None:
    found = NETWORK.route(WEST, EAST)
    assert found is not None
    assert found.line[0] == (52.00, 5.00)
    assert (52.00, 5.04) in found.line
    assert found.line[-1] == (52.00, 5.06)
    assert found.roads == ("N201", "N202")
    assert found.attribution == "© OpenStreetMap contributors"


def test_places_at_one_position_have_no_route_between_them() -> None:
    assert NETWORK.route(WEST, place("X", WEST.lat, WEST.lon)) is None


def test_a_place_off_the_map_gets_the_estimate_and_is_named() -> None:
    table = NETWORK.table([WEST, BRUSSELS])
    estimate = travel_minutes([(WEST.lat, WEST.lon), (BRUSSELS.lat, BRUSSELS.lon)])
    assert table.minutes == estimate
    assert NETWORK.off_map([WEST, BRUSSELS]) == (BRUSSELS,)
    assert NETWORK.route(WEST, BRUSSELS) is None


def test_neighbours_are_driven_between_without_a_detour_over_the_graph() -> None:
    near = place("N", 52.0009, 5.0)
    minutes, kilometres = NETWORK.times([WEST, near])
    # 0.0009 degree is 100 m: 135 m of street at 28 km/h.
    assert kilometres[0, 1] == pytest.approx(0.1351, abs=0.0005)
    assert minutes[0, 1] == pytest.approx(0.2895, abs=0.001)


def test_no_places_give_an_empty_table() -> None:
    assert NETWORK.table([]).minutes == ()


def _plain(network: RoadNetwork, start: Place, end: Place) -> float:
    """Minutes by Floyd and Warshall over the graph, joins included: slow, and nothing to go wrong."""
    graph, speeds = network.graph, delivered_speeds()
    minutes = speeds.minutes(graph.metres.astype(float), graph.kind, graph.ramp)
    best = [[0.0 if i == j else inf for j in range(graph.nodes)] for i in range(graph.nodes)]
    for road in range(graph.roads):
        a, b = int(graph.start[road]), int(graph.end[road])
        best[a][b] = min(best[a][b], float(minutes[road]))
        if not graph.oneway[road]:
            best[b][a] = min(best[b][a], float(minutes[road]))
    for via in range(graph.nodes):
        for i in range(graph.nodes):
            for j in range(graph.nodes):
                best[i][j] = min(best[i][j], best[i][via] + best[via][j])
    joined = network._join([(start.lat, start.lon), (end.lat, end.lon)])  # noqa: SLF001 - where places meet the graph
    straight = float(great_circle_km([(start.lat, start.lon), (end.lat, end.lon)])[0, 1])
    beside = straight * 1.35 * 60 / 28 if straight <= 1.0 else inf
    best_minutes: float = min(
        beside,
        *(
            joined.access[0, i, 0] + best[int(a)][int(b)] + joined.access[1, j, 0]
            for i, a in enumerate(joined.near[0])
            for j, b in enumerate(joined.near[1])
        ),
    )
    return best_minutes


@pytest.mark.parametrize("seed", range(12))
def test_both_searches_find_the_quickest_way_on_random_maps(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable by seed
    spots = {n: (52 + chance.random() / 4, 5 + chance.random() / 3) for n in range(40)}
    ways = []
    for _ in range(90):
        nodes = tuple(chance.sample(sorted(spots), 2))
        kind = chance.choice(list(RoadClass))
        ways.append(
            OsmWay(
                nodes=nodes,
                lat=tuple(round(spots[n][0] * OSM_UNITS) for n in nodes),
                lon=tuple(round(spots[n][1] * OSM_UNITS) for n in nodes),
                kind=kind,
                ramp=chance.random() < 0.2,
                oneway=chance.random() < 0.3,
                number="",
            )
        )
    network = RoadNetwork(contract(ways, ORIGIN))
    places = [place(str(n), 52 + chance.random() / 4, 5 + chance.random() / 3) for n in range(8)]
    minutes, kilometres = network.times(places)
    for i, origin in enumerate(places):
        for j, destination in enumerate(places):
            if i != j and not network.off_map([origin, destination]):
                found = network.route(origin, destination)
                assert found is not None
                assert minutes[i, j] == pytest.approx(_plain(network, origin, destination), abs=1e-9)
                assert (found.minutes, found.kilometres) == pytest.approx((minutes[i, j], kilometres[i, j]), abs=1e-9)
