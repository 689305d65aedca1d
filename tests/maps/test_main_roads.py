"""Main roads of a graph as lines under a map."""

from datetime import date

import numpy as np

from maps.day_map import render_day_map
from maps.flight_map import render_flight_map
from maps.main_roads import MainRoads, main_roads
from maps.page import Delivery
from maps.roads.graph import GraphOrigin, RoadGraph
from maps.roads.speeds import RoadClass
from tests.maps.examples import escort_day, flight_week

MOTORWAY, TRUNK = RoadClass.MOTORWAY, RoadClass.TRUNK


def _graph(*roads: tuple[int, int, RoadClass, bool]) -> RoadGraph:
    """Make a graph of crossings on one parallel, a tenth of a degree apart; each road start, end, class, ramp."""
    count = 1 + max(max(start, end) for start, end, _, _ in roads)
    return RoadGraph(
        origin=GraphOrigin(
            source="proef",
            licence="eigen werk",
            attribution="de wegbeheerder",
            osm_date=date(2026, 11, 1),
            built_on=date(2026, 11, 1),
            classes=("motorway",),
        ),
        numbers=("",),
        lat=np.full(count, 5_200_000, dtype=np.int32),
        lon=np.arange(count, dtype=np.int32) * 10_000 + 500_000,
        start=np.array([road[0] for road in roads], dtype=np.int32),
        end=np.array([road[1] for road in roads], dtype=np.int32),
        metres=np.full(len(roads), 6_850, dtype=np.float32),
        kind=np.array([road[2] for road in roads], dtype=np.uint8),
        ramp=np.array([road[3] for road in roads], dtype=np.bool_),
        oneway=np.ones(len(roads), dtype=np.bool_),
        number=np.zeros(len(roads), dtype=np.int32),
        offsets=np.zeros(len(roads) + 1, dtype=np.int32),
        shape=np.zeros((0, 2), dtype=np.int32),
    )


def test_pieces_of_a_motorway_are_one_line_without_points_that_say_nothing() -> None:
    found = main_roads(_graph((1, 2, MOTORWAY, False), (0, 1, MOTORWAY, False), (2, 3, MOTORWAY, False)))
    assert found.lines == (((52.0, 5.0), (52.0, 5.3)),)
    assert found.attribution == "de wegbeheerder"


def test_slip_roads_and_lesser_roads_are_left_out() -> None:
    found = main_roads(_graph((0, 1, MOTORWAY, True), (1, 2, TRUNK, False), (2, 3, MOTORWAY, False)))
    assert found.lines == (((52.0, 5.2), (52.0, 5.3)),)


def test_lines_end_where_motorways_part_and_a_ring_is_one_line() -> None:
    fork = main_roads(_graph((0, 1, MOTORWAY, False), (1, 2, MOTORWAY, False), (1, 3, MOTORWAY, False)))
    ring = main_roads(_graph((0, 1, MOTORWAY, False), (1, 2, MOTORWAY, False), (2, 0, MOTORWAY, False)))
    assert sorted(len(line) for line in fork.lines) == [2, 2, 2]
    assert len(ring.lines) == 1


def test_maps_of_the_netherlands_draw_them_and_say_whose_they_are() -> None:
    delivery = Delivery(roads=MainRoads((((52.0, 5.0), (52.1, 5.1)),), "de <wegbeheerder>"))
    day, flights = render_day_map(escort_day(), delivery).html, render_flight_map(flight_week(), delivery).html
    assert '"roads":[[[52.0,5.0],[52.1,5.1]]]' in day
    assert '<span id="wegen-van">de &lt;wegbeheerder&gt;</span>' in day
    assert '"roads"' not in flights
    assert "wegen-van</" not in flights
