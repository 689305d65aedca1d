"""Regenerate ``maps/static``: Leaflet and the two base maps, from npm packages.

Run by hand when a version changes: ``python tools/vendor_maps.py``. Needs ``npm`` on the path; packages are fetched
by ``npm pack`` into a temporary folder, from whatever registry npm is set to.

Sources: ``leaflet`` (BSD-2-Clause) and ``world-atlas`` (ISC; its data is Natural Earth, public domain). Inland water
and the names of towns are not in those packages: they come from ``basemap_extra.json`` beside this file, drawn by hand.

Not allowed here: anything derived from OpenStreetMap, and any host name.
"""

import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

Point = tuple[float, float]
Box = tuple[float, float, float, float]

LEAFLET = "leaflet@1.9.3"
WORLD_ATLAS = "world-atlas@2.0.2"
STATIC = Path(__file__).parent.parent / "maps" / "static"
EXTRA = Path(__file__).parent / "basemap_extra.json"
NL_BOX: Box = (-2.5, 48.4, 13.5, 55.6)
WORLD_BOX: Box = (-180.0, -58.0, 180.0, 84.0)
HALF_TURN, TRIANGLE, SHARED = 180.0, 3, 2
SIZE_LIMITS = {"basemap_nl.js": 300_000, "basemap_world.js": 400_000}


class Geometry(TypedDict):
    """One geometry of a topology: arcs nested once (Polygon) or twice (MultiPolygon)."""

    type: str
    arcs: list[object]
    properties: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topology:
    """Simplified arcs, and per country the rings as lists of arc numbers (negative: reversed)."""

    arcs: tuple[tuple[Point, ...], ...]
    countries: tuple[tuple[str, tuple[tuple[tuple[int, ...], ...], ...]], ...]


def npm_pack(package: str, into: Path) -> Path:
    """Fetch one npm package and return its unpacked folder."""
    command = ["npm", "pack", "--silent", package]
    done = subprocess.run(command, cwd=into, check=True, capture_output=True, text=True)  # noqa: S603 - fixed arguments
    target = into / package.replace("@", "-")
    with tarfile.open(into / done.stdout.strip().splitlines()[-1]) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def simplify(line: Sequence[Point], tolerance: float) -> tuple[Point, ...]:
    """Douglas-Peucker, iterative; both ends stay, so that arcs keep meeting."""
    keep = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        far, worst = _farthest(line, first, last)
        if worst > tolerance:
            keep.add(far)
            todo += [(first, far), (far, last)]
    return tuple(line[i] for i in sorted(keep))


def _farthest(line: Sequence[Point], first: int, last: int) -> tuple[int, float]:
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    far, worst = first, -1.0
    for i in range(first + 1, last):
        px, py = line[i][0] - ax, line[i][1] - ay
        t = 0.0 if length == 0 else min(1.0, max(0.0, (px * dx + py * dy) / length))
        distance = ((px - t * dx) ** 2 + (py - t * dy) ** 2) ** 0.5
        if distance > worst:
            far, worst = i, distance
    return far, worst


def read_topology(path: Path, tolerance: float) -> Topology:
    """Decode a quantised TopoJSON file; arcs are simplified one by one, so borders stay shared."""
    data = json.loads(path.read_text("utf-8"))
    (sx, sy), (tx, ty) = data["transform"]["scale"], data["transform"]["translate"]
    arcs = []
    for deltas in data["arcs"]:
        x = y = 0
        line = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(simplify(line, tolerance))
    countries = []
    geometries: list[Geometry] = data["objects"]["countries"]["geometries"]
    for geometry in geometries:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        countries.append((geometry["properties"]["name"], json.loads(json.dumps(polygons))))
    return Topology(arcs=tuple(arcs), countries=tuple(countries))


def ring_points(topology: Topology, ring: Sequence[int]) -> list[Point]:
    """Join the arcs of one ring."""
    points: list[Point] = []
    for number in ring:
        line = topology.arcs[number] if number >= 0 else topology.arcs[~number][::-1]
        points.extend(line[1:] if points else line)
    return points


def clip_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """Sutherland-Hodgman against a longitude/latitude box."""
    points = list(ring)
    for axis, limit, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        clipped: list[Point] = []
        for a, b in zip(points, points[1:] + points[:1], strict=True):
            inside_a, inside_b = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
            if inside_a:
                clipped.append(a)
            if inside_a != inside_b:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                clipped.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        points = clipped
    return points


def cut_ring(ring: Sequence[Point], box: Box) -> list[list[Point]]:
    """Clip a ring that may run over the 180th meridian; a ring around a pole is left out."""
    flat = [ring[0]]
    for x, y in ring[1:]:
        turns = round((flat[-1][0] - x) / 360.0)
        flat.append((x + 360.0 * turns, y))
    if abs(flat[-1][0] - flat[0][0]) > HALF_TURN:
        return []
    shifted = [[(x + turn, y) for x, y in flat] for turn in (-360.0, 0.0, 360.0)]
    return [piece for piece in (clip_ring(points, box) for points in shifted) if len(piece) >= TRIANGLE]


