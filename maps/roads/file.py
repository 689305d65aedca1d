"""The file of a road graph: one compressed ``.npz`` of plain arrays with a JSON head; the same graph, the same bytes.

The head says format, source, licence, attribution, dates and road classes, so that a file never travels without them.
Not allowed here: searching and building.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from maps.roads.graph import GraphOrigin, RoadGraph, RoadGraphError

FORMAT = "vertrekplanner-wegen/1"
LICENCE = "ODbL-1.0"
ATTRIBUTION = "© OpenStreetMap contributors"
_ARRAYS = ("lat", "lon", "start", "end", "metres", "kind", "ramp", "oneway", "number", "offsets", "shape")
_STEPWISE = ("lat", "lon", "start", "end", "shape")
"""Stored as differences with the row before, which compresses better."""


def write_graph(graph: RoadGraph, path: Path) -> None:
    """Write a graph, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, NDArray[np.generic]] = {name: getattr(graph, name) for name in _ARRAYS}
    for name in _STEPWISE:
        arrays[name] = np.diff(arrays[name], axis=0, prepend=np.zeros_like(arrays[name][:1]))
    draft = path.with_name(f".{path.name}.nieuw")
    with draft.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, head=_head(graph), **arrays)
    draft.replace(path)


def read_graph(path: Path) -> RoadGraph:
    """Read a graph; raise RoadGraphError for a file that is not one, FileNotFoundError for none."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return _graph(stored)
    except (FileNotFoundError, RoadGraphError):
        raise
    except (OSError, KeyError, TypeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise RoadGraphError(
            f"{path.name} is geen wegenbestand van dit programma\n"
            "Maak er een met: vertrekplanner roads build KAART.osm.pbf"
        ) from error


def _graph(stored: Mapping[str, NDArray[np.generic]]) -> RoadGraph:
    head = json.loads(stored["head"].tobytes())
    if head["format"] != FORMAT:
        raise RoadGraphError(f"het wegenbestand heeft indeling {head['format']}, niet {FORMAT}\nMaak de graaf opnieuw.")

    def whole(name: str) -> NDArray[np.int32]:
        found = np.asarray(stored[name], dtype=np.int32)
        return np.cumsum(found, axis=0, dtype=np.int32) if name in _STEPWISE else found

    return RoadGraph(
        origin=_origin(head),
        numbers=tuple(head["numbers"]),
        lat=whole("lat"),
        lon=whole("lon"),
        start=whole("start"),
        end=whole("end"),
        metres=np.asarray(stored["metres"], dtype=np.float32),
        kind=np.asarray(stored["kind"], dtype=np.uint8),
        ramp=np.asarray(stored["ramp"], dtype=np.bool_),
        oneway=np.asarray(stored["oneway"], dtype=np.bool_),
        number=whole("number"),
        offsets=whole("offsets"),
        shape=whole("shape"),
    )


def fingerprint(graph: RoadGraph) -> str:
    """Return eight characters that another graph would not have."""
    found = hashlib.sha256(_head(graph).tobytes())
    for name in _ARRAYS:
        found.update(np.ascontiguousarray(getattr(graph, name)).tobytes())
    return found.hexdigest()[:8]


def _head(graph: RoadGraph) -> NDArray[np.uint8]:
    origin = graph.origin
    head = {
        "format": FORMAT,
        "source": origin.source,
        "licence": origin.licence,
        "attribution": origin.attribution,
        "osm_date": origin.osm_date.isoformat(),
        "built_on": origin.built_on.isoformat(),
        "classes": list(origin.classes),
        "input_sha256": origin.input_sha256,
        "numbers": list(graph.numbers),
    }
    return np.frombuffer(json.dumps(head, ensure_ascii=False, sort_keys=True).encode(), dtype=np.uint8)


def _origin(head: dict[str, str | list[str]]) -> GraphOrigin:
    try:
        return GraphOrigin(
            source=str(head["source"]),
            licence=str(head["licence"]),
            attribution=str(head["attribution"]),
            osm_date=date.fromisoformat(str(head["osm_date"])),
            built_on=date.fromisoformat(str(head["built_on"])),
            classes=tuple(head["classes"]),
            input_sha256=str(head["input_sha256"]),
        )
    except (KeyError, ValueError) as error:
        raise RoadGraphError("het wegenbestand zegt niet waar het vandaan komt\nMaak de graaf opnieuw.") from error
