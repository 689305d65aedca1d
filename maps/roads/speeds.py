"""Class speeds in free flow, read from ``speeds.csv``, where each has its mark and provenance.

Not allowed here: traffic (``maps.traffic``).
"""

import csv
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


class RoadClass(IntEnum):
    """Classes of roads in a graph; the names are OpenStreetMap's."""

    MOTORWAY = 1
    TRUNK = 2
    PRIMARY = 3
    SECONDARY = 4
    TERTIARY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSpeeds:
    """Kilometres per hour per class; at most ``ramp`` on slip roads; ``access`` from a building to the graph."""

    by_class: tuple[tuple[RoadClass, float], ...]
    ramp: float
    access: float
    access_detour: float

    def minutes(
        self, metres: NDArray[np.float64], kinds: NDArray[np.uint8], ramp: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Return the minutes that stretches of road take."""
        kmh = np.zeros(max(RoadClass) + 1)
        for kind, speed in self.by_class:
            kmh[kind] = speed
        speeds = np.where(ramp, np.minimum(kmh[kinds], self.ramp), kmh[kinds])
        result: NDArray[np.float64] = metres * 0.06 / speeds
        return result

    @property
    def fastest(self) -> float:
        """The highest speed of all."""
        return max(speed for _, speed in self.by_class)


@cache
def delivered_speeds() -> ClassSpeeds:
    """Return the speeds of ``speeds.csv``."""
    text = (files("maps.roads") / "speeds.csv").read_text(encoding="utf-8")
    kmh = {row["class"]: float(row["kmh"]) for row in csv.DictReader(text.splitlines())}
    return ClassSpeeds(
        by_class=tuple((kind, kmh[kind.name.lower()]) for kind in RoadClass),
        ramp=kmh["ramp"],
        access=kmh["access"],
        access_detour=kmh["access-detour"],
    )
