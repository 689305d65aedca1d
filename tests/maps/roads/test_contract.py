"""Cutting, joining and simplifying ways."""

import pytest

from maps.roads.contract import contract
from maps.roads.graph import RoadGraphError
from maps.roads.simplify import simplified
from maps.roads.speeds import RoadClass
from tests.maps.roads.town import ISLAND, ORIGIN, PRIMARY_MIDDLE, PRIMARY_WEST, TERTIARY, TOWN, way


def test_only_crossings_and_ends_are_left_as_nodes() -> None:
    graph = contract(TOWN, ORIGIN)
    # 1, 3, 4, 5, 11, 12 and 13; node 2 only passes on, and 21 and 22 lie on an island.
    assert sorted((float(lat), float(lon)) for lat, lon in graph.positions) == [
        (51.99, 5.04),
        (52.00, 5.00),
        (52.00, 5.04),
        (52.00, 5.06),
        (52.02, 5.00),
        (52.02, 5.03),
        (52.02, 5.06),
    ]


def test_roads_keep_class_ramp_direction_and_number() -> None:
    graph = contract(TOWN, ORIGIN)
    found = sorted(
        (RoadClass(int(kind)).name, bool(ramp), bool(oneway), graph.numbers[number])
        for kind, ramp, oneway, number in zip(graph.kind, graph.ramp, graph.oneway, graph.number, strict=True)
    )
    assert found == [
        ("MOTORWAY", False, True, "A99"),
        ("MOTORWAY", False, True, "A99"),
        ("MOTORWAY", True, True, ""),
        ("MOTORWAY", True, True, ""),
        ("MOTORWAY", True, True, ""),
        ("PRIMARY", False, False, "N201"),
        ("PRIMARY", False, False, "N202"),
        ("TERTIARY", False, False, ""),
    ]


def test_a_joined_road_is_as_long_as_its_parts() -> None:
    graph = contract([PRIMARY_WEST, PRIMARY_MIDDLE], ORIGIN)
    # 0.04 degrees of longitude at 52 degrees north: 0.04 * 111,195 m * cos(52) = 2,738 m.
    assert graph.metres.tolist() == pytest.approx([2738.3], abs=0.5)


def test_one_way_roads_against_each_other_are_not_joined() -> None:
    ways = [
        way((1, 2), RoadClass.PRIMARY, oneway=True),
        way((3, 2), RoadClass.PRIMARY, oneway=True),
        way((2, 1), RoadClass.TERTIARY),
        way((2, 3), RoadClass.TERTIARY),
    ]
    graph = contract(ways, ORIGIN)
    assert (graph.nodes, graph.roads) == (3, 4)


def test_a_one_way_road_joined_from_its_end_keeps_its_direction() -> None:
    ways = [way((2, 3), RoadClass.PRIMARY, oneway=True), way((1, 2), RoadClass.PRIMARY, oneway=True)]
    graph = contract([*ways, way((3, 5, 1), RoadClass.TERTIARY)], ORIGIN)
    (road,) = [i for i in range(graph.roads) if graph.oneway[i]]
    ends = [tuple(graph.positions[node].tolist()) for node in (graph.start[road], graph.end[road])]
    assert ends == [(52.0, 5.0), (52.0, 5.04)]


def test_the_same_ways_in_another_order_give_the_same_graph() -> None:
    one, other = contract(TOWN, ORIGIN), contract(TOWN[::-1], ORIGIN)
    assert one.positions.tolist() == other.positions.tolist()
    assert sorted(zip(one.start.tolist(), one.end.tolist(), strict=True)) == sorted(
        zip(other.start.tolist(), other.end.tolist(), strict=True)
    )


def test_the_larger_of_two_islands_stays() -> None:
    graph = contract([ISLAND, PRIMARY_WEST, TERTIARY, PRIMARY_MIDDLE], ORIGIN)
    assert float(graph.positions[:, 0].max()) == 52.0


def test_nothing_left_is_told_with_a_remedy() -> None:
    with pytest.raises(RoadGraphError, match="Kies een andere kaart"):
        contract([], ORIGIN)


def test_points_beside_the_line_by_more_than_the_tolerance_are_kept() -> None:
    # 0.0001 degree of latitude is 11 m, 0.0003 is 33 m.
    line = [(520_000_000, 50_000_000), (520_001_000, 50_100_000), (520_003_000, 50_200_000), (520_000_000, 50_300_000)]
    assert simplified(line, 15.0) == [line[0], line[2], line[3]]


def test_a_loop_keeps_its_furthest_point() -> None:
    loop = [(520_000_000, 50_000_000), (520_100_000, 50_000_000), (520_000_000, 50_000_000)]
    assert simplified(loop, 15.0) == loop