def rounded(points: Iterable[Point], decimals: int) -> list[list[float]]:
    """Round and drop repeats."""
    result: list[list[float]] = []
    for x, y in points:
        point = [round(x, decimals), round(y, decimals)]
        if not result or result[-1] != point:
            result.append(point)
    return result


def _area(ring: Sequence[Sequence[float]]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def land(topology: Topology, box: Box, decimals: int, smallest: float) -> list[dict[str, object]]:
    """One GeoJSON feature per country inside the box; specks under ``smallest`` square degrees go."""
    features: list[dict[str, object]] = []
    for name, polygons in topology.countries:
        kept = []
        for polygon in polygons:
            outer, *rest = (cut_ring(ring_points(topology, ring), box) for ring in polygon)
            holes = [hole for pieces in rest for hole in pieces]
            kept += _polygons(outer, holes, decimals, smallest)
        if kept:
            geometry = {"type": "MultiPolygon", "coordinates": kept}
            home = 1 if name == "Netherlands" else 0
            features.append({"type": "Feature", "properties": {"nl": home}, "geometry": geometry})
    return features


def _polygons(
    outer: list[list[Point]], holes: list[list[Point]], decimals: int, smallest: float
) -> list[list[list[list[float]]]]:
    """Return rounded and closed polygons; holes go with the outer ring only where that stayed whole."""
    closed = [[[*r, r[0]] for r in (rounded(ring, decimals) for ring in rings)] for rings in (outer, holes)]
    outside, inside = ([r for r in rings if len(r) > TRIANGLE and _area(r) >= smallest] for rings in closed)
    return [[ring, *(inside if len(outside) == 1 else [])] for ring in outside]


def borders(topology: Topology, box: Box, decimals: int) -> dict[str, object]:
    """Return the lines that two countries share, as one MultiLineString."""
    uses = Counter(n if n >= 0 else ~n for _, polygons in topology.countries for p in polygons for r in p for n in r)
    lines = []
    for number, count in sorted(uses.items()):
        inside = [p for p in topology.arcs[number] if box[0] <= p[0] <= box[2] and box[1] <= p[1] <= box[3]]
        line = rounded(inside, decimals)
        if count == SHARED and len(line) > 1:
            lines.append(line)
    return {"type": "MultiLineString", "coordinates": lines}


def write_js(name: str, variable: str, content: dict[str, object]) -> None:
    """Write GeoJSON as a script that sets one global; refuse a file above its size limit."""
    text = f"window.{variable}={json.dumps(content, separators=(',', ':'), ensure_ascii=False)};\n"
    size = len(text.encode())
    if size > SIZE_LIMITS[name]:
        raise SystemExit(f"{name}: {size} bytes is above {SIZE_LIMITS[name]}\nRaise the tolerance.")
    (STATIC / name).write_text(text, "utf-8")
    sys.stdout.write(f"{name}: {size} bytes\n")


def collection(features: list[dict[str, object]]) -> dict[str, object]:
    """Wrap features."""
    return {"type": "FeatureCollection", "features": features}


def vendor_base_maps(package: Path) -> None:
    """Convert Natural Earth at 1:10m around the Netherlands and at 1:50m for the world."""
    extra = json.loads(EXTRA.read_text("utf-8"))
    near = read_topology(package / "countries-10m.json", 0.002)
    content: dict[str, object] = {
        "land": collection(land(near, NL_BOX, 3, 0.00005)),
        "borders": borders(near, NL_BOX, 3),
        "lakes": {"type": "MultiPolygon", "coordinates": [[lake] for lake in extra["lakes"]]},
        "channels": {"type": "MultiLineString", "coordinates": extra["channels"]},
        "towns": extra["towns"],
    }
    write_js("basemap_nl.js", "BASEMAP_NL", content)
    far = read_topology(package / "countries-50m.json", 0.08)
    world: dict[str, object] = {
        "land": collection(land(far, WORLD_BOX, 2, 0.06)),
        "borders": borders(far, WORLD_BOX, 2),
    }
    write_js("basemap_world.js", "BASEMAP_WORLD", world)
    (STATIC / "LICENSE.world-atlas").write_text((package / "LICENSE").read_text("utf-8"), "utf-8")


def vendor_leaflet(package: Path) -> None:
    """Copy Leaflet; the source-map comment goes, since the map itself is not shipped."""
    dist = package / "dist"
    script = re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "\n", (dist / "leaflet.js").read_text("utf-8"))
    (STATIC / "leaflet.js").write_text(script, "utf-8")
    (STATIC / "leaflet.css").write_text((dist / "leaflet.css").read_text("utf-8"), "utf-8")
    (STATIC / "images").mkdir(exist_ok=True)
    for name in ("layers.png", "layers-2x.png", "marker-icon.png"):
        (STATIC / "images" / name).write_bytes((dist / "images" / name).read_bytes())
    (STATIC / "LICENSE.leaflet").write_text((package / "LICENSE").read_text("utf-8"), "utf-8")


def main() -> None:
    """Fetch, convert, write."""
    STATIC.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        vendor_leaflet(npm_pack(LEAFLET, Path(folder)))
        vendor_base_maps(npm_pack(WORLD_ATLAS, Path(folder)))


if __name__ == "__main__":
    main()
