"""Valhalla over HTTP: a contract test, with answers written out in the format that Valhalla documents."""

import json
from datetime import date

import pytest

from maps.routes import RoadRoute
from maps.service import RoutingService, RoutingServiceError
from maps.valhalla import Valhalla, decoded
from planner.domain.ids import PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.resources import TravelTable
from tests.maps.routing_server import RoutingServer, answering

DAY = date(2026, 11, 1)
A = Place(id=PlaceId("A"), name="A", kind=PlaceKind.AZC, city="A", lat=52.0, lon=5.0)
B = Place(id=PlaceId("B"), name="B", kind=PlaceKind.AZC, city="B", lat=52.1, lon=5.2)


def valhalla(server: RoutingServer) -> Valhalla:
    return Valhalla(service=RoutingService(name="Valhalla", base=server.base, seconds=5.0), map_date=DAY)


def matrix(_path: str, body: bytes) -> tuple[int, bytes]:
    """Answer with 601 seconds between each two different points."""
    question = json.loads(body)
    cells = [
        [
            {"from_index": i, "to_index": j, "time": 0 if one == other else 601, "distance": 12.3}
            for j, other in enumerate(question["targets"])
        ]
        for i, one in enumerate(question["sources"])
    ]
    return 200, json.dumps({"sources_to_targets": cells, "units": "kilometers"}).encode()


def test_a_table_is_in_whole_minutes_rounded_up_with_source_and_date() -> None:
    with answering(matrix) as server:
        found = valhalla(server).table([A, B])
    assert found == TravelTable(places=(A.id, B.id), minutes=(0, 11, 11, 0), source="Valhalla auto", made_on=DAY)
    path, body = server.asked[0]
    assert path == "/sources_to_targets"
    assert json.loads(body)["sources"] == [{"lat": 52.0, "lon": 5.0}, {"lat": 52.1, "lon": 5.2}]


def test_a_table_with_a_pair_missing_is_refused() -> None:
    cells = [[{"from_index": 0, "to_index": 0, "time": 0}]]
    with (
        answering(lambda *_: (200, json.dumps({"sources_to_targets": cells}).encode())) as server,
        pytest.raises(RoutingServiceError, match="ontbreken paren"),
    ):
        valhalla(server).table([A, B])


def test_a_shape_is_decoded_with_six_decimals() -> None:
    # Encoded by hand from 38.5, -120.2 and a step of 2.2, -0.75, at six decimals.
    assert decoded("_izlhA~rlgdF_{geC~ywl@") == ((38.5, -120.2), (40.7, -120.95))


def test_a_route_has_line_and_length() -> None:
    trip = {"summary": {"length": 23.5, "time": 961.5}, "legs": [{"shape": "_izlhA~rlgdF_{geC~ywl@"}], "status": 0}
    with answering(lambda *_: (200, json.dumps({"trip": trip}).encode())) as server:
        found = valhalla(server).route(A, B)
    assert found == RoadRoute(
        line=((38.5, -120.2), (40.7, -120.95)),
        kilometres=23.5,
        minutes=16.025,
        attribution="© OpenStreetMap contributors",
    )


def test_a_refusal_is_told_in_the_server_s_own_words() -> None:
    refusal = json.dumps({"error_code": 442, "error": "No path could be found for input", "status_code": 400})
    with (
        answering(lambda *_: (400, refusal.encode())) as server,
        pytest.raises(RoutingServiceError, match="No path could be found"),
    ):
        valhalla(server).route(A, B)
