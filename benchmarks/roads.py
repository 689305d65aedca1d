"""How good and how quick travel times are: ``python -m benchmarks roads --data DIR``.

With ``--lateness`` the same day is planned with each source and driven by the other. Not allowed here: pass or fail.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from itertools import islice, permutations
from pathlib import Path
from statistics import mean
from typing import TypeVar

from benchmarks import road_lateness, road_positions
from maps.roads.build import build_graph
from maps.roads.file import read_graph, write_graph
from maps.roads.network import RoadNetwork
from maps.travel import great_circle_km, road_distance_and_time
from planner.domain.places import Place
from planner.sample.places import gazetteer
from tests.maps.roads.reference import (
    FOLDER,
    MAP,
    READINGS,
    TABLE,
    Error,
    distance_error,
    error,
    places,
    programs_error,
    reference_folder,
)

T = TypeVar("T")
OSM_DATE, BUILT_ON = date(2021, 8, 31), date(2026, 11, 22)


def main(arguments: Sequence[str]) -> None:
    """Print errors and timings."""
    options = _options(arguments)
    folder: Path = options.data
    if not (folder / TABLE).is_file():
        print(f"roads: {TABLE} is not in {folder}; give --data DIR or set {FOLDER}")
        return
    network = _network(folder, options.graph)
    _show_errors(folder / TABLE, network)
    _show_timings(network)
    if options.positions:
        road_positions.show(network, folder / TABLE)
    if options.lateness:
        road_lateness.show(network, options.size, options.seconds)


def _network(folder: Path, graph: Path | None) -> RoadNetwork:
    if graph is None:
        seconds, built = _timed(lambda: build_graph(folder / MAP, built_on=BUILT_ON, osm_date=OSM_DATE))
        print(f"{'build':<34}{seconds:9.1f} s   {built.nodes} nodes, {built.roads} roads")
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "roads.npz"
            write_graph(built, path)
            print(f"{'file':<34}{path.stat().st_size / 1e6:9.2f} MB")
            return _loaded(path)
    return _loaded(graph)


def _loaded(path: Path) -> RoadNetwork:
    seconds, network = _timed(lambda: RoadNetwork(read_graph(path)))
    print(f"{'load':<34}{seconds:9.2f} s")
    return network


def _show_errors(table: Path, network: RoadNetwork) -> None:
    print(f"\n{'against the complete graph':<34}{'km':>8}{'':>9}{'min':>8}{'':>9}{'by hand':>10}")
    for reading in READINGS:
        there = places(reading)
        straight = great_circle_km([(place.lat, place.lon) for place in there])
        guess_km, guess_minutes = road_distance_and_time(straight)
        minutes, kilometres = network.times(there)
        _show_error(f"road graph, {reading}", error(table, minutes, kilometres), distance_error(kilometres))
        _show_error(f"estimate, {reading}", error(table, guess_minutes, guess_km), distance_error(guess_km))
    for program, share in programs_error(table).items():
        print(f"{'routing program ' + program:<34}{'':8}{share:9.2%}   against the same kilometres")


def _show_error(name: str, found: Error, by_hand: float) -> None:
    print(
        f"{name:<34}{found.km:8.2f}{found.km_share:9.2%}{found.minutes:8.2f}{found.minutes_share:9.2%}{by_hand:10.2%}"
    )


def _show_timings(network: RoadNetwork) -> None:
    known = tuple(gazetteer().values())
    many = _spread(network, 300)
    network.times(many[:2])
    _show_time("300 x 300 minutes and km", lambda: network.times(many))
    _show_time(f"{len(known)} places of the gazetteer", lambda: network.table(known))
    on_map = [place for place in known if place not in set(network.off_map(known))]
    pairs = list(islice(permutations(on_map[::7], 2), 200))
    network.route(*pairs[0])
    each = []
    for origin, destination in pairs:
        seconds, _ = _timed(partial(network.route, origin, destination))
        each.append(1000 * seconds)
    each.sort()
    middle, late = each[len(each) // 2], each[int(len(each) * 0.95)]
    spread = f"median {middle:.1f}, 95 % {late:.1f}, most {each[-1]:.1f}"
    print(f"{'one route with geometry':<34}{mean(each):9.1f} ms  {spread}")


def _show_time(name: str, work: Callable[[], object]) -> None:
    begun = time.process_time()
    seconds, _ = _timed(work)
    print(f"{name:<34}{seconds:9.2f} s   {time.process_time() - begun:.2f} s of processor")


def _spread(network: RoadNetwork, count: int) -> list[Place]:
    """Return places all over the map, none at a crossing."""
    base = next(iter(gazetteer().values()))
    positions = network.graph.positions[:: network.graph.nodes // count][:count] + 0.003
    return [_at(base, n, float(lat), float(lon)) for n, (lat, lon) in enumerate(positions)]


def _at(base: Place, number: int, lat: float, lon: float) -> Place:
    return Place(id=type(base.id)(f"P{number}"), name="", kind=base.kind, city="", lat=lat, lon=lon)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks roads")
    parser.add_argument("--data", type=Path, default=reference_folder(), help="folder of the reference data")
    parser.add_argument("--graph", type=Path, help="a graph made earlier, instead of building it")
    parser.add_argument("--positions", action="store_true", help="find the positions of the reference places again")
    parser.add_argument("--lateness", action="store_true", help="plan a day with each source and drive it by the other")
    parser.add_argument("--size", choices=["office", "region", "national"], default="region")
    parser.add_argument("--seconds", type=float, default=10.0)
    return parser.parse_args(arguments)
