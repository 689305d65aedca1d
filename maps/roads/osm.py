"""Reads roads from an OpenStreetMap file (``.osm.pbf`` or ``.osm``) with pyosmium, the optional extra ``roads``.

Ferries are no roads here: only ``highway`` of the classes asked for. Roads closed to motor vehicles or private are
left out. Not allowed here: contracting and simplifying (``contract``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

from maps.roads.graph import RoadGraphError
from maps.roads.speeds import RoadClass

OSM_UNITS = 10_000_000
"""OpenStreetMap keeps positions in ten-millionths of a degree."""
_CLOSED = frozenset({"no", "private", "agricultural", "forestry"})
_YES, _NO, _BACK = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"}), frozenset({"-1", "reverse"})


class MissingReaderError(RoadGraphError):
    """pyosmium is not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OsmWay:
    """One road as OpenStreetMap has it: node numbers and positions in ten-millionths of a degree, in driving order."""

    nodes: tuple[int, ...]
    lat: tuple[int, ...]
    lon: tuple[int, ...]
    kind: RoadClass
    ramp: bool
    oneway: bool
    number: str


def read_ways(path: Path, classes: frozenset[RoadClass]) -> Iterator[OsmWay]:
    """Yield the roads of the classes; raise RoadGraphError when the file cannot be read."""
    _check_readable(path)
    import osmium  # noqa: PLC0415 - optional

    try:
        for way in osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY).with_locations():
            if isinstance(way, osmium.osm.Way):
                road = _road(way, {tag.k: tag.v for tag in way.tags}, classes)
                if road is not None:
                    yield road
    except (RuntimeError, osmium.InvalidLocationError) as error:
        raise _unreadable(path) from error


def header_date(path: Path) -> date | None:
    """Return the date the file itself gives, or None; raise as ``read_ways``."""
    _check_readable(path)
    import osmium  # noqa: PLC0415 - optional

    try:
        with osmium.io.Reader(str(path), osmium.osm.NOTHING) as reader:
            header = reader.header()
            text = header.get("osmosis_replication_timestamp") or header.get("timestamp")
    except RuntimeError as error:
        raise _unreadable(path) from error
    return datetime.fromisoformat(text).astimezone(UTC).date() if text else None


def _check_readable(path: Path) -> None:
    """Raise FileNotFoundError or MissingReaderError."""
    if not path.is_file():
        raise FileNotFoundError(2, "no such file", str(path))
    if find_spec("osmium") is None:
        raise MissingReaderError(
            "om een kaart te lezen is pyosmium nodig\nInstalleer het met: pip install 'vertrekplanner[roads]'"
        )


def _unreadable(path: Path) -> RoadGraphError:
    return RoadGraphError(f"{path.name} is niet te lezen als kaart\nHaal het bestand (.osm.pbf) opnieuw op.")


def road_class(highway: str) -> tuple[RoadClass, bool] | None:
    """Return class and whether it is a slip road, of a ``highway`` value; None when it is no through road."""
    name = highway.removesuffix("_link")
    found = RoadClass.__members__.get(name.upper())
    return None if found is None or not name.islower() else (found, name != highway)


def direction(tags: Mapping[str, str], kind: RoadClass) -> int:
    """Return 1 for one way, -1 for one way against the order of the nodes, 0 for both ways."""
    value = tags.get("oneway", "")
    if value in _BACK:
        return -1
    if value in _NO:
        return 0
    return int(value in _YES or kind is RoadClass.MOTORWAY or tags.get("junction") in ("roundabout", "circular"))


def _road(way: object, tags: Mapping[str, str], classes: frozenset[RoadClass]) -> OsmWay | None:
    found = road_class(tags.get("highway", ""))
    if found is None or found[0] not in classes or _is_closed(tags):
        return None
    nodes = getattr(way, "nodes", ())
    points = [(int(node.ref), round(node.lat * OSM_UNITS), round(node.lon * OSM_UNITS)) for node in nodes]
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    kind, ramp = found
    sense = direction(tags, kind)
    if sense < 0:
        points.reverse()
    refs, lats, lons = zip(*points, strict=True)
    return OsmWay(
        nodes=refs, lat=lats, lon=lons, kind=kind, ramp=ramp, oneway=sense != 0, number=tags.get("ref", "").strip()
    )


def _is_closed(tags: Mapping[str, str]) -> bool:
    motor = tags.get("motorcar") or tags.get("motor_vehicle") or tags.get("vehicle") or tags.get("access", "")
    return motor in _CLOSED or tags.get("route") == "ferry"
