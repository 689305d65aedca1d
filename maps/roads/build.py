"""The builder: an OpenStreetMap file in, a road graph with its origin out.

Not allowed here: the order of options of the command (``api.cli.roads``).
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from maps.roads.contract import contract
from maps.roads.file import ATTRIBUTION, LICENCE
from maps.roads.graph import GraphOrigin, RoadGraph, RoadGraphError
from maps.roads.osm import header_date, read_ways
from maps.roads.speeds import RoadClass

DEFAULT_CLASSES = tuple(RoadClass)


def build_graph(
    path: Path, *, built_on: date, osm_date: date | None = None, classes: Iterable[RoadClass] = DEFAULT_CLASSES
) -> RoadGraph:
    """Return the graph of an ``.osm.pbf`` file; raise RoadGraphError, or FileNotFoundError.

    ``osm_date`` is the day of the map; None reads it from the file, which not every file has: it is then refused
    before the roads are read.
    """
    wanted = frozenset(classes)
    day = osm_date or header_date(path)
    if day is None:
        raise RoadGraphError(
            f"{path.name} zegt niet van welke dag de kaart is\nGeef die dag, bijvoorbeeld --osm-date 2026-11-01."
        )
    ways = list(read_ways(path, wanted))
    origin = GraphOrigin(
        source="OpenStreetMap",
        licence=LICENCE,
        attribution=ATTRIBUTION,
        osm_date=day,
        built_on=built_on,
        classes=tuple(kind.name.lower() for kind in sorted(wanted)),
        input_sha256=_sha256(path),
    )
    return contract(ways, origin)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
