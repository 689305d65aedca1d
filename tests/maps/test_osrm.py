"""OSRM over HTTP: a contract test.

The answers below are written out in the format that OSRM documents for version 1 of its interface, not recorded from a
running server. ``test_osrm_routed`` asks a real one, where the machine has it.
"""

import json
import socket
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from maps.osrm import Osrm
from maps.routes import RoadRoute
from maps.service import RoutingService, RoutingServiceError
from planner.domain.ids import PlaceId
from planner.domain.places import Place, PlaceKind
from planner.domain.resources import TravelTable
from tests.maps.routing_server import Answer, RoutingServer, answering

DAY = date(2026, 11, 1)


def place(code: str, lat: float, lon: float) -> Place:
    return Place(id=PlaceId(code), name=code, kind=PlaceKind.AZC, city=code, lat=lat, lon=lon)


A, B, C = place("A", 52.0, 5.0), place("B", 52.1, 5.2), place("C", 52.3, 5.5)
ROUTE = {
    "code": "Ok",
    "routes": [
        {
            "geometry": {"type": "LineString", "coordinates": [[5.0, 52.0], [5.1, 52.05], [5.2, 52.1]]},
            "legs": [
                {
                    "steps": [
                        {"name": "", "ref": "A2", "distance": 9000.1, "duration": 400.0, "mode": "driving"},
                        {"name": "", "ref": "A2", "distance": 9000.1, "duration": 300.0, "mode": "driving"},
                        {"name": "Dorpsstraat", "distance": 500.0, "duration": 61.5, "mode": "driving"},
                        {"name": "", "ref": "N201", "distance": 5000.0, "duration": 200.0, "mode": "driving"},
                    ],
                    "summary": "A2, N201",
                    "weight": 961.5,
                    "duration": 961.5,
                    "distance": 23500.2,
                }
            ],
            "weight_name": "routability",
            "weight": 961.5,
            "duration": 961.5,
            "distance": 23500.2,
        }
    ],
    "waypoints": [{"hint": "x", "distance": 4.2, "name": "", "location": [5.0, 52.0]}] * 2,
}


def osrm(server: RoutingServer, seconds: float = 5.0) -> Osrm:
    return Osrm(service=RoutingService(name="OSRM", base=server.base, seconds=seconds), map_date=DAY)


def fixed(content: object, status: int = 200) -> Answer:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return lambda _path, _body: (status, body)


def thousand(path: str, _body: bytes) -> tuple[int, bytes]:
    """Answer a table with, per pair, 60 seconds for each thousandth of a degree of longitude between the two."""
    parts = urlsplit(path)
    query = parse_qs(parts.query)
    points = [tuple(float(x) for x in point.split(",")) for point in parts.path.split("/")[-1].split(";")]
    if len(points) > 100:
        return 400, json.dumps({"code": "TooBig", "message": "Too many table coordinates"}).encode()
    rows, columns = ([int(i) for i in query[name][0].split(";")] for name in ("sources", "destinations"))
    durations = [[round(60 * 1000 * abs(points[i][0] - points[j][0]), 1) for j in columns] for i in rows]
    return 200, json.dumps({"code": "Ok", "durations": durations}).encode()


def test_a_table_is_in_whole_minutes_rounded_up_with_source_and_date() -> None:
    durations = [[0, 600.1, 900], [601, 0, 60], [900, 59.9, 0]]
    with answering(fixed({"code": "Ok", "durations": durations})) as server:
        found = osrm(server).table([A, B, C])
    assert found == TravelTable(
        places=(PlaceId("A"), PlaceId("B"), PlaceId("C")),
        minutes=(0, 11, 15, 11, 0, 1, 15, 1, 0),
        source="OSRM driving",
        made_on=DAY,
    )


def test_coordinates_are_asked_longitude_first() -> None:
    with answering(fixed({"code": "Ok", "durations": [[0, 1], [1, 0]]})) as server:
        osrm(server).table([A, B])
    parts = urlsplit(server.asked[0][0])
    assert parts.path == (
        "/table/v1/driving/5.000000,52.000000;5.200000,52.100000;5.000000,52.000000;5.200000,52.100000"
    )
    assert parse_qs(parts.query) == {"annotations": ["duration"], "sources": ["0;1"], "destinations": ["2;3"]}


