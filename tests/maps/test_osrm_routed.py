"""A real ``osrm-routed`` on the made-up town, where the machine has the programs.

The package osrm-bindings brings them, with wheels for Python 3.12 and newer only; elsewhere the contract test in
``test_osrm`` is all there is.
"""

import shutil
import socket
import subprocess
import sys
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

DAY = date(2026, 11, 1)
PROGRAMS = ("osrm-extract", "osrm-partition", "osrm-customize", "osrm-routed")


@pytest.fixture
def profile() -> Path:
    """Give the car profile that belongs to the programs; skip where they are absent."""
    found = [shutil.which(name, path=f"{Path(sys.executable).parent}") or shutil.which(name) for name in PROGRAMS]
    if None in found:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        pytest.skip(f"osrm-routed is not here; osrm-bindings has wheels for Python 3.12 and newer (this is {version})")
    roots = (Path(sys.prefix), Path("/usr"), Path("/usr/local"))
    beside = Path(str(found[0])).parent.parent / "share"  # where the package keeps programs and profiles together
    profiles = [
        path for folder in (beside, *(root / "share" / "osrm" for root in roots)) for path in folder.glob("**/car.lua")
    ]
    if not profiles:
        pytest.skip("osrm-routed is here without its profile car.lua")
    return profiles[0]


@contextmanager
def routed(town: Path, profile: Path) -> Iterator[str]:
    """Prepare the town and serve it on a free port; give the address."""
    programs = {name: shutil.which(name) or str(Path(sys.executable).parent / name) for name in PROGRAMS}
    base = str(town.with_suffix(".osrm"))
    subprocess.run([programs["osrm-extract"], "-p", str(profile), str(town)], check=True, timeout=60)
    subprocess.run([programs["osrm-partition"], base], check=True, timeout=60)
    subprocess.run([programs["osrm-customize"], base], check=True, timeout=60)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    arguments = ["--algorithm", "mld", "--ip", "127.0.0.1", "--port", str(port), base]
    with subprocess.Popen([programs["osrm-routed"], *arguments]) as server:
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


def test_a_real_server_agrees_with_our_graph_on_ways_and_kilometres(tmp_path: Path, profile: Path) -> None:
    pytest.importorskip("osmium", reason="pyosmium (the extra roads) is not installed")
    town = tmp_path / "town.osm"
    town.write_text(osm_xml(), encoding="utf-8")
    west, east = place("W", 52.00, 5.00), place("E", 52.00, 5.06)
    network = RoadNetwork(build_graph(town, built_on=DAY, osm_date=DAY))
    with routed(town, profile) as base:
        osrm = Osrm(service=RoutingService(name="OSRM", base=base, seconds=5.0), map_date=DAY)
        found, table = osrm.route(west, east), osrm.table([west, east])
    ours = network.route(west, east)
    assert found is not None
    assert ours is not None
    assert found.kilometres == pytest.approx(ours.kilometres, rel=0.05)
    assert table.minutes[0] == table.minutes[3] == 0
    assert table.minutes[1] >= found.minutes
