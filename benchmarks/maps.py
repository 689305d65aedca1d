"""How quickly the maps of a national week open, and whether they are quiet: ``python -m benchmarks maps``.

Without and with a road graph (``--graph``): making the maps of a new release, one day of an older release that nobody
prepared, then every kind of map over a real connection in a real Chromium. Needs Chromium, and axe-core in
``tests/node``. Not allowed here: pass or fail; it only prints.
"""

import argparse
import http.client
import os
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from playwright.sync_api import BrowserContext

from api.composition import SystemClock
from api.pages.viewer import Role, Viewer
from api.roads import GRAPH, OSRM, VALHALLA, configured_roads
from api.server.app import create_app
from api.server.listening import configuration
from api.server.preparing import Preparing
from api.server.shelf import Shelf
from benchmarks.day_problem import WEEK
from benchmarks.map_week import publish_week
from planner.domain.default_settings import DEFAULT_SETTINGS
from planner.domain.settings import Settings
from planner.store import open_store
from planner.store.transactions import SqlStore
from tests.browser import CHROMIUM, offline_chromium
from tests.maps.test_accessibility import AXE, RUN

PLANNER = Viewer(Role.PLANNER)
KINDS = {
    "day": "kaarten/vervoer-",
    "vehicle": "kaarten/rit-",
    "flights": "kaarten/vluchten",
    "presentations": "kaarten/presentaties-",
    "workload": "kaarten/werklast-",
    "difference": "kaarten/verschil",
}
DRAWN = ".folium-map path.land"
_HEADS = f"{'kind':<16}{'KB':>8}{'server ms':>11}{'first picture ms':>18}{'outside':>9}{'console':>9}{'axe':>6}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a browser saw of one page: milliseconds from asking to the first picture, and what went wrong."""

    milliseconds: float
    outside: int
    complaints: int
    violations: int


def main(arguments: Sequence[str]) -> None:
    """Print the figures without roads, and with them where a graph is given."""
    options = _options(arguments)
    if not CHROMIUM.exists() or not AXE.exists():
        print("maps: needs Chromium and axe-core; make test installs both")
        return
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for graph in (None, options.graph) if options.graph else (None,):
        with tempfile.TemporaryDirectory() as folder, _roads(graph):
            _measure(Path(folder), options.size, options.seconds, "with roads" if graph else "without roads")


@contextmanager
def _roads(graph: Path | None) -> Iterator[None]:
    """Configure a graph or none, as an installation would."""
    before = {name: os.environ.pop(name, None) for name in (GRAPH, OSRM, VALHALLA)}
    os.environ[GRAPH] = str(graph.resolve()) if graph else ""
    yield
    del os.environ[GRAPH]
    os.environ.update({name: value for name, value in before.items() if value is not None})


def _measure(folder: Path, size: str, seconds: float, heading: str) -> None:
    store = open_store(f"sqlite:///{folder / 'maps.sqlite'}")
    travel = configured_roads().for_planning(Settings(DEFAULT_SETTINGS), WEEK.monday)
    release = publish_week(store, size, travel, seconds)
    print(f"\n{heading}: {size}, {len(release.appointments)} appointments, {travel.table(()).source}")
    _measure_unprepared(Shelf(store))
    shelf = Shelf(store)
    begun = time.perf_counter()
    made = Preparing(shelf).prepare(release.number)
    print(f"{'making ' + str(len(made)) + ' maps beforehand':<40}{time.perf_counter() - begun:8.1f} s")
    print(_HEADS)
    with _serving(store, shelf) as port, offline_chromium() as browser:
        browser.set_offline(offline=False)
        _ask(port, "/publicaties")  # the first answer of a server also starts its threads and its database connection
        for name, start in KINDS.items():
            for path in _longest(shelf, release.number, start):
                _show(name, browser, port, f"/publicaties/{release.number}/planner/{path}")
    store.close()


def _measure_unprepared(shelf: Shelf) -> None:
    """Show the first drawing of a day of an older release: nothing of it was made before."""
    days = [path for path in shelf.paths(1, PLANNER) if path.startswith(KINDS["day"])]
    for ending in (".html", ".png"):
        found = [path for path in days if path.endswith(ending)]
        taken = []
        for path in found:
            begun = time.perf_counter()
            shelf.copy(1, PLANNER, path)
            taken.append(1000 * (time.perf_counter() - begun))
        spread = ", ".join(f"{one:.0f}" for one in taken)
        print(f"{'older release, each day ' + ending:<40}{spread} ms")


def _longest(shelf: Shelf, number: int, start: str) -> list[str]:
    """Return the largest page of a kind, and its picture where it has one."""
    found: dict[str, tuple[int, str]] = {}
    for path in shelf.paths(number, PLANNER):
        if path.startswith(start) and path.endswith((".html", ".png")):
            ending = path.rpartition(".")[2]
            # Sheets are not made beforehand; the first of each day stands for all.
            size = 0 if start == KINDS["vehicle"] else len(_content(shelf, number, path))
            found[ending] = max(found.get(ending, (-1, "")), (size, path))
    return [path for _, path in found.values()]


def _content(shelf: Shelf, number: int, path: str) -> bytes:
    copy = shelf.copy(number, PLANNER, path)
    return b"" if copy is None else copy.content


def _show(name: str, browser: BrowserContext, port: int, path: str) -> None:
    server, size = _ask(port, path)
    if path.endswith(".png"):
        print(f"{name + ' png':<16}{size / 1000:8.0f}{server:11.1f}")
        return
    seen = _open(browser, f"http://127.0.0.1:{port}", path)
    print(
        f"{name:<16}{size / 1000:8.0f}{server:11.1f}{seen.milliseconds:18.0f}"
        f"{seen.outside:9}{seen.complaints:9}{seen.violations:6}"
    )


def _ask(port: int, path: str) -> tuple[float, int]:
    """Return the milliseconds of the first answer, connection included, and its size."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    content = connection.getresponse().read()
    taken = 1000 * (time.perf_counter() - begun)
    connection.close()
    return taken, len(content)


def _open(browser: BrowserContext, origin: str, path: str) -> Opened:
    page, outside, complaints = browser.new_page(), list[str](), list[str]()
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    own = (f"{origin}/", "data:", "blob:")
    page.on("request", lambda asked: outside.append(asked.url) if not asked.url.startswith(own) else None)
    page.goto(origin + path, wait_until="commit")
    page.wait_for_selector(DRAWN, state="attached")
    taken = float(page.evaluate("new Promise((seen) => requestAnimationFrame(() => seen(performance.now())))"))
    page.wait_for_load_state("load")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(RUN)
    page.close()
    return Opened(milliseconds=taken, outside=len(outside), complaints=len(complaints), violations=len(found))


@contextmanager
def _serving(store: SqlStore, shelf: Shelf) -> Iterator[int]:
    app = create_app(store, SystemClock(), shelf)
    server = uvicorn.Server(configuration(app, host="127.0.0.1", port=0))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield int(server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks maps")
    parser.add_argument("--graph", type=Path, help="a road graph, to measure with it too")
    parser.add_argument("--size", choices=["office", "region", "national"], default="national")
    parser.add_argument("--seconds", type=float, default=10.0, help="of search for the transport")
    return parser.parse_args(arguments)