def test_many_places_are_asked_in_blocks_that_a_server_accepts() -> None:
    places = [place(f"P{n}", 52.0, 5 + n / 1000) for n in range(120)]
    with answering(thousand) as server:
        found = osrm(server).table(places)
    assert len(server.asked) == 9
    assert found.minutes == tuple(abs(i - j) for i in range(120) for j in range(120))


def test_no_places_need_no_request() -> None:
    with answering(fixed({})) as server:
        assert osrm(server).table([]).source == "OSRM driving"
    assert server.asked == []


def test_places_at_one_position_are_no_minutes_apart_whatever_the_server_says() -> None:
    with answering(fixed({"code": "Ok", "durations": [[0, 12.3], [12.3, 0]]})) as server:
        assert osrm(server).table([A, place("X", A.lat, A.lon)]).minutes == (0, 0, 0, 0)


def test_a_route_has_line_length_and_road_numbers() -> None:
    with answering(fixed(ROUTE)) as server:
        found = osrm(server).route(A, B)
    assert found == RoadRoute(
        line=((52.0, 5.0), (52.05, 5.1), (52.1, 5.2)),
        kilometres=23.5002,
        minutes=16.025,
        attribution="© OpenStreetMap contributors",
        roads=("A2", "N201"),
    )


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (fixed({"code": "Ok", "durations": [[0, None], [1, 0]]}), "geen weg van A naar B"),
        (fixed({"code": "Ok", "durations": [[0, 1]]}), "Ok"),
        (fixed({"code": "InvalidQuery", "message": "Query is malformed"}, 400), "Query is malformed"),
        (fixed({"code": "Ok", "durations": [[0, "x"], [1, 0]]}), "andere vorm"),
        (fixed([1, 2]), "andere vorm"),
        (fixed(b"<html>proxy</html>"), "geen JSON"),
        (fixed(b"<html>proxy</html>", 502), "antwoord 502"),
    ],
)
def test_an_answer_of_no_use_is_an_error_with_a_remedy(answer: Answer, said: str) -> None:
    with answering(answer) as server, pytest.raises(RoutingServiceError, match=said) as caught:
        osrm(server).table([A, B])
    assert str(caught.value).splitlines()[1] == "Controleer de kaart en de grenzen van de dienst."


def test_no_route_is_an_error_with_the_server_s_own_words() -> None:
    answer = fixed({"code": "NoRoute", "message": "Impossible route between points"}, 400)
    with answering(answer) as server, pytest.raises(RoutingServiceError, match="Impossible route"):
        osrm(server).route(A, B)


def test_a_redirect_is_not_followed() -> None:
    with answering(fixed(ROUTE)) as other:
        with answering(fixed(b"", 302), location=other.base) as server, pytest.raises(RoutingServiceError):
            osrm(server).route(A, B)
        assert other.asked == []


def test_a_server_that_is_not_there_is_told_with_a_remedy() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound and not listening: a connection is refused
        service = RoutingService(name="OSRM", base=f"http://127.0.0.1:{held.getsockname()[1]}", seconds=1.0)
        with pytest.raises(RoutingServiceError, match="niet bereikbaar") as caught:
            Osrm(service=service, map_date=DAY).table([A, B])
    assert "Controleer of de dienst draait" in str(caught.value)


def test_a_server_that_never_answers_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # accepts, and says nothing
        service = RoutingService(name="OSRM", base=f"http://127.0.0.1:{silent.getsockname()[1]}", seconds=0.2)
        with pytest.raises(RoutingServiceError, match="niet bereikbaar"):
            Osrm(service=service, map_date=DAY).table([A, B])


@pytest.mark.parametrize("base", ["file:///etc/passwd", "localhost:5000", "", "ftp://x", "http://", "http://x?y=1"])
def test_only_plain_addresses_are_accepted(base: str) -> None:
    with pytest.raises(RoutingServiceError, match="niet leesbaar"):
        RoutingService(name="OSRM", base=base)
