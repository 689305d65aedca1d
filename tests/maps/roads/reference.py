"""Measuring travel times against reference tables that are kept outside the repository.

The reference folder holds the table ``od_30x30.csv``: kilometres and minutes between thirty places, of a complete road
graph with the same class speeds (``km_full``, ``min_classmodel``) and of two routing programs. It names the places and
does not say where they lie. Two readings of them are therefore measured:

- *town*: the middle of the town, or the building of the gazetteer;
- *placed*: the position within three kilometres of it that fits the kilometres of one routing program
  (``km_valhalla``) best. The figures that errors are taken against had no part in that.
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
    "Schiphol": ((52.31, 4.768), (52.31, 4.76)),
    "DC Rotterdam": ((51.953, 4.45), (51.953, 4.4308)),
    "JC Schiphol": ((52.333, 4.783), (52.345, 4.7638)),
    "DC Zeist": ((52.121, 5.285), (52.119, 5.301)),
    "Ter Apel": ((52.877, 7.059), (52.889, 7.0398)),
    "Budel": ((51.274, 5.576), (51.274, 5.576)),
    "Oisterwijk": ((51.578, 5.191), (51.578, 5.191)),
    "Den Haag": ((52.0705, 4.3007), (52.0805, 4.3087)),
    "Zwolle": ((52.5168, 6.083), (52.5288, 6.083)),
    "Utrecht": ((52.0907, 5.1214), (52.0807, 5.1134)),
    "Amsterdam": ((52.3676, 4.9041), (52.3746, 4.9121)),
    "Rotterdam": ((51.9244, 4.4777), (51.9244, 4.4697)),
    "Groningen": ((53.2194, 6.5665), (53.2314, 6.5665)),
    "Maastricht": ((50.8514, 5.691), (50.8394, 5.691)),
    "Eindhoven": ((51.4416, 5.4697), (51.4366, 5.4889)),
    "Leeuwarden": ((53.2012, 5.7999), (53.2012, 5.7999)),
    "Arnhem": ((51.9851, 5.8987), (51.9871, 5.9067)),
    "Nijmegen": ((51.8126, 5.8372), (51.8366, 5.8564)),
    "Enschede": ((52.2215, 6.8937), (52.2215, 6.8937)),
    "Breda": ((51.5719, 4.7683), (51.5839, 4.7683)),
    "Middelburg": ((51.4988, 3.611), (51.4938, 3.611)),
    "Den Bosch": ((51.6978, 5.3037), (51.6928, 5.3037)),
    "Lelystad": ((52.5185, 5.4714), (52.5015, 5.4986)),
    "Almere": ((52.3508, 5.2647), (52.3508, 5.2455)),
    "Haarlem": ((52.3874, 4.6462), (52.3874, 4.6382)),
    "Assen": ((52.9928, 6.5642), (52.9928, 6.545)),
    "Zeist": ((52.0906, 5.2332), (52.0906, 5.2332)),
    "Emmen": ((52.7858, 6.8976), (52.7858, 6.8976)),
    "Heerlen": ((50.8882, 5.9795), (50.8882, 5.9795)),
    "Alphen ad Rijn": ((52.1292, 4.6546), (52.1292, 4.6546)),
}
"""Positions by name: town, placed."""
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


def places(*, placed: bool) -> list[Place]:
    """Return the thirty places by one of the two readings."""
    return [
        Place(id=PlaceId(name), name=name, kind=PlaceKind.OFFICE, city=name, lat=at[placed][0], lon=at[placed][1])
        for name, at in PLACES.items()
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


def distance_error(kilometres: Floats) -> float:
    """Return the mean share by which the distances by hand are missed."""
    index = {name: number for number, name in enumerate(PLACES)}
    return float(np.mean([abs(kilometres[index[a], index[b]] - km) / km for a, b, km in DISTANCES]))
