"""Circles and ways between them, as the drawing of sites wants them: numbers, colours and ids only.

Not allowed here: words.
"""

import math
from dataclasses import dataclass, field

from maps.layers import Json
from maps.lines import LatLon, arrow_at_middle, schematic_curve
from maps.palette import LineStyle
from maps.view import MapPoint

_SMALLEST, _GROWTH, _LARGEST = 13, 2.2, 32
_THIN, _THICK = 2.5, 9.0
_BEND = 0.07


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteGroup:
    """What a line of the legend switches on and off."""

    id: str
    style: LineStyle
    marks: tuple[Json, ...] = field(default=())
    ways: tuple[Json, ...] = field(default=())


def mark(mark_id: str, at: MapPoint, *, amount: int, sign: str, rows: tuple[str, ...], shift: int = 0) -> Json:
    """Return a circle whose area grows with ``amount``; ``rows`` are the table rows it stands for."""
    radius = min(_LARGEST, round(_SMALLEST + _GROWTH * math.sqrt(max(0, amount - 1))))
    return {"id": mark_id, "at": _latlon(at), "radius": radius, "sign": sign, "rows": rows, "shift": shift}


def way(
    way_id: str, start: MapPoint, end: MapPoint, *, times: int, rows: tuple[str, ...], plain: bool = False
) -> tuple[Json, ...]:
    """Return a line that is thicker the more often it is driven; nothing when it goes nowhere.

    A ``plain`` one has no arrow and no white edge, for a map with so many that neither would be seen.
    """
    line = schematic_curve(_latlon(start), _latlon(end), _BEND)
    if len(set(line)) == 1:
        return ()
    weight = min(_THICK, round(_THIN + math.log2(max(1, times)), 1))
    arrow = None if plain else arrow_at_middle(line)
    return ({"id": way_id, "points": line, "arrow": arrow, "weight": weight, "rows": rows, "plain": plain},)


def drawn_groups(groups: tuple[SiteGroup, ...]) -> dict[str, Json]:
    """Return the data of the drawing."""
    return {
        "groups": [
            {
                "id": group.id,
                "colour": group.style.colour,
                "dash": group.style.dash,
                "marks": group.marks,
                "ways": group.ways,
            }
            for group in groups
        ]
    }


def _latlon(point: MapPoint) -> LatLon:
    return round(point.lat, 4), round(point.lon, 4)
