"""A picture of a map: land, lines with dash patterns and arrows, numbered stops and names clear of each other.

Lines are drawn at twice the size and made smaller, for smooth edges; texts are drawn after that.

Not allowed here: what a particular map shows.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from maps.layers import Base
from maps.lines import LatLon
from maps.main_roads import MainRoads
from maps.palette import LAND, SEA, LineStyle
from maps.paper.dashes import dashes
from maps.paper.ground import Flat, flat, ground
from maps.paper.room import Room, Spot, around, beside
from maps.paper.sheet import INK, Box, fitted, font

_FINE = 2
_ABROAD, _BORDER, _ROAD, _WHITE = "#e8e8e2", "#8d9692", "#d8c79a", "#ffffff"
_STACK, _MANY, _PER_ROW = 36.0, 8, 4
_NUMBER = 28
_TOWNS = 2
_PADDING = 60
_SMALLEST = 0.004
"""A map is at least so wide, in Mercator units: about 15 km."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A stop to draw: its number in the colour of its vehicle, and the name of its place."""

    at: LatLon
    number: str
    colour: str
    name: str


class Canvas:
    """A map under construction, ``width`` by ``height`` pixels, that shows at least the given points."""

    def __init__(
        self, width: int, height: int, shown: Sequence[LatLon], base: Base, roads: MainRoads | None = None
    ) -> None:
        self._room = Room(width, height)
        self._fine = Image.new("RGB", (width * _FINE, height * _FINE), SEA)
        self._pen = ImageDraw.Draw(self._fine)
        self._scale, self._corner = _fit(flat(list(shown)), width, height)
        self._base = ground(base)
        self._draw_ground(world=base is Base.WORLD)
        for road in roads.lines if roads is not None else ():
            self._pen.line(self._path(flat(road)), fill=_ROAD, width=2 * _FINE)

    def line(self, points: Iterable[LatLon], style: LineStyle, weight: float = 4.0, far: float = 0.0) -> None:
        """Draw a line with a white edge under it, ``far`` pixels to the right of its way."""
        spots = self._pixels(flat(list(points))) * _FINE
        if len(spots) < 2:  # noqa: PLR2004 - a line has two ends
            return
        if far:
            spots = beside_way(spots, far * _FINE)
        path = [(float(x), float(y)) for x, y in spots]
        self._pen.line(path, fill=_WHITE, width=round((weight + 3) * _FINE), joint="curve")
        for piece in dashes(spots, style.dash, _FINE):
            self._pen.line(piece, fill=style.colour, width=round(weight * _FINE), joint="curve")

    def arrow(self, place: tuple[float, float, int], colour: str, far: float = 0.0) -> None:
        """Draw an arrow: latitude, longitude and degrees clockwise from north; ``far`` pixels to the right of that."""
        (x, y), turn = self._pixels(flat([(place[0], place[1])]))[0] * _FINE, math.radians(place[2])
        x, y = x + _FINE * far * math.cos(turn), y + _FINE * far * math.sin(turn)
        shape = [
            (
                float(x + _FINE * 1.2 * (dx * math.cos(turn) - dy * math.sin(turn))),
                float(y + _FINE * 1.2 * (dx * math.sin(turn) + dy * math.cos(turn))),
            )
            for dx, dy in ((0, -8), (7, 7), (0, 3), (-7, 7))
        ]
        self._pen.polygon(shape, fill=colour, outline=_WHITE, width=_FINE)

    def finish(self, stops: Sequence[Numbered] = (), names: Sequence[tuple[LatLon, str]] = ()) -> Image.Image:
        """Return the picture with numbers and names on it."""
        marks = _gather(stops, self._pixels(flat([stop.at for stop in stops])))
        for spot, _ in marks:
            self._dot(*spot)
        picture = self._fine.reduce(_FINE)
        pen = ImageDraw.Draw(picture)
        blocks = [self._numbers(pen, spot, found) for spot, found in marks]
        for (spot, found), block in zip(marks, blocks, strict=True):
            places = tuple(dict.fromkeys(stop.name for stop in found))
            more = f" +{len(places) - 1}" if len(places) > 1 else ""
            self._name(pen, spot, places[0] + more, block=block, bold=True)
        for at, name in names:
            x, y = self._pixels(flat([at]))[0]
            self._name(pen, (float(x), float(y)), name, bold=True)
        for town in self._base.towns:
            x, y = self._pixels(flat([town.at]))[0]
            if town.rank <= _TOWNS:
                self._name(pen, (float(x), float(y)), town.name, bold=False)
        return picture

    def dot(self, at: LatLon) -> None:
        """Draw a small circle where something is."""
        x, y = self._pixels(flat([at]))[0]
        self._dot(float(x), float(y))

    def _dot(self, x: float, y: float) -> None:
        box = (_FINE * (x - 6), _FINE * (y - 6), _FINE * (x + 6), _FINE * (y + 6))
        self._pen.ellipse(box, fill=_WHITE, outline=INK, width=2 * _FINE)
        self._room.take((x - 7, y - 7, x + 7, y + 7))

    def _draw_ground(self, *, world: bool) -> None:
        for rings, colour in (
            (self._base.abroad, LAND if world else _ABROAD),
            (self._base.home, LAND),
            (self._base.lakes, SEA),
        ):
            for ring in rings:
                self._pen.polygon(self._path(ring), fill=colour)
        for channel in self._base.channels:
            self._pen.line(self._path(channel), fill=SEA, width=4 * _FINE)
        for border in self._base.borders:
            self._pen.line(self._path(border), fill=_BORDER, width=_FINE)

    def _path(self, points: Flat) -> list[tuple[float, float]]:
        return [(float(x), float(y)) for x, y in self._pixels(points) * _FINE]

    def _pixels(self, points: Flat) -> Flat:
        moved: Flat = (points - self._corner) * self._scale
        return moved

    def _numbers(self, pen: ImageDraw.ImageDraw, spot: Spot, stops: Sequence[Numbered]) -> Box:
        many = len(stops) > _MANY
        texts = [(f"{len(stops)} stops", INK)] if many else [(stop.number, stop.colour) for stop in stops]
        wide, per_row = (84, 1) if many else (_NUMBER, _PER_ROW)
        rows = -(-len(texts) // per_row)
        size = (min(per_row, len(texts)) * wide, rows * _NUMBER)
        block = self._room.first(around(spot, 9, *size)) or self._room.take(next(around(spot, 9, *size)))
        for n, (text, colour) in enumerate(texts):
            left, top = block[0] + (n % per_row) * wide, block[1] + (n // per_row) * _NUMBER
            shape = (left + 1, top + 1, left + wide - 1, top + _NUMBER - 1)
            pen.rounded_rectangle(shape, radius=_NUMBER // 2 - 1, fill=colour, outline=_WHITE)
            face = font(15, bold=True)
            pen.text(
                (left + wide / 2, top + _NUMBER / 2), fitted(text, face, wide), font=face, fill=_WHITE, anchor="mm"
            )
        return block

    def _name(self, pen: ImageDraw.ImageDraw, spot: Spot, text: str, *, bold: bool, block: Box | None = None) -> None:
        face = font(16, bold=bold)
        words = fitted(text, face, 260)
        wide = face.getlength(words) + 8
        places = (
            [*around(spot, 9, wide, 22)][:4]
            if bold
            else [(spot[0] - wide / 2, spot[1] - 11, spot[0] + wide / 2, spot[1] + 11)]
        )
        if block is not None:
            places += beside(block, wide, 22)
        box = self._room.first(iter(places)) if words else None
        if box is None:
            return
        if bold:
            pen.rectangle(box, fill=_WHITE)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        pen.text(middle, words, font=face, fill=INK if bold else "#4d5855", anchor="mm")


def beside_way(spots: Flat, far: float) -> Flat:
    """Return the points moved to the right of the way they follow; y counts downward."""
    ahead = np.vstack((spots[1:], spots[-1:])) - np.vstack((spots[:1], spots[:-1]))
    length = np.hypot(ahead[:, 0], ahead[:, 1])
    moved: Flat = spots + far * np.column_stack((-ahead[:, 1], ahead[:, 0])) / np.where(length, length, 1.0)[:, None]
    return moved


def _fit(points: Flat, width: int, height: int) -> tuple[float, Flat]:
    """Return pixels per unit and the corner at the upper left, so that all points are well inside."""
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.maximum(high - low, _SMALLEST)
    room = np.array([width - 2 * _PADDING, height - 2 * _PADDING])
    scale = float((room / span).min())
    corner: Flat = (low + high) / 2 - np.array([width, height]) / scale / 2
    return scale, corner


def _gather(stops: Sequence[Numbered], spots: Flat) -> list[tuple[Spot, list[Numbered]]]:
    """Return the stops that stand so near to each other that they share one mark."""
    marks: list[tuple[Spot, list[Numbered]]] = []
    for stop, (x, y) in zip(stops, spots, strict=True):
        near = next((found for spot, found in marks if math.dist(spot, (x, y)) < _STACK), None)
        if near is None:
            marks.append(((float(x), float(y)), [stop]))
        else:
            near.append(stop)
    return marks
