"""A real ``osrm-routed`` on the made-up town, where the machine has its programs or a Python to install them with.

Elsewhere the contract test in ``test_osrm`` is all there is.
"""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from maps.osrm import Osrm
from maps.roads.build import build_graph
from maps.roads.network import RoadNetwork
from maps.service import RoutingService
from planner.domain.ids import PlaceId
from planner.domain.places import Place, PlaceKind
from tests.maps.roads.town import osm_xml
from tests.maps.routing_programs import RoutingPrograms, routing_programs

DAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def programs(request: pytest.FixtureRequest) -> RoutingPrograms:
    """Give the programs of OSRM."""
    cache: Path = request.config.cache.mkdir("osrm")
    return routing_programs(cache)


@contextmanager
def routed(town: Path, programs: RoutingPrograms) -> Iterator[str]:
    """Prepare the town and serve it on a free port; give the address."""
    base = str(town.with_suffix(".osrm"))
    for command in (
        [programs.path("osrm-extract"), "-p", str(programs.profile), str(town)],
        [programs.path("osrm-partition"), base],
        [programs.path("osrm-customize"), base],
    ):
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = ["--algorithm", "mld", "--ip", "127.0.0.1", "--port", str(port), base]
    with subprocess.Popen([programs.path("osrm-routed"), *arguments], stdout=subprocess.DEVNULL) as server:
        try:
            _wait(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("osrm-routed did not start within ten seconds")


def place(code: str, lat: float, lon: float) -> Place:
    return Place(id=PlaceId(code), name=code, kind=PlaceKind.AZC, city=code, lat=lat, lon=lon)


def test_a_real_server_agrees_with_our_graph_on_ways_and_kilometres(tmp_path: Path, programs: RoutingPrograms) -> None:
    pytest.importorskip("osmium", reason="pyosmium (the extra roads) is not installed")
    town = tmp_path / "town.osm"
    town.write_text(osm_xml(), encoding="utf-8")
    west, east = place("W", 52.00, 5.00), place("E", 52.00, 5.06)
    network = RoadNetwork(build_graph(town, built_on=DAY, osm_date=DAY))
    with routed(town, programs) as base:
        osrm = Osrm(service=RoutingService(name="OSRM", base=base, seconds=5.0), map_date=DAY)
        found, table = osrm.route(west, east), osrm.table([west, east])
    ours = network.route(west, east)
    assert found is not None
    assert ours is not None
    assert found.kilometres == pytest.approx(ours.kilometres, rel=0.05)
    assert table.minutes[0] == table.minutes[3] == 0
    assert table.minutes[1] >= found.minutes
