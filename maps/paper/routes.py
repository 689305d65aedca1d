"""Routes of vehicles drawn on a map of the Netherlands.

Not allowed here: the page around it, rights, travel times.
"""

from collections.abc import Sequence

from PIL import Image

from maps.day_map import beside, route_line
from maps.layers import Base
from maps.lines import LatLon, arrow_at_middle
from maps.main_roads import MainRoads
from maps.palette import line_style
from maps.paper.canvas import Canvas, Numbered
from maps.view import MapStop, VehicleRoute

_NETHERLANDS: tuple[LatLon, ...] = ((50.75, 3.4), (53.5, 7.2))
_ROAD, _SCHEMATIC = 4.0, 2.5
"""How thick a line is that follows a road, and one that does not."""


def drawn(
    routes: Sequence[VehicleRoute], size: tuple[int, int], roads: MainRoads | None = None, *, times: bool = False
) -> Image.Image:
    """Return a picture of so many pixels with every stop in it; ``times`` puts the time before the name of a place."""
    at = [point for index, route in enumerate(routes) for line in _lines(route, index) for point in line]
    at += [(stop.at.lat, stop.at.lon) for route in routes for stop in route.stops]
    canvas = Canvas(*size, at or _NETHERLANDS, Base.NETHERLANDS, roads)
    stops: list[Numbered] = []
    for index, route in enumerate(routes):
        style = line_style(index)
        for line, leg in zip(_lines(route, index), route.legs, strict=True):
            far = beside(index) if leg.path else 0
            canvas.line(line, style, _ROAD if leg.path else _SCHEMATIC, far)
            arrow = arrow_at_middle(line)
            if arrow is not None:
                canvas.arrow(arrow, style.colour, far)
        stops += [
            Numbered(at=(stop.at.lat, stop.at.lon), number=str(number), colour=style.colour, name=_name(stop, times))
            for number, stop in enumerate(route.stops, start=1)
        ]
    return canvas.finish(stops)


def _lines(route: VehicleRoute, index: int) -> list[tuple[LatLon, ...]]:
    legs = zip(route.stops, route.stops[1:], route.legs, strict=False)
    return [route_line(start, end, leg, index) for start, end, leg in legs]


def _name(stop: MapStop, times: bool) -> str:  # noqa: FBT001 - one of two ways to write it
    return f"{stop.time} {stop.place}" if times else stop.place
