"""Measuring travel times against reference tables that are kept outside the repository.

The reference folder holds the table ``od_30x30.csv``: kilometres and minutes between thirty places, of a complete road
graph with the same class speeds (``km_full``, ``min_classmodel``) and of two routing programs. It names the places and
does not say where they lie. Three readings of them are therefore measured:

- *town*: the middle of the town, or the building of the gazetteer, whose position is the middle of a postcode;
- *buildings*: the same, with the three buildings outside any town (``BUILDINGS``) placed;
- *placed*: all placed, at the position within three kilometres that fits the kilometres of one routing program
  (``km_valhalla``) best; ``benchmarks/road_positions.py`` finds it. The figures that errors are taken against had no
  part in that.
"""

import csv
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from maps.roads.search import Floats
from planner.domain.ids import PlaceId
from planner.domain.places import Place, PlaceKind

FOLDER = "VERTREKPLANNER_ROADS_DATA"
"""Environment variable with the folder of the reference data."""
MAP, TABLE = "nl_motorway-tertiary_2021-08.osm.pbf", "od_30x30.csv"
Position = tuple[float, float]
PLACES: Mapping[str, tuple[Position, Position]] = {
    "Schiphol": ((52.31, 4.768), (52.305, 4.7408)),
    "DC Rotterdam": ((51.953, 4.45), (51.953, 4.4276)),
    "JC Schiphol": ((52.333, 4.783), (52.34, 4.767)),
    "DC Zeist": ((52.121, 5.285), (52.119, 5.3058)),
    "Ter Apel": ((52.877, 7.059), (52.884, 7.0286)),
    "Budel": ((51.274, 5.576), (51.27, 5.5824)),
    "Oisterwijk": ((51.578, 5.191), (51.576, 5.191)),
    "Den Haag": ((52.0705, 4.3007), (52.0795, 4.3087)),
    "Zwolle": ((52.5168, 6.083), (52.5048, 6.1054)),
    "Utrecht": ((52.0907, 5.1214), (52.0807, 5.1166)),
    "Amsterdam": ((52.3676, 4.9041), (52.3746, 4.9201)),
    "Rotterdam": ((51.9244, 4.4777), (51.9244, 4.4729)),
    "Groningen": ((53.2194, 6.5665), (53.2224, 6.5681)),
    "Maastricht": ((50.8514, 5.691), (50.8384, 5.6942)),
    "Eindhoven": ((51.4416, 5.4697), (51.4386, 5.4825)),
    "Leeuwarden": ((53.2012, 5.7999), (53.2052, 5.8031)),
    "Arnhem": ((51.9851, 5.8987), (51.9871, 5.9099)),
    "Nijmegen": ((51.8126, 5.8372), (51.8366, 5.8564)),
    "Enschede": ((52.2215, 6.8937), (52.2095, 6.8713)),
    "Breda": ((51.5719, 4.7683), (51.5939, 4.7667)),
    "Middelburg": ((51.4988, 3.611), (51.4748, 3.6078)),
    "Den Bosch": ((51.6978, 5.3037), (51.6948, 5.3085)),
    "Lelystad": ((52.5185, 5.4714), (52.4995, 5.4954)),
    "Almere": ((52.3508, 5.2647), (52.3408, 5.2503)),
    "Haarlem": ((52.3874, 4.6462), (52.3844, 4.635)),
    "Assen": ((52.9928, 6.5642), (52.9928, 6.5338)),
    "Zeist": ((52.0906, 5.2332), (52.0906, 5.2364)),
    "Emmen": ((52.7858, 6.8976), (52.7928, 6.9008)),
    "Heerlen": ((50.8882, 5.9795), (50.8842, 5.9795)),
    "Alphen ad Rijn": ((52.1292, 4.6546), (52.1292, 4.6546)),
}
"""Positions by name: town, placed."""
BUILDINGS = ("DC Rotterdam", "JC Schiphol", "DC Zeist")
READINGS: Mapping[str, tuple[str, ...]] = {"placed": tuple(PLACES), "buildings": BUILDINGS, "town": ()}
"""Which of the places are placed, by the name of the reading."""
DISTANCES = (
    ("DC Rotterdam", "Schiphol", 54),
    ("Den Haag", "Schiphol", 43),
    ("Zwolle", "Den Haag", 152),
    ("Zeist", "Den Haag", 75),
    ("Ter Apel", "Schiphol", 217),
)
"""Kilometres over the road by hand, rounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """Mean absolute errors, absolute and as a share of the reference."""

    km: float
    km_share: float
    minutes: float
    minutes_share: float


def reference_folder() -> Path:
    """Return the folder of the reference data, whether it exists or not."""
    chosen = os.environ.get(FOLDER)
    return Path(chosen) if chosen else Path(__file__).parents[4] / "shared" / "data" / "roads"


def needed(name: str) -> Path:
    """Return a file of the reference data; skip the test where it is absent."""
    path = reference_folder() / name
    if not path.is_file():
        pytest.skip(f"{name} is not in {reference_folder()}; set {FOLDER} to the folder that has it")
    return path


def places(reading: str) -> list[Place]:
    """Return the thirty places by one of the ``READINGS``."""
    placed = READINGS[reading]
    found = {name: at[name in placed] for name, at in PLACES.items()}
    return [
        Place(id=PlaceId(name), name=name, kind=PlaceKind.OFFICE, city=name, lat=lat, lon=lon)
        for name, (lat, lon) in found.items()
    ]


def error(table: Path, minutes: Floats, kilometres: Floats) -> Error:
    """Return the error of matrices in the order of ``PLACES`` against the complete graph."""
    index = {name: number for number, name in enumerate(PLACES)}
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cells = ([index[row["from"]] for row in rows], [index[row["to"]] for row in rows])
    km, minute = (np.array([float(row[name]) for row in rows]) for name in ("km_full", "min_classmodel"))
    km_off, minutes_off = np.abs(kilometres[cells] - km), np.abs(minutes[cells] - minute)
    return Error(
        km=float(km_off.mean()),
        km_share=float((km_off / km).mean()),
        minutes=float(minutes_off.mean()),
        minutes_share=float((minutes_off / minute).mean()),
    )


def programs_error(table: Path) -> Mapping[str, float]:
    """Return by which mean share two routing programs miss the kilometres of the complete graph: what is attainable."""
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    km = np.array([float(row["km_full"]) for row in rows])
    found = {name: np.array([float(row[f"km_{name}"]) for row in rows]) for name in ("valhalla", "osrm")}
    return {name: float((np.abs(one - km) / km).mean()) for name, one in found.items()}


def distance_error(kilometres: Floats) -> float:
    """Return the mean share by which the distances by hand are missed."""
    index = {name: number for number, name in enumerate(PLACES)}
    return float(np.mean([abs(kilometres[index[a], index[b]] - km) / km for a, b, km in DISTANCES]))
