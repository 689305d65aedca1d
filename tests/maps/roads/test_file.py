"""The file of a road graph."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from maps.roads.contract import contract
from maps.roads.file import FORMAT, fingerprint, read_graph, write_graph
from maps.roads.graph import RoadGraphError
from tests.maps.roads.town import ORIGIN, TOWN

GRAPH = contract(TOWN, ORIGIN)


def test_a_graph_comes_back_as_it_was(tmp_path: Path) -> None:
    write_graph(GRAPH, tmp_path / "roads.npz")
    found = read_graph(tmp_path / "roads.npz")
    assert (found.origin, found.numbers) == (GRAPH.origin, GRAPH.numbers)
    assert fingerprint(found) == fingerprint(GRAPH)
    assert [found.points(road) for road in range(found.roads)] == [GRAPH.points(road) for road in range(GRAPH.roads)]


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.npz", "other.npz"):
        write_graph(GRAPH, tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()


def test_the_head_holds_licence_dates_and_format(tmp_path: Path) -> None:
    write_graph(GRAPH, tmp_path / "roads.npz")
    with np.load(tmp_path / "roads.npz", allow_pickle=False) as stored:
        head = json.loads(stored["head"].tobytes())
    assert head == {
        "format": FORMAT,
        "source": "OpenStreetMap",
        "licence": "ODbL-1.0",
        "attribution": "© OpenStreetMap contributors",
        "osm_date": "2026-11-01",
        "built_on": "2026-11-21",
        "classes": ["motorway", "primary", "tertiary"],
        "input_sha256": "",
        "numbers": ["", "A99", "N201", "N202"],
    }


def test_another_graph_has_another_fingerprint() -> None:
    longer = replace(GRAPH, metres=GRAPH.metres + np.float32(1))
    assert fingerprint(longer) != fingerprint(GRAPH)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a graph at all", b"\x93NUMPY"])
def test_another_file_is_refused_with_a_remedy(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "roads.npz"
    path.write_bytes(content)
    with pytest.raises(RoadGraphError, match="roads build"):
        read_graph(path)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roads.npz"
    write_graph(GRAPH, path)
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(RoadGraphError, match="geen wegenbestand"):
        read_graph(path)


def test_pickled_objects_are_never_opened(tmp_path: Path) -> None:
    path = tmp_path / "roads.npz"
    np.savez(path, head=np.array([{"format": FORMAT}], dtype=object))
    with pytest.raises(RoadGraphError, match="geen wegenbestand"):
        read_graph(path)


def test_a_format_of_another_version_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "roads.npz"
    head = np.frombuffer(json.dumps({"format": "vertrekplanner-wegen/9"}).encode(), dtype=np.uint8)
    np.savez(path, head=head)
    with pytest.raises(RoadGraphError, match="vertrekplanner-wegen/9"):
        read_graph(path)


def test_roads_between_unknown_nodes_are_refused() -> None:
    with pytest.raises(RoadGraphError, match="passen niet"):
        replace(GRAPH, start=GRAPH.start + np.int32(100))


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_graph(tmp_path / "none.npz")
